//! The lines of the log: a table on wide screens, one sheet per line on narrow ones.

use crate::pages::access_log::view::LogLine;
use delibero_domain::access_log::EventKind;
use delibero_domain::period::QuarterRange;
use delibero_words::formats::{quarter, short_date_time};
use delibero_words::reasons::role_words;
use delibero_words::say;
use leptos::prelude::*;

use super::{Shown, outcome, toolbar};
use crate::components::icon::{Icon, IconName};
use crate::components::language::text_of;
use crate::components::source::SourceLink;

/// How many columns there are.
const COLUMNS: usize = 10;

type Labels = [String; COLUMNS];

fn labels(shown: &Shown) -> Labels {
    let language = shown.language;
    std::array::from_fn(|place| {
        {
            match place {
                0 => say!(language, access_log.time),
                1 => say!(language, access_log.kind),
                2 => say!(language, access_log.who),
                3 => say!(language, access_log.organisation),
                4 => say!(language, access_log.person),
                5 => say!(language, access_log.purpose),
                6 => say!(language, access_log.module),
                7 => say!(language, access_log.quarters),
                8 => say!(language, access_log.outcome_point),
                _ => say!(language, access_log.left),
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
    let language = shown.language;
    let filtered = shown.by_person() || super::query::fields(&shown.asked.query).next().is_some();
    let heading = match filtered {
        true => say!(language, access_log.empty_filtered),
        false => say!(language, access_log.empty),
    };
    let help = match filtered {
        true => say!(language, access_log.empty_filtered_help),
        false => say!(language, access_log.empty_help),
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
    let language = shown.language;
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
            <caption class="sr-only">{say!(language, access_log.caption)}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads.into_iter().collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        {toolbar::paging(shown)}
        {toolbar::downloads(shown)}
    }
    .into_any()
}

fn row(shown: &Shown, labels: &Labels, line: &LogLine) -> AnyView {
    let language = shown.language;
    let kind = line.kind;
    let cells = [
        time(&line.at),
        outcome::kind(language, kind).into_any(),
        two_lines(line.user.clone(), role_words(shown.language, line.role).to_owned()),
        text_of(&line.organisation_name).into_any(),
        person(shown, line),
        purpose(shown, line),
        text_of(&line.module).into_any(),
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
    let language = shown.language;
    let successor = line.successor.clone().map(|niss| {
        view! {
            <span class="block text-muted">
                {say!(language, access_log.successor)} " "
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
        None => view! { <span class="text-muted">{say!(language, access_log.no_person)}</span> }.into_any(),
    }
}

fn purpose(shown: &Shown, line: &LogLine) -> AnyView {
    let language = shown.language;
    let confirmed = line.confirmed.iter().cloned().map(|condition| {
        view! {
            <span class="block text-muted">{say!(language, access_log.confirmed)} " " {text_of(condition)}</span>
        }
    });
    let confirmed: Vec<_> = confirmed.collect();
    let role = line.person_role.clone().map(|role| view! { <span class="block text-muted">{text_of(role)}</span> });
    view! {
        <span class="block">{text_of(&line.purpose)}</span>
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
    let language = shown.language;
    let word = line.outcome.clone();
    let granted = word == outcome::GRANTED;
    let (icon, colour) = if granted { (IconName::Check, "text-granted") } else { (IconName::Stop, "text-refused") };
    let status = line.status.clone();
    view! {
        <span class=format!("flex items-start gap-1 font-semibold {colour}")>
            <span class="shrink-0"><Icon name=icon /></span>
            <span>{outcome::outcome(language, &word)}</span>
        </span>
        {line.source.clone().map(|source| view! { <span class="block"><SourceLink source recipient=Some(line.recipient.clone()) /></span> })}
        <span class="block text-muted tabular-nums">{status}</span>
    }
    .into_any()
}

fn left(shown: &Shown, line: &LogLine) -> AnyView {
    let language = shown.language;
    let count = line.disclosed.len();
    let summary = match count {
        0 => say!(language, access_log.left_nothing).to_owned(),
        1 => say!(language, access_log.left_one).to_owned(),
        n => format!("{n} {}", say!(language, access_log.left_many)),
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
    let language = shown.language;
    let attestations = line.disclosed.iter().cloned().map(|(id, version)| {
        view! {
            <li>
                <code class="font-mono">{id}</code>
                {version.map(|version| view! { ", " {say!(language, access_log.version)} " " {version} })}
            </li>
        }
    });
    let elements = line.granted.iter().cloned().map(|label| view! { <li>{text_of(label)}</li> });
    let leaf = line.leaf.clone();
    view! {
        <dl class="mt-1 max-xl:space-y-1 xl:absolute xl:right-0 xl:z-20 xl:w-80 xl:rounded xl:border xl:border-control \
        xl:bg-surface xl:p-3 xl:shadow-lg print:static print:w-auto print:border-0 print:p-0 print:shadow-none">
            {fact(say!(language, access_log.attestations), list(shown, attestations.collect()))}
            {fact(say!(language, access_log.elements), list(shown, elements.collect()))}
            {fact(say!(language, access_log.consultation), code(&line.consultation, line.consultation.clone()))}
            {fact(say!(language, access_log.leaf), code(&leaf, shortened(&leaf)))}
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
    let language = shown.language;
    if items.is_empty() {
        return (say!(language, access_log.none)).into_any();
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
