//! How dates, periods, amounts and numbers are written.

use delibero_domain::parameters::Span;
use delibero_domain::period::{Month, Period, Quarter};
use delibero_domain::record::RecordTime;
use delibero_domain::text::Language;
use jiff::civil::Date;

use crate::say;

/// Between thousands: a narrow space that does not break.
const THIN: char = '\u{202f}';
/// Before a unit: a space that does not break.
const FIXED: char = '\u{a0}';

const MONTHS: [[&str; 12]; 3] = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
];

fn month(date: Date, language: Language) -> &'static str {
    let names = match language {
        Language::Fr => &MONTHS[0],
        Language::Nl => &MONTHS[1],
        Language::De => &MONTHS[2],
    };
    usize::try_from(date.month() - 1).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// A day in running text: `16 avril 2025`.
#[must_use]
pub fn long_date(date: Date, language: Language) -> String {
    let (day, month, year) = (date.day(), month(date, language), date.year());
    match (language, day) {
        (Language::Fr, 1) => format!("1er{FIXED}{month} {year}"),
        (Language::De, _) => format!("{day}.{FIXED}{month} {year}"),
        _ => format!("{day}{FIXED}{month} {year}"),
    }
}

/// A day in a table: `16.04.2025`.
#[must_use]
pub fn short_date(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// A period in running text: `du 1er avril 2025 au 30 juin 2025`.
#[must_use]
pub fn period(period: Period, language: Language) -> String {
    let begin = long_date(period.begin, language);
    let Some(end) = period.end else {
        return match language {
            Language::Fr => format!("depuis le {begin}"),
            Language::Nl => format!("sinds {begin}"),
            Language::De => format!("seit dem {begin}"),
        };
    };
    let last = long_date(end, language);
    match language {
        Language::Fr if end == period.begin => format!("le {begin}"),
        Language::Nl if end == period.begin => format!("op {begin}"),
        Language::De if end == period.begin => format!("am {begin}"),
        Language::Fr => format!("du {begin} au {last}"),
        Language::Nl => format!("van {begin} tot en met {last}"),
        Language::De => format!("vom {begin} bis zum {last}"),
    }
}

/// A period in a table: `01.04.2025 – 30.06.2025`, open: `01.04.2025 – …`.
#[must_use]
pub fn short_period(period: Period) -> String {
    let end = period.end.map_or_else(|| "…".to_owned(), short_date);
    format!("{}{FIXED}– {end}", short_date(period.begin))
}

/// An amount of cents in euro: `1 123,38 €`.
#[must_use]
pub fn amount(cents: i64) -> String {
    let (sign, whole, rest) = parts(cents);
    format!("{sign}{},{rest:02}{FIXED}€", grouped(whole))
}

/// A number given in hundredths: `1 123`, `12,50`.
#[must_use]
pub fn count(hundredths: i64) -> String {
    let (sign, whole, rest) = parts(hundredths);
    let whole = grouped(whole);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole},{rest:02}") }
}

fn parts(hundredths: i64) -> (&'static str, u64, u64) {
    let size = hundredths.unsigned_abs();
    (if hundredths < 0 { "\u{2212}" } else { "" }, size / 100, size % 100)
}

/// A whole number with its thousands apart: `12 345`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3 * THIN.len_utf8());
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(THIN);
        }
        words.push(digit);
    }
    words
}

/// A quarter: `T1 2025`, `K1 2025`, `Q1 2025`.
#[must_use]
pub fn quarter(quarter: Quarter, language: Language) -> String {
    let letter = match language {
        Language::Fr => 'T',
        Language::Nl => 'K',
        Language::De => 'Q',
    };
    format!("{letter}{}{FIXED}{}", quarter.number(), quarter.year())
}

/// A month: `03/2025`.
#[must_use]
pub fn month_of_year(month: Month) -> String {
    format!("{:02}/{:04}", month.number(), month.year())
}

