//! Reads two versions of a deliberation into what differs.

use delibero_domain::authorisation::Authorisation;
use delibero_domain::catalogue::{Catalogue, TextUnknown};
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::differences::{Differences, RecipientChanges, changed_grants, compare};
use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use delibero_usecases::register::Register;
use jiff::civil::Date;

use super::{DifferencesBody, DifferencesQuery, DifferencesView, Layout, Texts};
use crate::error::PageError;
use crate::filters::{self, FilterProblem, FilterReader};
use crate::pages::register::deliberation::view::Quoted;
use crate::services::{services, signed_in};

pub(super) async fn page(
    number: &str,
    query: &DifferencesQuery,
    language: Language,
) -> Result<DifferencesView, PageError> {
    let reader = signed_in()?;
    let with = services()?;
    let register = with.register(&reader.actor)?;
    let unknown = || PageError::Unknown;
    let number: DeliberationNumber = number.parse().map_err(|_| unknown())?;
    let found = register.deliberation(number).await?.ok_or_else(unknown)?;
    let (from, to) = chosen(query, &found.versions).ok_or_else(unknown)?;
    let (before, after) = (&found.versions[usize::from(from)], &found.versions[usize::from(to)]);
    let languages = in_common(before, after);
    let mut reading = FilterReader::of(&query.strange);
    let asked = reading.field("text", &query.text, filters::language);
    reading.field("view", &query.view, |word| Layout::from_word(word).ok_or(FilterProblem::Unknown));
    let unread = reading.unread();
    let wanted = [asked, Some(language), Some(Language::Fr)];
    let (texts, text) = match settled(from == to, before, after, &languages, &wanted) {
        Texts::Compared(language) if unread.is_empty() => texts(register, number, (from, to), language).await?,
        other => (other, None),
    };
    let written = number.to_string();
    let grants = match unread.is_empty() {
        true => grants(&with.catalogue, &written, before.effective(), after.effective()),
        false => Vec::new(),
    };
    Ok(DifferencesView {
        number,
        title: Quoted::title(&found, language),
        from,
        to,
        unread,
        texts,
        languages,
        differs: text.as_ref().is_some_and(|text| !text.is_empty()),
        summary: text.as_ref().map(Differences::summary).unwrap_or_default(),
        follows: follows(&with.catalogue, &written),
        texts_unknown: texts_unknown(&with.catalogue, &written, [before.effective(), after.effective()]),
        recipients: u32::try_from(grants.len()).unwrap_or(u32::MAX),
        body: DifferencesBody { text, grants },
        versions: found.versions,
    })
}

/// The two versions asked for; what the address leaves open are the two newest whose text is known, or the two newest.
fn chosen(query: &DifferencesQuery, versions: &[Version]) -> Option<(u16, u16)> {
    let places = 0..u16::try_from(versions.len()).ok()?;
    let known: Vec<u16> =
        places.clone().zip(versions).filter(|(_, version)| version.is_known()).map(|(place, _)| place).collect();
    let usual = if known.len() > 1 { known } else { places.clone().collect() };
    let newest = *usual.last()?;
    let to = asked(&query.to, newest)?;
    let before = usual.iter().rev().copied().find(|place| *place < to).unwrap_or_default();
    let from = asked(&query.from, before)?;
    (places.contains(&from) && places.contains(&to)).then_some((from, to))
}

/// The place in the address; none where it is no number.
fn asked(word: &str, usual: u16) -> Option<u16> {
    if word.is_empty() { Some(usual) } else { word.parse().ok() }
}

fn in_common(before: &Version, after: &Version) -> Vec<Language> {
    before.languages.iter().copied().filter(|language| after.languages.contains(language)).collect()
}

/// Whether the texts can be compared, and in which language: the first wanted one that they have in common.
fn settled(
    is_same: bool,
    before: &Version,
    after: &Version,
    common: &[Language],
    wanted: &[Option<Language>],
) -> Texts {
    if is_same {
        return Texts::SameVersion;
    }
    let language = wanted.iter().flatten().chain(common).find(|wanted| common.contains(wanted));
    match language {
        Some(language) => Texts::Compared(*language),
        None if before.is_known() && after.is_known() => Texts::NoCommonLanguage,
        None => Texts::DatesOnly,
    }
}

async fn texts(
    register: Register<'_>,
    number: DeliberationNumber,
    (from, to): (u16, u16),
    language: Language,
) -> Result<(Texts, Option<Differences>), PageError> {
    let before = register.text(number, from, language).await?;
    let after = register.text(number, to, language).await?;
    Ok(match before.zip(after) {
        Some((before, after)) => (Texts::Compared(language), Some(compare(&before, &after))),
        None => (Texts::DatesOnly, None),
    })
}

