//! The marks: each has a shape, a colour and words of its own.

use crate::pages::matrix::view::{Mark, MatrixCell};
use delibero_domain::authorisation::Source;
use delibero_words::say;
use leptos::prelude::*;

use super::Shown;

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
        Mark::Granted => say!(shown.language, matrix.granted),
        Mark::Partly => say!(shown.language, matrix.partly),
        Mark::Reduced => say!(shown.language, matrix.reduced),
        Mark::Excluded => say!(shown.language, matrix.excluded),
        Mark::NotAsked => say!(shown.language, matrix.not_asked),
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
    let word = if several { say!(shown.language, shell.points) } else { say!(shown.language, shell.point) };
    format!("{}, {word} {}", source.deliberation, source.point)
}

/// What the marks mean.
pub(super) fn legend(shown: &Shown) -> AnyView {
    let language = shown.language;
    let entry = |mark: Mark| {
        let words = match mark {
            Mark::Granted => say!(language, matrix.legend_granted),
            Mark::Partly => say!(language, matrix.legend_partly),
            Mark::Reduced => say!(language, matrix.legend_reduced),
            Mark::Excluded => say!(language, matrix.legend_excluded),
            Mark::NotAsked => say!(language, matrix.legend_not_asked),
        };
        view! { <li class="inline-flex items-center gap-1.5">{shape(mark)} <span>{words}</span></li> }
    };
    view! {
        <ul
            class="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-sm"
            aria-label=say!(language, matrix.legend)
        >
            {Mark::ALL.map(entry).into_iter().collect_view()}
        </ul>
    }
    .into_any()
}
