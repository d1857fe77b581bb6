//! A day: a text field that understands the user's order (see `delibero_domain::typed_day`), with the browser's calendar
//! behind a button where a script runs. What is sent is what was typed: whoever receives it reads it with `read_day`.

use delibero_domain::typed_day::read_day;
use delibero_islands::DatePicker;
use delibero_words::formats::short_date;
use delibero_words::say;
use leptos::prelude::*;

use super::field::Field;
use super::icon::{Icon, IconName};
use super::language::use_language;

/// The field. `typed` is what was typed, or a day as an address has it: a day is shown in the user's order.
#[must_use]
pub fn date_field(field: Field, typed: &str) -> AnyView {
    let language = use_language();
    let words = say!(language, kit.pick_day);
    let day = read_day(typed).ok();
    let shown = day.map_or_else(|| typed.to_owned(), short_date);
    field.labelled(|control| {
        view! {
            <div class="date-field">
                <input
                    class="field field-day"
                    id=control.id.clone()
                    name=control.name
                    type="text"
                    value=shown
                    placeholder=say!(language, kit.day_format)
                    autocomplete="off"
                    required=control.required
                    autofocus=control.begins
                    aria-invalid=control.invalid
                    aria-describedby=control.described
                />
                <span class="date-picker with-script">
                    <input type="date" tabindex="-1" aria-hidden="true" data-day-of=control.id />
                    <button type="button" class="button button-quiet" aria-label=words title=words>
                        <Icon name=IconName::Calendar />
                    </button>
                </span>
                <DatePicker />
            </div>
        }
        .into_any()
    })
}
