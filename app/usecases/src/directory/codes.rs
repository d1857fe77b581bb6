//! Under which quality codes an organisation integrates persons, and what an integration may say.

use delibero_domain::catalogue::{Catalogue, QualityCode, Sector};
use delibero_domain::period::Period;
use delibero_domain::reference_directory::{Integration, NO_SECTOR_KNOWN};
use delibero_domain::text::Text;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::error::FileFault;
use super::model::{FileOnPerson, Organisation};

/// The longest number of a file, in characters.
pub const MAX_FILE_NUMBER: usize = 64;
/// The highest quality code of the network.
const HIGHEST_CODE: u16 = 999;

/// A quality code of the organisation's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCode {
    pub code: u16,
    pub label: Text,
    /// Whether it says that there is a file on the person as a client.
    pub counts: bool,
    /// How long an integration lasts at most, in days; none: as long as one likes.
    pub days: Option<u16>,
}

/// The codes under which an organisation integrates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeList {
    /// The number of the sector in the network.
    pub sector: u16,
    /// In the order of their numbers.
    pub codes: Vec<KnownCode>,
    /// Whether nothing is known of the sector's own codes, so that others than those listed may be used.
    pub open: bool,
}

impl CodeList {
    /// Those of the sector of the organisation's recipients, and those of every sector.
    #[must_use]
    pub fn of(catalogue: &Catalogue, organisation: &Organisation, today: Date) -> Self {
        let mut sectors: Vec<&Sector> = Vec::new();
        for recipient in &organisation.recipients_on(today) {
            sectors.extend(catalogue.sector_of(recipient.as_str()).filter(|found| !sectors.contains(found)));
        }
        let mut codes: Vec<KnownCode> = Vec::new();
        for known in sectors.iter().flat_map(|sector| &sector.codes).chain(catalogue.quality_codes()) {
            if codes.iter().all(|listed| listed.code != known.code) {
                codes.push(KnownCode::of(known));
            }
        }
        codes.sort_by_key(|known| known.code);
        let sector = organisation.sector.or_else(|| sectors.first().map(|sector| sector.number));
        Self { sector: sector.unwrap_or(NO_SECTOR_KNOWN), codes, open: sectors.is_empty() }
    }

    #[must_use]
    pub fn code(&self, code: u16) -> Option<&KnownCode> {
        self.codes.iter().find(|known| known.code == code)
    }

    /// What an integration says; one under a provisional code ends by itself.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn file(
        &self,
        quality_code: u16,
        (begin, end): (Date, Option<Date>),
        file_number: Option<String>,
    ) -> Result<FileOnPerson, FileFault> {
        let known = self.code(quality_code);
        if known.is_none() && (!self.open || quality_code > HIGHEST_CODE) {
            return Err(FileFault::Code);
        }
        let last = known.and_then(|known| known.days).map(|days| last_day(begin, days));
        let end = end.or(last.map(|(day, _)| day));
        if end.is_some_and(|end| end < begin) {
            return Err(FileFault::Reversed);
        }
        if let Some((day, days)) = last
            && end.is_some_and(|end| end > day)
        {
            return Err(FileFault::TooLong(days));
        }
        let file_number = file_number.map(|number| number.trim().to_owned()).filter(|number| !number.is_empty());
        let is_wrong = |number: &String| number.chars().count() > MAX_FILE_NUMBER || number.contains(char::is_control);
        if file_number.as_ref().is_some_and(is_wrong) {
            return Err(FileFault::FileNumber);
        }
        let period = Period { begin, end };
        Ok(FileOnPerson { integration: Integration { sector: self.sector, quality_code, period }, file_number })
    }
}

impl KnownCode {
    fn of(known: &QualityCode) -> Self {
        Self { code: known.code, label: known.label.clone(), counts: known.counts, days: known.days }
    }
}

fn last_day(begin: Date, days: u16) -> (Date, u16) {
    (begin.saturating_add((i32::from(days) - 1).max(0).days()), days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(open: bool) -> CodeList {
        let code = |code, days| KnownCode { code, label: Text::same("x"), counts: true, days };
        CodeList { sector: 17, codes: vec![code(2, None), code(902, Some(45))], open }
    }

    fn day(word: &str) -> Date {
        word.parse().expect("a day")
    }

    #[test]
    fn a_provisional_integration_ends_by_itself() {
        let begin = day("2025-06-01");
        let file = list(false).file(902, (begin, None), None).expect("a file");
        assert_eq!(file.integration.period.end, Some(day("2025-07-15")));
        assert!(list(false).file(902, (begin, Some(day("2025-07-15"))), None).is_ok());
        let long = list(false).file(902, (begin, Some(day("2025-07-16"))), None);
        assert_eq!(long, Err(FileFault::TooLong(45)));
        assert_eq!(list(false).file(2, (begin, None), None).expect("a file").integration.period.end, None);
    }

    #[test]
    fn a_code_that_is_not_listed_is_taken_only_where_no_list_is_known() {
        let begin = (day("2025-06-01"), None);
        assert_eq!(list(false).file(3, begin, None), Err(FileFault::Code));
        assert!(list(true).file(3, begin, None).is_ok());
        assert_eq!(list(true).file(1000, begin, None), Err(FileFault::Code));
    }

    #[test]
    fn the_rest_of_a_file_is_checked_as_well() {
        let reversed = (day("2025-06-01"), Some(day("2025-05-31")));
        assert_eq!(list(false).file(2, reversed, None), Err(FileFault::Reversed));
        let begin = (day("2025-06-01"), None);
        let blank = list(false).file(2, begin, Some("  ".to_owned())).expect("a file");
        assert_eq!(blank.file_number, None);
        for wrong in ["x".repeat(65), "D\u{0}1".to_owned(), "D\n1".to_owned()] {
            assert_eq!(list(false).file(2, begin, Some(wrong)), Err(FileFault::FileNumber));
        }
    }
}
