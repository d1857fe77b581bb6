//! The deliberations: a table on wide screens, one sheet per deliberation on narrow ones.

use crate::pages::register::list::view::{ListLine, ListSort, Piece};
use delibero_domain::deliberation::register::State;
use delibero_domain::text::Language;
use delibero_words::formats::short_date;
use delibero_words::say;
use delibero_words::sentence_case::{is_in_capitals, sentence_case};
use jiff::civil::Date;
use leptos::either::Either;
use leptos::prelude::*;

use super::query::deliberation;
use super::{Shown, toolbar};
use crate::pages::register::state;

const CELL: &str = "grid grid-cols-[7.5rem_minmax(0,1fr)] gap-2 px-3 py-1 align-top lg:table-cell lg:border-b \
    lg:border-line lg:px-3 lg:py-2";
const HEAD: &str = "sticky top-0 z-10 border-b border-line bg-sunken px-3 py-2 text-left font-semibold";
const BOX: &str = "rounded border border-line bg-surface p-6";

/// The columns: label, and the order in which they can be put.
fn columns(language: Language) -> [(&'static str, Option<ListSort>); 6] {
    [
        (say!(language, register_list.number), Some(ListSort::Number)),
        (say!(language, register_list.name), Some(ListSort::Title)),
        (say!(language, register_list.committee), None),
        (say!(language, register_list.date), Some(ListSort::Date)),
        (say!(language, register_list.newest), Some(ListSort::Amended)),
        (say!(language, register_list.state), None),
    ]
}

/// The table.
pub(super) fn table(shown: &Shown) -> AnyView {
    let language = shown.language;
    let (sort, descending) = shown.asked.query.sorted();
    let heads = columns(language).map(|(label, by)| {
        let direction = if descending { "descending" } else { "ascending" };
        let sorted = (by == Some(sort)).then_some(direction);
        view! { <th role="columnheader" scope="col" class=HEAD aria-sort=sorted>{label}</th> }
    });
    let rows = shown.asked.page.lines.iter().map(|line| row(shown, line)).collect_view();
    view! {
        <table role="table" class="block w-full border-separate border-spacing-0 text-sm lg:table">
            <caption class="sr-only">{say!(language, register_list.caption)}</caption>
            <thead role="rowgroup" class="hidden lg:table-header-group">
                <tr role="row">{heads.into_iter().collect_view()}</tr>
            </thead>
            <tbody role="rowgroup" class="block lg:table-row-group">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(shown: &Shown, line: &ListLine) -> AnyView {
    let cells = [
        number(line),
        title(shown, line),
        committee(shown, line),
        view! { <span class="tabular-nums">{time(line.date)}</span> }.into_any(),
        newest(shown, line),
        state_of(shown, line),
    ];
    let cells = cells.into_iter().zip(columns(shown.language)).map(|(content, (label, _))| {
        view! {
            <td role="cell" class=CELL>
                <span class="text-muted lg:hidden">{label}</span>
                <div class="min-w-0 wrap-break-word">{content}</div>
            </td>
        }
    });
    view! {
        <tr
            role="row"
            class="mb-3 block break-inside-avoid rounded border border-line bg-surface py-2 lg:table-row \
            lg:hover:bg-sunken"
        >
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

fn time(day: Date) -> AnyView {
    view! { <time class="whitespace-nowrap" datetime=day.to_string()>{short_date(day)}</time> }.into_any()
}

fn number(line: &ListLine) -> AnyView {
    view! {
        <a class="link inline-flex min-h-6 items-center font-semibold whitespace-nowrap tabular-nums" href=deliberation(line.number)>
            {line.number.to_string()}
        </a>
    }
    .into_any()
}

fn title(shown: &Shown, line: &ListLine) -> AnyView {
    let title = match line.title.is_empty() {
        true => Either::Left(view! { <p class="text-muted">{say!(shown.language, register_list.no_title)}</p> }),
        false => Either::Right(view! {
            <p
                class="max-w-[72ch] line-clamp-4 print:line-clamp-none"
                lang=shown.other(line.title_language)
                title=is_in_capitals(&line.title).then(|| line.title.clone())
            >
                {sentence_case(&line.title)}
            </p>
        }),
    };
    (title, excerpt(shown, line)).into_any()
}

fn excerpt(shown: &Shown, line: &ListLine) -> Option<AnyView> {
    let piece = |Piece { text, hit }: Piece| match hit {
        true => Either::Left(view! { <mark class="rounded-xs bg-warning-soft font-semibold text-ink">{text}</mark> }),
        false => Either::Right(text),
    };
    (!line.excerpt.is_empty()).then(|| {
        view! {
            <p class="mt-1 max-w-[72ch] border-l-2 border-line pl-2 text-muted">
                <span class="sr-only">
                    {say!(shown.language, register_list.excerpt)} {say!(shown.language, register_list.colon)} " "
                </span>
                <span lang=shown.other(line.printed)>
                    {line.excerpt.iter().cloned().map(piece).collect_view()}
                </span>
            </p>
        }
        .into_any()
    })
}

fn committee(shown: &Shown, line: &ListLine) -> AnyView {
    let name = shown.say(&line.committee).to_owned();
    if name.is_empty() {
        let words = say!(shown.language, register_list.no_committee);
        return view! { <span class="text-muted">{words}</span> }.into_any();
    }
    name.into_any()
}

fn newest(shown: &Shown, line: &ListLine) -> AnyView {
    let language = shown.language;
    let document = match line.document.clone() {
        Some(document) => Either::Left(view! { <span class="block lg:whitespace-nowrap">{document}</span> }),
        None => Either::Right(view! {
            <span class="block text-muted">{say!(language, register_list.no_document)}</span>
        }),
    };
    let in_force = line.in_force.map(|day| {
        view! { <span class="block text-muted">{say!(language, register_list.in_force)} " " {time(day)}</span> }
    });
    let versions = match (line.versions, line.versions_complete) {
        (1, true) => say!(language, register_list.versions_one).to_owned(),
        (1, false) => {
            format!(
                "{} {}",
                say!(language, register_list.versions_at_least),
                say!(language, register_list.versions_one)
            )
        }
        (n, true) => format!("{n} {}", say!(language, register_list.versions_many)),
        (n, false) => format!(
            "{} {n} {}",
            say!(language, register_list.versions_at_least),
            say!(language, register_list.versions_many)
        ),
    };
    view! {
        <div class="tabular-nums">
            {document}
            <span class="block text-muted">{say!(language, register_list.approved)} " " {time(line.approved)}</span>
            {in_force}
            <span class="block text-muted">{versions}</span>
        </div>
    }
    .into_any()
}

fn state_of(shown: &Shown, line: &ListLine) -> AnyView {
    let language = shown.language;
    let since = line.since.map(|day| {
        let words = match line.state {
            State::InForceLater => say!(language, register_list.since_later),
            _ => say!(language, register_list.since),
        };
        view! { <span class="block text-muted tabular-nums">{words} " " {time(day)}</span> }
    });
    let by = line.replaced_by.map(|by| {
        view! {
            <span class="block text-muted">
                {say!(language, register_list.replaced_by)} " "
                <a class="link tabular-nums" href=deliberation(by)>{by.to_string()}</a>
            </span>
        }
    });
    (state::mark(language, line.state), since, by).into_any()
}

/// Filters that nothing fits.
pub(super) fn nothing_found(shown: &Shown) -> AnyView {
    let language = shown.language;
    view! {
        <div class=BOX role="status">
            <h2 class="mb-1 text-base font-semibold">{say!(language, register_list.empty)}</h2>
            <p class="mb-2 text-muted">{say!(language, register_list.empty_help)}</p>
            {toolbar::everything(shown)}
        </div>
    }
    .into_any()
}

/// A register without any deliberation: what whoever reads this can do about it.
pub(super) fn nothing_yet(shown: &Shown) -> AnyView {
    let language = shown.language;
    let help = match shown.asked.page.writes {
        true => Either::Left(view! {
            <p class="mb-3">
                <a class="link" href="/drafts/new">{say!(language, register_list.register_empty_draft)}</a>
            </p>
            <p class="mb-1 text-muted">{say!(language, register_list.register_empty_help)}</p>
            <p><code class="font-mono text-sm">"delibero import deliberation FILE"</code></p>
        }),
        false => Either::Right(view! {
            <p class="text-muted">{say!(language, register_list.register_empty_ask)}</p>
        }),
    };
    view! {
        <div class=BOX>
            <h2 class="mb-2 text-base font-semibold">{say!(language, register_list.register_empty)}</h2>
            {help}
        </div>
    }
    .into_any()
}
