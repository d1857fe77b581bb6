//! Dates as the committee writes them, in French and in Dutch: `1er avril 2025`, `1^{er} avril`, `7 JULI 2009`.

use std::ops::Range;

use jiff::civil::Date;

/// A date found in a text, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// The bytes that it takes.
    pub range: Range<usize>,
    pub date: Date,
}

const MONTHS: [(&str, &str); 12] = [
    ("janvier", "januari"),
    ("fevrier", "februari"),
    ("mars", "maart"),
    ("avril", "april"),
    ("mai", "mei"),
    ("juin", "juni"),
    ("juillet", "juli"),
    ("aout", "augustus"),
    ("septembre", "september"),
    ("octobre", "oktober"),
    ("novembre", "november"),
    ("decembre", "december"),
];

/// The number of a month from its French or Dutch name, whatever its case and accents.
#[must_use]
pub fn month(name: &str) -> Option<i8> {
    let name: String = name.chars().flat_map(char::to_lowercase).map(without_accent).collect();
    let index = MONTHS.iter().position(|(fr, nl)| *fr == name || *nl == name)?;
    i8::try_from(index + 1).ok()
}

const fn without_accent(c: char) -> char {
    match c {
        'é' | 'è' | 'ê' => 'e',
        'û' | 'ù' => 'u',
        other => other,
    }
}

/// Every date of a text, in order. One without a year takes that of the next in the same enumeration
/// (`les 4 mars et 5 mai 2015`); one that does not exist (`31 avril 2020`) is none.
#[must_use]
pub fn dates_in(text: &str) -> Vec<FoundDate> {
    let words = words_of(text);
    let mut found = Vec::new();
    let mut waiting: Vec<SpelledDate> = Vec::new();
    let mut index = 0;
    while index < words.len() {
        if let Some(date) = numeric_date(&words[index]) {
            found.push(date);
            index += 1;
            continue;
        }
        let Some(spelled) = spelled_date(&words[index..]) else {
            if !is_connector(words[index].text) {
                waiting.clear();
            }
            index += 1;
            continue;
        };
        index += spelled.words;
        let year = spelled.year;
        waiting.push(spelled);
        if let Some(year) = year {
            found.extend(waiting.drain(..).filter_map(|spelled| spelled.in_year(year)));
        }
    }
    found
}

/// A day and a month in words, perhaps without the year.
struct SpelledDate {
    range: Range<usize>,
    day: i8,
    month: i8,
    year: Option<i16>,
    words: usize,
}

impl SpelledDate {
    fn in_year(self, year: i16) -> Option<FoundDate> {
        Some(FoundDate { range: self.range, date: Date::new(year, self.month, self.day).ok()? })
    }
}

struct Word<'text> {
    text: &'text str,
    start: usize,
}

fn words_of(text: &str) -> Vec<Word<'_>> {
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')');
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (separates(c), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push(Word { text: &text[from..at], start: from });
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.push(Word { text: &text[from..], start: from });
    }
    words
}

fn is_connector(word: &str) -> bool {
    ["et", "en", "le", "les", "op", "du", "van", "puis", "&"].iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Day, month and perhaps year at the beginning of the words.
fn spelled_date(words: &[Word<'_>]) -> Option<SpelledDate> {
    let first = words.first()?;
    let (day, separate_ending) = day_of(first.text, words.get(1).map(|word| word.text))?;
    let month_at = if separate_ending { 2 } else { 1 };
    let month_word = words.get(month_at)?;
    let (name, rest) = leading_letters(month_word.text);
    let month = month(name)?;
    let year_word = words.get(month_at + 1).filter(|_| rest.is_empty());
    let year = year_word.and_then(|word| year_of(word.text));
    let (end, words) = match year_word {
        Some(word) if year.is_some() => (word.start + 4, month_at + 2),
        _ => (month_word.start + name.len(), month_at + 1),
    };
    Some(SpelledDate { range: first.start..end, day, month, year, words })
}

fn leading_letters(word: &str) -> (&str, &str) {
    word.split_at(word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len()))
}

const DAY_ENDINGS: [&str; 8] = ["er", "^{er}", "^er", "e", "ste", "de", "ᵉʳ", "°"];

/// A day of the month, and whether its ending (`er`) is the next word.
fn day_of(word: &str, next: Option<&str>) -> Option<(i8, bool)> {
    let word = word.rsplit(['\'', '’']).next().unwrap_or(word);
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    if !(1..=2).contains(&end) {
        return None;
    }
    let day = word[..end].parse().ok().filter(|day| (1..=31).contains(day))?;
    let is_ending = |ending: &str| DAY_ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending));
    match &word[end..] {
        "" => Some((day, next.is_some_and(is_ending))),
        ending if is_ending(ending) => Some((day, false)),
        _ => None,
    }
}

