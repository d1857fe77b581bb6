//! What may be seen at all, in one sentence that is the same whatever is known of the person.

use crate::pages::consultation::view::GrantedAnswer;
use delibero_domain::authorisation::Source;
use delibero_domain::consultation::Seen;
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::fields::{block_label, info};
use super::reading::Reading;
use crate::components::icon::{Icon, IconName};

/// The sentence.
pub(super) fn view(granted: &GrantedAnswer, reading: &Reading) -> AnyView {
    let scope = &granted.scope;
    let mut parts: Vec<AnyView> = Vec::new();
    if let Some((regimes, source)) = &scope.regimes {
        let labels: Vec<String> = regimes.iter().map(|(_, label)| reading.text(label)).collect();
        parts.push(part(say!(reading.language, answer.scope_regimes).to_owned(), labels.join(", "), source, reading));
    }
    for (block, seen, source) in &scope.blocks {
        let words = match seen {
            Seen::Records => say!(reading.language, answer.scope_records),
            Seen::Values => say!(reading.language, answer.scope_values),
            Seen::Nothing => say!(reading.language, answer.scope_nothing),
        };
        parts.push(part(block_label(granted, *block, reading), words.to_owned(), source, reading));
    }
    for limit in &scope.risks {
        let named = limit.elements.iter().filter_map(|element| info(granted, *element));
        let named: Vec<String> = named.map(|element| reading.text(&element.label)).collect();
        let risks: Vec<String> = limit.risks.iter().map(|(_, label)| reading.text(label)).collect();
        let words = format!(
            "{}{}{}",
            say!(reading.language, answer.scope_risks),
            say!(reading.language, answer.colon),
            risks.join(", ")
        );
        parts.push(part(named.join(", "), words, &limit.source, reading));
    }
    for (block, since, source) in &scope.since {
        let words = format!("{} {}", say!(reading.language, answer.scope_since), long_date(*since, reading.language));
        parts.push(part(block_label(granted, *block, reading), words, source, reading));
    }
    view! {
        <p id="scope" class="flex max-w-[72ch] items-start gap-2 text-sm">
            <span class="mt-0.5 flex-none text-muted">
                <Icon name=IconName::Lock />
            </span>
            <span>
                {say!(reading.language, answer.scope_heading)} {say!(reading.language, answer.colon)} {parts} {say!(reading.language, answer.scope_no_trace)}
            </span>
        </p>
    }
    .into_any()
}

fn part(what: String, words: String, source: &Source, reading: &Reading) -> AnyView {
    view! {
        <span>
            {what} " – " {words} " (" {reading.point(source)} "); "
        </span>
    }
    .into_any()
}

/// How much of a block is seen.
pub(super) fn seen(granted: &GrantedAnswer, block: u8) -> Seen {
    granted.scope.blocks.iter().find(|(place, ..)| *place == block).map_or(Seen::Records, |(_, seen, _)| *seen)
}
