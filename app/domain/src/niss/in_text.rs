//! Finds what reads as a NISS inside any text: an address, a name, what somebody typed into a search box.
//!
//! It asks less than [`Niss`](super::Niss) does, since it guards: eleven digits whose check digits are right, whatever
//! stands between and around them. Which days, months and counters exist is not its business.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::{BirthEra, check_digits};

/// How many digits a NISS has.
const DIGITS: usize = 11;
/// The digit zero of the scripts whose ten digits follow each other, which compatibility forms leave alone.
const ZEROS: [char; 8] = ['\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{1040}', '\u{17e0}'];

/// Whether a text holds a NISS, in any spelling.
#[must_use]
pub fn holds_niss(text: &str) -> bool {
    first(text).is_some()
}

/// The text with every NISS replaced by a mark; none where it holds none.
#[must_use]
pub fn without_niss(text: &str, mark: &str) -> Option<String> {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(range) = first(rest) {
        kept.push_str(&rest[..range.start]);
        kept.push_str(mark);
        rest = &rest[range.end..];
    }
    (rest.len() < text.len()).then(|| kept + rest)
}

struct Digit {
    value: u64,
    bytes: Range<usize>,
    /// No other character stands between it and the digit before.
    joined: bool,
}

/// The first NISS of a text.
fn first(text: &str) -> Option<Range<usize>> {
    runs(text).iter().find_map(|run| {
        let found = run.windows(DIGITS).enumerate().find(|(at, window)| {
            let begins = !window[0].joined;
            let ends = run.get(at + DIGITS).is_none_or(|next| !next.joined);
            let unbroken = window[1..].iter().all(|digit| digit.joined);
            (begins || ends || unbroken) && is_right(window)
        });
        found.map(|(_, window)| window[0].bytes.start..window[DIGITS - 1].bytes.end)
    })
}

/// Digits with anything but letters between them. An `@` ends a run too: behind it stands the day of a version
/// (`79.11@2024-07-01`), and eleven of those digits would be right by chance.
fn runs(text: &str) -> Vec<Vec<Digit>> {
    let mut runs = vec![Vec::new()];
    let mut joined = false;
    for (at, character) in text.char_indices().filter(|(at, _)| !is_of_an_identifier(text, *at)) {
        let bytes = at..at + character.len_utf8();
        let digits: Vec<u64> = digits_of(character).collect();
        for value in &digits {
            if let Some(run) = runs.last_mut() {
                run.push(Digit { value: *value, bytes: bytes.clone(), joined });
            }
            joined = true;
        }
        if digits.is_empty() {
            joined = false;
            if character.is_alphabetic() || character == '@' {
                runs.push(Vec::new());
            }
        }
    }
    runs.retain(|run| run.len() >= DIGITS);
    runs
}

/// The decimal digits that a character stands for: `７`, `⑫`, `²` and `٣` as well as `7`.
fn digits_of(character: char) -> impl Iterator<Item = u64> {
    let plain = std::iter::once(character).nfkd().filter_map(|c| c.to_digit(10).map(u64::from));
    let zero = ZEROS.into_iter().find(|zero| (*zero..=offset(*zero, 9)).contains(&character));
    let native = zero.map(|zero| u64::from(u32::from(character) - u32::from(zero)));
    plain.chain(native)
}

fn offset(zero: char, by: u32) -> char {
    char::from_u32(u32::from(zero) + by).unwrap_or(zero)
}

/// Whether a byte stands in one of our opaque identifiers (8-4-4-4-12 hexadecimal digits), whose digits are random.
fn is_of_an_identifier(text: &str, at: usize) -> bool {
    const LENGTH: usize = 36;
    let bytes = text.as_bytes();
    let is_one = |begin: usize| {
        let Some(word) = bytes.get(begin..begin + LENGTH) else { return false };
        let alone = |at: Option<&u8>| at.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let shaped = word.iter().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
        shaped && alone(begin.checked_sub(1).and_then(|before| bytes.get(before))) && alone(bytes.get(begin + LENGTH))
    };
    (at.saturating_sub(LENGTH - 1)..=at).any(is_one)
}

fn is_right(window: &[Digit]) -> bool {
    let number = window.iter().fold(0_u64, |number, digit| number * 10 + digit.value);
    let (nine, check) = (number / 100, number % 100);
    [BirthEra::Before2000, BirthEra::From2000].into_iter().any(|era| check_digits(nine, era) == check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_found_in_any_spelling_and_whatever_stands_around_it() {
        for text in [
            "85073099932",
            "85.07.30-999.32",
            "85.07.30-999.32 Name",
            "Name (85/07/30 999 32), Namur",
            "n°85 07 30 999 32",
            "x85073099932y",
            "0085073099932",
            "1985.07.30-999.32",
            "1 85.07.30-999.32 2",
            "8 5 0 7 3 0 9 9 9 3 2",
            "85\u{a0}07\u{202f}30\u{2009}999\u{200b}32",
            "85\u{2010}07\u{2212}30\u{2013}999\u{feff}32",
            "85.\u{200e}07.30\t999\u{ad}32",
            "８５０７３０９９９３２",
            "⁸⁵.07.30-999.32",
            "٨٥٠٧٣٠٩٩٩٣٢",
            "85_07_30_999_32",
            "85%2007%2030 999 32".replace("%20", "+").as_str(),
        ] {
            assert!(holds_niss(text), "{text}");
        }
    }

    #[test]
    fn a_counter_that_overflowed_into_the_day_is_found_too() {
        let nine = 850_045_123_u64;
        let text = format!("{nine}{:02}", check_digits(nine, BirthEra::From2000));
        assert!(holds_niss(&text), "{text}");
    }

    #[test]
    fn other_numbers_are_not() {
        for text in [
            "85073099933",
            "08/020",
            "2024-01-01 – 2024-12-31",
            "/deliberations/23/058/points/79.11@2024-07-01",
            "CSI/CSSS/25/114",
            "0195f2a4-8507-7309-9932-123456789012",
            "850730a99932",
            "",
        ] {
            assert!(!holds_niss(text), "{text}");
        }
    }

    #[test]
    fn what_stands_around_it_stays() {
        assert_eq!(without_niss("Dupont 85.07.30-999.32, 85073099932!", "…").as_deref(), Some("Dupont …, …!"));
        assert_eq!(without_niss("Dupont", "…"), None);
    }
}
