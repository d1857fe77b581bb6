//! One or several of a few, all in sight: a group of radio buttons or of boxes to tick, or one box alone. The first
//! control has the group's identifier, so that the error summary leads to it.

use leptos::attr::any_attribute::IntoAnyAttribute;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::field::Field;
use super::name::Name;

/// What may be chosen or ticked.
#[derive(Default)]
pub struct GroupChoice {
    /// What is sent.
    pub value: String,
    /// Whether it is chosen.
    pub checked: bool,
    /// Its words.
    pub words: Option<AnyView>,
    /// Put away while something else is chosen: by style where a script runs.
    pub away: bool,
    /// For an island: attributes of the option (`data-…`) and their values.
    pub marks: Vec<(&'static str, String)>,
    /// For style and islands: attributes of the control (`data-…`).
    pub signs: Vec<&'static str>,
}

/// How the options stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One below the other.
    Column,
    /// In two columns where there is room.
    Columns,
    /// Side by side.
    Row,
}

impl Layout {
    const fn class(self) -> &'static str {
        match self {
            Self::Column => "choices",
            Self::Columns => "choices choices-columns",
            Self::Row => "choices choices-row",
        }
    }
}

/// Which control the options have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Radio,
    Box,
}

/// Radio buttons: one of several. `class` is one more for the group, or empty.
#[must_use]
pub fn radio_group(field: Field, class: &'static str, layout: Layout, options: Vec<GroupChoice>) -> AnyView {
    group(field, class, layout, options, Kind::Radio)
}

/// Boxes to tick: none, some or all of several.
#[must_use]
pub fn checkbox_group(field: Field, class: &'static str, layout: Layout, options: Vec<GroupChoice>) -> AnyView {
    group(field, class, layout, options, Kind::Box)
}

/// One box alone, with its words beside it; `id` and `name` are the same.
#[must_use]
pub fn checkbox(name: impl Into<Name>, words: impl IntoView, value: impl Into<String>, checked: bool) -> AnyView {
    let name = name.into();
    view! {
        <label class="choice">
            <input type="checkbox" id=name.clone() name=name value=value.into() checked=checked />
            <span>{words}</span>
        </label>
    }
    .into_any()
}

fn group(field: Field, class: &'static str, layout: Layout, options: Vec<GroupChoice>, kind: Kind) -> AnyView {
    field.grouped(class, |control| {
        let options = options.into_iter().enumerate().map(|(place, option)| {
            let id = if place == 0 { control.id.clone() } else { format!("{}-{place}", control.id).into() };
            one(kind, id, control.name.clone(), control.begins && place == 0, option)
        });
        view! { <div class=layout.class()>{options.collect_view()}</div> }.into_any()
    })
}

fn one(kind: Kind, id: Name, name: Name, begins: bool, option: GroupChoice) -> AnyView {
    let GroupChoice { value, checked, words, away, marks, signs } = option;
    let kind = if kind == Kind::Radio { "radio" } else { "checkbox" };
    let class = if away { "choice put-away" } else { "choice" };
    let attributes = |marks: Vec<(&'static str, String)>| -> Vec<_> {
        marks.into_iter().map(|(mark, value)| custom_attribute(mark, value).into_any_attr()).collect()
    };
    let (marks, signs) = (attributes(marks), attributes(signs.into_iter().map(|sign| (sign, String::new())).collect()));
    view! {
        <label class={class} {..marks}>
            <input type=kind id=id name=name value=value checked=checked autofocus={begins} {..signs} />
            <span>{words}</span>
        </label>
    }
    .into_any()
}
