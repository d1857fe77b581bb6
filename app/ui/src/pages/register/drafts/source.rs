//! The source of an import, line by line, and the lines around a part.

use super::view::review::ReviewView;
use delibero_words::say;
use leptos::prelude::*;

use crate::components::icon::{Icon, IconName};
use crate::components::language::use_language;

/// The source, line by line; a line with a warning says so.
pub(super) fn source(page: &ReviewView) -> AnyView {
    let language = use_language();
    let lang = page.shown.map(|text| text.language.code());
    let warned = |number: u32| {
        let found = page.warnings.iter().filter(|warning| warning.line == Some(number));
        found.map(|warning| warning.text.clone()).collect::<Vec<_>>()
    };
    let lines = page.source.iter().enumerate().map(|(index, words)| {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        source_line(number, words.clone(), warned(number))
    });
    view! {
        <section aria-labelledby="source-heading" class="min-w-0">
            <h2 id="source-heading" class="mb-2 text-lg font-semibold">{say!(language, drafts.source_heading)}</h2>
            <div
                class="source-lines max-h-[70vh] overflow-auto boxed p-2 xl:sticky \
                xl:top-2 xl:max-h-[calc(100vh-5rem)] print:max-h-none"
                tabindex="0"
                role="region"
                aria-labelledby="source-heading"
                lang=lang
            >
                {lines.collect_view()}
            </div>
        </section>
    }
    .into_any()
}

fn source_line(number: u32, words: String, warnings: Vec<String>) -> AnyView {
    let marked = !warnings.is_empty();
    let notes = marked.then(|| {
        view! {
            <p class="ml-12 flex items-start gap-1 said-warning">
                <Icon name=IconName::Warning />
                <span>{warnings.join(" ")}</span>
            </p>
        }
    });
    let class = if marked { "flex gap-2 lit-warning" } else { "flex gap-2" };
    view! {
        <div id=format!("line-{number}") class="scroll-mt-4 text-sm lit-when-target">
            <p class=class>
                <span class="w-10 shrink-0 text-right quiet tabular-nums select-none">{number}</span>
                <span class="min-w-0 wrap-anywhere whitespace-pre-wrap">{words}</span>
            </p>
            {notes}
        </div>
    }
    .into_any()
}

/// The lines of the source around a part.
pub(super) fn excerpt(lines: Vec<(u32, String)>, lang: Option<&'static str>) -> AnyView {
    let language = use_language();
    let lines = lines.into_iter().map(|(number, words)| source_line(number, words, Vec::new())).collect_view();
    view! {
        <section aria-labelledby="source-heading" class="min-w-0">
            <h2 id="source-heading" class="mb-2 font-semibold">{say!(language, drafts.source_heading)}</h2>
            <div
                class="max-h-[70vh] overflow-auto boxed p-2"
                tabindex="0"
                role="region"
                aria-labelledby="source-heading"
                lang=lang
            >
                {lines}
            </div>
        </section>
    }
    .into_any()
}
