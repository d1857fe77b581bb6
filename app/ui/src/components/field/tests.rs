use delibero_domain::text::Language;

use super::*;
use crate::components::choice_field::choice_field;
use crate::components::date_field::date_field;
use crate::components::radio_group::{GroupChoice, Layout, radio_group};
use crate::components::text_field::TextField;
use crate::rendering::html;

fn wrongs() -> Vec<Wrong> {
    vec![Wrong::with("day", "No such day."), Wrong::whole("All of it.")]
}

#[test]
fn a_control_names_its_hint_and_what_is_wrong_with_it() {
    let page = html(Language::Fr, |_| {
        let field = Field::new("day", "Jour").hint("Un jour ouvrable").of(&wrongs()).begins(true);
        TextField::new(field, "x").view()
    });
    assert!(page.contains("for=\"day\"") && page.contains("id=\"day\""), "{page}");
    assert!(
        page.contains("aria-describedby=\"day-hint day-problem\"") && page.contains("aria-invalid=\"true\""),
        "{page}"
    );
    assert!(page.contains("id=\"day-hint\"") && page.contains("id=\"day-problem\"") && page.contains("No such day."));
    assert!(!page.contains("autofocus"), "the summary takes the focus: {page}");
    let well = html(Language::Fr, |_| TextField::new(Field::new("other", "Autre").of(&wrongs()), "").view());
    assert!(!well.contains("aria-invalid") && !well.contains("aria-describedby"), "{well}");
}

#[test]
fn a_day_is_shown_in_the_users_order_and_what_is_none_as_it_was_typed() {
    let shown = |typed: &'static str| html(Language::Nl, |_| date_field(Field::new("on", "Dag"), typed));
    assert!(shown("2026-12-31").contains("value=\"31.12.2026\""));
    assert!(shown("1/2/2026").contains("value=\"01.02.2026\""));
    let wrong = shown("31/02/2026");
    assert!(wrong.contains("value=\"31/02/2026\"") && wrong.contains("type=\"text\""), "{wrong}");
    assert!(wrong.contains("placeholder=\"dd.mm.jjjj\"") && wrong.contains("data-day-of=\"on\""), "{wrong}");
}

#[test]
fn the_first_of_a_group_has_its_identifier_so_that_the_summary_leads_there() {
    let choice = |value: &str, checked| GroupChoice {
        value: value.to_owned(),
        checked,
        words: Some("x".into_any()),
        marks: vec![("data-of", "a\"b".to_owned())],
        signs: vec!["data-sign"],
        ..GroupChoice::default()
    };
    let page = html(Language::De, |_| {
        let field = Field::new("purpose", "Zweck").of(&[Wrong::with("purpose", "Wählen Sie.")]);
        radio_group(field, "own", Layout::Row, vec![choice("a", false), choice("b", true)])
    });
    assert!(page.contains("id=\"purpose\"") && page.contains("id=\"purpose-1\""), "{page}");
    assert_eq!(page.matches(" checked").count(), 1, "{page}");
    assert!(page.contains("data-of=\"a&quot;b\"") && page.contains("data-sign"), "{page}");
    assert!(page.contains("<fieldset") && page.contains("aria-describedby=\"purpose-problem\""), "{page}");
}

#[test]
fn a_field_says_whether_it_may_be_left_empty() {
    let field = || Field::new("first", "Du");
    let view = |field| html(Language::Fr, |_| choice_field(field, [("a".to_owned(), "A".to_owned())], "a"));
    assert!(view(field().optional()).contains("facultatif"));
    assert!(view(field().required()).contains(" required") && !view(field()).contains(" required"));
    assert!(view(field()).contains("selected"));
}
