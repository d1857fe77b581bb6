//! Views that the reader keeps under a name: links above the filters, and the form that keeps one.

use crate::pages::register::list::view::{KeepProblem, SavedLink};
use delibero_words::say;
use leptos::prelude::*;

use super::query::{LIST, page, written};
use super::{Shown, filters};
use crate::components::errors::{ErrorSummary, FieldProblem, Wrong};
use crate::components::form_mark::FilledInBy;
use crate::components::icon::{Icon, IconName};
use crate::components::problem::not_done;

const NAME: &str = "keep-name";
const HINT: &str = "keep-name-hint";
const PROBLEM: &str = "keep-name-problem";

fn wrongs(shown: &Shown) -> Vec<Wrong> {
    let language = shown.language;
    let words = shown.asked.page.keeping.as_ref().map(|keeping| match keeping.problem {
        KeepProblem::NoName => say!(language, register_list.problem_no_name),
        KeepProblem::NameTooLong => say!(language, register_list.problem_name_too_long),
        KeepProblem::Niss => say!(language, register_list.problem_niss),
        KeepProblem::Query => say!(language, register_list.problem_query),
        KeepProblem::TooMany => say!(language, register_list.problem_too_many),
        KeepProblem::Store(trouble) => not_done(language, trouble, say!(language, register_list.problem_unavailable)),
    });
    let with_form = can_keep(shown);
    let wrong = |words: &'static str| match with_form {
        true => Wrong::with(NAME, words),
        false => Wrong::whole(words),
    };
    filters::wrongs(shown).into_iter().chain(words.map(wrong)).collect()
}

/// Something is filtered or sorted.
fn can_keep(shown: &Shown) -> bool {
    shown.asked.page.unread.is_empty() && !written(&shown.asked.query.first_page()).is_empty()
}

/// What is wrong with the form that keeps a view.
pub(super) fn summary(shown: &Shown) -> AnyView {
    view! { <ErrorSummary wrongs=wrongs(shown) /> }.into_any()
}

/// The views that are kept.
pub(super) fn views(shown: &Shown) -> Option<AnyView> {
    let language = shown.language;
    let saved = &shown.asked.page.saved;
    let items = saved.iter().map(|view| item(shown, view)).collect_view();
    (!saved.is_empty()).then(|| {
        view! {
            <nav class="mb-3 flex flex-wrap items-center gap-x-3 text-sm print:hidden" aria-labelledby="list-saved">
                <h2 id="list-saved" class="text-sm font-normal text-muted">
                    {say!(language, register_list.saved)} {say!(language, register_list.colon)}
                </h2>
                <ul class="flex flex-wrap gap-x-4">{items}</ul>
            </nav>
        }
        .into_any()
    })
}

fn item(shown: &Shown, saved: &SavedLink) -> AnyView {
    let SavedLink { name, query } = saved.clone();
    let current = (written(&shown.asked.query.first_page()) == query).then_some("true");
    let remove = format!("{} {name}", say!(shown.language, register_list.saved_remove));
    view! {
        <li class="inline-flex max-w-full items-center">
            <a
                href=format!("{LIST}?{query}")
                aria-current=current
                class="inline-flex min-h-8 min-w-0 items-center border-b-2 border-transparent text-accent no-underline \
                wrap-anywhere hover:border-line aria-[current]:border-accent aria-[current]:font-semibold"
            >
                {name.clone()}
            </a>
            <form method="post" action=page(&shown.asked.query) class="contents">
                <FilledInBy />
                <button
                    type="submit"
                    name="remove"
                    value=name
                    aria-label=remove.clone()
                    title=remove
                    class="inline-flex min-h-8 min-w-8 cursor-pointer items-center justify-center rounded text-muted \
                    hover:bg-sunken hover:text-ink"
                >
                    <Icon name=IconName::Close />
                </button>
            </form>
        </li>
    }
    .into_any()
}

/// The form that keeps what is shown under a name; nothing where nothing is filtered.
pub(super) fn keep(shown: &Shown) -> Option<AnyView> {
    let language = shown.language;
    let keeping = shown.asked.page.keeping.as_ref();
    let typed = keeping.map(|keeping| keeping.name.clone()).unwrap_or_default();
    let wrong = keeping.is_some();
    can_keep(shown).then(|| {
        view! {
            <details class="mb-3 text-sm print:hidden" open=wrong>
                <summary class="inline-block min-h-6 cursor-pointer text-accent">
                    {say!(language, register_list.keep)}
                </summary>
                <form method="post" action=page(&shown.asked.query) class="mt-2 max-w-xl">
                    <FilledInBy />
                    <label for=NAME class="mb-1 block font-semibold">{say!(language, register_list.keep_name)}</label>
                    <p id=HINT class="mb-1 text-xs text-muted">{say!(language, register_list.keep_hint)}</p>
                    <FieldProblem id=PROBLEM wrongs=wrongs(shown) field=NAME />
                    <div class="flex gap-2">
                        <input
                            id=NAME
                            name="keep"
                            type="text"
                            autocomplete="off"
                            maxlength="60"
                            required
                            aria-invalid=wrong.then_some("true")
                            aria-describedby=if wrong { format!("{HINT} {PROBLEM}") } else { HINT.to_owned() }
                            class="min-h-9 w-full min-w-0 rounded border border-control bg-surface px-2 text-ink"
                            value=typed.clone()
                        />
                        <button
                            type="submit"
                            class="min-h-9 cursor-pointer rounded border border-control bg-surface px-4 hover:bg-accent-soft"
                        >
                            {say!(language, register_list.keep_do)}
                        </button>
                    </div>
                </form>
            </details>
        }
        .into_any()
    })
}
