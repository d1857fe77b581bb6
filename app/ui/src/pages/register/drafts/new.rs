//! Beginning a draft: from a file, or by hand.

use crate::error::PageError;
use crate::pages::register::drafts::view::{Begun, ImportProblem, load_drafts};
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::{deliberation_address, problem_line, summary, words};
use crate::address::Address;
use crate::components::form_mark::{FilledInBy, marked};
use crate::components::language::use_language;
use crate::components::page::{Page, typed_form};

/// The page.
pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    let page = load_drafts().await?;
    if page.writes { Ok(content(page.begun)) } else { Err(PageError::NotAllowed) }
}

/// The field that a problem is about.
const fn field_of(problem: &ImportProblem) -> &'static str {
    match problem {
        ImportProblem::Number | ImportProblem::Known(_) => "number",
        ImportProblem::Date => "date",
        ImportProblem::Title | ImportProblem::TitleWithNiss => "title",
        _ => "file",
    }
}

pub(super) fn content(begun: Begun) -> AnyView {
    let language = use_language();
    if let Some((document, text)) = begun.replacing {
        return replace(document, text);
    }
    let in_trouble = |problem: &ImportProblem| matches!(problem, ImportProblem::Store(_));
    let wrongs = begun.problems.iter().map(|problem| {
        let field = (!in_trouble(problem)).then(|| field_of(problem).to_owned());
        (field, words::import(language, problem))
    });
    let summary = summary(wrongs.collect());
    let problems = begun.problems.clone();
    let wrong = move |field: &str| {
        let found = problems.iter().find(|problem| !in_trouble(problem) && field_of(problem) == field);
        found.map(|problem| words::import(language, problem))
    };
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
                                value=begun.number.clone()
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
                                value=begun.date.clone()
                            />
                        </div>
                        <div>
                            <label class="label" for="language">{say!(language, drafts.field_text_language)}</label>
                            <select class="field mt-1" id="language" name="language">
                                {languages(&begun.language)}
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
                                {begun.title.clone()}
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
