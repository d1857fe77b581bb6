//! Registering an organisation, and changing what is registered of one.

use std::borrow::Cow;

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::view::edit::{EditProblem, EditView, load, load_new};
use super::{form, organisation_address};
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::errors::error_summary;
use crate::components::field::Field;
use crate::components::form_mark::{EndOfForm, FilledInBy};
use crate::components::language::use_language;
use crate::components::leads::hidden;
use crate::components::page::Page;
use crate::components::problem::not_done;
use crate::components::text_field::TextField;
use crate::components::typed_form::typed_form;
use crate::error::PageError;

pub(crate) async fn new_page(_: Address) -> Result<AnyView, PageError> {
    Ok(content(&load_new().await?))
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    Ok(content(&load(address.part("id")).await?))
}

fn content(page: &EditView) -> AnyView {
    let language = use_language();
    let (title, action, back) = match &page.organisation {
        Some((id, name)) => {
            let title = say!(language, organisations.change_title, name = name.get(language));
            (title, format!("{}/edit", organisation_address(id)), organisation_address(id))
        }
        None => (
            say!(language, organisations.new_title).to_owned(),
            "/organisations/new".to_owned(),
            "/organisations".to_owned(),
        ),
    };
    let to_back = match &page.organisation {
        Some(_) => say!(language, organisations.back),
        None => say!(language, organisations.back_to_list),
    };
    let identifier = page.organisation.is_none().then(|| {
        let field = Field::new("identifier", say!(language, organisations.identifier))
            .hint(say!(language, organisations.identifier_hint))
            .wrong(form::wrong(language, &page.form.wrongs, "identifier"))
            .optional();
        TextField::new(field, page.identifier.clone()).verbatim().longest(64).view()
    });
    let why = page.organisation.is_some().then(|| {
        let problem = (page.problem == Some(EditProblem::WhyWithNiss))
            .then(|| say!(language, organisations.wrong_niss).to_owned());
        let field = Field::new("why", say!(language, organisations.why))
            .hint(say!(language, organisations.why_hint))
            .wrong(problem)
            .optional();
        TextField::new(field, page.why.clone()).longest(500).view()
    });
    let (wrongs, conflict) = (error_summary(wrongs(language, page)), conflict(language, page));
    let fields = form::fields(language, &page.form);
    let revision = hidden([("revision", page.revision.to_string())]);
    view! {
        <Page title=title>
            <p class="mb-3"><a class="link" href=back.clone()>{to_back}</a></p>
            {wrongs}
            {conflict}
            <form id=typed_form() method="post" action=action class="grid max-w-[72ch] gap-4" novalidate>
                <FilledInBy />
                {revision}
                {fields}
                {identifier}
                {why}
                <div class="actions">
                    {Button::new(say!(language, organisations.save)).sends("do", "save").view()}
                    <a class="link" href=back>{say!(language, organisations.cancel)}</a>
                </div>
                <EndOfForm />
            </form>
        </Page>
    }
    .into_any()
}

fn wrongs(language: Language, page: &EditView) -> Vec<(Option<Cow<'static, str>>, String)> {
    let mut lines = form::summary(language, &page.form.wrongs);
    match &page.problem {
        Some(EditProblem::EnterpriseTaken(other)) => lines.push((
            Some(Cow::Borrowed("enterprise_number")),
            say!(language, organisations.enterprise_taken_by, other = other),
        )),
        Some(EditProblem::WhyWithNiss) => {
            lines.push((Some(Cow::Borrowed("why")), say!(language, organisations.wrong_niss).to_owned()));
        }
        Some(EditProblem::Store(trouble)) => {
            lines.push((None, not_done(language, *trouble, say!(language, organisations.outage)).to_owned()));
        }
        Some(EditProblem::Conflict(_)) => lines.push((None, say!(language, organisations.conflict).to_owned())),
        None => {}
    }
    lines
}

/// What somebody else saved meanwhile, where it differs from what was typed here.
fn conflict(language: Language, page: &EditView) -> Option<AnyView> {
    let Some(EditProblem::Conflict(differing)) = &page.problem else { return None };
    let lines = differing.iter().map(|(field, now)| {
        let now = if now.is_empty() { say!(language, organisations.nothing).to_owned() } else { now.clone() };
        view! { <li>{super::column_label(language, field)} {say!(language, kit.colon)} <span class="whitespace-pre-line" translate="no">{now}</span></li> }
    });
    let says = view! {
        <p>{say!(language, organisations.conflict_help)}</p>
        <ul class="typed">{lines.collect_view()}</ul>
    };
    Some(Banner::new(Tone::Warning).id("conflict").heading(say!(language, organisations.conflict_now)).view(says))
}
