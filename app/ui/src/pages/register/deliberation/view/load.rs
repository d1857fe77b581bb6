//! Reads one deliberation of the register into what people see.

use super::uses::Uses;
use super::{Catalogued, DeliberationBody, DeliberationQuery, DeliberationView, Neighbour, Quoted};
use crate::error::PageError;
use crate::filters::{self, FilterReader};
use crate::services::{services, signed_in};
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::committee::committee_named;
use delibero_domain::deliberation::register::{Deliberation, End, Version, VersionText};
use delibero_domain::text::Language;
use delibero_usecases::register::Register;

pub(super) async fn page(
    number: &str,
    query: &DeliberationQuery,
    language: Language,
) -> Result<DeliberationView, PageError> {
    let reader = signed_in()?;
    let with = services()?;
    let register = with.register(&reader.actor)?;
    let unknown = || PageError::Unknown;
    let number: DeliberationNumber = number.parse().map_err(|_| unknown())?;
    let found = register.deliberation(number).await?.ok_or_else(unknown)?;
    let today = with.clock.today();
    let mut reading = FilterReader::of(&query.strange);
    let on = reading.field("on", &query.on, filters::day).unwrap_or(today);
    let wanted = reading.field("text", &query.text, filters::language);
    let is_read = reading.is_whole();
    let counting = found.version_on(on);
    let (shown, text) = match is_read {
        true => text(register, &found, counting, [wanted, Some(language), Some(Language::Fr)]).await?,
        false => (None, None),
    };
    let references = text.as_ref().map(|text| text.references.as_slice()).unwrap_or_default();
    let known = register.known(&named(&found, references.iter().map(|cited| cited.number))).await?;
    let cited = references.iter().map(|cited| Neighbour {
        number: cited.number,
        date: cited.date,
        at: cited.at.clone(),
        title: known.iter().find(|known| known.number == cited.number).map(|known| Quoted::title(known, language)),
    });
    let citing = register.citing(number).await?;
    let citing = citing.into_iter().map(|(number, other, at)| Neighbour {
        number,
        date: Some(other.date),
        at,
        title: Some(Quoted::title(&other, language)),
    });
    let written = number.to_string();
    let uses = Uses::of(&with.catalogue, &written, language);
    let labels = match &text {
        Some(text) => labels(text),
        None if is_read => uses.cited(),
        None => Vec::new(),
    };
    let end = found.end.clone();
    Ok(DeliberationView {
        number,
        title: Quoted::title(&found, language),
        state: found.state_on(on),
        successor_known: successor(&found).is_some_and(|by| known.iter().any(|known| known.number == by)),
        counting: counting.map(place),
        counting_today: found.version_on(today).map(place),
        catalogued: catalogued(&with.catalogue, &written),
        cited: cited.collect(),
        citing: citing.collect(),
        body: DeliberationBody { uses: uses.at(&labels), text },
        labels,
        shown,
        today,
        on,
        unread: reading.unread(),
        writes: reader.actor.may(Capability::WriteDrafts),
        sees_history: reader.actor.may(Capability::ReadDrafts),
        committee: committee_named(&found.committee),
        date: found.date,
        rapporteur: found.rapporteur,
        grounds: found.grounds,
        requesters: found.requesters,
        sources: found.sources,
        versions: found.versions,
        amendments_complete: found.amendments_complete,
        end,
    })
}

/// The numbers that the page names, each once.
fn named(found: &Deliberation, cited: impl Iterator<Item = DeliberationNumber>) -> Vec<DeliberationNumber> {
    let mut all: Vec<_> = cited.chain(successor(found)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

const fn successor(found: &Deliberation) -> Option<DeliberationNumber> {
    match found.end {
        Some(End::Replaced(_, by)) => Some(by),
        _ => None,
    }
}

async fn text(
    register: Register<'_>,
    found: &Deliberation,
    counting: Option<usize>,
    wanted: [Option<Language>; 3],
) -> Result<(Option<(u16, Language)>, Option<VersionText>), PageError> {
    let Some(version) = nearest_known(&found.versions, counting.unwrap_or_default()) else {
        return Ok((None, None));
    };
    let known = &found.versions[version].languages;
    let language = wanted.into_iter().flatten().find(|wanted| known.contains(wanted)).unwrap_or(known[0]);
    let text = register.text(found.number, place(version), language).await?;
    Ok((text.as_ref().map(|_| (place(version), language)), text))
}

/// The version itself where its text is known; else the one fewest amendments away, the earlier of two.
fn nearest_known(versions: &[Version], wanted: usize) -> Option<usize> {
    let known = versions.iter().enumerate().filter(|(_, version)| version.is_known());
    known.map(|(place, _)| place).min_by_key(|place| (place.abs_diff(wanted), *place))
}

fn place(version: usize) -> u16 {
    u16::try_from(version).unwrap_or(u16::MAX)
}

impl Quoted {
    /// The title of a deliberation, in a language where it is known in that.
    pub(in crate::pages::register) fn title(found: &Deliberation, language: Language) -> Self {
        let own = found.title.get_key_value(&language).or_else(|| found.title.first_key_value());
        own.map(|(language, words)| Self { words: words.clone(), language: *language }).unwrap_or_default()
    }
}

fn labels(text: &VersionText) -> Vec<String> {
    text.points.iter().map(|point| point.label.normal()).collect()
}

fn catalogued(catalogue: &Catalogue, number: &str) -> Option<Catalogued> {
    let found = catalogue.deliberations().iter().find(|known| known.number == number)?;
    Some(Catalogued { subject: found.subject.clone(), document: found.document.clone() })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn version(known: bool) -> Version {
        let languages = if known { vec![Language::Fr] } else { Vec::new() };
        Version { document: None, approved: date(2024, 1, 9), in_force: None, languages }
    }

    #[test]
    fn the_text_shown_is_the_nearest_known_and_the_earlier_of_two() {
        let versions = [true, false, true, false, false].map(version);
        let nearest: Vec<_> = (0..5).map(|wanted| nearest_known(&versions, wanted)).collect();
        assert_eq!(nearest, [Some(0), Some(0), Some(2), Some(2), Some(2)]);
        assert_eq!(nearest_known(&[version(false)], 0), None);
    }
}
