//! The lines of the log: a table on wide screens, one sheet per line on narrow ones.

use delibero_api::access_log::LogLine;
use delibero_domain::access_log::EventKind;
use delibero_domain::period::QuarterRange;
use leptos::prelude::*;

use super::{Shown, ways, words};
use crate::components::formats::{quarter, short_date_time};
use crate::components::icon::{Icon, IconName};
use crate::components::language::say;
use crate::components::reasons::role_name;
use crate::components::source::SourceLink;
use crate::i18n::t_string;

/// How many columns there are.
const COLUMNS: usize = 10;

type Labels = [Signal<String>; COLUMNS];

fn labels(shown: &Shown) -> Labels {
    let i18n = shown.i18n;
    std::array::from_fn(|place| {
        Signal::derive(move || {
            match place {
                0 => t_string!(i18n, access_log.time),
                1 => t_string!(i18n, access_log.kind),
                2 => t_string!(i18n, access_log.who),
                3 => t_string!(i18n, access_log.organisation),
                4 => t_string!(i18n, access_log.person),
                5 => t_string!(i18n, access_log.purpose),
                6 => t_string!(i18n, access_log.module),
                7 => t_string!(i18n, access_log.quarters),
                8 => t_string!(i18n, access_log.outcome_point),
                _ => t_string!(i18n, access_log.left),
            }
            .to_owned()
        })
    })
}

/// The lines, or what to do when there is none.
pub(super) fn lines(shown: &Shown) -> AnyView {
    if shown.asked.page.lines.is_empty() { nothing(shown) } else { table(shown) }
}

fn nothing(shown: &Shown) -> AnyView {
    let i18n = shown.i18n;
    let filtered = shown.by_person() || super::address::fields(&shown.asked.query).next().is_some();
    let heading = move || match filtered {
        true => t_string!(i18n, access_log.empty_filtered),
        false => t_string!(i18n, access_log.empty),
    };
    let help = move || match filtered {
        true => t_string!(i18n, access_log.empty_filtered_help),
        false => t_string!(i18n, access_log.empty_help),
    };
    view! {
        <div class="rounded border border-line bg-surface p-6">
            <h2 class="mb-1 text-base font-semibold">{heading}</h2>
            <p class="text-muted">{help}</p>
        </div>
    }
    .into_any()
}

fn table(shown: &Shown) -> AnyView {
    let i18n = shown.i18n;
    let labels = labels(shown);
    let heads = labels.map(|label| {
        view! {
            <th
                role="columnheader"
                scope="col"
                class="sticky top-0 z-10 border-b border-line bg-sunken px-2 py-2 text-left font-semibold"
            >
                {label}
            </th>
        }
    });
    let rows = shown.asked.page.lines.iter().map(|line| row(shown, &labels, line)).collect_view();
    view! {
        <table role="table" translate="no" class="block w-full border-separate border-spacing-0 text-sm xl:table xl:text-xs">
            <caption class="sr-only">{move || t_string!(i18n, access_log.caption)}</caption>
            <thead role="rowgroup" class="hidden xl:table-header-group">
                <tr role="row">{heads.into_iter().collect_view()}</tr>
            </thead>
            <tbody role="rowgroup" class="block xl:table-row-group">{rows}</tbody>
        </table>
        {ways::paging(shown)}
        {ways::downloads(shown)}
    }
    .into_any()
}

fn row(shown: &Shown, labels: &Labels, line: &LogLine) -> AnyView {
    let i18n = shown.i18n;
    let kind = line.kind;
    let cells = [
        time(&line.at),
        (move || words::kind(i18n, kind)).into_any(),
        two_lines(line.user.clone(), role_name(line.role)),
        say(line.organisation_name.clone()).into_any(),
        person(shown, line),
        purpose(shown, line),
        say(line.module.clone()).into_any(),
        quarters(shown, line.quarters),
        outcome(shown, line),
        left(shown, line),
    ];
    let cells = cells.into_iter().zip(labels).map(|(content, label)| cell(*label, content)).collect_view();
    view! {
        <tr
            role="row"
            class="mb-3 block break-inside-avoid rounded border border-line bg-surface py-2 xl:table-row \
            xl:hover:bg-sunken"
        >
            {cells}
        </tr>
    }
    .into_any()
}

fn cell(label: Signal<String>, content: AnyView) -> AnyView {
    view! {
        <td
            role="cell"
            class="relative grid grid-cols-[8rem_minmax(0,1fr)] gap-2 px-3 py-1 align-top xl:table-cell xl:border-b \
            xl:border-line xl:px-2 xl:py-2"
        >
            <span class="text-muted xl:hidden">{label}</span>
            <div class="min-w-0 wrap-anywhere">{content}</div>
        </td>
    }
    .into_any()
}

fn two_lines(first: String, second: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    view! {
        <span class="block">{first}</span>
        <span class="block text-muted">{second}</span>
    }
    .into_any()
}

fn time(at: &str) -> AnyView {
    let written = short_date_time(at);
    view! { <time datetime=at.to_owned() class="tabular-nums">{written.replace('\u{a0}', " ")}</time> }.into_any()
}

fn person(shown: &Shown, line: &LogLine) -> AnyView {
    let i18n = shown.i18n;
    let successor = line.successor.clone().map(|niss| {
        view! {
            <span class="block text-muted">
                {move || t_string!(i18n, access_log.successor)} " "
                <span class="tabular-nums whitespace-nowrap">{niss}</span>
            </span>
        }
    });
    match line.person.clone() {
        Some(niss) => view! {
            <span class="tabular-nums whitespace-nowrap">{niss}</span>
            {successor}
        }
        .into_any(),
        None => view! { <span class="text-muted">{move || t_string!(i18n, access_log.no_person)}</span> }.into_any(),
    }
}

