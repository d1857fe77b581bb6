//! A NISS as people type or paste it: digits, with blanks, dots and dashes anywhere.

use super::{Niss, NissError};

const DIGITS: u32 = 11;
/// More than this is no number with marks in it, and is not read to its end.
const MAX_CHARACTERS: usize = 200;

impl std::str::FromStr for Niss {
    type Err = NissError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        let mut number = 0_u64;
        let mut count = 0;
        for (place, character) in (1_u16..).zip(input.chars().take(MAX_CHARACTERS)) {
            match digit(character) {
                Some(_) if count == DIGITS => count += 1,
                Some(digit) if count < DIGITS => {
                    count += 1;
                    number = number * 10 + u64::from(digit);
                }
                None if !is_mark(character) => return Err(NissError::Character(place)),
                _ => {}
            }
        }
        match count {
            _ if input.chars().nth(MAX_CHARACTERS).is_some() => Err(NissError::Length),
            DIGITS => Self::from_number(number),
            0 if input.chars().all(is_blank) => Err(NissError::Empty),
            _ => Err(NissError::Length),
        }
    }
}

/// Full-width digits come out of East Asian keyboards and of some spreadsheets.
fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(u32::from(character) - u32::from('0')),
        '\u{ff10}'..='\u{ff19}' => Some(u32::from(character) - 0xff10),
        _ => None,
    }
}

fn is_mark(character: char) -> bool {
    is_blank(character) || is_dash(character) || matches!(character, '.' | '\u{ff0e}')
}

/// Spaces of every width, tabs and ends of lines, and what has no width at all.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' // without width
            | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') // direction
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}
