//! The marks: each has a shape, a colour and words of its own.

use delibero_api::catalogue::matrix::{Mark, MatrixCell};
use delibero_domain::authorisation::Source;
use leptos::prelude::*;

use super::Shown;
use crate::i18n::td_string;

/// The shapes, drawn once for the page: whole, half, a bar, a lock, a dot.
pub(super) fn shapes() -> AnyView {
    view! {
        <svg class="absolute size-0" aria-hidden="true">
            <symbol id="mark-granted" viewBox="0 0 16 16">
                <circle cx="8" cy="8" r="6.25" class="fill-granted stroke-granted" stroke-width="1.5" />
            </symbol>
            <symbol id="mark-partly" viewBox="0 0 16 16">
                <circle cx="8" cy="8" r="6.25" class="fill-none stroke-granted" stroke-width="1.5" />
                <path d="M8 1.75a6.25 6.25 0 0 0 0 12.5z" class="fill-granted" />
            </symbol>
            <symbol id="mark-reduced" viewBox="0 0 16 16">
                <circle cx="8" cy="8" r="6.25" class="fill-none stroke-granted" stroke-width="1.5" />
                <path d="M4 8h8" class="fill-none stroke-granted" stroke-width="2" />
            </symbol>
            <symbol id="mark-excluded" viewBox="0 0 16 16">
                <rect x="3" y="7" width="10" height="7.5" rx="1" class="fill-withheld" />
                <path d="M5.25 7V4.75a2.75 2.75 0 0 1 5.5 0V7" class="fill-none stroke-withheld" stroke-width="1.5" />
            </symbol>
            <symbol id="mark-not-asked" viewBox="0 0 16 16">
                <circle cx="8" cy="8" r="1.25" class="fill-muted" />
            </symbol>
        </svg>
    }
    .into_any()
}

/// The shape of a mark.
pub(super) fn shape(mark: Mark) -> AnyView {
    let drawn = match mark {
        Mark::Granted => "<use href=\"#mark-granted\"/>",
        Mark::Partly => "<use href=\"#mark-partly\"/>",
        Mark::Reduced => "<use href=\"#mark-reduced\"/>",
        Mark::Excluded => "<use href=\"#mark-excluded\"/>",
        Mark::NotAsked => "<use href=\"#mark-not-asked\"/>",
    };
    view! { <svg class="mark" aria-hidden="true" inner_html=drawn></svg> }.into_any()
}

/// The colour of a mark's words.
pub(super) const fn colour(mark: Mark) -> &'static str {
    match mark {
        Mark::Granted | Mark::Partly | Mark::Reduced => "text-granted",
        Mark::Excluded => "text-withheld",
        Mark::NotAsked => "text-muted",
    }
}

/// A mark in one or two words.
pub(super) fn words(shown: &Shown, mark: Mark) -> &'static str {
    match mark {
        Mark::Granted => td_string!(shown.locale, matrix.granted),
        Mark::Partly => td_string!(shown.locale, matrix.partly),
        Mark::Reduced => td_string!(shown.locale, matrix.reduced),
        Mark::Excluded => td_string!(shown.locale, matrix.excluded),
        Mark::NotAsked => td_string!(shown.locale, matrix.not_asked),
    }
}

/// A cell in words: its mark, and the point where the text narrows or withholds.
pub(super) fn cell(shown: &Shown, cell: &MatrixCell) -> String {
    let words = words(shown, cell.mark);
    match (&cell.source, cell.mark) {
        (Some(source), Mark::Partly | Mark::Reduced | Mark::Excluded) => format!("{words} ({})", cite(shown, source)),
        _ => words.to_owned(),
    }
}

/// A point in words: `23/058, point 64`.
pub(super) fn cite(shown: &Shown, source: &Source) -> String {
    let several = source.point.contains(['-', ',']);
    let word = if several { td_string!(shown.locale, shell.points) } else { td_string!(shown.locale, shell.point) };
    format!("{}, {word} {}", source.deliberation, source.point)
}

/// What the marks mean.
pub(super) fn legend(shown: &Shown) -> AnyView {
    let locale = shown.locale;
    let entry = |mark: Mark| {
        let words = match mark {
            Mark::Granted => td_string!(locale, matrix.legend_granted),
            Mark::Partly => td_string!(locale, matrix.legend_partly),
            Mark::Reduced => td_string!(locale, matrix.legend_reduced),
            Mark::Excluded => td_string!(locale, matrix.legend_excluded),
            Mark::NotAsked => td_string!(locale, matrix.legend_not_asked),
        };
        view! { <li class="inline-flex items-center gap-1.5">{shape(mark)} <span>{words}</span></li> }
    };
    view! {
        <ul
            class="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-sm"
            aria-label=td_string!(locale, matrix.legend)
        >
            {Mark::ALL.map(entry).into_iter().collect_view()}
        </ul>
    }
    .into_any()
}