fn purpose(shown: &Shown, line: &LogLine) -> AnyView {
    let i18n = shown.i18n;
    let confirmed = line.confirmed.iter().cloned().map(|condition| {
        view! {
            <span class="block text-muted">{move || t_string!(i18n, access_log.confirmed)} " " {say(condition)}</span>
        }
    });
    let confirmed: Vec<_> = confirmed.collect();
    let role = line.person_role.clone().map(|role| view! { <span class="block text-muted">{say(role)}</span> });
    view! {
        <span class="block">{say(line.purpose.clone())}</span>
        {role}
        {confirmed}
    }
    .into_any()
}

fn quarters(shown: &Shown, range: QuarterRange) -> AnyView {
    let language = shown.language;
    let words = move || {
        let first = quarter(range.first, language.get());
        if range.first == range.last { first } else { format!("{first} – {}", quarter(range.last, language.get())) }
    };
    view! { <span class="tabular-nums">{words}</span> }.into_any()
}

fn outcome(shown: &Shown, line: &LogLine) -> AnyView {
    let i18n = shown.i18n;
    let word = line.outcome.clone();
    let granted = word == words::GRANTED;
    let (icon, colour) = if granted { (IconName::Check, "text-granted") } else { (IconName::Stop, "text-refused") };
    let status = line.status.clone();
    view! {
        <span class=format!("flex items-start gap-1 font-semibold {colour}")>
            <span class="shrink-0"><Icon name=icon /></span>
            <span>{move || words::outcome(i18n, &word)}</span>
        </span>
        {line.source.clone().map(|source| view! { <span class="block"><SourceLink source recipient=Some(line.recipient.clone()) /></span> })}
        <span class="block text-muted tabular-nums">{status}</span>
    }
    .into_any()
}

fn left(shown: &Shown, line: &LogLine) -> AnyView {
    let i18n = shown.i18n;
    let count = line.disclosed.len();
    let summary = move || match count {
        0 => t_string!(i18n, access_log.left_nothing).to_owned(),
        1 => t_string!(i18n, access_log.left_one).to_owned(),
        n => format!("{n} {}", t_string!(i18n, access_log.left_many)),
    };
    let shown_at_once = line.kind == EventKind::Decision && count == 0;
    let class = if shown_at_once { "text-muted" } else { "" };
    view! {
        <details>
            <summary class=format!("min-h-6 cursor-pointer whitespace-nowrap tabular-nums {class}")>{summary}</summary>
            {facts(shown, line)}
        </details>
    }
    .into_any()
}

/// What an auditor checks: attestations with their versions, elements, the consultation, the leaf of the tree.
fn facts(shown: &Shown, line: &LogLine) -> AnyView {
    let i18n = shown.i18n;
    let attestations = line.disclosed.iter().cloned().map(|(id, version)| {
        view! {
            <li>
                <code class="font-mono">{id}</code>
                {version.map(|version| view! { ", " {move || t_string!(i18n, access_log.version)} " " {version} })}
            </li>
        }
    });
    let elements = line.granted.iter().cloned().map(|label| view! { <li>{say(label)}</li> });
    let leaf = line.leaf.clone();
    view! {
        <dl class="mt-1 max-xl:space-y-1 xl:absolute xl:right-0 xl:z-20 xl:w-80 xl:rounded xl:border xl:border-control \
        xl:bg-surface xl:p-3 xl:shadow-lg print:static print:w-auto print:border-0 print:p-0 print:shadow-none">
            {fact(move || t_string!(i18n, access_log.attestations), list(shown, attestations.collect()))}
            {fact(move || t_string!(i18n, access_log.elements), list(shown, elements.collect()))}
            {fact(move || t_string!(i18n, access_log.consultation), code(&line.consultation, line.consultation.clone()))}
            {fact(move || t_string!(i18n, access_log.leaf), code(&leaf, shortened(&leaf)))}
        </dl>
    }
    .into_any()
}

fn fact(label: impl Fn() -> &'static str + Send + Sync + 'static, content: AnyView) -> AnyView {
    view! {
        <dt class="font-semibold">{label}</dt>
        <dd class="mb-2 wrap-anywhere">{content}</dd>
    }
    .into_any()
}

fn list<V: IntoView + 'static>(shown: &Shown, items: Vec<V>) -> AnyView {
    let i18n = shown.i18n;
    if items.is_empty() {
        return (move || t_string!(i18n, access_log.none)).into_any();
    }
    view! { <ul class="list-inside list-disc">{items}</ul> }.into_any()
}

fn code(full: &str, written: String) -> AnyView {
    view! { <code class="font-mono" title=full.to_owned()>{written}</code> }.into_any()
}

/// A hash by its two ends.
fn shortened(hash: &str) -> String {
    match (hash.get(..10), hash.len().checked_sub(6).and_then(|from| hash.get(from..))) {
        (Some(first), Some(last)) if hash.len() > 20 => format!("{first}…{last}"),
        _ => hash.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_hash_is_shortened_and_anything_short_is_not() {
        assert_eq!(shortened(&"ab".repeat(32)), "ababababab…ababab");
        assert_eq!(shortened("ab12"), "ab12");
    }
}
