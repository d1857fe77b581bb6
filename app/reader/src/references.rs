//! Other deliberations that a text cites.

use std::collections::HashMap;

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::dates::dates_in;
use delibero_domain::deliberation::reading::Reference;
use jiff::civil::Date;

use crate::findings::{Finding, Findings};
use crate::head::numbered_with_adverb;
use crate::pattern::pattern;

/// Collects references, each once.
pub struct References {
    own: Option<DeliberationNumber>,
    found: Vec<Reference>,
    places: HashMap<DeliberationNumber, usize>,
}

impl References {
    /// A deliberation does not cite itself.
    pub fn new(own: Option<DeliberationNumber>) -> Self {
        Self { own, found: Vec::new(), places: HashMap::new() }
    }

    /// Reads the citations of one part of the text.
    pub fn read(&mut self, text: &str, at: &str, line: Option<usize>, findings: &mut Findings) {
        let number = pattern!(r"\d{2}\s?/\s?\d{1,3}");
        let mut last: Option<(usize, DeliberationNumber)> = None;
        for found in number.find_iter(text) {
            let written = numbered_with_adverb(&text[found.start()..], found.len());
            let end = found.start() + written.len();
            let after = &text[end..];
            let Some(way) = way_to(text, found.start(), after, last.map(|(end, _)| end)) else { continue };
            if goes_on(after) || is_within_a_word(&text[..found.start()]) {
                continue;
            }
            let Ok(number) = written.parse::<DeliberationNumber>() else { continue };
            if let (Way::Range, Some((_, first))) = (&way, last) {
                findings.add(at, line, Finding::ReferenceRange(first, number));
            }
            last = Some((end, number));
            if Some(number) != self.own {
                let before = if let Way::Direct(date) = way { date } else { None };
                self.cite(number, date_behind(after).or(before), at, line, findings);
            }
        }
    }

    fn cite(
        &mut self,
        number: DeliberationNumber,
        date: Option<Date>,
        at: &str,
        line: Option<usize>,
        findings: &mut Findings,
    ) {
        if let Some(date) = date.filter(|date| date.year() != number.year()) {
            findings.add(at, line, Finding::ReferenceYear(number, date));
        }
        let place = *self.places.entry(number).or_insert_with(|| {
            self.found.push(Reference { number, date: None, at: Vec::new() });
            self.found.len() - 1
        });
        let reference = &mut self.found[place];
        if let (Some(known), Some(date)) = (reference.date, date)
            && known != date
        {
            findings.add(at, line, Finding::ReferenceDates(number));
        }
        reference.date = reference.date.or(date);
        if reference.at.last().is_none_or(|last| last != at) {
            reference.at.push(at.to_owned());
        }
    }

    /// The references, by first appearance.
    pub fn into_found(self) -> Vec<Reference> {
        self.found
    }
}

/// How a text comes to the number of a deliberation.
enum Way {
    /// The word stands before it, perhaps with the date between.
    Direct(Option<Date>),
    /// It goes on with an enumeration of such numbers.
    Enumerated,
    /// It is the end of a range.
    Range,
}

/// Other acts, whose numbers look alike.
fn names_other_act(text: &str) -> bool {
    pattern!(
        r"(?i)\b(?:loi|wet|avis|advies|directive|richtlijn|r[èe]glement|verordening|recommandation|aanbeveling|arr[êe]t[ée]|besluit|d[ée]cret|decreet|articles?|artikel(?:en)?|livre|cct|cao|circulaire|omzendbrief|rapport|verslag|dossier)\b"
    )
    .is_match(text)
}

/// Whether a number is that of a deliberation: the word stands before it, with no other kind of act between;
/// or it goes on with an enumeration of such numbers.
fn way_to(text: &str, start: usize, after: &str, last_end: Option<usize>) -> Option<Way> {
    const REACH: usize = 220;
    if let Some(end) = last_end.filter(|end| *end <= start && start - end <= REACH)
        && let Some(way) = enumeration(&text[end..start], after)
    {
        return Some(way);
    }
    let from = text.ceil_char_boundary(start.saturating_sub(REACH));
    let before = &text[from..start];
    let word = pattern!(r"(?i)d[ée]lib(?:[ée]rations?\b|\.)|beraadslaging(?:en)?\b").find_iter(before).last()?;
    let between = &before[word.end()..];
    let sign = pattern!(r"(?i)(?:^|[\s,(])(?:n\s?[°ºo⁰]s?\.?|nrs?\.?|n|num[ée]ros?|nummers?)\s*$").find(between);
    let qualified = between[..sign.map_or(between.len(), |sign| sign.start())].trim();
    if names_other_act(qualified) || qualified.contains(". ") {
        return None;
    }
    let date = date_alone(qualified);
    let is_named = sign.is_some() || qualified.is_empty() || date.is_some();
    (is_named || (is_few_words(qualified) && is_number_alone(after))).then_some(Way::Direct(date))
}

