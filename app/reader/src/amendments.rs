//! Amendments and entries into force, wherever a text tells of them.

use delibero_domain::deliberation::dates::{FoundDate, dates_in};
use delibero_domain::deliberation::reading::Amendment;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::findings::{Finding, Findings};
use crate::pattern::pattern;

/// The most amendments of one text: the most known are thirty.
const MAX_AMENDMENTS: usize = 300;

/// What a text tells of its own history.
#[derive(Debug)]
pub struct AmendmentHistory {
    /// Its amendments, in the order of the text.
    pub amendments: Vec<Amendment>,
    /// Whether those are all.
    pub complete: bool,
    /// Since when the text as a whole is in force.
    pub in_force: Option<Date>,
}

impl Default for AmendmentHistory {
    fn default() -> Self {
        Self { amendments: Vec::new(), complete: true, in_force: None }
    }
}

impl AmendmentHistory {
    /// Reads `modifiée le …`, `gewijzigd op …` in a title or in a note on it; titles have `modifée` too.
    pub fn read_amendments(&mut self, text: &str) {
        let keyword = pattern!(r"(?i)\b(?:modifi?[ée]e?s?|adapt[ée]e|gewijzigd|aangepast)\b");
        let several =
            pattern!(r"(?i)plusieurs (?:reprises|fois)|meermaals|herhaaldelijk|verschillende (?:keren|malen)");
        let latest = pattern!(
            r"(?i)derni[èe]rement|en dernier lieu|pour la derni[èe]re fois|plus r[ée]cemment|\blaatst(?:e|elijk)?\b"
        );
        let mut read_to = 0;
        for found in keyword.find_iter(text) {
            // An enumeration holds keywords of its own, whose dates were read with it.
            let dates = if found.start() < read_to {
                Vec::new()
            } else {
                let (dates, length) = enumerated_dates(&text[found.end()..]);
                read_to = found.end() + length;
                dates
            };
            let before = char_floor(text, found.start().saturating_sub(40));
            let after = char_floor(text, found.end() + 60);
            // `modifiée le 4 mars et dernièrement le 5 mai` names both: only the first one tells of others.
            let around = &text[before..after];
            if several.is_match(around) || (latest.is_match(around) && self.amendments.is_empty() && dates.len() < 2) {
                self.complete = false;
            }
            for date in dates {
                self.amend(date);
            }
        }
    }

    fn amend(&mut self, approved: Date) {
        if self.amendments.len() >= MAX_AMENDMENTS {
            self.complete = false;
        } else if !self.amendments.iter().any(|known| known.approved == approved) {
            self.amendments.push(Amendment { approved, in_force: None });
        }
    }

    /// Reads `La présente délibération … entre en vigueur le …` and its like in one paragraph.
    pub fn read_entries_into_force(&mut self, paragraph: &str, given: Option<Date>, at: &str, findings: &mut Findings) {
        let verb = pattern!(
            r"(?i)\b(?:entr(?:e|ent|era|eront|ait)\s+en\s+vigueur|produi(?:t|sent)\s+ses\s+effets|tre(?:edt|den)\b|trad(?:en)?\b|heeft\s+uitwerking)"
        );
        let subject = pattern!(
            r"(?i)(?:pr[ée]sente|cette)\s+d[ée]lib[ée]ration|modifications?\s+(?:de|[àa]|apport)|(?:deze|huidige|onderhavige|voorliggende)\s+beraadslaging|wijziging(?:en)?\s+(?:van|in|aan)"
        );
        for sentence in sentences(paragraph) {
            let Some(found) = verb.find(sentence) else { continue };
            let (before, after) = sentence.split_at(found.end());
            let is_dutch_verb = found.as_str().to_lowercase().starts_with("tr");
            if !subject.is_match(before) || (is_dutch_verb && !after.to_lowercase().contains("werking")) {
                continue;
            }
            let approved: Vec<Date> = approvals(before);
            let named = dates_in(after).first().map(|found| found.date);
            let base = approved.first().copied().or(given);
            let in_force = named.or_else(|| {
                let computed = delayed(after, base);
                if computed.is_some() {
                    findings.add(at, None, Finding::InForceComputed);
                }
                computed
            });
            if let Some(in_force) = in_force {
                self.enter_into_force(&approved, in_force, at, findings);
            }
        }
    }

    fn enter_into_force(&mut self, approved: &[Date], in_force: Date, at: &str, findings: &mut Findings) {
        if approved.is_empty() {
            self.in_force.get_or_insert(in_force);
        }
        for date in approved {
            if !self.amendments.iter().any(|known| known.approved == *date) {
                findings.add(at, None, Finding::AmendmentOnlyInForce(*date));
                self.amend(*date);
            }
            for known in self.amendments.iter_mut().filter(|known| known.approved == *date) {
                known.in_force.get_or_insert(in_force);
            }
        }
    }
}

/// The nearest place at or before a byte where a character begins.
fn char_floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// The dates that follow a word directly, one after the other, and where the last one ends.
fn enumerated_dates(text: &str) -> (Vec<Date>, usize) {
    const REACH: usize = 1200;
    let text = &text[..char_floor(text, REACH)];
    let joins = pattern!(
        r"(?ix)^[\s,;()]*(?:(?:et|en|le|les|op|de|du|van|puis|bij|door|ainsi|que|alsook|telle|qu['’]|par|à|plusieurs|reprises|fois|
        pour|la|derni[èe]re(?:ment)?|dernier|lieu|laatst|laatste|keer|meermaals|une|voor|het|
        modifi[ée]e?s?|gewijzigd|d[ée]lib[ée]rations?|beraadslaging(?:en)?|n\s?[°º]|nr\.?|\d{2}/\d{1,3})[\s,;()]*)*$"
    );
    let mut dates = Vec::new();
    let mut end = 0;
    for FoundDate { range, date } in dates_in(text) {
        if !joins.is_match(&text[end..range.start]) {
            break;
        }
        dates.push(date);
        end = range.end;
    }
    (dates, end)
}

