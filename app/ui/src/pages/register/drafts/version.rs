//! Beginning a draft from what is published: a new version, or a correction.

use crate::error::PageError;
use crate::pages::register::drafts::view::{FieldProblem, NewVersionPage, load_new_version};
use delibero_domain::text::Language;
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::{deliberation_address, problem_line, summary, words};
use crate::address::Address;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::page::Page;

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let number = format!("{}/{}", address.part("year"), address.part("number"));
    Ok(content(load_new_version(number).await?).into_any())
}

fn said(language: Language, name: &str, problem: FieldProblem) -> &'static str {
    match (name, problem) {
        ("approved", FieldProblem::DayTwice) => say!(language, drafts.wrong_after_newest),
        _ => words::wrong(language, problem),
    }
}

pub(super) fn content(page: NewVersionPage) -> impl IntoView {
    let language = use_language();
    let NewVersionPage { number, title, language: title_language, newest, asked } = page;
    let mut wrongs: Vec<(Option<String>, String)> = asked
        .problems
        .iter()
        .map(|(name, problem)| (Some(name.clone()), said(language, name, *problem).to_owned()))
        .collect();
    if let Some(trouble) = asked.trouble {
        wrongs.push((None, words::store(language, trouble).to_owned()));
    }
    let problems = asked.problems;
    let wrong = move |field: &str| {
        let found = problems.iter().find(|(name, _)| name == field);
        found.map(|(name, problem)| said(language, name, *problem).to_owned())
    };
    let action = format!("{}/drafts", deliberation_address(&number));
    let newest = newest.map(move |day| {
        view! {
            <p class="hint">
                {say!(language, drafts.newest_is)} " " {long_date(day, language)} "."
            </p>
        }
    });
    let heading = number.clone();
    view! {
        <Page title=format!("{} – {heading}", say!(language, drafts.version_title))>
            {summary(wrongs)}
            <p class="mb-5 max-w-[72ch]">
                <a class="link tabular-nums" href=deliberation_address(&number)>{number.clone()}</a>
                " "
                <span lang=title_language.code()>{title}</span>
            </p>
            <div class="grid max-w-[72ch] gap-8">
                <section aria-labelledby="amend">
                    <h2 id="amend" class="mb-1 text-lg font-semibold">{say!(language, drafts.amend)}</h2>
                    <p class="hint mb-1">{say!(language, drafts.amend_hint)}</p>
                    {newest}
                    <form method="post" action=action.clone() class="mt-3 grid gap-4" novalidate>
                        <FilledInBy />
                        <div>
                            <label class="label" for="approved">{say!(language, drafts.field_version_approved)}</label>
                            {problem_line("approved-problem".to_owned(), wrong("approved"))}
                            <input
                                class="field mt-1 w-48"
                                id="approved"
                                name="approved"
                                type="date"
                                aria-invalid=wrong("approved").map(|_| "true")
                                aria-describedby=wrong("approved").map(|_| "approved-problem")
                                value=asked.approved.clone()
                            />
                        </div>
                        <div>
                            <label class="label" for="in-force">{say!(language, drafts.field_version_in_force)}</label>
                            <p class="hint" id="in-force-hint">{say!(language, drafts.in_force_hint)}</p>
                            {problem_line("in-force-problem".to_owned(), wrong("in-force"))}
                            <input
                                class="field mt-1 w-48"
                                id="in-force"
                                name="in_force"
                                type="date"
                                aria-invalid=wrong("in-force").map(|_| "true")
                                aria-describedby="in-force-hint in-force-problem"
                                value=asked.in_force.clone()
                            />
                        </div>
                        <div>
                            <label class="label" for="document">{say!(language, drafts.field_version_document)}</label>
                            <p class="hint" id="document-hint">{say!(language, drafts.document_hint)}</p>
                            {problem_line("document-problem".to_owned(), wrong("document"))}
                            <input
                                class="field mt-1 w-64 tabular-nums"
                                id="document"
                                name="document"
                                autocomplete="off"
                                aria-invalid=wrong("document").map(|_| "true")
                                aria-describedby="document-hint document-problem"
                                value=asked.document.clone()
                            />
                        </div>
                        <p>
                            <button class="button" name="kind" value="amendment">
                                {say!(language, drafts.begin_amendment)}
                            </button>
                        </p>
                    </form>
                </section>
                <section aria-labelledby="correct">
                    <h2 id="correct" class="mb-2 text-lg font-semibold">{say!(language, drafts.correct_published)}</h2>
                    <form method="post" action=action>
                        <FilledInBy />
                        <button class="button button-quiet" name="kind" value="correction">
                            {say!(language, drafts.begin_correction)}
                        </button>
                    </form>
                </section>
            </div>
        </Page>
    }
}
