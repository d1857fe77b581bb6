//! Importing an official text: what it is to the register, and publishing it from the command line.

use delibero_domain::deliberation::register::{Deliberation, PointStatus, Version, VersionText, from_reading};
use delibero_domain::deliberation::{DeliberationNumber, Reading};
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;

use super::drafting::{content_of, sound};
use super::{Content, Edit, EditKind, Fault, Register, RegisterError, with_statuses};
use crate::ports::Clock;

/// What a reading is to the register.
pub(super) enum Found {
    /// The register has this document with the same text.
    Same,
    /// It has it with another text: what there is when it is replaced, and the revision that is replaced.
    Other(Content, u32),
    /// It has the deliberation, without this text: what there is with it.
    Added(Content, u32),
    /// It does not have the deliberation.
    New(Content),
}

pub(super) async fn found(register: &dyn Register, reading: &Reading) -> Result<Found, RegisterError> {
    let (read, text) = from_reading(reading).map_err(RegisterError::Incomplete)?;
    if let Some(document) = &reading.document
        && register.of_document(document).await?.is_some_and(|other| other != read.number)
    {
        return Err(RegisterError::Faulty(vec![Fault::DocumentElsewhere(document.clone())]));
    }
    let Some((published, base)) = register.content(read.number).await? else {
        let version = last(&read);
        return Ok(Found::New(Content { texts: vec![(version, reading.language, text)], deliberation: read }));
    };
    let known = published.deliberation.versions.iter().position(|version| is_version(version, &read));
    let stored = known.and_then(|place| text_at(&published, place, reading.language));
    match stored {
        Some(stored) if says_the_same(stored, &text) => Ok(Found::Same),
        Some(_) => Ok(Found::Other(with_reading(published, read, reading.language, text), base)),
        None => Ok(Found::Added(with_reading(published, read, reading.language, text), base)),
    }
}

fn last(deliberation: &Deliberation) -> u16 {
    u16::try_from(deliberation.versions.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

/// Whether a version is the one that was read: by its document, or by its approval where one of them has none.
fn is_version(version: &Version, read: &Deliberation) -> bool {
    let Some(newest) = read.versions.last() else { return false };
    match (&version.document, &newest.document) {
        (Some(known), Some(read)) => known == read,
        _ => version.approved == newest.approved,
    }
}

fn text_at(content: &Content, place: usize, language: Language) -> Option<&VersionText> {
    let found = content.texts.iter().find(|(version, of, _)| usize::from(*version) == place && *of == language);
    found.map(|(_, _, text)| text)
}

/// What a version did to its points is worked out, not read.
fn says_the_same(stored: &VersionText, read: &VersionText) -> bool {
    let plain = |text: &VersionText| {
        let mut text = text.clone();
        for point in &mut text.points {
            point.status = PointStatus::Unknown;
        }
        text
    };
    plain(stored) == plain(read)
}

/// What is published with a text that was read: versions of both by their approval, the facts of the newer one.
fn with_reading(published: Content, read: Deliberation, language: Language, text: VersionText) -> Content {
    let Content { deliberation: old, texts } = published;
    let newest = read.versions.last().map(|version| version.approved);
    let is_newer = newest >= old.versions.last().map(|version| version.approved);
    let mut versions: Vec<(Option<usize>, Version)> =
        old.versions.iter().cloned().enumerate().map(|(place, version)| (Some(place), version)).collect();
    for version in &read.versions {
        match versions.iter_mut().find(|(_, known)| known.approved == version.approved) {
            Some((_, known)) => {
                known.document = version.document.clone().or(known.document.take());
                known.in_force = version.in_force.or(known.in_force);
                known.languages.extend(version.languages.iter().copied());
                known.languages.sort();
                known.languages.dedup();
            }
            None => versions.push((None, version.clone())),
        }
    }
    versions.sort_by_key(|(_, version)| version.approved);
    let place_of = |was: u16| versions.iter().position(|(from, _)| *from == Some(usize::from(was)));
    let narrow = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
    let at = versions.iter().position(|(_, version)| Some(version.approved) == newest).map_or(0, narrow);
    let mut texts: Vec<_> = texts
        .into_iter()
        .map(|(was, of, text)| (place_of(was).map_or(was, narrow), of, text))
        .filter(|(place, of, _)| (*place, *of) != (at, language))
        .collect();
    texts.push((at, language, text));
    let versions = versions.into_iter().map(|(_, version)| version).collect();
    let mut title = old.title.clone();
    for (language, words) in &read.title {
        if is_newer || !title.contains_key(language) {
            title.insert(*language, words.clone());
        }
    }
    let complete = old.amendments_complete || read.amendments_complete;
    let facts =
        if is_newer { Deliberation { sources: old.sources, end: old.end, date: old.date, ..read } } else { old };
    let deliberation = Deliberation { title, versions, amendments_complete: complete, ..facts };
    Content { deliberation, texts }
}

/// What became of an import from the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// The deliberation is in the register now.
    New(DeliberationNumber),
    /// The register had it; this text was added or replaced.
    Changed(DeliberationNumber),
    /// The document was there with the same text: nothing was changed.
    AlreadyThere(DeliberationNumber),
}

/// Publishes what was read at once: whoever may write into the database from a shell needs no second person. The save
/// is kept under the name given.
///
/// # Errors
/// When the reading is not complete or faulty, or would replace a text and `replace` does not say that it may go.
pub async fn import(
    register: &dyn Register,
    clock: &dyn Clock,
    by: &UserName,
    reading: &Reading,
    replace: bool,
) -> Result<Imported, RegisterError> {
    let (content, base) = match content_of(register, reading, replace).await {
        Ok(found) => found,
        Err(RegisterError::AlreadyThere) => {
            let number = reading.number.ok_or(RegisterError::AlreadyThere)?;
            return Ok(Imported::AlreadyThere(number));
        }
        Err(error) => return Err(error),
    };
    publish_content(register, clock, by, content, base).await
}

/// Publishes a content at once, as [`import`] does.
///
/// # Errors
/// When it has faults, or something else was published meanwhile.
pub async fn publish_content(
    register: &dyn Register,
    clock: &dyn Clock,
    by: &UserName,
    content: Content,
    base: Option<u32>,
) -> Result<Imported, RegisterError> {
    let content = with_statuses(content);
    sound(register, &content).await?;
    let number = content.deliberation.number;
    let mut work = register.begin_writing().await?;
    work.publish(&content, base).await?.map_err(|_| RegisterError::Outdated)?;
    let edit = Edit { place: 0, at: clock.now(), user: by.clone(), what: EditKind::Published, note: None, content };
    work.keep_edit(number, "", &edit).await?;
    work.commit().await?;
    Ok(if base.is_some() { Imported::Changed(number) } else { Imported::New(number) })
}
