//! Beginning a draft: from a file, or by hand.

use super::view::begin::{BeginReplay, ImportProblem, load};
use crate::error::PageError;
use delibero_domain::text::Language;
use delibero_usecases::register::editing::{AnyField, ByHandForm};
use delibero_words::say;
use leptos::prelude::*;

use super::{deliberation_address, problem_line, summary, words};
use crate::address::Address;
use crate::components::form_mark::{FilledInBy, marked};
use crate::components::language::use_language;
use crate::components::page::{Page, typed_form};

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
    let summary = summary(wrongs.iter().map(|(field, words)| (field.map(str::to_owned), words.clone())).collect());
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
                        {problem_line("file-problem".to_owned(), file_wrong.clone())}
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
                        <div>
                            <label class="label" for="number">{say!(language, drafts.field_number)}</label>
                            <p class="hint" id="number-hint">{say!(language, drafts.number_hint)}</p>
                            {problem_line("number-problem".to_owned(), wrong("number"))}
                            <input
                                class="field mt-1 w-40 tabular-nums"
                                id="number"
                                name="number"
                                autocomplete="off"
                                aria-invalid=wrong("number").map(|_| "true")
                                aria-describedby="number-hint number-problem"
                                value=number
                            />
                        </div>
                        <div>
                            <label class="label" for="date">{say!(language, drafts.field_date)}</label>
                            {problem_line("date-problem".to_owned(), wrong("date"))}
                            <input
                                class="field mt-1 w-48"
                                id="date"
                                name="date"
                                type="date"
                                aria-invalid=wrong("date").map(|_| "true")
                                aria-describedby=wrong("date").map(|_| "date-problem")
                                value=date
                            />
                        </div>
                        <div>
                            <label class="label" for="language">{say!(language, drafts.field_text_language)}</label>
                            <select class="field mt-1" id="language" name="language">
                                {languages(&chosen)}
                            </select>
                        </div>
                        <div>
                            <label class="label" for="title">{say!(language, drafts.field_text_title)}</label>
                            {problem_line("title-problem".to_owned(), wrong("title"))}
                            <textarea
                                class="field mt-1 w-full"
                                id="title"
                                name="title"
                                rows="3"
                                aria-invalid=wrong("title").map(|_| "true")
                                aria-describedby=wrong("title").map(|_| "title-problem")
                            >
                                {title}
                            </textarea>
                        </div>
                        <p><button class="button">{say!(language, drafts.begin)}</button></p>
                    </form>
                </section>
            </div>
        </Page>
    }
    .into_any()
}

/// The languages of official texts.
fn languages(chosen: &str) -> impl IntoView + use<> {
    let option = |language: Language| {
        let selected = language.code() == chosen;
        view! {
            <option value=language.code() lang=language.code() selected=selected>{words::language(language)}</option>
        }
    };
    [Language::Fr, Language::Nl].map(option).collect_view()
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
