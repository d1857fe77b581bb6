//! Reads one deliberation of the register into what people see.

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Citation, Deliberation, End, Version, VersionText};
use delibero_domain::points::{Status, points};
use delibero_domain::text::Language;
use delibero_usecases::register::uses::Uses;
use jiff::civil::Date;

use super::{DeliberationQuery, DeliberationView, Neighbour};
use crate::error::PageError;
use crate::filters::{self, FilterReader};
use crate::pages::register::published::{Published, Quoted, catalogued};
use crate::pages::suspensions::Suspensions;

/// A deliberation as it stood on a day.
///
/// # Errors
/// When nobody is signed in, or the number is not in the register.
pub async fn load_deliberation(
    number: &str,
    query: &DeliberationQuery,
    language: Language,
) -> Result<DeliberationView, PageError> {
    let opened = Published::open(number).await?;
    let Published { account, with, found } = &opened;
    let today = with.clock.today();
    let mut reading = FilterReader::of(&query.strange);
    let on = reading.field("on", &query.on, filters::day).unwrap_or(today);
    let wanted = reading.field("text", &query.text, filters::language);
    let unread = reading.unread();
    let counting = found.version_on(on);
    let (shown, text) = match unread.as_slice() {
        [] => text(&opened, counting, [wanted, Some(language), Some(Language::Fr)]).await?,
        _ => (None, None),
    };
    let register = opened.register()?;
    let references = text.as_ref().map(|text| text.references.as_slice()).unwrap_or_default();
    let known = register.known(&named(found, references)).await?;
    let title = |number| known.iter().find(|known| known.number == number).map(|known| Quoted::title(known, language));
    let neighbour = |number, date: Option<Date>, at, title| Neighbour { number, date, at, title };
    let cited =
        references.iter().map(|cited| neighbour(cited.number, cited.date, cited.at.clone(), title(cited.number)));
    let citing = register.citing(found.number).await?.into_iter();
    let citing = citing
        .map(|(number, other, at)| neighbour(number, Some(other.date), at, Some(Quoted::title(&other, language))));
    let number = found.number.to_string();
    let uses = Uses::of(&with.catalogue, &number, language);
    let labels = match &text {
        Some(text) => text.points.iter().map(|point| point.label.normal()).collect(),
        None if unread.is_empty() => uses.cited(),
        None => Vec::new(),
    };
    Ok(DeliberationView {
        title: Quoted::title(found, language),
        successor_known: successor(found).is_some_and(|by| known.iter().any(|known| known.number == by)),
        counting: counting.map(place),
        counting_today: found.version_on(today).map(place),
        catalogued: catalogued(&with.catalogue, &number).cloned(),
        points: counted(&with.catalogue, &number),
        cited: cited.collect(),
        citing: citing.collect(),
        uses: uses.at(&labels),
        suspensions: Suspensions::load().await?.by_deliberation(&number).cloned().collect(),
        writes: account.actor.may(Capability::WriteDrafts),
        sees_history: account.actor.may(Capability::ReadDrafts),
        found: found.clone(),
        labels,
        shown,
        today,
        on,
        unread,
        text,
    })
}

/// The numbers that the page names, each once.
fn named(found: &Deliberation, cited: &[Citation]) -> Vec<DeliberationNumber> {
    let mut all: Vec<_> = cited.iter().map(|cited| cited.number).chain(successor(found)).collect();
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
    opened: &Published,
    counting: Option<usize>,
    wanted: [Option<Language>; 3],
) -> Result<(Option<(u16, Language)>, Option<VersionText>), PageError> {
    let Published { found, .. } = opened;
    let Some(version) = nearest_known(&found.versions, counting.unwrap_or_default()) else {
        return Ok((None, None));
    };
    let known = &found.versions[version].languages;
    let language = wanted.into_iter().flatten().find(|wanted| known.contains(wanted)).unwrap_or(known[0]);
    let text = opened.register()?.text(found.number, place(version), language).await?;
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

fn counted(catalogue: &Catalogue, number: &str) -> Vec<(Status, usize)> {
    let points = points(catalogue, number).unwrap_or_default();
    let count = |status: Status| points.iter().filter(|point| point.status() == status).count();
    Status::ALL.iter().map(|status| (*status, count(*status))).filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests;
