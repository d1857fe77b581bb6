//! The page of a person that was searched.

use delibero_domain::text::Language;
use delibero_words::formats::short_date;
use delibero_words::refusals::heading;
use delibero_words::say;
use leptos::prelude::*;

use super::file::Filling;
use super::integrated::integration;
use super::view::form::DirectoryForm;
use super::view::person::{CheckedView, PersonView, StateView, load};
use super::{DIRECTORY, person_address, words};
use crate::address::Address;
use crate::components::badge::{State, badge};
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::empty::empty;
use crate::components::errors::error_summary;
use crate::components::form_mark::FilledInBy;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::leads::Leads;
use crate::components::name::Name;
use crate::components::page::Page;
use crate::components::source::SourceLink;
use crate::components::table::{Column, Row, Table};
use crate::components::typed_form::typed_form_sending;
use crate::error::PageError;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    Ok(content(&load(address.part("id")).await?))
}

pub(super) fn content(page: &PersonView) -> AnyView {
    let language = use_language();
    let none = empty(say!(language, directory.none), ());
    let own = match page.integrations.is_empty() {
        true => none,
        false => page.integrations.iter().map(|found| integration(language, page, found)).collect_view().into_any(),
    };
    let (problems, state, niss) = (problems(language, page), state(language, page), page.niss.clone());
    let integrate = matches!(page.state, StateView::InUse).then(|| integrate(language, page));
    let check = check(language, &page.checked);
    view! {
        <Page title=say!(language, directory.person_title)>
            <p class="mb-3 print:hidden"><a class="link" href=DIRECTORY>{say!(language, directory.back)}</a></p>
            {problems}
            <p class="lead">
                {say!(language, consultation.niss)} " " <strong class="figures" translate="no">{niss}</strong>
            </p>
            {state}
            <section aria-labelledby="own">
                <h2 id="own" class="heading">{say!(language, directory.own)}</h2>
                {own}
            </section>
            {integrate}
            {check}
        </Page>
    }
    .into_any()
}

fn problems(language: Language, page: &PersonView) -> Option<AnyView> {
    let form = &page.replay.form;
    let filling = Filling { language, integration: form.integration.clone(), form, problems: &page.replay.problems };
    let line = |problem| {
        let problem: &super::view::form::DirectoryProblem = problem;
        (problem.field().map(|field| Name::from(filling.id(field))), words::problem(language, problem))
    };
    error_summary(page.replay.problems.iter().map(line).collect())
}

fn state(language: Language, page: &PersonView) -> Option<AnyView> {
    match &page.state {
        StateView::InUse => None,
        StateView::Cancelled => {
            let says = view! { <p>{say!(language, directory.state_cancelled)}</p> };
            Some(Banner::new(Tone::Warning).heading(say!(language, directory.state_cancelled_heading)).view(says))
        }
        StateView::Replaced(by) => {
            let follow = Leads::Posts { action: DIRECTORY.to_owned(), fields: vec![("niss", by.clone())] };
            let says = view! {
                <p>
                    {say!(language, directory.state_replaced)} " "
                    <strong class="figures" translate="no">{by.clone()}</strong>
                </p>
                <p>{follow.view("button button-small", say!(language, directory.follow))}</p>
            };
            Some(Banner::new(Tone::Warning).heading(say!(language, directory.state_replaced_heading)).view(says))
        }
    }
}

fn integrate(language: Language, page: &PersonView) -> AnyView {
    let sent = &page.replay.form;
    let again =
        sent.integration.is_empty() && !sent.action.is_empty() || !sent.code.is_empty() && sent.integration.is_empty();
    let proposed = DirectoryForm { from: short_date(page.today), ..DirectoryForm::default() };
    let (form, problems) = if again { (sent.clone(), page.replay.problems.as_slice()) } else { (proposed, &[][..]) };
    let filling = Filling { language, integration: String::new(), form: &form, problems };
    view! {
        <section aria-labelledby="integrate" class="mt-8 print:hidden">
            <h2 id="integrate" class="heading">{say!(language, directory.integrate_heading)}</h2>
            <form
                id=typed_form_sending("do", "integrate")
                method="post"
                action=person_address(&page.search)
                autocomplete="off"
                novalidate
                class="grid max-w-[72ch] gap-4"
            >
                <FilledInBy />
                {filling.file(&page.codes)}
                <div class="actions">
                    {Button::new(say!(language, directory.integrate)).sends("do", "integrate").view()}
                    <p class="hint">{say!(language, directory.integrate_logged)}</p>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// What these integrations let the colleagues ask, and which side is missing.
fn check(language: Language, checked: &[CheckedView]) -> Option<AnyView> {
    let columns = [
        Column::new(say!(language, directory.check_service)),
        Column::new(say!(language, directory.check_purposes)),
        Column::new(say!(language, directory.check_outcome)),
    ];
    let mut table = Table::new(say!(language, directory.check_heading), columns);
    for found in checked {
        let purposes: Vec<_> = found.purposes.iter().map(|purpose| purpose.get(language)).collect();
        let cells = [found.service.get(language).into(), purposes.join(" · ").into(), outcome(language, found)];
        table.row(&Row::new(cells));
    }
    (!checked.is_empty()).then(|| {
        view! {
            <section aria-labelledby="check" class="mt-8">
                <h2 id="check" class="heading">{say!(language, directory.check_heading)}</h2>
                <p class="hint mb-2">{say!(language, directory.check_hint)}</p>
                {table.view()}
            </section>
        }
        .into_any()
    })
}

fn outcome(language: Language, found: &CheckedView) -> Html {
    let Some((reason, source)) = &found.refusal else {
        return Html::of(badge(State::Granted, say!(language, directory.check_granted)));
    };
    let mut out = Html::of(badge(State::Refused, heading(language, *reason)));
    html!(out, "<small><code translate=\"no\">" {reason.as_str()} "</code> " {reason.network_status()} "</small>");
    if let Some(source) = source.clone() {
        out.view(view! { <small><SourceLink source /></small> });
    }
    out
}
