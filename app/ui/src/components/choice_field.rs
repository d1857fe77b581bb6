//! One of several, in a list that opens.

use leptos::prelude::*;

use super::field::Field;

/// What may be chosen: the value that is sent, and its words.
pub type Choice = (String, String);

/// The field, with the value that is chosen.
#[must_use]
pub fn choice_field(field: Field, choices: impl IntoIterator<Item = Choice>, chosen: &str) -> AnyView {
    let option = |(value, words): Choice| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    };
    let options = choices.into_iter().map(option).collect_view();
    field.labelled(|control| {
        view! {
            <select
                class="field"
                id=control.id
                name=control.name
                required=control.required
                autofocus=control.begins
                aria-invalid=control.invalid
                aria-describedby=control.described
            >
                {options}
            </select>
        }
        .into_any()
    })
}
