//! The rules of the NISS, checked when one leaves the field, and never in the way of sending; a right number is written
//! as people read it. The line below the field carries what is said of each broken rule, and the day and the place that
//! the rules depend on.

use delibero_domain::niss::{NissError, NissRules};
use jiff::civil::Date;
use leptos::prelude::*;
use web_sys::{Element, HtmlInputElement};

use super::dom;

const LINE: &str = "[data-niss-today]";

/// Checks the number in the field that the line belongs to.
#[island]
pub fn NissCheck() -> impl IntoView {
    dom::in_browser(|| {
        let Some(line) = dom::find::<Element>(LINE) else { return };
        let field = dom::find::<HtmlInputElement>("input#niss");
        let (Some(field), Some(rules)) = (field, rules_of(&line)) else { return };
        let checked = field.clone();
        let check = move || match rules.read(&checked.value()) {
            Ok(niss) => {
                checked.set_value(&niss.reveal_formatted());
                say(&checked, &line, None);
            }
            Err(error) => say(&checked, &line, words(&line, error)),
        };
        // Whoever was quicker than this program has left the field already.
        if !field.value().is_empty() && !dom::has_focus(&field) {
            check();
        }
        dom::listen(&field, "blur", move |_| check());
    });
}

fn rules_of(line: &Element) -> Option<NissRules> {
    let mut parts = line.get_attribute("data-niss-today")?;
    parts.retain(|character| character != '-');
    let number = parts.parse::<i32>().ok()?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    Some(NissRules {
        today: Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?,
        demonstration: line.has_attribute("data-demonstration"),
    })
}

/// What is said of a broken rule; nothing of an empty field, which is no mistake yet.
fn words(line: &Element, error: NissError) -> Option<String> {
    let said = line.get_attribute(&format!("data-{}", error.word()))?;
    match error {
        NissError::Empty => None,
        NissError::Character(place) => Some(said.replace("{}", &place.to_string())),
        _ => Some(said),
    }
}

fn say(field: &Element, line: &Element, wrong: Option<String>) {
    let _ = match wrong {
        Some(_) => field.set_attribute("aria-invalid", "true"),
        None => field.remove_attribute("aria-invalid"),
    };
    let _ = line.class_list().toggle_with_force("field-problem", wrong.is_some());
    line.set_text_content(wrong.as_deref());
}
