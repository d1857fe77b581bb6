//! Points that a draft cites and the text does not have: each is to be answered for before the draft is proposed.

use std::collections::HashMap;

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::deliberation::DeliberationNumber;

use super::answers::{Answer, Asked};
use super::citations::citations_in;
use super::model::{CarriedBy, CatalogueDraft, DocumentChange};
use super::port::CatalogueStore;
use crate::register::RegisterStore;
use crate::register::uses::cited_places;
use crate::store_error::StoreError;

/// A point that a document of a draft cites anew, and that the text does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingPoint {
    /// The name of the document.
    pub document: String,
    pub cited: Source,
    /// Why it is cited all the same.
    pub answer: Option<Answer>,
}

/// The missing points of a draft, with what was answered.
pub(super) async fn missing_in(
    catalogue: &dyn CatalogueStore,
    register: &dyn RegisterStore,
    draft: &CatalogueDraft,
) -> Result<Vec<MissingPoint>, StoreError> {
    let mut texts: HashMap<String, Option<Vec<String>>> = HashMap::new();
    let mut missing = Vec::new();
    for change in &draft.content.changes {
        for cited in new_citations(change) {
            if !texts.contains_key(&cited.deliberation) {
                let labels = labels(register, &cited.deliberation, draft.content.carried_by.as_ref()).await?;
                texts.insert(cited.deliberation.clone(), labels);
            }
            let labels = texts.get(&cited.deliberation).and_then(Option::as_ref);
            if labels.is_some_and(|labels| !has_every_part(&cited.point, labels)) {
                missing.push(MissingPoint { document: change.name.clone(), cited, answer: None });
            }
        }
    }
    if missing.is_empty() {
        return Ok(missing);
    }
    let answers = catalogue.answers_in(&draft.id).await?;
    for found in &mut missing {
        let (draft, document, cited) = (draft.id.clone(), found.document.clone(), found.cited.clone());
        let about = Asked::MissingPoint { draft, document, cited };
        found.answer = answers.iter().find(|answer| answer.asked == about).cloned();
    }
    Ok(missing)
}

/// The points of the version that carries the draft, or of the newest whose text is known; none where none is.
async fn labels(
    register: &dyn RegisterStore,
    deliberation: &str,
    carried_by: Option<&CarriedBy>,
) -> Result<Option<Vec<String>>, StoreError> {
    let Ok(number) = deliberation.parse::<DeliberationNumber>() else { return Ok(None) };
    let Some((found, _)) = register.deliberation(number).await? else { return Ok(None) };
    let known = |place: &usize| found.versions.get(*place).is_some_and(|version| version.is_known());
    let carrying = carried_by.filter(|by| by.deliberation == number).map(|by| usize::from(by.version)).filter(known);
    let Some(place) = carrying.or_else(|| (0..found.versions.len()).rev().find(known)) else { return Ok(None) };
    let Some(language) = found.versions[place].languages.first().copied() else { return Ok(None) };
    let version = u16::try_from(place).unwrap_or(u16::MAX);
    let text = register.text(number, version, language).await?;
    Ok(text.map(|text| text.points.iter().map(|point| point.label.normal()).collect()))
}

/// What a document cites and did not cite before the draft.
fn new_citations(change: &DocumentChange) -> Vec<Source> {
    let of = |text: &Option<String>| match text {
        Some(text) => citations_in(&Document { name: change.name.clone(), text: text.clone() }),
        None => Vec::new(),
    };
    let before = of(&change.before);
    of(&change.after).into_iter().filter(|source| !before.contains(source)).collect()
}

/// Whether a text has a point for each that is cited: `5, 8` names two.
fn has_every_part(cited: &str, labels: &[String]) -> bool {
    if labels.iter().any(|label| label == cited) {
        return true;
    }
    let parts = cited.split([',', ';']).flat_map(|part| part.split(" et ")).map(str::trim);
    parts.filter(|part| !part.is_empty()).all(|part| !cited_places(part, labels).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_point_of_a_citation_is_looked_for() {
        let labels = ["5", "7.1", "7.2", "61/1"].map(str::to_owned);
        for (cited, has) in
            [("5", true), ("7", true), ("5, 7.1", true), ("5, 8", false), ("5-7", true), ("9", false), ("", true)]
        {
            assert_eq!(has_every_part(cited, &labels), has, "{cited}");
        }
    }

    #[test]
    fn only_what_is_cited_anew_is_looked_for() {
        let text = |point: &str| {
            Some(format!(
                "deliberation = \"20/130\"\n[[authorisation]]\npoints = \"4-20\"\n[authorisation.own_file]\npoint = \"{point}\"\n"
            ))
        };
        let change = |before: Option<String>, after: Option<String>| DocumentChange {
            name: "authorisations/20-130.cpas.hdi.toml".to_owned(),
            before,
            after,
        };
        let cited =
            |change: &DocumentChange| new_citations(change).into_iter().map(|source| source.point).collect::<Vec<_>>();
        assert_eq!(cited(&change(text("5"), text("99"))), ["99"]);
        assert_eq!(cited(&change(None, text("5"))).len(), 2);
        assert!(cited(&change(text("5"), None)).is_empty());
    }
}
