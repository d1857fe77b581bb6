//! The facts: what stands around the text.

use delibero_domain::deliberation::committee::committee_named;
use delibero_domain::points::Status;
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::DeliberationPage;
use super::labels::{version, version_name};
use crate::components::definitions::definition_rows;
use crate::components::language::lang_within;
use crate::components::panel::section;

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let (language, found) = (page.language, &page.view.found);
    let quoted = page.text_language().or_else(|| lang_within(language, page.view.title.language));
    let all = |texts: &[String]| match texts {
        [] => None,
        [one] => Some(view! { <span lang=quoted>{one.clone()}</span> }.into_any()),
        several => Some(list(several, quoted)),
    };
    let committee = committee_named(&found.committee).get(language).to_owned();
    let person = |name: &String| view! { <span translate="no" lang=quoted>{name.clone()}</span> }.into_any();
    let date = view! { <time datetime=found.date.to_string()>{long_date(found.date, language)}</time> };
    let facts = [
        (say!(language, deliberation.number), Some(found.number.to_string().into_any())),
        (say!(language, deliberation.document), document(page)),
        (say!(language, deliberation.committee), (!committee.is_empty()).then(|| committee.into_any())),
        (say!(language, deliberation.date), Some(date.into_any())),
        (say!(language, deliberation.rapporteur), found.rapporteur.as_ref().map(person)),
        (say!(language, deliberation.requesters), all(&found.requesters)),
        (say!(language, deliberation.sources), all(&found.sources)),
        (say!(language, deliberation.subject), subject(page)),
        (say!(language, deliberation.grounds), grounds(page, quoted)),
        (say!(language, deliberation.points), points(page)),
    ];
    let facts = facts.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?)));
    section("facts", say!(language, deliberation.facts), definition_rows(facts))
}

/// The document of the version whose text is shown, or of the one that counts.
fn document(page: &DeliberationPage) -> Option<AnyView> {
    let place = page.view.shown.map(|(place, _)| place).or(page.view.counting)?;
    let document = version(page, place)?.document.as_ref()?.to_string();
    Some(view! { {document} <small>{version_name(page, place)}</small> }.into_any())
}

fn subject(page: &DeliberationPage) -> Option<AnyView> {
    let catalogued = page.view.catalogued.as_ref()?;
    let subject = catalogued.subject.get(page.language).to_owned();
    let follows = say!(page.language, deliberation.catalogue_follows, document = catalogued.document.clone());
    Some(view! { {subject} <small>{follows}</small> }.into_any())
}

/// How many points cases try and rules apply, and how many are not for a machine.
fn points(page: &DeliberationPage) -> Option<AnyView> {
    let language = page.language;
    let words = page.view.points.iter().map(|(status, count)| {
        let count = count.to_string();
        match status {
            Status::Tested => say!(language, deliberation.points_tested, count = count),
            Status::Applied => say!(language, deliberation.points_applied, count = count),
            Status::NotForAMachine => say!(language, deliberation.points_not_for_a_machine, count = count),
            Status::Open => say!(language, deliberation.points_open, count = count),
        }
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join(", ").into_any())
}

/// Folded: they are many, and few look for them.
fn grounds(page: &DeliberationPage, lang: Option<&'static str>) -> Option<AnyView> {
    let grounds = &page.view.found.grounds;
    let summary = match grounds.len() {
        0 => return None,
        1 => say!(page.language, deliberation.grounds_one).to_owned(),
        count => say!(page.language, deliberation.grounds_many, count = count.to_string()),
    };
    Some(view! { <details><summary>{summary}</summary> {list(grounds, lang)}</details> }.into_any())
}

fn list(texts: &[String], lang: Option<&'static str>) -> AnyView {
    let items = texts.iter().map(|text| view! { <li>{text.clone()}</li> });
    view! { <ul lang=lang>{items.collect_view()}</ul> }.into_any()
}
