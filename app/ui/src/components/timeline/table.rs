//! The facts of the timeline as a table: the same for those who do not see the drawing.

use delibero_domain::text::Language;
use delibero_words::formats::{amount, quarter, short_date};
use delibero_words::say;
use leptos::prelude::*;

use super::{Bar, Lane, Timeline};

/// The table, folded beneath the drawing.
pub(super) fn view(timeline: &Timeline, language: Language) -> AnyView {
    let lines: Vec<_> = timeline.lanes.iter().flat_map(|lane| lines(lane, language)).collect();
    view! {
        <details class="group text-sm">
            <summary class="inline-flex min-h-6 cursor-pointer items-center text-accent underline underline-offset-2">
                {say!(language, answer.timeline_as_table)}
            </summary>
            <div class="mt-2 overflow-x-auto" tabindex="0" role="region" aria-label=say!(language, answer.timeline_table)>
                <table class="w-full">
                    <caption class="sr-only">{say!(language, answer.timeline_table)}</caption>
                    <thead>
                        <tr>
                            {head(say!(language, answer.risk), "text-left")} {head(say!(language, answer.kind), "text-left")}
                            {head(say!(language, answer.quarter), "text-left")} {head(say!(language, answer.from), "text-right")}
                            {head(say!(language, answer.to), "text-right")} {head(say!(language, answer.gross_amount), "text-right")}
                            {head(say!(language, answer.remark), "text-left")}
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn head(words: &'static str, side: &str) -> AnyView {
    view! {
        <th scope="col" class=format!("border-b border-control px-2 py-1 text-xs font-medium text-muted {side}")>
            {words}
        </th>
    }
    .into_any()
}

fn lines(lane: &Lane, language: Language) -> Vec<AnyView> {
    let risk = lane_name(lane, language);
    let periods = lane.periods.iter().map(|bar| (bar, say!(language, answer.risk_period)));
    let payments = lane.payments.iter().map(|bar| (bar, say!(language, answer.payment)));
    let mut bars: Vec<_> = periods.chain(payments).collect();
    bars.sort_by_key(|(bar, _)| bar.period.begin);
    bars.into_iter().map(|(bar, kind)| line(&risk, kind, bar, language)).collect()
}

fn line(risk: &str, kind: &'static str, bar: &Bar, language: Language) -> AnyView {
    let end = bar.period.end.map_or_else(|| say!(language, answer.still_open).to_owned(), short_date);
    let sum = bar.amount.map_or_else(|| "—".to_owned(), amount);
    let cells = [
        (risk.to_owned(), ""),
        (kind.to_owned(), ""),
        (quarter(bar.quarter, language), "whitespace-nowrap"),
        (short_date(bar.period.begin), "text-right"),
        (end, "text-right"),
        (sum, "text-right whitespace-nowrap"),
        (remarks(bar, language), ""),
    ];
    let cells: Vec<_> = cells
        .into_iter()
        .map(|(words, look)| view! { <td class=format!("border-b border-line px-2 py-1 tabular-nums {look}")>{words}</td> })
        .collect();
    view! { <tr>{cells}</tr> }.into_any()
}

fn remarks(bar: &Bar, language: Language) -> String {
    let temporary = bar.temporary.then(|| say!(language, answer.temporary));
    let recovered = bar.amount.is_some_and(|cents| cents < 0).then(|| say!(language, answer.recovered));
    [temporary, recovered].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The social risk of a lane, or that it is not shown.
pub(super) fn lane_name(lane: &Lane, language: Language) -> String {
    lane.risk
        .as_ref()
        .map_or_else(|| say!(language, answer.risk_not_shown).to_owned(), |risk| risk.get(language).to_owned())
}