/// A year of four digits; what follows it, such as the mark of a footnote, does not matter unless it is a digit.
fn year_of(word: &str) -> Option<i16> {
    let digits = word.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let longer = word[4..].starts_with(|c: char| c.is_ascii_digit());
    digits.parse().ok().filter(|year| !longer && (1900..=2199).contains(year))
}

/// A date in figures: `03/12/2002`, `3.12.2002`, `3-12-2002`.
fn numeric_date(word: &Word<'_>) -> Option<FoundDate> {
    let text = word.text.trim_end_matches(['.', ':']);
    if text.len() > 10 || !text.is_ascii() {
        return None;
    }
    let separator = ['/', '.', '-'].into_iter().find(|separator| text.matches(*separator).count() == 2)?;
    let mut parts = text.split(separator);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let date = Date::new(year_of(year)?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(FoundDate { range: word.start..word.start + text.len(), date })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn dates(text: &str) -> Vec<Date> {
        dates_in(text).into_iter().map(|found| found.date).collect()
    }

    #[test]
    fn french_and_dutch_whatever_the_case() {
        assert_eq!(
            dates("DU 9 NOVEMBRE 2004, MODIFIÉE LE 5 MARS 2019 ET LE 4 MAI 2021"),
            [date(2004, 11, 9), date(2019, 3, 5), date(2021, 5, 4)]
        );
        assert_eq!(dates("VAN 1 JULI 2008, GEWIJZIGD OP 7 JULI 2009,"), [date(2008, 7, 1), date(2009, 7, 7)]);
        assert_eq!(
            dates("le 3 décembre 2024, le 4 AOÛT 2020, le 2 fevrier 2001"),
            [date(2024, 12, 3), date(2020, 8, 4), date(2001, 2, 2)]
        );
    }

    #[test]
    fn the_first_of_a_month_has_several_endings() {
        for text in ["1er avril 2025", "1^{er} avril 2025", "1 er avril 2025", "1ste april 2025", "1 AVRIL 2025¹"] {
            assert_eq!(dates(text), [date(2025, 4, 1)], "{text}");
        }
    }

    #[test]
    fn a_year_may_stand_once_for_several() {
        assert_eq!(dates("modifiée les 4 mars et 5 mai 2015"), [date(2015, 3, 4), date(2015, 5, 5)]);
        assert_eq!(dates("le 4 mars, sauf erreur le 5 mai 2015"), [date(2015, 5, 5)]);
    }

    #[test]
    fn figures_are_dates_too() {
        assert_eq!(dates("d.d. 03/12/2002"), [date(2002, 12, 3)]);
        assert_eq!(dates("95/46/CE, 2016/679, article 7.10.2"), []);
    }

    #[test]
    fn where_a_date_stands() {
        let text = "du 1er août 2020;";
        let found = dates_in(text);
        assert_eq!(&text[found[0].range.clone()], "1er août 2020");
    }

    #[test]
    fn a_day_that_does_not_exist_is_no_date() {
        assert_eq!(dates("le 31 avril 2020, le 45 mai 2020, le 0 mai 2020"), []);
    }
}
