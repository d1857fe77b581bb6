//! Other deliberations that a text cites.

use std::collections::HashMap;

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::dates::dates_in;
use delibero_domain::deliberation::reading::Reference;
use jiff::civil::Date;

use crate::findings::{Finding, Findings};
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
        let number = pattern!(r"\b(\d{2})\s?/\s?(\d{1,3})(?:\s?(?:bis|ter|quater))?\b");
        let mut last_end = None;
        for found in number.captures_iter(text) {
            let Some(whole) = found.get(0) else { continue };
            if !is_cited(text, whole.start(), last_end) || goes_on(&text[whole.end()..]) {
                continue;
            }
            last_end = Some(whole.end());
            let Ok(number) = whole.as_str().parse::<DeliberationNumber>() else { continue };
            if Some(number) != self.own {
                self.cite(number, date_behind(&text[whole.end()..]), at, line, findings);
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

/// Whether a number is that of a deliberation: the word stands before it, with no other kind of act between;
/// or it goes on with an enumeration of such numbers.
fn is_cited(text: &str, start: usize, last_end: Option<usize>) -> bool {
    const REACH: usize = 220;
    let from = text.ceil_char_boundary(start.saturating_sub(REACH));
    let before = &text[from..start];
    let Some(word) = pattern!(r"(?i)d[ée]lib[ée]rations?|beraadslaging(?:en)?").find_iter(before).last() else {
        return false;
    };
    let between = &before[word.end()..];
    let other_act = pattern!(
        r"(?i)\b(?:loi|wet|avis|advies|directive|richtlijn|r[èe]glement|verordening|recommandation|aanbeveling|arr[êe]t[ée]|besluit|d[ée]cret|decreet|articles?|artikel(?:en)?|livre|cct|cao|circulaire|omzendbrief)\b"
    );
    let sign = pattern!(r"(?i)(?:^|\s|\()(?:n\s?[°ºo]s?\.?|nrs?\.?|num[ée]ros?)\s*$").find(between);
    let qualified = &between[..sign.map_or(between.len(), |sign| sign.start())];
    let directly =
        (sign.is_some() || between.trim().is_empty()) && !other_act.is_match(qualified) && !qualified.contains(". ");
    let enumerated = last_end.is_some_and(|end| end <= start && is_enumeration(&text[end..start]));
    directly || enumerated
}

/// What may stand between two numbers of one enumeration: a date, `et`, `n°`.
fn is_enumeration(between: &str) -> bool {
    between.len() <= 60
        && pattern!(
            r"(?i)^(?:\s*(?:du|van|d\.d\.|le|op)\s+\d{1,2}(?:er|\s?er)?\s+\p{L}+(?:\s+\d{4})?)?\s*(?:,|et|en|ou|of|;|,\s*(?:et|en))\s*(?:la\s+|de\s+)?(?:n\s?[°ºo]\.?|nr\.?)?\s*$"
        )
        .is_match(between)
}

/// `95/46/CE` goes on where a number of a deliberation would end.
fn goes_on(after: &str) -> bool {
    after.starts_with(['/', '%', '\u{2044}']) || after.starts_with(|c: char| c.is_alphanumeric())
}

/// The date that follows a number directly.
fn date_behind(after: &str) -> Option<Date> {
    let after = &after[..after.floor_char_boundary(48)];
    let introduced = pattern!(r"(?i)^[\s,]*(?:\(\s*)?(?:du|van|d\.\s?d\.|dd\.|le|op|de)\s*").find(after)?;
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
    fn other_numbers_are_no_citations() {
        assert_eq!(numbers("la délibération et la directive 95/46/CE"), Vec::<String>::new());
        assert_eq!(numbers("cette délibération cite l'avis n° 12/25 du 17 avril 2012"), Vec::<String>::new());
        assert_eq!(numbers("le règlement (UE) 2016/679, l'article 4/1"), Vec::<String>::new());
    }
}
