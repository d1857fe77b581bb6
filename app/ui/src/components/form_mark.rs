//! Whom the forms of a page are filled in under, and what is said of one that was filled in under another user.

use crate::session::{FilledInUnderAnother, FormMark, Who};
use delibero_words::say;
use leptos::prelude::*;

use super::banner::{Banner, Tone};
use crate::components::language::use_language;

const NAME: &str = "signed-in-as";

/// The mark of this page.
#[must_use]
pub fn current_mark() -> String {
    use_context::<FormMark>().unwrap_or_default().0
}

/// The field that tells whom a form was filled in under. Every form that does something has it.
#[component]
pub fn FilledInBy() -> impl IntoView {
    view! { <input type="hidden" name=NAME value=current_mark() autocomplete="off" /> }
}

/// An address with the mark in it: for a form whose body is a file.
#[must_use]
pub fn marked(address: &str) -> String {
    format!("{address}?{NAME}={}", current_mark())
}

/// What is said above a page whose form was filled in under another user.
pub(crate) fn under_another(who: &Who) -> Option<AnyView> {
    let FilledInUnderAnother { typed } = who.other.clone()?;
    let language = use_language();
    let typed = (!typed.is_empty()).then(|| {
        let values = typed.into_iter().map(|value| {
            view! { <li>{value}</li> }
        });
        view! {
            <p>{say!(language, shell.under_another_typed)}</p>
            <ul class="typed" translate="no">{values.collect_view()}</ul>
        }
    });
    let says = view! {
        <p>{say!(language, shell.under_another_text)} " " <strong>{who.display_name.clone()}</strong> "."</p>
        <p>{say!(language, shell.under_another_next)}</p>
        {typed}
    };
    let heading = say!(language, shell.under_another_heading);
    Some(Banner::new(Tone::Warning).id("under-another").role("alert").heading(heading).view(says))
}

/// The last field of a form in which a field that is not sent is an emptied one: without it, the form did not come
/// whole, as from a page that was still loading.
pub const WHOLE: &str = "whole";

#[component]
pub fn EndOfForm() -> impl IntoView {
    view! { <input type="hidden" name=WHOLE value="yes" /> }
}
