//! Documents: two versions compared, and for the secretariat the history and the ways to write.

use delibero_words::say;
use leptos::prelude::*;

use super::labels::version_name;
use super::{DeliberationPage, address};
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    view! {
        <section class="print:hidden" aria-labelledby="documents">
            <h2 id="documents" class="part-heading">{say!(page.language, deliberation.documents)}</h2>
            {compare(page)}
            {writing(page)}
        </section>
    }
    .into_any()
}

fn compare(page: &DeliberationPage) -> AnyView {
    let known: Vec<u16> =
        (0..).zip(&page.view.versions).filter(|(_, version)| version.is_known()).map(|(place, _)| place).collect();
    let (Some(last), true) = (known.last().copied(), known.len() > 1) else {
        return without_texts(page);
    };
    let before = known[known.len() - 2];
    let choice = |name: &'static str, words: &'static str, chosen: u16| {
        let known = known.iter().map(|place| (place.to_string(), version_name(page, *place)));
        choice_field(Field::new(name, words), known, &chosen.to_string())
    };
    let action = format!("{}/compare", address::deliberation(page.view.number));
    view! {
        <form method="get" action=action class="mb-4 flex flex-wrap items-end gap-3">
            {choice("from", say!(page.language, deliberation.compare_from), before)}
            {choice("to", say!(page.language, deliberation.compare_to), last)}
            {Button::quiet(say!(page.language, deliberation.compare)).view()}
        </form>
    }
    .into_any()
}

/// Where fewer than two texts are known, what two versions authorise can still be compared.
fn without_texts(page: &DeliberationPage) -> AnyView {
    let to = format!("{}/compare", address::deliberation(page.view.number));
    let grants = (page.view.versions.len() > 1).then(|| {
        view! { <a class="link" href=to>{say!(page.language, deliberation.compare_grants)}</a> }
    });
    view! { <p class="mb-3 text-sm text-muted">{say!(page.language, deliberation.compare_nothing)} " " {grants}</p> }
        .into_any()
}

/// The history for those who see drafts, and the two ways to write for the secretariat.
fn writing(page: &DeliberationPage) -> Option<AnyView> {
    let view = &page.view;
    let own = address::deliberation(view.number);
    let drafts = format!("{own}/drafts");
    let write = view.writes.then(|| {
        view! {
            {Button::new(say!(page.language, deliberation.amend)).leads_to(drafts.clone()).view()}
            <form method="post" action=drafts>
                <FilledInBy />
                {Button::quiet(say!(page.language, deliberation.correct)).sends("kind", "correction").view()}
            </form>
        }
    });
    view.sees_history.then(|| {
        view! {
            <div class="actions">
                {write}
                <a class="link" href=format!("{own}/history")>{say!(page.language, deliberation.history)}</a>
            </div>
        }
        .into_any()
    })
}