/// The time that was asked about: `T1 2025 – T3 2025`, `03/2025 – 05/2025`, `31.12.2025`.
#[must_use]
pub fn span(span: Span, language: Language) -> String {
    let between = |first: String, last: String| if first == last { first } else { format!("{first}{FIXED}– {last}") };
    match span {
        Span::Quarters(range) => between(quarter(range.first, language), quarter(range.last, language)),
        Span::Months(range) => between(month_of_year(range.first), month_of_year(range.last)),
        Span::Day(day) => short_date(day),
        Span::LastKnown => say!(language, answer.span_last_known).to_owned(),
        Span::Whole => say!(language, answer.span_whole).to_owned(),
    }
}

/// The time of a record: `T1 2025`, `03/2025`, `31.12.2025`, `01.01.2025 – …`.
#[must_use]
pub fn record_time(time: RecordTime, language: Language) -> String {
    match time {
        RecordTime::Quarter(of) => quarter(of, language),
        RecordTime::Month(month) => month_of_year(month),
        RecordTime::Day(day) => short_date(day),
        RecordTime::Period(period) => short_period(period),
    }
}

/// An instant in running text, from `2026-11-21 01:02:03`: `21 novembre 2026 à 01:02:03`.
#[must_use]
pub fn date_time(at: &str, language: Language) -> String {
    let Some((day, time)) = split(at) else {
        return at.to_owned();
    };
    let day = long_date(day, language);
    match language {
        Language::Fr => format!("{day} à {time}"),
        Language::Nl => format!("{day} om {time}"),
        Language::De => format!("{day} um {time}"),
    }
}

/// An instant in a table, from `2026-11-21 01:02:03`: `21.11.2026 01:02:03`.
#[must_use]
pub fn short_date_time(at: &str) -> String {
    split(at).map_or_else(|| at.to_owned(), |(day, time)| format!("{}{FIXED}{time}", short_date(day)))
}

fn split(at: &str) -> Option<(Date, &str)> {
    let (day, time) = at.split_once(' ')?;
    Some((day.parse().ok()?, time))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date::constant(2025, 4, 16);

    #[test]
    fn dates_are_written_as_the_language_does() {
        assert_eq!(long_date(DAY, Language::Fr), "16\u{a0}avril 2025");
        assert_eq!(long_date(Date::constant(2025, 4, 1), Language::Fr), "1er\u{a0}avril 2025");
        assert_eq!(long_date(DAY, Language::Nl), "16\u{a0}april 2025");
        assert_eq!(long_date(DAY, Language::De), "16.\u{a0}April 2025");
        assert_eq!(short_date(Date::constant(2025, 4, 6)), "06.04.2025");
    }

    #[test]
    fn a_period_says_when_it_is_open_or_one_day_long() {
        let open = Period { begin: DAY, end: None };
        assert_eq!(period(open, Language::Nl), "sinds 16\u{a0}april 2025");
        assert_eq!(short_period(open), "16.04.2025\u{a0}– …");
        let single = Period { begin: DAY, end: Some(DAY) };
        assert_eq!(period(single, Language::De), "am 16.\u{a0}April 2025");
    }

    #[test]
    fn amounts_and_counts_keep_their_hundredths() {
        assert_eq!(amount(112_338), "1\u{202f}123,38\u{a0}€");
        assert_eq!(amount(-5), "\u{2212}0,05\u{a0}€");
        assert_eq!(amount(123_456_700), "1\u{202f}234\u{202f}567,00\u{a0}€");
        assert_eq!(count(1_200), "12");
        assert_eq!(count(1_250), "12,50");
    }

    #[test]
    fn an_instant_that_cannot_be_read_stays_as_it_is() {
        assert_eq!(date_time("2026-11-21 01:02:03", Language::Fr), "21\u{a0}novembre 2026 à 01:02:03");
        assert_eq!(short_date_time("2026-11-21 01:02:03"), "21.11.2026\u{a0}01:02:03");
        assert_eq!(date_time("soon", Language::Fr), "soon");
    }
}
