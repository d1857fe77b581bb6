//! The table: recipients in rows, elements in columns, in a region of its own that scrolls both ways.

use crate::pages::matrix::view::{BlockColumns, ElementColumn, Mark, MatrixCell, MatrixQuery, MatrixRow, Standing};
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::{Shown, marks, query};
use crate::pages::catalogue::elements::HATCHED;

/// What scrolls: nothing in it, unseen words included, widens the page. What is focused is kept clear of the head and of the first column, which cover it.
const REGION: &str = "relative mb-6 hidden max-h-[calc(100vh-2rem)] w-fit max-w-full overflow-auto rounded border border-line bg-surface scroll-pt-56 \
    scroll-pl-56 md:block print:max-h-none print:overflow-visible print:border-0";
const BLOCK: &str = "sticky top-0 z-20 h-7 border-b border-l border-line bg-sunken px-2 text-left font-semibold \
    whitespace-nowrap print:static";
const COLUMN: &str = "sticky top-7 z-20 h-48 border-b border-line bg-sunken p-0 text-left align-bottom font-normal \
    print:static";
const CORNER: &str = "sticky top-0 left-0 z-30 w-56 min-w-56 border-b border-r border-line bg-sunken px-2 pb-1 text-left \
    align-bottom font-semibold print:static";
const ROW: &str = "sticky left-0 z-10 w-56 min-w-56 border-b border-r border-line bg-surface px-2 py-1 text-left \
    font-normal group-hover:bg-sunken print:static";
const CELL: &str = "mark-cell";
const LINK: &str = "mark-link";

/// The table, on screens that are wide enough, and on paper.
pub(super) fn view(shown: &Shown) -> AnyView {
    let (language, page) = (shown.language, &shown.asked.page);
    let service = page.services.iter().find(|(id, _)| *id == page.service);
    let service = service.map(|(_, label)| shown.say(label).to_owned()).unwrap_or_default();
    let caption = say!(language, matrix.caption, service = service);
    let firsts = firsts(&page.blocks);
    let heads = page.columns().zip(&firsts).map(|(column, first)| head(shown, column, *first)).collect_view();
    let rows: Vec<_> = page.rows.iter().enumerate().map(|(place, found)| row(shown, place, found, &firsts)).collect();
    view! {
        <p class="mb-1 hidden text-sm text-muted md:block print:hidden">
            <a class="link without-script" href="#after-matrix">{say!(language, matrix.skip)}</a>
            <span class="with-script">{say!(language, matrix.keys)}</span>
        </p>
        <div
            id="matrix"
            role="region"
            tabindex="0"
            aria-labelledby="matrix-caption"
            class=REGION
        >
            <table class="border-separate border-spacing-0 text-xs">
                <caption id="matrix-caption" class="sr-only">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col" rowspan="2" class=CORNER>{say!(language, matrix.recipient)}</th>
                        {page.blocks.iter().map(|block| block_head(shown, block)).collect_view()}
                    </tr>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div id="after-matrix" tabindex="-1"></div>
    }
    .into_any()
}

/// For each column whether it is the first of its block.
fn firsts(blocks: &[BlockColumns]) -> Vec<bool> {
    blocks.iter().flat_map(|block| (0..block.elements.len()).map(|place| place == 0)).collect()
}

fn block_head(shown: &Shown, block: &BlockColumns) -> AnyView {
    let span = block.elements.len().to_string();
    view! { <th scope="colgroup" colspan=span class=BLOCK>{shown.say(&block.label).to_owned()}</th> }.into_any()
}

/// Written from bottom to top, on at most three lines.
fn head(shown: &Shown, column: &ElementColumn, first: bool) -> AnyView {
    let label = shown.say(&column.label).to_owned();
    view! {
        <th scope="col" class=format!("{COLUMN} {}", edge(first))>
            <span class="mx-auto block max-h-46 rotate-180 py-1 leading-tight hyphens-auto [writing-mode:vertical-rl] [text-orientation:sideways]">{label}</span>
        </th>
    }
    .into_any()
}

const fn edge(first: bool) -> &'static str {
    if first { "border-l border-l-control" } else { "border-l border-l-line/50" }
}

