//! The declaration of fitness for work (C6): with a day of return to work the answer is it, without one it is none
//! (04/037 points 3.1, 3.2 and 4). It prints alone, on one sheet.

use delibero_domain::parameters::ParameterKind;
use delibero_domain::record::RecordStatus;
use delibero_words::formats::{date_time, long_date};
use delibero_words::say;

use super::records::record_time;
use super::rows;
use super::terms::Terms;
use crate::components::html::{Html, html};
use crate::pages::consultation::view::{GrantedAnswer, RecordPage};

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
    let last = granted.records.iter().find(|record| record.status != RecordStatus::Cancellation);
    let Some(last) = last else { return };
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

fn content(out: &mut Html, granted: &GrantedAnswer, record: &RecordPage, terms: &Terms) {
    html!(out, "<h3>" {terms.text(&record.kind.1)} " " {record_time(record, terms)} "</h3>");
    for row in &record.rows {
        rows::write_contents(out, granted, row, terms);
    }
}