fn texts_unknown(catalogue: &Catalogue, number: &str, days: [Date; 2]) -> Vec<TextUnknown> {
    let mut found: Vec<_> = days.iter().filter_map(|day| catalogue.text_unknown(number, *day)).collect();
    found.dedup();
    found
}

/// What this deliberation grants on one day and not on the other.
fn grants(catalogue: &Catalogue, number: &str, before: Date, after: Date) -> Vec<RecipientChanges> {
    changed_grants(&granted(catalogue, number, before), &granted(catalogue, number, after), catalogue)
}

fn granted<'c>(catalogue: &'c Catalogue, number: &str, day: Date) -> Vec<&'c Authorisation> {
    let all = catalogue.authorisations().iter();
    all.filter(|found| found.source.deliberation == number && found.validity.holds_on(day)).collect()
}

fn follows(catalogue: &Catalogue, number: &str) -> Option<String> {
    let found = catalogue.deliberations().iter().find(|known| known.number == number)?;
    Some(found.document.clone())
}

#[cfg(test)]
mod tests {
    use delibero_domain::catalogue::files::builtin;
    use delibero_domain::deliberation::differences::Presence;
    use jiff::civil::date;

    use super::*;

    const FR: Language = Language::Fr;
    const NL: Language = Language::Nl;

    fn version(languages: &[Language]) -> Version {
        Version { document: None, approved: date(2024, 1, 9), in_force: None, languages: languages.to_vec() }
    }

    fn places(from: &str, to: &str, versions: &[Version]) -> Option<(u16, u16)> {
        let query = DifferencesQuery { from: from.to_owned(), to: to.to_owned(), ..DifferencesQuery::default() };
        chosen(&query, versions)
    }

    #[test]
    fn what_the_address_leaves_open_are_the_newest_texts() {
        let versions = [&[FR][..], &[], &[FR], &[]].map(version);
        assert_eq!(places("", "", &versions), Some((0, 2)));
        assert_eq!(places("3", "1", &versions), Some((3, 1)));
        assert_eq!(places("", "2", &versions), Some((0, 2)));
        assert_eq!(places("1", "", &versions), Some((1, 2)));
        let dates = [&[][..], &[], &[]].map(version);
        assert_eq!(places("", "", &dates), Some((1, 2)));
        assert_eq!(places("", "", &dates[..1]), Some((0, 0)));
    }

    #[test]
    fn a_version_that_is_not_there_is_none() {
        let versions = [&[FR][..], &[FR]].map(version);
        for (from, to) in [("2", "1"), ("0", "2"), ("-1", "1"), ("x", ""), ("0", "99999"), ("0", "1.")] {
            assert_eq!(places(from, to, &versions), None, "{from} {to}");
        }
    }

    #[test]
    fn the_language_is_the_first_wanted_one_that_both_have() {
        let settle = |before: &[Language], after: &[Language], wanted| {
            let (before, after) = (version(before), version(after));
            settled(false, &before, &after, &in_common(&before, &after), &[wanted, Some(Language::De), Some(FR)])
        };
        assert_eq!(settle(&[FR, NL], &[NL, FR], Some(NL)), Texts::Compared(NL));
        assert_eq!(settle(&[FR, NL], &[NL, FR], None), Texts::Compared(FR));
        assert_eq!(settle(&[NL], &[NL, FR], None), Texts::Compared(NL));
        assert_eq!(settle(&[NL], &[FR], None), Texts::NoCommonLanguage);
        assert_eq!(settle(&[NL], &[], Some(NL)), Texts::DatesOnly);
        assert_eq!(settled(true, &version(&[]), &version(&[]), &[], &[]), Texts::SameVersion);
    }

    #[test]
    fn what_is_granted_is_that_of_the_day_and_of_this_deliberation() {
        let catalogue = builtin().expect("a catalogue");
        let came = grants(&catalogue, "23/058", date(2024, 1, 23), date(2024, 1, 24));
        assert!(!came.is_empty() && came.iter().all(|changes| changes.presence == Presence::Gained));
        let went = grants(&catalogue, "23/058", date(2024, 1, 24), date(2024, 1, 23));
        assert!(went.len() == came.len() && went.iter().all(|changes| changes.presence == Presence::Lost));
        assert_eq!(grants(&catalogue, "23/058", date(2024, 1, 24), date(2025, 4, 16)), []);
        assert_eq!(grants(&catalogue, "98/001", date(1998, 1, 13), date(2024, 6, 19)), []);
        assert!(follows(&catalogue, "23/058").is_some() && follows(&catalogue, "98/001").is_none());
    }
}
