//! Beginning a draft from what is published: a new version, or a correction.

use delibero_api::register::drafts::{FieldProblem, NewVersionPage, load_new_version};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{deliberation_address, problem_line, summary, words};
use crate::components::form_mark::FilledInBy;
use crate::components::formats::long_date;
use crate::components::language::language_of;
use crate::components::page::Page;
use crate::components::problem::Problem;
use crate::i18n::{Locale, t, t_string, td_string, use_i18n};

/// The page.
#[component]
pub fn NewVersionView() -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let number = Memo::new(move |_| {
        params.with(|params| {
            let part = |name| params.get_str(name).unwrap_or_default().to_owned();
            format!("{}/{}", part("year"), part("number"))
        })
    });
    let page = Resource::new_blocking(move || number.get(), load_new_version);
    view! {
        <Suspense fallback=move || view! { <p class="text-muted">{t!(i18n, drafts.loading)}</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => Either::Left(content(page)),
                    Err(error) => Either::Right(view! { <Problem error /> }),
                }
            })}
        </Suspense>
    }
}

fn said(locale: Locale, name: &str, problem: FieldProblem) -> &'static str {
    match (name, problem) {
        ("approved", FieldProblem::DayTwice) => td_string!(locale, drafts.wrong_after_newest),
        _ => words::wrong(locale, problem),
    }
}

pub(super) fn content(page: NewVersionPage) -> impl IntoView {
    let i18n = use_i18n();
    let locale = i18n.get_locale_untracked();
    let NewVersionPage { number, title, language, newest, asked } = page;
    let mut wrongs: Vec<(Option<String>, String)> = asked
        .problems
        .iter()
        .map(|(name, problem)| (Some(name.clone()), said(locale, name, *problem).to_owned()))
        .collect();
    if let Some(trouble) = asked.trouble {
        wrongs.push((None, words::store(locale, trouble).to_owned()));
    }
    let problems = asked.problems;
    let wrong = move |field: &str| {
        let found = problems.iter().find(|(name, _)| name == field);
        found.map(|(name, problem)| said(locale, name, *problem).to_owned())
    };
    let action = format!("{}/drafts", deliberation_address(&number));
    let newest = newest.map(move |day| {
        view! {
            <p class="hint">
                {t!(i18n, drafts.newest_is)} " " {move || long_date(day, language_of(i18n.get_locale()))} "."
            </p>
        }
    });
    let heading = number.clone();
    view! {
        <Page title=Signal::derive(move || format!("{} – {heading}", t_string!(i18n, drafts.version_title)))>
            {summary(wrongs)}
            <p class="mb-5 max-w-[72ch]">
                <a class="link tabular-nums" href=deliberation_address(&number)>{number.clone()}</a>
                " "
                <span lang=language.code()>{title}</span>
            </p>
            <div class="grid max-w-[72ch] gap-8">
                <section aria-labelledby="amend">
                    <h2 id="amend" class="mb-1 text-lg font-semibold">{t!(i18n, drafts.amend)}</h2>
                    <p class="hint mb-1">{t!(i18n, drafts.amend_hint)}</p>
                    {newest}
                    <form method="post" action=action.clone() class="mt-3 grid gap-4" novalidate>
                        <FilledInBy />
                        <div>
                            <label class="label" for="approved">{t!(i18n, drafts.field_version_approved)}</label>
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
                            <label class="label" for="in-force">{t!(i18n, drafts.field_version_in_force)}</label>
                            <p class="hint" id="in-force-hint">{t!(i18n, drafts.in_force_hint)}</p>
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
                            <label class="label" for="document">{t!(i18n, drafts.field_version_document)}</label>
                            <p class="hint" id="document-hint">{t!(i18n, drafts.document_hint)}</p>
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
                                {t!(i18n, drafts.begin_amendment)}
                            </button>
                        </p>
                    </form>
                </section>
                <section aria-labelledby="correct">
                    <h2 id="correct" class="mb-2 text-lg font-semibold">{t!(i18n, drafts.correct_published)}</h2>
                    <form method="post" action=action>
                        <FilledInBy />
                        <button class="button button-quiet" name="kind" value="correction">
                            {t!(i18n, drafts.begin_correction)}
                        </button>
                    </form>
                </section>
            </div>
        </Page>
    }
}
