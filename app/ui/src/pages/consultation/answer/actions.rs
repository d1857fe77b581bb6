//! What can be done from the answer: ask anew, take it along, print it.

use delibero_domain::period::{Quarter, QuarterRange};
use delibero_islands::Print;
use delibero_words::formats::quarter;
use delibero_words::say;
use leptos::prelude::*;

use super::terms::Terms;
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::html::{Html, html};
use crate::components::icon::{Icon, IconName};
use crate::pages::consultation::view::AnswerOutcome;

/// The row of buttons below the summary.
pub(super) fn write(out: &mut Html, terms: &Terms) {
    let (language, page) = (terms.language, terms.page);
    let granted = matches!(page.outcome, AnswerOutcome::Granted(_));
    out.mark("<div class=\"actions print:hidden\">");
    let anew = Button::new(say!(language, answer.new_consultation)).icon(IconName::Plus).leads_to("/consultation");
    out.view(anew.view());
    if granted {
        for (ending, words) in [
            ("json", say!(language, answer.download_json)),
            ("csv", say!(language, answer.download_csv)),
            ("xlsx", say!(language, answer.download_xlsx)),
        ] {
            let address = format!("/consultations/{}/export.{ending}", page.id);
            out.view(Button::quiet(words).downloads(address).view());
        }
    }
    out.view(view! {
        <button type="button" class="button button-quiet with-script" data-prints="">
            <Icon name=IconName::Print />
            {say!(language, answer.print)}
        </button>
        <Print />
    });
    if granted {
        out.mark("<details class=\"folded\"><summary class=\"button button-quiet\">");
        out.view(view! { <Icon name=IconName::Chevron /> });
        html!(out, {say!(language, answer.other_quarters)} "</summary>");
        write_other_quarters(out, terms);
        out.mark("</details>");
    }
    out.mark("</div>");
}

/// The same question with other quarters.
pub(super) fn write_other_quarters(out: &mut Html, terms: &Terms) {
    let (language, page) = (terms.language, terms.page);
    let (first, last) = (say!(language, answer.first_quarter), say!(language, answer.last_quarter));
    asked_again(out, &page.entered.niss, terms);
    out.view(quarter_field("first", page.quarters.first, first, terms));
    out.view(quarter_field("last", page.quarters.last, last, terms));
    out.view(Button::quiet(say!(language, answer.consult_again)).icon(IconName::Search).view());
    out.mark("</form>");
}

/// The same question about the number that took the place of the one asked for.
pub(super) fn write_replacement(out: &mut Html, niss: &str, terms: &Terms) {
    let entered = &terms.page.entered;
    asked_again(out, niss, terms);
    hidden(out, "first", &entered.first);
    hidden(out, "last", &entered.last);
    let words = say!(terms.language, answer.consult_new_number);
    out.view(Button::new(words).icon(IconName::Search).view());
    out.mark("</form>");
}

/// The beginning of a form with what was asked, all but the quarters.
fn asked_again(out: &mut Html, niss: &str, terms: &Terms) {
    let entered = &terms.page.entered;
    out.mark("<form method=\"post\" action=\"/consultation\" class=\"actions items-end print:hidden\">");
    out.view(view! { <FilledInBy /> });
    hidden(out, "module", &entered.module);
    hidden(out, "purpose", &entered.purpose);
    hidden(out, "person_role", &entered.person_role);
    for condition in &entered.confirmed {
        hidden(out, "confirmed", condition);
    }
    hidden(out, "form", &entered.form);
    hidden(out, "niss", niss);
}

fn hidden(out: &mut Html, name: &'static str, value: &str) {
    html!(out, "<input type=\"hidden\" name=\"" {name} "\" value=\"" {value} "\" autocomplete=\"off\">");
}

fn quarter_field(name: &'static str, chosen: Quarter, label: &'static str, terms: &Terms) -> AnyView {
    let newest = Quarter::containing(terms.page.today);
    let oldest = newest.shifted(1 - i16::try_from(QuarterRange::MAX_QUARTERS).unwrap_or(i16::MAX));
    let quarters = (0..).map(|steps| newest.shifted(-steps)).take(QuarterRange::MAX_QUARTERS);
    let quarters = quarters.chain((chosen < oldest).then_some(chosen));
    let choices = quarters.map(|option| (option.to_string(), quarter(option, terms.language)));
    choice_field(Field::new(name, label).id(format!("again-{name}")), choices, &chosen.to_string())
}
