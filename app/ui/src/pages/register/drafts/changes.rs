//! What a draft or a save changes: one line a thing, its words old and new beneath.

use crate::pages::register::drafts::view::Change;
use delibero_domain::deliberation::differences::Run;
use delibero_words::formats::short_date;
use leptos::prelude::*;

use super::words;
use crate::components::language::use_language;

/// A thing with more words than this is shut until somebody opens it.
const SHOWN_AT_ONCE: usize = 12;

/// The changes; open where there are few.
pub(super) fn list(changes: Vec<Change>) -> AnyView {
    let few = changes.len() <= SHOWN_AT_ONCE;
    let lines = changes.into_iter().map(|change| line(change, few)).collect_view();
    view! { <ul class="max-w-[72ch] divide-y divide-line border-y border-line">{lines}</ul> }.into_any()
}

fn line(change: Change, open: bool) -> AnyView {
    let language = use_language();
    let Change { key, label, text, kind, runs } = change;
    let label = label.parse().map_or(label, short_date);
    let lang = text.map(|text| text.language.code());
    let name = {
        let word = words::field(language, key);
        // The names of fields carry hints in brackets; those are for forms.
        word.split(" (").next().unwrap_or(word).to_owned()
    };
    view! {
        <li class="py-2">
            <details open=open>
                <summary class="min-h-6">
                    <span class="font-semibold">{name} " " {label}</span>
                    " "
                    <span class="text-muted">{words::change(language, kind)}</span>
                </summary>
                <p class="mt-1 whitespace-pre-line" lang=lang>{marked(runs)}</p>
            </details>
        </li>
    }
    .into_any()
}

/// Words that went and came: marked by elements of their own, never by colour alone.
pub(super) fn marked(runs: Vec<Run>) -> AnyView {
    let run = |run: Run| match run {
        Run::Same(words) => view! { <span>{words}</span> }.into_any(),
        Run::Removed(words) => view! { <del class="bg-refused-soft text-refused">{words}</del> }.into_any(),
        Run::Inserted(words) => view! { <ins class="bg-granted-soft text-granted">{words}</ins> }.into_any(),
    };
    runs.into_iter().map(run).collect_view().into_any()
}