fn row(shown: &Shown, place: usize, found: &MatrixRow, firsts: &[bool]) -> AnyView {
    let columns = shown.asked.page.columns().zip(&found.cells).zip(firsts);
    let cells = columns.enumerate().map(|(at, ((column, cell), first))| {
        let place = Place { row: place, column: at + 2, first: *first };
        self::cell(shown, found, column, cell, place)
    });
    let cells: Vec<_> = cells.collect();
    view! {
        <tr class="group">
            {row_head(shown, place, found)}
            {cells}
        </tr>
    }
    .into_any()
}

/// Where a cell is; columns 0 and 1 are the links of the row's head.
#[derive(Clone, Copy)]
struct Place {
    row: usize,
    column: usize,
    first: bool,
}

fn row_head(shown: &Shown, place: usize, found: &MatrixRow) -> AnyView {
    let recipient = &found.recipient;
    let member = recipient.member_of.as_ref().map(|owner| {
        let owner = shown.say(owner).to_owned();
        view! { <span class="sr-only">", " {say!(shown.language, matrix.member_of, name = owner)}</span> }
    });
    let indent = if member.is_some() { "pl-6" } else { "" };
    let standing = standing(shown, found.standing);
    let standing = standing.map(|words| view! { <span class="block font-semibold text-warning">{words}</span> });
    view! {
        <th scope="row" class=format!("{ROW} {indent}")>
            <a
                class="inline-flex min-h-6 items-center text-ink underline decoration-line underline-offset-2 hover:decoration-ink"
                href=format!("/catalogue/{}", recipient.id)
                data-at=format!("{place},0")
            >
                {shown.say(&recipient.label).to_owned()}
            </a>
            {member}
            {standing}
            {fold(shown, place, found)}
        </th>
    }
    .into_any()
}

/// That nothing holds on the day, and from or until when it does.
pub(super) fn standing(shown: &Shown, standing: Standing) -> Option<String> {
    let day = |day| long_date(day, shown.language);
    match standing {
        Standing::InForce => None,
        Standing::NotBefore(from) => Some(say!(shown.language, matrix.not_before, day = day(from))),
        Standing::NotAfter(until) => Some(say!(shown.language, matrix.not_after, day = day(until))),
    }
}

/// To the members that have rules of their own, or back.
fn fold(shown: &Shown, place: usize, found: &MatrixRow) -> Option<AnyView> {
    let (language, id) = (shown.language, &found.recipient.id);
    let all = shown.asked.query.members == MatrixQuery::ALL;
    if found.own_rules == 0 || all {
        return None;
    }
    let members = if found.unfolded { String::new() } else { id.clone() };
    let to = MatrixQuery { members, cell: String::new(), ..query::kept(&shown.asked) };
    let words = match (found.unfolded, found.own_rules) {
        (true, _) => say!(language, matrix.fold).to_owned(),
        (false, 1) => say!(language, matrix.unfold_one).to_owned(),
        (false, many) => say!(language, matrix.unfold_many, count = many.to_string()),
    };
    let view = view! {
        <a
            class="block min-h-6 text-accent underline underline-offset-2 print:hidden"
            href=query::page(&to)
            data-at=format!("{place},1")
        >
            {words}
        </a>
    };
    Some(view.into_any())
}

/// A link where there is something to tell, a dot where the text is silent.
fn cell(shown: &Shown, found: &MatrixRow, column: &ElementColumn, cell: &MatrixCell, place: Place) -> AnyView {
    let words = marks::cell(shown, cell);
    let edge = if place.first { "first" } else { "" };
    let shape = marks::shape(cell.mark);
    if cell.mark == Mark::NotAsked {
        let class = format!("{CELL} {edge}");
        return view! { <td class=class>{shape} <span class="sr-only">{words}</span></td> }.into_any();
    }
    let hatched = if cell.mark == Mark::Excluded { HATCHED } else { "" };
    let id = &found.recipient.id;
    let word = query::cell(id, &column.id);
    let current = (shown.asked.query.cell == word).then_some("true");
    let title = format!("{} – {} – {words}", shown.say(&found.recipient.label), shown.say(&column.label));
    view! {
        <td class=format!("{CELL} {edge} {hatched}") title=title>
            <a
                id=query::place(false, &word)
                class=LINK
                href=query::opened(&shown.asked, id, &column.id)
                data-at=format!("{},{}", place.row, place.column)
                aria-current=current
            >
                {shape}
                <span class="sr-only">{words}</span>
            </a>
        </td>
    }
    .into_any()
}