/// The date that stands between the word and the number: `délibération du 7 octobre 2003, n° 03/100`.
fn date_alone(between: &str) -> Option<Date> {
    let introduced = pattern!(r"(?i)^[\s,(]*(?:du|van|d\.\s?d\.|dd\.)\s+").find(between)?;
    let rest = &between[introduced.end()..];
    let found = dates_in(rest).into_iter().next()?;
    let is_alone = found.range.start == 0 && rest[found.range.end..].trim_matches([' ', ',', ')']).is_empty();
    is_alone.then_some(found.date)
}

/// Words between that hold no other number: `délibération du Comité sectoriel 12/072`.
fn is_few_words(between: &str) -> bool {
    between.len() <= 90 && !between.contains(|c: char| c.is_ascii_digit() || matches!(c, ';' | ':' | '«' | '"'))
}

/// Whether what follows a number shows that it is one by itself: its date, a bracket or the end.
fn is_number_alone(after: &str) -> bool {
    date_behind(after).is_some()
}

/// What may stand between two numbers of one enumeration: a date, words, `et`, `ainsi que`, `n°`.
fn enumeration(between: &str, after: &str) -> Option<Way> {
    let joint = pattern!(
        r"(?ix)(?:^|[\s,;)])(?:
            (?P<range>tot\s+en\s+met|tot|t\.?\s?e\.?\s?m\.?|t/m|jusqu['’](?:à|au)(?:\s+la)?|à|[-–—])
            | [,;] | ,?\s*(?:et|en|ou|of|ainsi\s+que|de\s+m[êe]me\s+que|comme|puis|alsook|alsmede|evenals|en\s+ook|en\s+met|en\s+van|respectivement|respectievelijk|resp\.|&)
        )\s*(?:(?:à|de|van)\s+)?(?:la\s+|les\s+|le\s+|de\s+|het\s+|bij\s+|met\s+|par\s+|door\s+|celle\s+|die\s+)*
        (?:d[ée]lib[ée]rations?\s+|beraadslaging(?:en)?\s+)?(?:n\s?[°ºo⁰]s?\.?|nrs?\.?|num[ée]ros?|nummers?)?\s*$"
    );
    let found = joint.captures(between)?;
    let before = between[..found.get(0)?.start()].trim();
    let rest = before.trim_start_matches([',', ' ', '(']);
    let introduced =
        pattern!(r"(?i)^(?:(?:du|van|d\.\s?d\.|dd\.|le|op)\s+)?").find(rest).map_or(0, |found| found.end());
    let date = dates_in(&rest[introduced..]).into_iter().next().filter(|date| date.range.start == 0);
    let dated_end = date.map_or(0, |date| introduced + date.range.end);
    let day =
        pattern!(r"(?i)^(?:du|van|le|op)\s+\d{1,2}(?:er|\s?er|ste|e)?\s+\p{L}+").find(rest).map_or(0, |day| day.end());
    let words = rest[dated_end.max(day)..].trim_matches([' ', ',', ';', ')', '(']);
    let is_bare = words.is_empty();
    let is_worded = !names_other_act(words)
        && !words.contains(". ")
        && !words.contains(|c: char| c.is_ascii_digit())
        && is_number_alone(after);
    // `relative à la délibération` is no range.
    match found.name("range") {
        Some(_) => is_bare.then_some(Way::Range),
        None => (is_bare || is_worded).then_some(Way::Enumerated),
    }
}

/// `2016/679` holds no number; `nr10/022` does.
fn is_within_a_word(before: &str) -> bool {
    let sign = pattern!(r"(?i)(?:^|[^\p{L}\d])(?:nrs?|nos?|n)$");
    let end = &before[before.ceil_char_boundary(before.len().saturating_sub(8))..];
    end.ends_with(char::is_alphanumeric) && !sign.is_match(end)
}

/// `95/46/CE` goes on where a number of a deliberation would end.
fn goes_on(after: &str) -> bool {
    after.starts_with(['/', '%', '\u{2044}']) || after.starts_with(|c: char| c.is_alphanumeric())
}

/// The date that follows a number directly: `du …`, `, van …`, or behind a comma or a bracket alone.
fn date_behind(after: &str) -> Option<Date> {
    let after = &after[..after.floor_char_boundary(48)];
    let introduced = pattern!(r"(?i)^[\s,]*(?:\(\s*)?(?:du|van|d\.\s?d\.|dd\.|le|op|de)\s+|^\s*[,(]\s*").find(after)?;
    let found = dates_in(&after[introduced.end()..]).into_iter().next()?;
    (found.range.start == 0).then_some(found.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let mut references = References::new(None);
        references.read(text, "1", None, &mut Findings::default());
        references
            .into_found()
            .into_iter()
            .map(|reference| match reference.date {
                Some(date) => format!("{} {date}", reference.number),
                None => reference.number.to_string(),
            })
            .collect()
    }

    #[test]
    fn citations_in_both_languages() {
        assert_eq!(numbers("la délibération n°08/20 du 8 avril 2008 du Comité"), ["08/020 2008-04-08"]);
        assert_eq!(numbers("par la délibération 06/063 du 19 septembre 2006 à"), ["06/063 2006-09-19"]);
        assert_eq!(numbers("à la délibération n° 18/ 047 du 8 mai 2018 ("), ["18/047 2018-05-08"]);
        assert_eq!(numbers("beraadslaging nr. 03/10bis van 7 oktober 2003"), ["03/010bis 2003-10-07"]);
        assert_eq!(
            numbers("la délibération du Comité de sécurité de l'information n° 20/244 du 6 octobre 2020 concernant"),
            ["20/244 2020-10-06"]
        );
        assert_eq!(
            numbers(
                "les délibérations n° 06/042 du 16 mai 2006, n° 09/028 du 5 mai 2009 et 15/083 du 1er décembre 2015"
            ),
            ["06/042 2006-05-16", "09/028 2009-05-05", "15/083 2015-12-01"]
        );
        assert_eq!(numbers("de beraadslagingen nrs. 12/01, 12/02 en 12/03"), ["12/001", "12/002", "12/003"]);
    }

    #[test]
    fn enumerations_go_on_in_many_words() {
        for (text, expected) in [
            (
                "la délibération n° 12/01 du 4 mars 2012, ainsi que la délibération n° 12/02",
                vec!["12/001 2012-03-04", "12/002"],
            ),
            ("les délibérations n° 12/01 ainsi que 12/02", vec!["12/001", "12/002"]),
            (
                "beraadslagingen nr. 12/01 van 4 maart 2012, alsook 12/02 van 5 mei 2012",
                vec!["12/001 2012-03-04", "12/002 2012-05-05"],
            ),
            ("de beraadslagingen nr. 12/01 alsook nr. 12/02", vec!["12/001", "12/002"]),
            ("bij de beraadslaging nr. 12/01 en met de beraadslaging nr. 12/02", vec!["12/001", "12/002"]),
            ("beraadslaging nr. 12/01 en met nr. 12/02", vec!["12/001", "12/002"]),
            ("la délibération n° 12/01, du 4 mars 2012", vec!["12/001 2012-03-04"]),
            ("la délibération n° 12/01, 4 mars 2012", vec!["12/001 2012-03-04"]),
            ("la délibération n° 12/01 (4 mars 2012)", vec!["12/001 2012-03-04"]),
            (
                "beraadslaging nr. 12/01, van 4 maart 2012, en nr. 12/05, van 8 mei 2012",
                vec!["12/001 2012-03-04", "12/005 2012-05-08"],
            ),
            ("la délibération du 7 octobre 2003, n° 03/100", vec!["03/100 2003-10-07"]),
            ("de beraadslaging van 7 oktober 2003, nr. 03/100", vec!["03/100 2003-10-07"]),
            ("la délibération du Comité sectoriel 12/072 du 4 septembre 2012", vec!["12/072 2012-09-04"]),
            ("de beraadslaging van het sectoraal comité nr. 12/72", vec!["12/072"]),
            (
                "les délibérations n° 12/01 du 4 mars 2012 relative aux phares et n° 12/05 du 8 mai 2012",
                vec!["12/001 2012-03-04", "12/005 2012-05-08"],
            ),
            ("la délibération n° 12/034 ter", vec!["12/034ter"]),
            ("beraadslaging nr. 12/034 ter vervanging van", vec!["12/034"]),
            ("la délibération N 10/022", vec!["10/022"]),
            ("beraadslaging nr10/022", vec!["10/022"]),
            ("la délibération n°\u{a0}12/01\u{a0}du 4\u{a0}mars\u{a0}2012", vec!["12/001 2012-03-04"]),
            ("les délibérations n° 12/01 septies et 12/02", vec!["12/001septies", "12/002"]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }

    #[test]
    fn a_range_names_its_ends_and_warns() {
        for text in [
            "les délibérations n° 12/01 à 12/05",
            "les délibérations n° 12/01 du 4 mars 2012 à n° 12/05 du 8 mai 2012",
            "de beraadslagingen nr. 12/01 tot en met 12/05",
            "de beraadslagingen nrs. 12/01 t.e.m. 12/05",
            "les délibérations n° 12/01 jusqu’à la délibération n° 12/05",
            "de beraadslagingen 12/01 – 12/05",
        ] {
            let (mut references, mut findings) = (References::new(None), Findings::default());
            references.read(text, "1", None, &mut findings);
            let found: Vec<String> = references.into_found().iter().map(|one| one.number.to_string()).collect();
            assert_eq!(found, ["12/001", "12/005"], "{text}");
            let warnings = findings.into_warnings(delibero_domain::text::Language::Fr);
            assert!(warnings.iter().any(|warning| warning.code == "reference-range"), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_citations() {
        assert_eq!(numbers("la délibération et la directive 95/46/CE"), Vec::<String>::new());
        assert_eq!(numbers("cette délibération cite l'avis n° 12/25 du 17 avril 2012"), Vec::<String>::new());
        assert_eq!(numbers("la délibération sur le trajet 12/34 et la suite"), Vec::<String>::new());
        assert_eq!(numbers("la délibération n° 12/01 et l'arrêté 12/02"), ["12/001"]);
        assert_eq!(numbers("le règlement (UE) 2016/679, l'article 4/1"), Vec::<String>::new());
    }
}
