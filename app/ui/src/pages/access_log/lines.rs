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
use crate::i18n::td_string;

/// How many columns there are.
const COLUMNS: usize = 10;

type Labels = [String; COLUMNS];

fn labels(shown: &Shown) -> Labels {
    let locale = shown.locale;
    std::array::from_fn(|place| {
        {
            match place {
                0 => td_string!(locale, access_log.time),
                1 => td_string!(locale, access_log.kind),
                2 => td_string!(locale, access_log.who),
                3 => td_string!(locale, access_log.organisation),
                4 => td_string!(locale, access_log.person),
                5 => td_string!(locale, access_log.purpose),
                6 => td_string!(locale, access_log.module),
                7 => td_string!(locale, access_log.quarters),
                8 => td_string!(locale, access_log.outcome_point),
                _ => td_string!(locale, access_log.left),
            }
            .to_owned()
        }
    })
}

/// The lines, or what to do when there is none.
pub(super) fn lines(shown: &Shown) -> AnyView {
    if shown.asked.page.lines.is_empty() { nothing(shown) } else { table(shown) }
}

fn nothing(shown: &Shown) -> AnyView {
    let locale = shown.locale;
    let filtered = shown.by_person() || super::address::fields(&shown.asked.query).next().is_some();
    let heading = match filtered {
        true => td_string!(locale, access_log.empty_filtered),
        false => td_string!(locale, access_log.empty),
    };
    let help = match filtered {
        true => td_string!(locale, access_log.empty_filtered_help),
        false => td_string!(locale, access_log.empty_help),
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
    let locale = shown.locale;
    let labels = labels(shown);
    let heads = labels.clone().map(|label| {
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
        <table role="table" translate="no" class="records text-sm xl:text-xs">
            <caption class="sr-only">{td_string!(locale, access_log.caption)}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads.into_iter().collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        {ways::paging(shown)}
        {ways::downloads(shown)}
    }
    .into_any()
}

fn row(shown: &Shown, labels: &Labels, line: &LogLine) -> AnyView {
    let locale = shown.locale;
    let kind = line.kind;
    let cells = [
        time(&line.at),
        words::kind(locale, kind).into_any(),
        two_lines(line.user.clone(), role_name(line.role).to_owned()),
        say(&line.organisation_name).into_any(),
        person(shown, line),
        purpose(shown, line),
        say(&line.module).into_any(),
        quarters(shown, line.quarters),
        outcome(shown, line),
        left(shown, line),
    ];
    let cells = cells.into_iter().zip(labels).map(|(content, label)| cell(label.clone(), content)).collect_view();
    view! {
        <tr role="row">
            {cells}
        </tr>
    }
    .into_any()
}

fn cell(label: String, content: AnyView) -> AnyView {
    view! {
        <td role="cell" data-label=label>
            <div>{content}</div>
        </td>
    }
    .into_any()
}

fn two_lines(first: String, second: String) -> AnyView {
    view! {
        <span class="block xl:min-w-24">{first}</span>
        <span class="block text-muted">{second}</span>
    }
    .into_any()
}

fn time(at: &str) -> AnyView {
    let written = short_date_time(at);
    let (day, time) = written.split_once('\u{a0}').unwrap_or((&written, ""));
    view! {
        <time datetime=at.to_owned() class="tabular-nums">
            <span class="whitespace-nowrap">{day.to_owned()}</span>
            " "
            <span class="whitespace-nowrap">{time.to_owned()}</span>
        </time>
    }
    .into_any()
}

fn person(shown: &Shown, line: &LogLine) -> AnyView {
    let locale = shown.locale;
    let successor = line.successor.clone().map(|niss| {
        view! {
            <span class="block text-muted">
                {td_string!(locale, access_log.successor)} " "
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
        None => view! { <span class="text-muted">{td_string!(locale, access_log.no_person)}</span> }.into_any(),
    }
}

fn purpose(shown: &Shown, line: &LogLine) -> AnyView {
    let locale = shown.locale;
    let confirmed = line.confirmed.iter().cloned().map(|condition| {
        view! {
            <span class="block text-muted">{td_string!(locale, access_log.confirmed)} " " {say(condition)}</span>
        }
    });
    let confirmed: Vec<_> = confirmed.collect();
    let role = line.person_role.clone().map(|role| view! { <span class="block text-muted">{say(role)}</span> });
    view! {
        <span class="block">{say(&line.purpose)}</span>
        {role}
        {confirmed}
    }
    .into_any()
}

fn quarters(shown: &Shown, range: QuarterRange) -> AnyView {
    let language = shown.language;
    let words = {
        let first = quarter(range.first, language);
        if range.first == range.last { first } else { format!("{first} – {}", quarter(range.last, language)) }
    };
    view! { <span class="tabular-nums">{words}</span> }.into_any()
}

fn outcome(shown: &Shown, line: &LogLine) -> AnyView {
    let locale = shown.locale;
    let word = line.outcome.clone();
    let granted = word == words::GRANTED;
    let (icon, colour) = if granted { (IconName::Check, "text-granted") } else { (IconName::Stop, "text-refused") };
    let status = line.status.clone();
    view! {
        <span class=format!("flex items-start gap-1 font-semibold {colour}")>
            <span class="shrink-0"><Icon name=icon /></span>
            <span>{words::outcome(locale, &word)}</span>
        </span>
        {line.source.clone().map(|source| view! { <span class="block"><SourceLink source recipient=Some(line.recipient.clone()) /></span> })}
        <span class="block text-muted tabular-nums">{status}</span>
    }
    .into_any()
}

fn left(shown: &Shown, line: &LogLine) -> AnyView {
    let locale = shown.locale;
    let count = line.disclosed.len();
    let summary = match count {
        0 => td_string!(locale, access_log.left_nothing).to_owned(),
        1 => td_string!(locale, access_log.left_one).to_owned(),
        n => format!("{n} {}", td_string!(locale, access_log.left_many)),
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
    let locale = shown.locale;
    let attestations = line.disclosed.iter().cloned().map(|(id, version)| {
        view! {
            <li>
                <code class="font-mono">{id}</code>
                {version.map(|version| view! { ", " {td_string!(locale, access_log.version)} " " {version} })}
            </li>
        }
    });
    let elements = line.granted.iter().cloned().map(|label| view! { <li>{say(label)}</li> });
    let leaf = line.leaf.clone();
    view! {
        <dl class="mt-1 max-xl:space-y-1 xl:absolute xl:right-0 xl:z-20 xl:w-80 xl:rounded xl:border xl:border-control \
        xl:bg-surface xl:p-3 xl:shadow-lg print:static print:w-auto print:border-0 print:p-0 print:shadow-none">
            {fact(td_string!(locale, access_log.attestations), list(shown, attestations.collect()))}
            {fact(td_string!(locale, access_log.elements), list(shown, elements.collect()))}
            {fact(td_string!(locale, access_log.consultation), code(&line.consultation, line.consultation.clone()))}
            {fact(td_string!(locale, access_log.leaf), code(&leaf, shortened(&leaf)))}
        </dl>
    }
    .into_any()
}

fn fact(label: &'static str, content: AnyView) -> AnyView {
    view! {
        <dt class="font-semibold">{label}</dt>
        <dd class="mb-2 wrap-anywhere">{content}</dd>
    }
    .into_any()
}

fn list<V: IntoView + 'static>(shown: &Shown, items: Vec<V>) -> AnyView {
    let locale = shown.locale;
    if items.is_empty() {
        return (td_string!(locale, access_log.none)).into_any();
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
