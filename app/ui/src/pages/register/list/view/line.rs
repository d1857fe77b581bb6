//! One deliberation as a line of the list.

use delibero_domain::deliberation::committee::committee_named;
use delibero_domain::deliberation::register::{Deliberation, End, State};
use delibero_domain::text::Language;
use delibero_usecases::register::RegisterLine;
use jiff::civil::Date;

use super::{ListLine, Piece};

/// What the register puts before and after a hit.
const HIT: char = '\u{2}';
const AFTER_HIT: char = '\u{3}';

pub(super) fn line(found: RegisterLine, today: Date, language: Language) -> ListLine {
    let RegisterLine { deliberation, excerpt } = found;
    let (state, since) = state(&deliberation, today);
    let newest = deliberation.versions.last();
    let title_language =
        Some(language).filter(|own| deliberation.title.contains_key(own)).or(deliberation.title.keys().next().copied());
    ListLine {
        number: deliberation.number,
        title: deliberation.title_in(language).to_owned(),
        title_language,
        printed: deliberation.title.keys().next().copied().filter(|_| deliberation.title.len() == 1),
        date: deliberation.date,
        document: newest.and_then(|version| version.document.as_ref()).map(ToString::to_string),
        approved: newest.map_or(deliberation.date, |version| version.approved),
        in_force: newest.and_then(|version| version.in_force),
        versions: u32::try_from(deliberation.versions.len()).unwrap_or(u32::MAX),
        versions_complete: deliberation.amendments_complete,
        state,
        since,
        replaced_by: match &deliberation.end {
            Some(End::Replaced(_, by)) if state == State::Replaced => Some(*by),
            _ => None,
        },
        excerpt: excerpt.map(|excerpt| pieces(&excerpt)).unwrap_or_default(),
        committee: committee_named(&deliberation.committee),
        sources: deliberation.sources,
    }
}

/// The state on a day, with the day that it needs to be understood. What is given later counts as in force later.
fn state(deliberation: &Deliberation, today: Date) -> (State, Option<Date>) {
    let state = deliberation.state_on(today).unwrap_or(State::InForceLater);
    let since = match (state, &deliberation.end) {
        (State::Repealed, Some(End::Repealed(from))) | (State::Replaced, Some(End::Replaced(from, _))) => Some(*from),
        (State::InForceLater, _) => deliberation.versions.iter().map(|version| version.effective()).min(),
        _ => None,
    };
    (state, since)
}

/// An excerpt, cut where hits begin and end.
pub(super) fn pieces(excerpt: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut hit = false;
    for part in excerpt.split_inclusive([HIT, AFTER_HIT]) {
        let text = part.trim_end_matches([HIT, AFTER_HIT]);
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), hit });
        }
        hit = part.ends_with(HIT);
    }
    pieces
}
