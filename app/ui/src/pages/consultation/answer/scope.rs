//! What may be seen at all, in one sentence that is the same whatever is known of the person.

use delibero_domain::authorisation::Source;
use delibero_domain::consultation::Seen;
use delibero_domain::text::Text;
use delibero_words::formats::long_date;
use delibero_words::say;

use super::terms::Terms;
use crate::components::html::{Html, html};
use crate::components::icon::{IconName, write_icon};
use crate::pages::consultation::view::GrantedAnswer;

pub(super) fn write(out: &mut Html, granted: &GrantedAnswer, terms: &Terms) {
    let language = terms.language;
    let labels = |labelled: &[(String, Text)]| {
        labelled.iter().map(|(_, label)| terms.text(label)).collect::<Vec<_>>().join(", ")
    };
    let scope = &granted.scope;
    out.mark("<p id=\"scope\" class=\"scope\">");
    write_icon(out, IconName::Lock);
    html!(out, "<span>" {say!(language, answer.scope_heading)} {say!(language, kit.colon)});
    if let Some((regimes, source)) = &scope.regimes {
        part(out, say!(language, answer.scope_regimes), &labels(regimes), source, terms);
    }
    for (block, seen, source) in &scope.blocks {
        let words = match seen {
            Seen::Records => say!(language, answer.scope_records),
            Seen::Values => say!(language, answer.scope_values),
            Seen::Nothing => say!(language, answer.scope_nothing),
        };
        part(out, granted.block_label(*block, terms), words, source, terms);
    }
    for limit in &scope.risks {
        let (only, colon) = (say!(language, answer.scope_risks), say!(language, kit.colon));
        let words = format!("{only}{colon}{}", labels(&limit.risks));
        part(out, &granted.names(&limit.elements, terms), &words, &limit.source, terms);
    }
    for (block, since, source) in &scope.since {
        let words = format!("{} {}", say!(language, answer.scope_since), long_date(*since, language));
        part(out, granted.block_label(*block, terms), &words, source, terms);
    }
    html!(out, {say!(language, answer.scope_no_trace)} "</span></p>");
}

fn part(out: &mut Html, what: &str, words: &str, source: &Source, terms: &Terms) {
    html!(out, {what} " – " {words} " ");
    terms.point(out, source, true);
    out.mark("; ");
}

/// How much of a block is seen.
pub(super) fn seen(granted: &GrantedAnswer, block: u8) -> Seen {
    granted.scope.blocks.iter().find(|(place, ..)| *place == block).map_or(Seen::Records, |(_, seen, _)| *seen)
}
