//! On a narrow screen a row is a sheet: the elements of a recipient, grouped by their mark.

use crate::pages::matrix::view::{ElementColumn, Mark, MatrixCell, MatrixRow};
use delibero_words::say;
use leptos::prelude::*;

use super::{Shown, marks, query, table};

/// The sheets, one per recipient.
pub(super) fn view(shown: &Shown) -> AnyView {
    let sheets: Vec<_> = shown.asked.page.rows.iter().map(|found| sheet(shown, found)).collect();
    view! { <div class="mb-6 md:hidden print:hidden">{sheets}</div> }.into_any()
}

fn sheet(shown: &Shown, found: &MatrixRow) -> AnyView {
    let recipient = &found.recipient;
    let open = shown.asked.query.cell.split(':').next() == Some(recipient.id.as_str());
    let owner = recipient.member_of.as_ref().map(|owner| {
        let owner = shown.say(owner).to_owned();
        view! {
            <span class="block text-xs text-muted">{say!(shown.language, matrix.member_of, name = owner)}</span>
        }
    });
    let standing = table::standing(shown, found.standing);
    let standing =
        standing.map(|words| view! { <span class="block text-sm font-semibold text-warning">{words}</span> });
    let groups: Vec<_> = Mark::ALL.into_iter().filter_map(|mark| group(shown, found, mark)).collect();
    view! {
        <details class="mb-2 rounded border border-line bg-surface" open=open>
            <summary class="min-h-9 cursor-pointer px-3 py-2">
                <span class="font-semibold">{shown.say(&recipient.label).to_owned()}</span>
                {owner}
                {standing}
                {tally(shown, found)}
            </summary>
            <div class="border-t border-line px-3 py-2">
                <a class="link inline-flex min-h-6 items-center text-sm" href=format!("/catalogue/{}", recipient.id)>
                    {say!(shown.language, matrix.whole, name = shown.say(&recipient.label).to_owned())}
                </a>
                {groups}
            </div>
        </details>
    }
    .into_any()
}

fn count(found: &MatrixRow, mark: Mark) -> usize {
    found.cells.iter().filter(|cell| cell.mark == mark).count()
}

/// How many elements have each mark, in the shapes and words of the matrix.
fn tally(shown: &Shown, found: &MatrixRow) -> AnyView {
    let counted = Mark::ALL.into_iter().map(|mark| (mark, count(found, mark))).filter(|(_, count)| *count > 0);
    let items = counted.map(|(mark, count)| {
        let words = format!("{}{} {count}", marks::words(shown, mark), say!(shown.language, matrix.colon));
        view! { <span class="inline-flex items-center gap-1 whitespace-nowrap">{marks::shape(mark)} {words}</span> }
    });
    view! { <span class="flex flex-wrap gap-x-3 text-sm text-muted tabular-nums">{items.collect_view()}</span> }
        .into_any()
}

fn group(shown: &Shown, found: &MatrixRow, mark: Mark) -> Option<AnyView> {
    let columns = shown.asked.page.columns().zip(&found.cells).filter(|(_, cell)| cell.mark == mark);
    let items: Vec<_> = columns.map(|(column, cell)| item(shown, found, column, cell)).collect();
    (!items.is_empty()).then(|| {
        view! {
            <h3 class=format!("mt-3 mb-1 flex items-center gap-2 text-sm font-semibold {}", marks::colour(mark))>
                {marks::shape(mark)} {marks::words(shown, mark)}
            </h3>
            <ul class="pl-6 text-sm">{items}</ul>
        }
        .into_any()
    })
}

fn item(shown: &Shown, found: &MatrixRow, column: &ElementColumn, cell: &MatrixCell) -> AnyView {
    let label = format!("{} ({})", shown.say(&column.label), block_of(shown, column));
    if cell.mark == Mark::NotAsked {
        return view! { <li class="py-0.5 text-muted">{label}</li> }.into_any();
    }
    let word = query::cell(&found.recipient.id, &column.id);
    let current = (shown.asked.query.cell == word).then_some("true");
    let point = cell.source.as_ref().filter(|_| cell.mark != Mark::Granted);
    let point =
        point.map(|source| view! { <span class="block text-xs text-muted">{marks::cite(shown, source)}</span> });
    view! {
        <li>
            <a
                id=query::place(true, &word)
                class="link sheet-link"
                href=query::opened(&shown.asked, &found.recipient.id, &column.id)
                aria-current=current
            >
                {label}
            </a>
            {point}
        </li>
    }
    .into_any()
}

/// The block of an element: some elements stand in two blocks under one name.
pub(super) fn block_of<'s>(shown: &'s Shown, column: &ElementColumn) -> &'s str {
    let mut blocks = shown.asked.page.blocks.iter();
    let block = blocks.find(|block| block.elements.iter().any(|element| element.id == column.id));
    block.map_or("", |block| shown.say(&block.label))
}
