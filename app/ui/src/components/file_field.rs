//! A file.

use delibero_words::say;
use leptos::prelude::*;

use super::field::Field;
use super::language::use_language;

/// The field: `accept` as HTML has it (`.docx,.html`), and the most that is taken, in MiB. The form says
/// `enctype="multipart/form-data"`.
#[must_use]
pub fn file_field(field: Field, accept: &'static str, most: u32) -> AnyView {
    let limit = say!(use_language(), kit.file_limit, mebibytes = most);
    field.labelled(|control| {
        view! {
            <div class="file-field">
                <input
                    class="field"
                    id=control.id
                    name=control.name
                    type="file"
                    accept=accept
                    required=control.required
                    aria-invalid=control.invalid
                    aria-describedby=control.described
                />
                <span class="hint">{limit}</span>
            </div>
        }
        .into_any()
    })
}
