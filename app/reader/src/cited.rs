//! The citations of a text that a person changed: found anew, as in one that is imported.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Citation, VersionText};

use crate::findings::Findings;
use crate::references::References;

/// The deliberations that a text of the register cites, each once, by first appearance.
#[must_use]
pub fn citations(own: DeliberationNumber, text: &VersionText) -> Vec<Citation> {
    let mut references = References::new(Some(own));
    let mut findings = Findings::default();
    references.read(&text.title, "title", None, &mut findings);
    for section in &text.sections {
        references.read(&section.text, "sections", None, &mut findings);
    }
    for point in &text.points {
        references.read(&point.text, &point.label.normal(), None, &mut findings);
    }
    if let Some(operative) = &text.operative {
        references.read(operative, "operative", None, &mut findings);
    }
    if let Some(annex) = &text.annex {
        references.read(annex, "annex", None, &mut findings);
    }
    for footnote in &text.footnotes {
        references.read(&footnote.text, &format!("footnote {}", footnote.mark), None, &mut findings);
    }
    let found = references.into_found().into_iter();
    found.map(|reference| Citation { number: reference.number, date: reference.date, at: reference.at }).collect()
}
