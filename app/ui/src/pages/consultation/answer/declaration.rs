//! The declaration of fitness for work (C6): with a day of return to work the answer is it, without one it is none
//! (04/037 points 3.1, 3.2 and 4). It prints alone, on one sheet.

use delibero_domain::parameters::ParameterKind;
use delibero_domain::record::RecordStatus;
use delibero_words::formats::{date_time, long_date};
use delibero_words::say;
use jiff::civil::Date;

use super::marks::record_time;
use super::rows;
use super::terms::Terms;
use crate::components::banner::{Banner, Tone};
use crate::components::html::{Html, html};
use crate::pages::consultation::view::{CellValue, GrantedAnswer, RecordPage, RowPage};

pub(super) fn write(out: &mut Html, granted: &GrantedAnswer, terms: &Terms) {
    let language = terms.language;
    if !terms.page.asks.contains(&ParameterKind::ReturnDay) {
        return;
    }
    let Some(day) = terms.page.asked.return_day else {
        html!(out, "<p class=\"note\">" {say!(language, answer.no_declaration)} "</p>");
        return;
    };
    // The newest message that still says something.
    let mut known = granted.records.iter().filter(|record| record.status != RecordStatus::Cancellation).peekable();
    let Some(last) = known.peek().copied() else { return };
    if let Some(begin) = known.filter_map(|record| last_begin(&record.rows)).max().filter(|begin| day < *begin) {
        let (day, begin) = (long_date(day, language), long_date(begin, language));
        let words = say!(language, answer.declaration_before, day = day, begin = begin);
        out.view(Banner::new(Tone::Warning).view(words));
        return;
    }
    out.mark("<section class=\"section panel declaration\" aria-labelledby=\"declaration\">");
    html!(out, "<h2 id=\"declaration\" class=\"heading\">" {say!(language, answer.declaration)} "</h2>");
    html!(out, "<p>" {say!(language, answer.declaration_for)} "</p><dl class=\"definitions\">");
    for (label, value) in [
        (say!(language, answer.declaration_number), terms.page.id.clone()),
        (say!(language, answer.declaration_date), date_time(&terms.page.at, language)),
        (say!(language, answer.niss), terms.page.niss.clone()),
        (say!(language, answer.asked_return_day), long_date(day, language)),
        (say!(language, answer.organisation), terms.text(&terms.page.organisation).to_owned()),
        (say!(language, answer.purpose), terms.text(&terms.page.purpose).to_owned()),
    ] {
        html!(out, "<div><dt>" {label} "</dt><dd class=\"break-all\">" {value} "</dd></div>");
    }
    out.mark("</dl>");
    content(out, granted, last, terms);
    html!(out, "<p class=\"signature\">" {say!(language, answer.declaration_signature)} "</p></section>");
}

/// When the last of the periods begins that stand in some rows.
fn last_begin(rows: &[RowPage]) -> Option<Date> {
    let own = |row: &RowPage| {
        let periods = row.cells.iter().filter_map(|cell| match cell.value {
            CellValue::Period(period) => Some(period.begin),
            _ => None,
        });
        periods.chain(last_begin(&row.rows)).max()
    };
    rows.iter().filter_map(own).max()
}

fn content(out: &mut Html, granted: &GrantedAnswer, record: &RecordPage, terms: &Terms) {
    html!(out, "<h3>" {terms.text(&record.kind.1)} " " {record_time(record, terms)} "</h3>");
    for row in &record.rows {
        rows::write_contents(out, granted, row, terms);
    }
}