/// The approvals that a sentence names before its verb.
fn approvals(text: &str) -> Vec<Date> {
    let keyword =
        pattern!(r"(?i)\b(?:modifi[ée]e?s?|approuv[ée]e?s?|adopt[ée]e?s?|gewijzigd|goedgekeurd|aangebracht|beslist)\b");
    keyword
        .find(text)
        .map_or_else(Vec::new, |found| dates_in(&text[found.end()..]).into_iter().map(|found| found.date).collect())
}

/// `quinze jours après son approbation`, counted from a date.
fn delayed(text: &str, from: Option<Date>) -> Option<Date> {
    let delay = pattern!(
        r"(?i)\b(quinze|vijftien|dix|tien|trente|dertig|\d{1,3})\s+(?:jours?|dagen)\s+(?:apr[èe]s|suivant|na|volgend)\b"
    );
    let number = delay.captures(text)?.get(1)?.as_str().to_lowercase();
    let days: i64 = match number.as_str() {
        "quinze" | "vijftien" => 15,
        "dix" | "tien" => 10,
        "trente" | "dertig" => 30,
        digits => digits.parse().ok()?,
    };
    from?.checked_add(days.days()).ok()
}

fn sentences(paragraph: &str) -> impl Iterator<Item = &str> {
    paragraph.split(['\n', ';']).flat_map(|line| line.split(". "))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(text: &str) -> AmendmentHistory {
        let mut history = AmendmentHistory::default();
        history.read_amendments(text);
        history
    }

    fn approved(text: &str) -> Vec<Date> {
        read(text).amendments.into_iter().map(|amendment| amendment.approved).collect()
    }

    #[test]
    fn titles_in_both_languages() {
        assert_eq!(
            approved("N° 04/037 DU 9 NOVEMBRE 2004, MODIFIÉE LE 5 MARS 2019 ET LE 4 MAI 2021, CONCERNANT"),
            [date(2019, 3, 5), date(2021, 5, 4)]
        );
        assert_eq!(approved("VAN 1 JULI 2008, GEWIJZIGD OP 7 JULI 2009, MET BETREKKING TOT"), [date(2009, 7, 7)]);
        assert_eq!(
            approved("du 3 décembre 2013, modifiée les 4 mars 2014 et 5 mai 2015, relative"),
            [date(2014, 3, 4), date(2015, 5, 5)]
        );
        assert_eq!(approved("GEWIJZIGD OP 5 MEI 2015 INZAKE DE WET VAN 6 MEI 2014"), [date(2015, 5, 5)]);
    }

    #[test]
    fn only_the_last_one_is_known() {
        for text in [
            "dernièrement modifiée le 5 mars 2019",
            "dernièrement modifée le 5 mars 2019",
            "MODIFIÉE À PLUSIEURS REPRISES ET POUR LA DERNIÈRE FOIS LE 5 MARS 2019",
            "laatst gewijzigd op 5 maart 2019",
            "voor het laatst gewijzigd op 5 maart 2019",
        ] {
            let history = read(text);
            assert!(!history.complete, "{text}");
            assert_eq!(history.amendments[0].approved, date(2019, 3, 5), "{text}");
        }
        assert!(read("modifiée le 5 mars 2019").complete);
    }

    #[test]
    fn more_amendments_than_any_text_has() {
        let title: String =
            (1900..2100).map(|year| format!("modifiée le 1 mars {year}, modifiée le 2 mai {year} ")).collect();
        let history = read(&title);
        assert_eq!((history.amendments.len(), history.complete), (MAX_AMENDMENTS, false));
        assert!(!read("modifiée le 5 mars 2019, modifiée à plusieurs reprises et le 4 mai 2021").complete);
    }

    fn in_force(text: &str) -> AmendmentHistory {
        let mut history = AmendmentHistory::default();
        history.read_entries_into_force(text, Some(date(2020, 5, 5)), "operative", &mut Findings::default());
        history
    }

    #[test]
    fn entries_into_force() {
        let text =
            "La présente délibération, telle que modifiée le 9 janvier 2024, entre en vigueur le 24 janvier 2024.";
        assert_eq!(in_force(text).amendments[0].in_force, Some(date(2024, 1, 24)));
        let text =
            "De wijzigingen van deze beraadslaging, goedgekeurd op 4 maart 2025, treden in werking op 19 maart 2025.";
        assert_eq!(in_force(text).amendments[0].in_force, Some(date(2025, 3, 19)));
        assert_eq!(in_force("Deze beraadslaging treedt in werking op 20 mei 2020.").in_force, Some(date(2020, 5, 20)));
        assert_eq!(in_force("Deze beraadslaging treedt op 20 mei 2020 in werking.").in_force, Some(date(2020, 5, 20)));
        let text = "La présente délibération entre en vigueur quinze jours après son approbation.";
        assert_eq!(in_force(text).in_force, Some(date(2020, 5, 20)));
        assert_eq!(in_force("La loi entre en vigueur le 20 mai 2020.").in_force, None);
    }
}
