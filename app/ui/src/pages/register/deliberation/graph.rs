//! The references as a small drawing: this deliberation in the middle, what it cites on one side, what cites it on the
//! other. The lists beneath hold all of them.

use crate::pages::register::deliberation::view::Neighbour;
use delibero_words::say;
use leptos::prelude::*;

use super::{DeliberationPage, address};

/// The most that are drawn on one side.
const MOST: usize = 12;
const ROW: usize = 30;
const BOX: usize = 24;
const TOP: usize = 22;

/// One side of the drawing, in shares of its width.
#[derive(Clone, Copy)]
struct Side {
    /// Where the boxes begin.
    left: f64,
    /// Where the lines leave the boxes.
    near: f64,
    /// Where they reach the middle.
    middle: f64,
}

const WIDTH: f64 = 24.0;
const CITED: Side = Side { left: 0.5, near: 24.5, middle: 38.0 };
const CITING: Side = Side { left: 75.5, near: 75.5, middle: 62.0 };

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let view = &page.view;
    let rows = |all: &[Neighbour]| all.len().min(MOST) + usize::from(all.len() > MOST);
    let tall = rows(&view.cited).max(rows(&view.citing)).max(1);
    let height = TOP + tall * ROW;
    let centre = TOP + tall * ROW / 2;
    let left = side(page, &view.cited, CITED, centre, tall);
    let right = side(page, &view.citing, CITING, centre, tall);
    view! {
        <svg
            class="block w-full max-w-[52rem] print:[print-color-adjust:exact]"
            height=height.to_string()
            role="group"
            aria-label=say!(page.language, deliberation.graph_label)
        >
            <g aria-hidden="true" class="fill-muted text-xs">
                <text x="0.5%" y="14">{say!(page.language, deliberation.cites)}</text>
                <text x="99.5%" y="14" text-anchor="end">{say!(page.language, deliberation.cited_by)}</text>
            </g>
            {left}
            {right}
            <rect
                x="38%"
                y=(centre - BOX / 2 - 3).to_string()
                width="24%"
                height=(BOX + 6).to_string()
                rx="4"
                stroke-width="2"
                class="fill-accent-soft stroke-accent"
            />
            <text x="50%" y=(centre + 5).to_string() text-anchor="middle" class="fill-ink text-sm font-semibold tabular-nums">
                {view.number.to_string()}
            </text>
        </svg>
    }
    .into_any()
}

fn percent(share: f64) -> String {
    format!("{share:.1}%")
}

fn side(page: &DeliberationPage, all: &[Neighbour], side: Side, centre: usize, tall: usize) -> AnyView {
    let drawn = all.len().min(MOST);
    let more = all.len() - drawn;
    // Each side stands around the middle.
    let first = TOP + (tall - drawn - usize::from(more > 0)) * ROW / 2;
    let nodes = all
        .iter()
        .take(MOST)
        .enumerate()
        .map(|(row, neighbour)| node(page, neighbour, side, first + row * ROW, centre));
    let nodes: Vec<_> = nodes.collect();
    let more = (more > 0).then(|| {
        let words = say!(page.language, deliberation.and_others, count = more.to_string());
        let y = (first + drawn * ROW + BOX / 2 + 5).to_string();
        let (x, anchor) = if side.left < 50.0 { ("0.5%", "start") } else { ("99.5%", "end") };
        view! { <text x=x y=y text-anchor=anchor class="fill-muted text-xs">{words}</text> }
    });
    view! { <g>{nodes} {more}</g> }.into_any()
}

fn node(page: &DeliberationPage, neighbour: &Neighbour, side: Side, top: usize, centre: usize) -> AnyView {
    let number = neighbour.number.to_string();
    let known = neighbour.title.is_some();
    let middle = (top + BOX / 2).to_string();
    let (dashes, ink) = if known {
        ("none", "fill-accent text-xs tabular-nums underline")
    } else {
        ("3 3", "fill-muted text-xs tabular-nums")
    };
    let name = view! {
        <rect
            x=percent(side.left)
            y=top.to_string()
            width=percent(WIDTH)
            height=BOX.to_string()
            rx="3"
            stroke-dasharray=dashes
            class="fill-surface stroke-control"
        />
        <text
            x=percent(side.left + WIDTH / 2.0)
            y=(top + BOX / 2 + 5).to_string()
            text-anchor="middle"
            class=ink
        >
            {number.clone()}
        </text>
    };
    let whole = match known {
        true => {
            view! { <g><a href=address::deliberation(neighbour.number) aria-label=number>{name}</a></g> }.into_any()
        }
        false => {
            let words = format!("{number}, {}", say!(page.language, deliberation.not_in_register));
            view! { <g role="img" aria-label=words>{name}</g> }.into_any()
        }
    };
    view! {
        <line
            x1=percent(side.near)
            x2=percent(side.middle)
            y1=middle
            y2=centre.to_string()
            stroke-dasharray=dashes
            class="stroke-control"
        />
        {whole}
    }
    .into_any()
}
