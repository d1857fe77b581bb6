//! What can be done from the answer: ask anew, take it along, print it.

use delibero_domain::parameters::Span;
use delibero_domain::text::Language;
use delibero_islands::Print;
use delibero_words::say;
use leptos::prelude::*;

use super::terms::Terms;
use crate::components::button::Button;
use crate::components::form_mark::FilledInBy;
use crate::components::html::{Html, html};
use crate::components::icon::{Icon, IconName};
use crate::pages::consultation::parameters::Fields;
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
    if granted && !page.asks.is_empty() {
        out.mark("<details class=\"folded\"><summary class=\"button button-quiet\">");
        out.view(view! { <Icon name=IconName::Chevron /> });
        html!(out, {other_time(language, page.asked.span)} "</summary>");
        write_other_time(out, terms);
        out.mark("</details>");
    }
    out.mark("</div>");
}

const fn other_time(language: Language, span: Span) -> &'static str {
    match span {
        Span::Quarters(_) => say!(language, answer.other_quarters),
        _ => say!(language, answer.other_time),
    }
}

/// The same question about another time, or another message.
pub(super) fn write_other_time(out: &mut Html, terms: &Terms) {
    let (language, page) = (terms.language, terms.page);
    let fields = Fields { language, today: page.today, entered: &page.entered, wrongs: &[], prefix: "again-" };
    asked_again(out, &page.entered.niss, terms);
    for kind in &page.asks {
        out.view(fields.of(*kind));
    }
    out.view(Button::quiet(say!(language, answer.consult_again)).icon(IconName::Search).view());
    out.mark("</form>");
}

/// The same question about the number that took the place of the one asked for.
pub(super) fn write_replacement(out: &mut Html, niss: &str, terms: &Terms) {
    let entered = &terms.page.entered;
    asked_again(out, niss, terms);
    for (name, value) in entered.parameters() {
        hidden(out, name, value);
    }
    let words = say!(terms.language, answer.consult_new_number);
    out.view(Button::new(words).icon(IconName::Search).view());
    out.mark("</form>");
}

/// The beginning of a form with what was asked, all but what the module asks for.
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
