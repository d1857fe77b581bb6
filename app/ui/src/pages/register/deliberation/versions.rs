//! The versions: the drawing, and the same as a table.

use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use delibero_words::formats::short_date;
use delibero_words::say;
use leptos::prelude::*;

use super::timeline::{self, spans};
use super::words::{HEADING, version_name};
use super::{Shown, address};

const CELL: &str = "grid grid-cols-[8rem_minmax(0,1fr)] gap-2 px-3 py-0.5 align-top md:table-cell md:border-b \
    md:border-line md:py-1.5";
const HEAD: &str = "border-b border-control px-3 py-1 text-left text-xs font-medium text-muted";
const COLUMNS: usize = 6;

/// The section.
pub(super) fn view(shown: &Shown) -> AnyView {
    let incomplete = (!shown.page.amendments_complete).then(
        || view! { <p class="mb-2 text-sm text-warning">{say!(shown.language, deliberation.versions_incomplete)}</p> },
    );
    view! {
        <section aria-labelledby="versions">
            <h2 id="versions" class=HEADING>{say!(shown.language, deliberation.versions)}</h2>
            {incomplete}
            {timeline::view(shown)}
            {table(shown)}
        </section>
    }
    .into_any()
}

fn labels(shown: &Shown) -> [&'static str; COLUMNS] {
    [
        say!(shown.language, deliberation.version),
        say!(shown.language, deliberation.document),
        say!(shown.language, deliberation.approved),
        say!(shown.language, deliberation.in_force),
        say!(shown.language, deliberation.official_text),
        say!(shown.language, deliberation.ways),
    ]
}

fn table(shown: &Shown) -> AnyView {
    let labels = labels(shown);
    let heads = labels.map(|label| view! { <th role="columnheader" scope="col" class=HEAD>{label}</th> });
    let spans = spans(&shown.page.versions, shown.page.end.as_ref());
    let rows: Vec<_> = (0..)
        .zip(&shown.page.versions)
        .map(|(place, version)| {
            let until = spans.iter().find(|span| span.place == place).and_then(|span| span.until);
            let never = until.is_some_and(|until| until <= version.effective());
            row(shown, &labels, place, version, never)
        })
        .collect();
    view! {
        <table role="table" class="block w-full text-sm md:table">
            <caption class="sr-only">{say!(shown.language, deliberation.versions_table)}</caption>
            <thead role="rowgroup" class="hidden md:table-header-group">
                <tr role="row">{heads.into_iter().collect_view()}</tr>
            </thead>
            <tbody role="rowgroup" class="block md:table-row-group">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(shown: &Shown, labels: &[&'static str; COLUMNS], place: u16, version: &Version, never: bool) -> AnyView {
    let counts = shown.page.counting == Some(place);
    let read = shown.page.shown.is_some_and(|(known, _)| known == place);
    let look = if counts { "bg-accent-soft" } else { "" };
    let none = || view! { <span class="text-muted">{say!(shown.language, deliberation.not_known)}</span> }.into_any();
    let document = version.document.as_ref().map_or_else(none, |document| document.to_string().into_any());
    let in_force = match (version.in_force, never) {
        (Some(day), _) => short_date(day).into_any(),
        (None, _) => {
            view! { <span class="text-muted">{say!(shown.language, deliberation.in_force_unknown)}</span> }.into_any()
        }
    };
    let known = match version.languages.as_slice() {
        [] => view! { <span class="text-muted">{say!(shown.language, deliberation.text_unknown)}</span> }.into_any(),
        languages => {
            languages.iter().copied().map(Language::code).collect::<Vec<_>>().join(", ").to_uppercase().into_any()
        }
    };
    let cells = [
        name(shown, place, counts, read),
        document,
        short_date(version.approved).into_any(),
        in_force,
        known,
        ways(shown, place, version),
    ];
    let cells = cells.into_iter().zip(labels).map(|(content, label)| {
        view! {
            <td role="cell" class=CELL>
                <span class="text-muted md:hidden">{*label}</span>
                <div class="min-w-0 wrap-break-word">{content}</div>
            </td>
        }
    });
    view! {
        <tr
            role="row"
            class=format!("mb-2 block break-inside-avoid rounded border border-line py-1 tabular-nums md:table-row {look}")
            aria-current=counts.then_some("true")
        >
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

fn name(shown: &Shown, place: u16, counts: bool, read: bool) -> AnyView {
    let marks = [
        counts.then(|| {
            if shown.page.on == shown.page.today {
                say!(shown.language, deliberation.counts_today)
            } else {
                say!(shown.language, deliberation.counts_then)
            }
        }),
        (read && !counts).then(|| say!(shown.language, deliberation.text_below)),
    ];
    let marks = marks.into_iter().flatten();
    let marks = marks.map(|words| view! { <span class="block text-xs font-semibold text-muted">{words}</span> });
    view! {
        {version_name(shown, place)}
        {marks.collect_view()}
    }
    .into_any()
}

/// To read the version, and to compare it with the one before whose text is known.
fn ways(shown: &Shown, place: u16, version: &Version) -> AnyView {
    let read = view! {
        <a class="link inline-flex min-h-6 items-center" href=shown.ways.on(Some(version.effective()))>
            {say!(shown.language, deliberation.read)}
            <span class="sr-only">" " {version_name(shown, place)}</span>
        </a>
    };
    let before = (0..place).rev().find(|before| known(shown, *before)).filter(|_| version.is_known());
    let compare = before.map(|before| {
        view! {
            <a class="link inline-flex min-h-6 items-center" href=compare(shown, before, place)>
                {say!(shown.language, deliberation.compare_before)}
                <span class="sr-only">" " {version_name(shown, place)}</span>
            </a>
        }
    });
    view! { <div class="flex flex-wrap gap-x-4 print:hidden">{read} {compare}</div> }.into_any()
}

fn known(shown: &Shown, place: u16) -> bool {
    shown.page.versions.get(usize::from(place)).is_some_and(Version::is_known)
}

/// Where two versions are compared.
fn compare(shown: &Shown, from: u16, to: u16) -> String {
    format!("{}/compare?from={from}&to={to}", address::deliberation(shown.page.number))
}
