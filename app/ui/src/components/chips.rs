//! The filters of a list that are active, each of which can be taken away.

use delibero_words::say;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::language::use_language;
use super::leads::Leads;

/// One filter: its label, its value, and the list without it.
#[derive(Clone, Debug)]
pub struct Chip {
    pub label: &'static str,
    pub value: String,
    pub without: Leads,
}

/// The chips, and the way to the list without any; nothing where nothing is active.
#[must_use]
pub fn chips(active: Vec<Chip>, without_any: Option<String>) -> Option<AnyView> {
    let language = use_language();
    if active.is_empty() {
        return None;
    }
    let chips = active.into_iter().map(|chip| view! { <li>{one(chip)}</li> }).collect_view();
    let none = without_any.map(|address| {
        view! { <li class="print:hidden"><a class="link" href=address>{say!(language, lists.remove_all)}</a></li> }
    });
    let chips = view! { <ul class="chips" aria-label=say!(language, lists.active_label)>{chips} {none}</ul> };
    Some(chips.into_any())
}

fn one(chip: Chip) -> AnyView {
    let language = use_language();
    let label = view! {
        <span class="chip-label">{chip.label} {say!(language, kit.colon)}</span>
        <span class="chip-value" translate="no">{chip.value}</span>
        <Icon name=IconName::Close />
        <span class="sr-only">{say!(language, lists.remove)}</span>
    };
    chip.without.view("chip", label)
}
