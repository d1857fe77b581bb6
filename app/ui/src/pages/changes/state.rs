//! What a state changed, beside the one before it or any other.

use delibero_words::formats::date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::view::states::{ComparedView, load};
use super::{documents, edits, effect};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::definitions::definitions;
use crate::components::field::Field;
use crate::components::html::html;
use crate::components::icon::IconName;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::error::PageError;
use crate::pages::drafting::person;

/// One state, with what it changed.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    Ok(content(load(None, address.part("number")).await?).into_any())
}

/// Any two states.
pub(crate) async fn compare(address: Address) -> Result<AnyView, PageError> {
    Ok(content(load(Some(address.asked("from")), address.asked("to")).await?).into_any())
}

pub(super) fn content(page: ComparedView) -> impl IntoView {
    let language = use_language();
    let is_next = page.from + 1 == page.to.number;
    let title = match is_next {
        true => say!(language, changes.state_number, number = page.to.number),
        false => say!(language, changes.compare_title, from = page.from, to = page.to.number),
    };
    let file = format!("/states/effect.json?from={}&to={}", page.from, page.to.number);
    let ways =
        effect::Ways { file, states: [page.from, page.to.number].map(|number| number.to_string()), happened: None };
    let heading = if is_next { say!(language, changes.what_changed) } else { say!(language, changes.what_differs) };
    let saves = (!page.edits.is_empty()).then(|| {
        view! {
            <section aria-labelledby="edits" class="mt-8">
                <h2 id="edits" class="heading">{say!(language, changes.edits_heading)}</h2>
                {edits::table(language, &page.edits)}
            </section>
        }
    });
    view! {
        <Page title>
            <p class="mb-3 print:hidden"><a class="link" href="/states">{say!(language, changes.back_to_states)}</a></p>
            {facts(&page)}
            {actions(&page)}
            {page.effect.as_ref().map(|found| effect::section(language, found, &ways))}
            <section aria-labelledby="documents" class="mt-8">
                <h2 id="documents" class="heading">{heading}</h2>
                {documents::list(language, &page.changes, None)}
            </section>
            {saves}
        </Page>
    }
}

fn facts(page: &ComparedView) -> AnyView {
    let language = use_language();
    let state = &page.to;
    let by = person(language, state.by.as_deref());
    let mut hash = crate::components::html::Html::default();
    html!(hash, "<code class=\"break-all\" translate=\"no\">" {&state.hash} "</code>");
    let standing = if state.in_force { say!(language, changes.in_force) } else { say!(language, changes.was_in_force) };
    definitions([
        (say!(language, changes.col_why).to_owned(), state.why.clone().into_any()),
        (say!(language, changes.col_published).to_owned(), date_time(&state.published, language).into_any()),
        (say!(language, changes.col_by).to_owned(), by.into_div("")),
        (say!(language, changes.col_state).to_owned(), standing.into_any()),
        (say!(language, changes.col_hash).to_owned(), hash.into_div("")),
    ])
}

/// Another pair of states, and going back to this one.
fn actions(page: &ComparedView) -> AnyView {
    let language = use_language();
    let choice = |name: &'static str, words: &'static str, chosen: u32| {
        let known = page.numbers.iter().map(|number| (number.to_string(), number.to_string()));
        choice_field(Field::new(name, words), known, &chosen.to_string())
    };
    let several = page.numbers.len() > 1;
    // Beside the first state there is none before it: the newest is what it is compared with.
    let newest = page.numbers.first().copied().unwrap_or(page.to.number);
    let (from, to) = if page.from == 0 { (page.to.number, newest) } else { (page.from, page.to.number) };
    let compare = several.then(|| {
        view! {
            <form method="get" action="/states/compare" class="flex flex-wrap items-end gap-3">
                {choice("from", say!(language, changes.compare_from), from)}
                {choice("to", say!(language, changes.compare_to), to)}
                {Button::quiet(say!(language, changes.compare)).view()}
            </form>
        }
    });
    let back = (page.writes && !page.to.in_force).then(|| {
        let button = Button::quiet(say!(language, changes.go_back_to, number = page.to.number));
        button.icon(IconName::Exchange).leads_to(format!("/changes/new?state={}", page.to.number)).view()
    });
    view! { <div class="actions mt-5 items-end print:hidden">{compare} {back}</div> }.into_any()
}
