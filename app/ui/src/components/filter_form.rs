//! The form of filters above a list.

use leptos::prelude::*;

use super::choice_field::{Choice, choice_field};
use super::field::Field;

/// A filter that is one of several, or any where that has words. What cannot be chosen stays chosen, so that the form
/// says what was asked.
pub fn choice_filter(field: Field, any: Option<&str>, choices: Vec<Choice>, chosen: &str) -> AnyView {
    let any = any.map(|words| (String::new(), words.to_owned()));
    let known = (chosen.is_empty() && any.is_some()) || choices.iter().any(|(value, _)| value == chosen);
    let other = (!known).then(|| (chosen.to_owned(), chosen.to_owned()));
    choice_field(field, any.into_iter().chain(other).chain(choices), chosen)
}
