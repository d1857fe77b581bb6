//! The facts of the timeline as a table: the same for those who do not see the drawing.

use delibero_domain::text::Language;
use delibero_words::formats::{amount, quarter, short_date};
use delibero_words::say;

use crate::components::html::{Html, html};
use crate::pages::consultation::view::{RiskBar, RiskLane};

/// The table, folded beneath the drawing.
pub(super) fn write(out: &mut Html, lanes: &[RiskLane], language: Language) {
    let caption = say!(language, answer.timeline_table);
    html!(out, "<details class=\"timeline-facts\"><summary>" {say!(language, answer.timeline_as_table)} "</summary>");
    html!(out, "<div tabindex=\"0\" role=\"region\" aria-label=\"" {caption} "\"><table>");
    html!(out, "<caption class=\"sr-only\">" {caption} "</caption><thead><tr>");
    for (words, number) in [
        (say!(language, answer.risk), false),
        (say!(language, answer.kind), false),
        (say!(language, answer.quarter), false),
        (say!(language, answer.from), true),
        (say!(language, answer.to), true),
        (say!(language, answer.gross_amount), true),
        (say!(language, answer.remark), false),
    ] {
        out.mark(if number { "<th scope=\"col\" class=\"number\">" } else { "<th scope=\"col\">" });
        html!(out, {words} "</th>");
    }
    out.mark("</tr></thead><tbody>");
    for lane in lanes {
        lines(out, lane, language);
    }
    out.mark("</tbody></table></div></details>");
}

fn lines(out: &mut Html, lane: &RiskLane, language: Language) {
    let risk = lane_name(lane, language);
    let periods = lane.periods.iter().map(|bar| (bar, say!(language, answer.risk_period)));
    let payments = lane.payments.iter().map(|bar| (bar, say!(language, answer.payment)));
    let mut bars: Vec<_> = periods.chain(payments).collect();
    bars.sort_by_key(|(bar, _)| bar.period.begin);
    for (bar, kind) in bars {
        let end = bar.period.end.map_or_else(|| say!(language, answer.still_open).to_owned(), short_date);
        let sum = bar.amount.map_or_else(|| "—".to_owned(), amount);
        html!(out, "<tr><td>" {risk} "</td><td>" {kind} "</td><td>" {quarter(bar.quarter, language)} "</td>");
        html!(out, "<td class=\"number\">" {short_date(bar.period.begin)} "</td><td class=\"number\">" {end} "</td>");
        html!(out, "<td class=\"number\">" {sum} "</td><td>" {remarks(bar, language)} "</td></tr>");
    }
}

fn remarks(bar: &RiskBar, language: Language) -> String {
    let temporary = bar.temporary.then(|| say!(language, answer.temporary));
    let recovered = bar.amount.is_some_and(|cents| cents < 0).then(|| say!(language, answer.recovered));
    [temporary, recovered].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The social risk of a lane, or that it is not shown.
pub(super) fn lane_name(lane: &RiskLane, language: Language) -> &str {
    lane.risk.as_ref().map_or(say!(language, answer.risk_not_shown), |risk| risk.get(language))
}
