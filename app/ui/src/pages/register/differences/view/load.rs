//! Reads two versions of a deliberation into what differs.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::deliberation::differences::{Differences, RecipientChanges, changed_grants, compare};
use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use delibero_usecases::catalogue::TouchedRule;
use jiff::civil::Date;

use super::{DifferencesQuery, DifferencesView, Layout, Texts};
use crate::error::PageError;
use crate::filters::{self, FilterProblem, FilterReader};
use crate::pages::changes::view::documents::DocumentView;
use crate::pages::register::published::{Published, Quoted, catalogued};
use crate::pages::register::rules::view::touched;

/// Two versions of a deliberation, compared.
///
/// # Errors
/// When nobody is signed in, or the number or one of the versions is not in the register.
pub async fn load_differences(
    number: &str,
    query: &DifferencesQuery,
    language: Language,
) -> Result<DifferencesView, PageError> {
    let opened = Published::open(number).await?;
    let Published { with, found, .. } = &opened;
    let (from, to) = chosen(query, &found.versions).ok_or(PageError::Unknown)?;
    let (before, after) = (&found.versions[usize::from(from)], &found.versions[usize::from(to)]);
    let days = [before.effective(), after.effective()];
    let languages = in_common(before, after);
    let mut reading = FilterReader::of(&query.strange);
    let asked = reading.field("text", &query.text, filters::language);
    reading.field("view", &query.view, |word| Layout::from_word(word).ok_or(FilterProblem::Unknown));
    let unread = reading.unread();
    let (catalogue, written) = (&with.catalogue, found.number.to_string());
    let mut texts_unknown: Vec<_> = days.iter().filter_map(|day| catalogue.text_unknown(&written, *day)).collect();
    texts_unknown.dedup();
    let wanted = [asked, Some(language), Some(Language::Fr)];
    let settled = settled(from == to, [before, after], &languages, &wanted);
    let (texts, text, rules) = match settled {
        Texts::Compared(language) if unread.is_empty() => texts(&opened, (from, to), language).await?,
        other => (other, None, Vec::new()),
    };
    Ok(DifferencesView {
        number: found.number,
        title: Quoted::title(found, language),
        versions: found.versions.clone(),
        from,
        to,
        texts,
        languages,
        text,
        follows: catalogued(catalogue, &written).map(|found| found.document.clone()),
        texts_unknown,
        grants: if unread.is_empty() { grants(catalogue, &written, days) } else { Vec::new() },
        rules,
        unread,
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
fn settled(is_same: bool, [before, after]: [&Version; 2], common: &[Language], wanted: &[Option<Language>]) -> Texts {
    let language = wanted.iter().flatten().chain(common).find(|wanted| common.contains(wanted));
    match language {
        _ if is_same => Texts::SameVersion,
        Some(language) => Texts::Compared(*language),
        None if before.is_known() && after.is_known() => Texts::NoCommonLanguage,
        None => Texts::DatesOnly,
    }
}

/// Whether texts are compared, how they differ, and the rules that cite what differs.
type ComparedTexts = (Texts, Option<Differences>, Vec<(DocumentView, TouchedRule)>);

async fn texts(opened: &Published, (from, to): (u16, u16), language: Language) -> Result<ComparedTexts, PageError> {
    let (register, number) = (opened.register()?, opened.found.number);
    let before = register.text(number, from, language).await?;
    let after = register.text(number, to, language).await?;
    Ok(match before.zip(after) {
        Some((before, after)) => {
            let rules = touched(&opened.with, number, &before, &after).await?;
            (Texts::Compared(language), Some(compare(&before, &after)), rules)
        }
        None => (Texts::DatesOnly, None, Vec::new()),
    })
}

/// What this deliberation grants on one day and not on the other.
fn grants(catalogue: &Catalogue, number: &str, days: [Date; 2]) -> Vec<RecipientChanges> {
    let [before, after] = days.map(|day| {
        let all = catalogue.authorisations().iter();
        all.filter(|found| found.source.deliberation == number && found.validity.holds_on(day)).collect::<Vec<_>>()
    });
    changed_grants(&before, &after, catalogue)
}

#[cfg(test)]
mod tests;
