//! Documents: two versions compared, and for the secretariat the history and the ways to write.

use delibero_words::say;
use leptos::prelude::*;

use super::{DeliberationPage, address};
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::panel::section;
use crate::pages::register::published::choices;
use crate::pages::register::rules::rules_address;

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let parts = view! { <div class="grid gap-4 print:hidden">{compare(page)} {writing(page)}</div> };
    section("documents", say!(page.language, deliberation.documents), parts)
}

fn compare(page: &DeliberationPage) -> AnyView {
    let (language, versions) = (page.language, &page.view.found.versions);
    let to = address::compare(page.view.found.number);
    let known = choices(language, versions, None);
    let [.., (before, _), (last, _)] = known.as_slice() else {
        // Where fewer than two texts are known, what two versions authorise can still be compared.
        let grants = (versions.len() > 1)
            .then(|| view! { <a class="link" href=to>{say!(language, deliberation.compare_grants)}</a> });
        return view! { <p class="hint">{say!(language, deliberation.compare_nothing)} " " {grants}</p> }.into_any();
    };
    let from = Field::new("from", say!(language, deliberation.compare_from));
    let until = Field::new("to", say!(language, deliberation.compare_to));
    view! {
        <form method="get" action=to class="flex flex-wrap items-end gap-3">
            {choice_field(from, known.clone(), before)}
            {choice_field(until, known.clone(), last)}
            {Button::quiet(say!(language, deliberation.compare)).view()}
        </form>
    }
    .into_any()
}

/// The history for those who see drafts, and the two ways to write for the secretariat.
fn writing(page: &DeliberationPage) -> Option<AnyView> {
    let (language, own) = (page.language, address::deliberation(page.view.found.number));
    let write = page.view.writes.then(|| {
        let drafts = format!("{own}/drafts");
        let point = page.focused.and_then(|place| page.view.labels.get(place)).map(|label| format!("&point={label}"));
        let change = format!("/changes/new?deliberation={}{}", page.view.found.number, point.unwrap_or_default());
        view! {
            {Button::new(say!(language, deliberation.amend)).leads_to(drafts.clone()).view()}
            <form method="post" action=drafts>
                <FilledInBy />
                {Button::quiet(say!(language, deliberation.correct)).sends("kind", "correction").view()}
            </form>
            {Button::quiet(say!(language, changes.begin)).leads_to(change).view()}
        }
    });
    let history = format!("{own}/history");
    let rules = rules_address(&page.view.found.number.to_string());
    let ways = view! {
        <div class="actions">{write} <a class="link" href=history>{say!(language, deliberation.history)}</a>
            <a class="link" href=rules>{say!(language, rules.title)}</a></div>
    };
    page.view.sees_history.then(|| ways.into_any())
}
