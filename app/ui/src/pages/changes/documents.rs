//! The documents that change, each with its words old and new.

use delibero_domain::deliberation::differences::Run;
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::view::documents::{ChangeKind, ChangeView};
use super::words;
use crate::components::badge::{State, badge};
use crate::components::html::{Html, html};
use crate::pages::documents::document_address;

/// With more documents than this each is shut until somebody opens it.
const SHOWN_AT_ONCE: usize = 4;
/// How many lines that stay are shown around one that changes.
const AROUND: usize = 3;

/// For whoever writes: the draft.
#[derive(Clone, Copy)]
pub(super) struct Writing<'d> {
    pub id: &'d str,
}

/// The documents; `writing` where they may be edited and taken out.
pub(super) fn list(language: Language, changes: &[ChangeView], writing: Option<Writing<'_>>) -> AnyView {
    if changes.is_empty() {
        return view! { <p class="quiet">{say!(language, changes.no_documents)}</p> }.into_any();
    }
    let open = changes.len() <= SHOWN_AT_ONCE;
    let lines = changes.iter().map(|change| line(language, change, writing, open)).collect_view();
    view! { <ul class="max-w-[66rem] ruled">{lines}</ul> }.into_any()
}

fn line(language: Language, change: &ChangeView, writing: Option<Writing<'_>>, open: bool) -> AnyView {
    let document = &change.document;
    let label = words::document_label(language, document);
    let actions = writing.map(|writing| actions(language, change, writing, &label));
    let outdated = change.outdated.then(|| {
        view! { <p class="my-2">{badge(State::Warning, say!(language, changes.outdated))} " " {say!(language, changes.outdated_help)}</p> }
    });
    view! {
        <li class="py-2">
            <details open=open>
                <summary class="min-h-6">
                    <span class="quiet">{words::document_kind(language, document)} " "</span>
                    <span class="font-semibold">{label}</span>
                    " "
                    <span class="quiet">{words::change_kind(language, change.kind)}</span>
                </summary>
                {outdated}
                {differences(language, change)}
            </details>
            {actions}
        </li>
    }
    .into_any()
}

fn actions(language: Language, change: &ChangeView, writing: Writing<'_>, label: &str) -> AnyView {
    let name = &change.document.name;
    let of = label.to_owned();
    let hidden = move || view! { <span class="sr-only">" " {of.clone()}</span> };
    let keep = change.outdated.then(|| {
        view! {
            <button class="button button-quiet button-small" name="do" value=format!("keep:{name}")>
                {say!(language, changes.keep)}
                {hidden()}
            </button>
        }
    });
    let edit = change.document.kind.map(|_| {
        let address = document_address(writing.id, name);
        view! { <a class="link" href=address>{say!(language, changes.edit)} {hidden()}</a> }
    });
    view! {
        <div class="actions mt-2 print:hidden">
            {edit}
            {keep}
            <button class="button button-quiet button-small" name="do" value=format!("remove:{name}")>
                {say!(language, changes.remove)}
                {hidden()}
            </button>
        </div>
    }
    .into_any()
}

/// The text with what came and went, marked by lines and words, never by colour alone; of what stays, a few lines.
fn differences(language: Language, change: &ChangeView) -> AnyView {
    let mut out = Html::default();
    let last = change.runs.len().saturating_sub(1);
    for (place, run) in change.runs.iter().enumerate() {
        match run {
            Run::Same(words) => same(language, &mut out, words, place == 0, place == last),
            Run::Removed(words) if change.kind == ChangeKind::Removed => html!(out, { words }),
            Run::Inserted(words) if change.kind == ChangeKind::Added => html!(out, { words }),
            Run::Removed(words) => {
                html!(out, "<del><span class=\"sr-only\"> [" {say!(language, differences.word_removed)} " </span>" {words} "<span class=\"sr-only\">] </span></del>")
            }
            Run::Inserted(words) => {
                html!(out, "<ins><span class=\"sr-only\"> [" {say!(language, differences.word_inserted)} " </span>" {words} "<span class=\"sr-only\">] </span></ins>")
            }
        }
    }
    let code = out.into_string();
    view! {
        <div class="differences document-text" translate="no" tabindex="0" role="group" aria-label=say!(language, changes.document_text) inner_html=code></div>
    }
    .into_any()
}

fn same(language: Language, out: &mut Html, words: &str, first: bool, last: bool) {
    let lines: Vec<&str> = words.split_inclusive('\n').collect();
    let (head, tail) = (if first { 0 } else { AROUND }, if last { 0 } else { AROUND });
    let left_out = lines.len().saturating_sub(head + tail);
    if left_out <= 1 {
        out.words(words);
        return;
    }
    out.words(lines[..head].concat());
    html!(out, "<small class=\"left-out\">" {say!(language, changes.lines_left_out, count = left_out)} "</small>\n");
    out.words(lines[lines.len() - tail..].concat());
}
