//! Consultations month by month: bars, and the same as a table.

use delibero_domain::text::Language;
use delibero_usecases::organisations::MonthCount;
use delibero_words::formats::grouped;
use delibero_words::say;
use leptos::prelude::*;

use crate::components::html::{Html, html};
use crate::components::table::{Column, Row, Table};

/// Of the drawing, in its own units.
const HEIGHT: u64 = 120;
const STEP: usize = 56;
const BAR: usize = 40;
/// Below the bars, for the months; above, for the numbers.
const FOOT: u64 = 20;
const HEAD: u64 = 18;

pub(super) fn plot(language: Language, months: &[MonthCount]) -> AnyView {
    let most = months.iter().map(|month| month.granted + month.refused).max().unwrap_or_default().max(1);
    let mut out = Html::default();
    let (width, height) = (months.len() * STEP, HEIGHT + FOOT + HEAD);
    html!(out, "<svg class=\"plot\" viewBox=\"0 0 " {width} " " {height} "\" role=\"img\" aria-label=\""
        {say!(language, organisations.plot_label)} "\">");
    html!(
        out,
        "<defs><pattern id=\"plot-refused\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
        patternTransform=\"rotate(45)\"><rect class=\"plot-refused\" width=\"3\" height=\"6\"/></pattern></defs>"
    );
    for (place, month) in months.iter().enumerate() {
        bar(&mut out, language, place * STEP + (STEP - BAR) / 2, month, most);
    }
    html!(out, "<line class=\"plot-base\" x1=\"0\" x2=\"" {width} "\" y1=\"" {HEAD + HEIGHT} "\" y2=\"" {HEAD + HEIGHT} "\"/></svg>");
    html!(out, "<p class=\"plot-legend\"><span class=\"plot-key plot-key-granted\"></span>" {say!(language, organisations.granted)}
        " <span class=\"plot-key plot-key-refused\"></span>" {say!(language, organisations.refused)} "</p>");
    view! {
        <div class="plot-around" tabindex="0" role="group" aria-label=say!(language, organisations.plot_label) inner_html=out.into_string()></div>
        <details>
            <summary class="min-h-6">{say!(language, organisations.plot_table)}</summary>
            {table(language, months)}
        </details>
    }
    .into_any()
}

fn bar(out: &mut Html, language: Language, x: usize, month: &MonthCount, most: u64) {
    let height = |count: u64| if count == 0 { 0 } else { (count * HEIGHT / most).max(2) };
    let (granted, refused) = (height(month.granted), height(month.refused).min(HEIGHT));
    let base = HEAD + HEIGHT;
    let (top, top_refused) = (base - granted, base.saturating_sub(granted + refused));
    let words = label(month);
    html!(out, "<g><title>" {&words} {say!(language, kit.colon)} {grouped(month.granted)} " " {say!(language, organisations.granted)} ", "
        {grouped(month.refused)} " " {say!(language, organisations.refused)} "</title>");
    html!(out, "<rect class=\"plot-granted\" x=\"" {x} "\" y=\"" {top} "\" width=\"" {BAR} "\" height=\"" {granted} "\"/>");
    html!(out, "<rect fill=\"url(#plot-refused)\" class=\"plot-refused-bar\" x=\"" {x} "\" y=\"" {top_refused} "\" width=\""
        {BAR} "\" height=\"" {refused} "\"/>");
    let middle = x + BAR / 2;
    if month.granted + month.refused > 0 {
        html!(out, "<text class=\"plot-number\" x=\"" {middle} "\" y=\"" {top_refused.saturating_sub(4).max(10)} "\">"
            {grouped(month.granted + month.refused)} "</text>");
    }
    html!(out, "<text class=\"plot-month\" x=\"" {middle} "\" y=\"" {base + 15} "\">" {words} "</text></g>");
}

fn label(month: &MonthCount) -> String {
    format!("{:02}.{}", month.month.month(), month.month.year())
}

fn table(language: Language, months: &[MonthCount]) -> AnyView {
    let columns = [
        Column::new(say!(language, organisations.month)),
        Column::new(say!(language, organisations.granted)).numeric(),
        Column::new(say!(language, organisations.refused)).numeric(),
    ];
    let mut table = Table::new(say!(language, organisations.plot_label), columns);
    for month in months {
        let cells = [Html::from(label(month)), Html::from(grouped(month.granted)), Html::from(grouped(month.refused))];
        table.row(&Row::new(cells));
    }
    table.view()
}
