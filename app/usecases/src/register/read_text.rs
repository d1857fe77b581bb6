//! What was read in an official text, beside what the register has.

use std::cmp::Ordering;

use delibero_domain::deliberation::Reading;
use delibero_domain::deliberation::register::{Deliberation, PointStatus, Version, VersionText, from_reading};
use delibero_domain::text::Language;

use super::draft::Content;
use super::error::{RegisterError, RegisterRefusal};
use super::faults::Fault;
use super::port::RegisterStore;
use super::texts::{TextKey, Texts};

/// What a reading makes of what is published, and the revision of that.
pub(super) async fn content_of(
    register: &dyn RegisterStore,
    reading: &Reading,
    replace: bool,
) -> Result<(Content, Option<u32>), RegisterError> {
    match found(register, reading).await? {
        Found::Same => Err(RegisterRefusal::AlreadyThere.into()),
        Found::Other(..) if !replace => Err(RegisterRefusal::WouldReplace.into()),
        Found::Other(content, base) | Found::Added(content, base) => Ok((content, Some(base))),
        Found::New(content) => Ok((content, None)),
    }
}

/// What a reading is to the register.
enum Found {
    /// The register has this document with the same text.
    Same,
    /// It has it with another text: what there is when it is replaced, and the revision that is replaced.
    Other(Content, u32),
    /// It has the deliberation, without this text: what there is with it.
    Added(Content, u32),
    /// It does not have the deliberation.
    New(Content),
}

async fn found(register: &dyn RegisterStore, reading: &Reading) -> Result<Found, RegisterError> {
    let (read, text) = from_reading(reading).map_err(RegisterRefusal::Incomplete)?;
    if let Some(document) = &reading.document
        && register.of_document(document).await?.is_some_and(|other| other != read.number)
    {
        return Err(RegisterRefusal::Faulty(vec![Fault::DocumentElsewhere(document.clone())]).into());
    }
    let Some((published, base)) = register.content(read.number).await? else {
        let texts = Texts::from([(TextKey::new(last(&read), reading.language), text)]);
        return Ok(Found::New(Content { texts, deliberation: read }));
    };
    let at = place_of(&published.deliberation, &read);
    let stored = at.and_then(|place| text_at(&published, place, reading.language));
    let is_same = stored.map(|stored| says_the_same(stored, &text));
    let with = || with_reading(published.clone(), Read { deliberation: read, text, language: reading.language, at });
    Ok(match is_same {
        Some(true) => Found::Same,
        Some(false) => Found::Other(with(), base),
        None => Found::Added(with(), base),
    })
}

fn last(deliberation: &Deliberation) -> u16 {
    u16::try_from(deliberation.versions.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

/// The version that was read: the one with its document, or else the one approved that day. The two languages of a
/// document have numbers of their own.
fn place_of(published: &Deliberation, read: &Deliberation) -> Option<usize> {
    let newest = read.versions.last()?;
    let is_document = |version: &Version| version.document.is_some() && version.document == newest.document;
    let by_document = published.versions.iter().position(is_document);
    by_document.or_else(|| published.versions.iter().position(|version| version.approved == newest.approved))
}

fn text_at(content: &Content, place: usize, language: Language) -> Option<&VersionText> {
    content.texts.get(&TextKey::new(u16::try_from(place).ok()?, language))
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

/// What was read, and which of the versions it is; none: a version of its own.
struct Read {
    deliberation: Deliberation,
    text: VersionText,
    language: Language,
    at: Option<usize>,
}

/// What is published with a text that was read: versions of both, the facts of the newer one.
fn with_reading(published: Content, read: Read) -> Content {
    let Content { deliberation: old, texts } = published;
    let Read { deliberation: read, text, language, at } = read;
    let place = at.and_then(|at| u16::try_from(at).ok());
    let replaces = place.is_some_and(|place| texts.contains_key(&TextKey::new(place, language)));
    let newest_known = old.versions.last().map(|version| version.approved);
    let newest_read = read.versions.last().map(|version| version.approved);
    let is_last = at.is_some() && at == old.versions.len().checked_sub(1);
    let age = if is_last { Ordering::Equal } else { newest_read.cmp(&newest_known) };
    let (versions, places, at) = merged(&old.versions, &read.versions, at, replaces);
    let moved =
        |key: TextKey| TextKey { version: places.get(usize::from(key.version)).copied().unwrap_or(key.version), ..key };
    let mut texts: Texts = texts.into_iter().map(|(key, text)| (moved(key), text)).collect();
    texts.insert(TextKey::new(at, language), text);
    Content { deliberation: Deliberation { versions, ..facts(old, read, age) }, texts }
}

/// The versions of both in their order, where the known ones stand among them, and where the newest that was read
/// stands. What the register says of a version stays, but for a text that is replaced.
fn merged(known: &[Version], read: &[Version], at: Option<usize>, replaces: bool) -> (Vec<Version>, Vec<u16>, u16) {
    let mut versions: Vec<(Option<usize>, Version)> =
        known.iter().cloned().enumerate().map(|(place, version)| (Some(place), version)).collect();
    let mut newest = at;
    for (place, version) in read.iter().enumerate() {
        let is_newest = place + 1 == read.len();
        let there = versions.iter().position(|(_, known)| known.approved == version.approved);
        match at.filter(|_| is_newest).or(there) {
            Some(there) => fill(&mut versions[there].1, version, is_newest && replaces),
            None => {
                newest = if is_newest { Some(versions.len()) } else { newest };
                versions.push((None, version.clone()));
            }
        }
    }
    let mut order: Vec<usize> = (0..versions.len()).collect();
    order.sort_by_key(|place| versions[*place].1.approved);
    let moved =
        |was: usize| u16::try_from(order.iter().position(|place| *place == was).unwrap_or(was)).unwrap_or(u16::MAX);
    let places = (0..known.len()).map(moved).collect();
    (order.iter().map(|place| versions[*place].1.clone()).collect(), places, newest.map_or(0, moved))
}

/// Adds what was read of a version to what is known of it; `over` it where the text is replaced.
fn fill(known: &mut Version, read: &Version, over: bool) {
    let (first, second) = if over { (read.clone(), known.clone()) } else { (known.clone(), read.clone()) };
    known.document = first.document.or(second.document);
    known.in_force = first.in_force.or(second.in_force);
    known.languages.extend(read.languages.iter().copied());
    known.languages.sort();
    known.languages.dedup();
}

/// The facts of the newer one; what it does not say comes from the other.
fn facts(old: Deliberation, read: Deliberation, age: Ordering) -> Deliberation {
    let mut title = old.title.clone();
    for (language, words) in &read.title {
        if age != Ordering::Less || !title.contains_key(language) {
            title.insert(*language, words.clone());
        }
    }
    let amendments_complete = match age {
        Ordering::Less => old.amendments_complete,
        Ordering::Equal => old.amendments_complete || read.amendments_complete,
        Ordering::Greater => read.amendments_complete,
    };
    let (number, date, sources, end) = (old.number, old.date, old.sources.clone(), old.end.clone());
    let (first, second) = if age == Ordering::Greater { (read, old) } else { (old, read) };
    Deliberation {
        number,
        committee: if first.committee.is_empty() { second.committee } else { first.committee },
        title,
        date,
        rapporteur: first.rapporteur.or(second.rapporteur),
        grounds: if first.grounds.is_empty() { second.grounds } else { first.grounds },
        requesters: if first.requesters.is_empty() { second.requesters } else { first.requesters },
        sources: if sources.is_empty() { second.sources } else { sources },
        versions: Vec::new(),
        amendments_complete,
        end,
    }
}
