//! Facts: what each is, and its value.

use leptos::prelude::*;

/// The list, in as many columns as there is room for.
#[must_use]
pub fn definitions(facts: impl IntoIterator<Item = (String, AnyView)>) -> AnyView {
    list("definitions", facts)
}

/// One below the other: for values that may be long.
#[must_use]
pub fn definition_rows(facts: impl IntoIterator<Item = (String, AnyView)>) -> AnyView {
    list("facts-list", facts)
}

fn list(class: &'static str, facts: impl IntoIterator<Item = (String, AnyView)>) -> AnyView {
    let fact = |(label, value): (String, AnyView)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    view! { <dl class=class>{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
}
