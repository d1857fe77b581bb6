//! From which day on a deliberation has which state.

use std::collections::BTreeSet;

use delibero_domain::deliberation::register::{Deliberation, End, State, Version};
use jiff::civil::Date;

/// A state, from a day until before another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spell {
    pub from: String,
    pub until: String,
    pub state: State,
}

/// No day comes after it.
const NO_END: &str = "9999-12-31";

/// A state as the database names it.
pub(super) const fn word(state: State) -> &'static str {
    match state {
        State::InForce => "in-force",
        State::InForceLater => "in-force-later",
        State::Amended => "amended",
        State::Repealed => "repealed",
        State::Replaced => "replaced",
    }
}

/// The states of a deliberation, as the domain gives them on each day on which they may change.
pub(super) fn spells(deliberation: &Deliberation) -> Vec<Spell> {
    let end = deliberation.end.as_ref().map(|end| match end {
        End::Repealed(day) | End::Replaced(day, _) => *day,
    });
    let effective = deliberation.versions.iter().map(Version::effective);
    let days: BTreeSet<Date> = effective.chain([deliberation.date]).chain(end).collect();
    let mut spells: Vec<Spell> = Vec::new();
    for day in days {
        let Some(state) = deliberation.state_on(day) else { continue };
        match spells.last_mut() {
            Some(last) if last.state == state => continue,
            Some(last) => last.until = day.to_string(),
            None => {}
        }
        spells.push(Spell { from: day.to_string(), until: NO_END.to_owned(), state });
    }
    spells
}
