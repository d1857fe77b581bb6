//! Beginning a draft: from a file, or by hand.

use super::view::begin::{BeginReplay, ImportProblem, load};
use crate::error::PageError;
use delibero_domain::text::Language;
use delibero_usecases::register::editing::{AnyField, ByHandForm};
use delibero_words::say;
use leptos::prelude::*;

use super::{deliberation_address, fields, words};
use crate::address::Address;
use crate::components::choice_field::choice_field;
use crate::components::date_field::date_field;
use crate::components::errors::{error_summary, problem_line};
use crate::components::field::Field;
use crate::components::form_mark::{FilledInBy, marked};
use crate::components::language::use_language;
use crate::components::name::Name;
use crate::components::page::Page;
use crate::components::text_field::{TextField, Width};
use crate::components::typed_form::typed_form;

/// The page.
pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    Ok(content(load()?).into_any())
}

/// The field that a problem is about; none where the store did not do it.
const fn field_of(problem: &ImportProblem) -> Option<&'static str> {
    match problem {
        ImportProblem::Store(_) => None,
        ImportProblem::Known(_) => Some("number"),
        _ => Some("file"),
    }
}

/// What is wrong, in words, each with the field that it is about.
fn wrongs(begun: &BeginReplay) -> Vec<(Option<&'static str>, String)> {
    let language = use_language();
    let line = |field: &dyn AnyField| {
        let words = words::wrong_by_hand(language, field.key(), field.error()?);
        Some((Some(field.key().word()), words.to_owned()))
    };
    let by_hand = begun.by_hand.iter().filter(|_| begun.says_errors).flat_map(ByHandForm::fields);
    let problems = begun.problems.iter().map(|problem| (field_of(problem), words::import(language, problem)));
    by_hand.filter_map(line).chain(problems).collect()
}

pub(super) fn content(begun: BeginReplay) -> AnyView {
    let language = use_language();
    let wrongs = wrongs(&begun);
    if let Some((document, text)) = begun.replacing {
        return replace(document, text);
    }
    let summary = error_summary(wrongs.iter().map(|(field, words)| (field.map(Name::from), words.clone())).collect());
    let wrong = move |field: &str| {
        let found = wrongs.iter().find(|(of, _)| *of == Some(field));
        found.map(|(_, words)| words.clone())
    };
    let typed = |field: Option<&dyn AnyField>| field.map(|field| field.typed().to_owned()).unwrap_or_default();
    let by_hand = begun.by_hand.as_ref();
    let number = typed(by_hand.map(|form| &form.number as &dyn AnyField));
    let date = typed(by_hand.map(|form| &form.date as &dyn AnyField));
    let title = typed(by_hand.map(|form| &form.title as &dyn AnyField));
    let chosen = typed(by_hand.map(|form| &form.language as &dyn AnyField));
    let field = |name: &'static str, label: &'static str| Field::new(name, label).wrong(wrong(name));
    let number_field = field("number", say!(language, drafts.field_number)).hint(say!(language, drafts.number_hint));
    let date_of_it = field("date", say!(language, drafts.field_date));
    let language_field = field("language", say!(language, drafts.field_text_language));
    let title_field = field("title", say!(language, drafts.field_text_title));
    let known = begun.problems.iter().find_map(|problem| match problem {
        ImportProblem::Known(number) | ImportProblem::AlreadyThere(number) => Some(number.clone()),
        _ => None,
    });
    let known = known.map(|number| {
        view! {
            <p class="mb-4">
                <a class="link" href=deliberation_address(&number)>{say!(language, drafts.to_deliberation)} " " {number.clone()}</a>
            </p>
        }
    });
    let file_wrong = wrong("file");
    let described = if file_wrong.is_some() { "file-hint file-problem" } else { "file-hint" };
    view! {
        <Page title=say!(language, drafts.new_title).to_owned()>
            {summary}
            {known}
            <div class="grid max-w-[72ch] gap-8">
                <section aria-labelledby="from-file">
                    <h2 id="from-file" class="mb-2 text-lg font-semibold">{say!(language, drafts.import_file)}</h2>
                    <form method="post" action=marked("/drafts/import") enctype="multipart/form-data" class="grid gap-2">
                        <label class="label" for="file">{say!(language, drafts.file)}</label>
                        <p class="hint" id="file-hint">{say!(language, drafts.file_hint)}</p>
                        {problem_line("file-problem", file_wrong.clone())}
                        <input
                            class="field w-full"
                            id="file"
                            name="file"
                            type="file"
                            accept=".txt,.md,.pdf,text/plain,text/markdown,application/pdf"
                            aria-invalid=file_wrong.is_some().then_some("true")
                            aria-describedby=described
                        />
                        <p class="mt-1"><button class="button">{say!(language, drafts.read_file)}</button></p>
                    </form>
                </section>
                <section aria-labelledby="by-hand">
                    <h2 id="by-hand" class="mb-2 text-lg font-semibold">{say!(language, drafts.by_hand)}</h2>
                    <form id=typed_form() method="post" action="/drafts/new" class="grid gap-4" novalidate>
                        <FilledInBy />
                        {TextField::new(number_field, number).width(Width::Short).view()}
                        {date_field(date_of_it, &date)}
                        {choice_field(language_field, fields::languages(&[Language::Fr, Language::Nl]), &chosen)}
                        {TextField::new(title_field, title).rows(3).view()}
                        <p><button class="button">{say!(language, drafts.begin)}</button></p>
                    </form>
                </section>
            </div>
        </Page>
    }
    .into_any()
}

/// Another text under the same number: nothing happens unless somebody says so.
fn replace(document: String, text: String) -> AnyView {
    let language = use_language();
    view! {
        <Page title=say!(language, drafts.replace_title).to_owned()>
            <p class="mb-2 font-semibold">{say!(language, drafts.document)} " " {document}</p>
            <p class="mb-4 max-w-[72ch]">{say!(language, drafts.replace_text)}</p>
            <form
                method="post"
                action=marked("/drafts/import")
                enctype="multipart/form-data"
                class="flex flex-wrap items-center gap-4"
            >
                <input type="hidden" name="replace" value="yes" />
                <textarea name="text" hidden aria-hidden="true" tabindex="-1" readonly>
                    {text}
                </textarea>
                <button class="button">{say!(language, drafts.replace_do)}</button>
                <a class="link" href="/drafts">{say!(language, drafts.cancel)}</a>
            </form>
        </Page>
    }
    .into_any()
}
