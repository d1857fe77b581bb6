//! The marks: each has a shape, a colour and words of its own.

use delibero_words::points::citation;
use delibero_words::say;
use leptos::prelude::*;

use super::MatrixPage;
use super::view::{Mark, MatrixCell};
use crate::components::html::Html;

/// The shapes, drawn once for the page: whole, half, a bar, a lock, a dot.
pub(super) fn shapes() -> AnyView {
    view! {
        <svg class="absolute size-0" aria-hidden="true">
            <symbol id="mark-granted" viewBox="0 0 16 16">
                <circle cx="8" cy="8" r="6.25" class="sign-granted sign-granted-edge" stroke-width="1.5" />
            </symbol>
            <symbol id="mark-partly" viewBox="0 0 16 16">
                <circle cx="8" cy="8" r="6.25" class="sign-granted-line" stroke-width="1.5" />
                <path d="M8 1.75a6.25 6.25 0 0 0 0 12.5z" class="sign-granted" />
            </symbol>
            <symbol id="mark-reduced" viewBox="0 0 16 16">
                <circle cx="8" cy="8" r="6.25" class="sign-granted-line" stroke-width="1.5" />
                <path d="M4 8h8" class="sign-granted-line" stroke-width="2" />
            </symbol>
            <symbol id="mark-excluded" viewBox="0 0 16 16">
                <rect x="3" y="7" width="10" height="7.5" rx="1" class="sign-withheld" />
                <path d="M5.25 7V4.75a2.75 2.75 0 0 1 5.5 0V7" class="sign-withheld-line" stroke-width="1.5" />
            </symbol>
            <symbol id="mark-not-asked" viewBox="0 0 16 16">
                <circle cx="8" cy="8" r="1.25" class="sign-quiet" />
            </symbol>
        </svg>
    }
    .into_any()
}

pub(super) fn write_shape(out: &mut Html, mark: Mark) {
    out.mark(match mark {
        Mark::Granted => r##"<svg class="mark" aria-hidden="true"><use href="#mark-granted"/></svg>"##,
        Mark::Partly => r##"<svg class="mark" aria-hidden="true"><use href="#mark-partly"/></svg>"##,
        Mark::Reduced => r##"<svg class="mark" aria-hidden="true"><use href="#mark-reduced"/></svg>"##,
        Mark::Excluded => r##"<svg class="mark" aria-hidden="true"><use href="#mark-excluded"/></svg>"##,
        Mark::NotAsked => r##"<svg class="mark" aria-hidden="true"><use href="#mark-not-asked"/></svg>"##,
    });
}

/// The shape of a mark, beside what stands in the same line.
pub(super) fn shape(mark: Mark) -> AnyView {
    let mut out = Html::default();
    write_shape(&mut out, mark);
    view! { <span class="mark-beside" inner_html=out.into_string()></span> }.into_any()
}

pub(super) const fn colour(mark: Mark) -> &'static str {
    match mark {
        Mark::Granted | Mark::Partly | Mark::Reduced => "said-granted",
        Mark::Excluded => "said-withheld",
        Mark::NotAsked => "quiet",
    }
}

/// A mark in one or two words.
pub(super) fn words(page: &MatrixPage, mark: Mark) -> &'static str {
    match mark {
        Mark::Granted => say!(page.language, matrix.granted),
        Mark::Partly => say!(page.language, matrix.partly),
        Mark::Reduced => say!(page.language, matrix.reduced),
        Mark::Excluded => say!(page.language, matrix.excluded),
        Mark::NotAsked => say!(page.language, matrix.not_asked),
    }
}

/// A cell in words: its mark, and the point where the text narrows or withholds.
pub(super) fn cell(page: &MatrixPage, cell: &MatrixCell) -> String {
    let words = words(page, cell.mark);
    match (&cell.source, cell.mark) {
        (Some(source), Mark::Partly | Mark::Reduced | Mark::Excluded) => {
            format!("{words} ({})", citation(page.language, source))
        }
        _ => words.to_owned(),
    }
}

pub(super) fn legend(page: &MatrixPage) -> AnyView {
    let language = page.language;
    let entry = |mark: Mark| {
        let words = match mark {
            Mark::Granted => say!(language, matrix.legend_granted),
            Mark::Partly => say!(language, matrix.legend_partly),
            Mark::Reduced => say!(language, matrix.legend_reduced),
            Mark::Excluded => say!(language, matrix.legend_excluded),
            Mark::NotAsked => say!(language, matrix.legend_not_asked),
        };
        view! { <li>{shape(mark)} <span>{words}</span></li> }
    };
    view! {
        <ul class="legend" aria-label=say!(language, matrix.legend)>
            {Mark::ALL.map(entry).into_iter().collect_view()}
        </ul>
    }
    .into_any()
}
