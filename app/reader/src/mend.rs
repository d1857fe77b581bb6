//! Joins broken lines: hyphens at line ends, raised endings on a line of their own, punctuation that slipped.

use std::collections::HashSet;

use delibero_domain::text::Language;

use crate::hyphens::{self, Hyphen};
use crate::lines::Line;
use crate::pattern::pattern;

/// The words of a document: they tell `docu-` `ment` from `médecin-` `conseil`.
pub struct Vocabulary {
    words: HashSet<String>,
    language: Language,
}

/// How two lines were joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// As the text demands.
    Sure,
    /// With a hyphen kept or dropped on a guess.
    Guessed,
}

impl Vocabulary {
    /// The words within the lines: those at their edges may be halves.
    pub fn of(lines: &[Line], language: Language) -> Self {
        let mut words = HashSet::new();
        let mut is_broken = false;
        for line in lines {
            let mut parts = line.text.split(|c: char| !c.is_alphanumeric() && c != '-').peekable();
            if is_broken {
                parts.next();
            }
            is_broken = line.text.ends_with(['-', '\u{ad}']);
            while let Some(word) = parts.next() {
                let is_half = parts.peek().is_none() && is_broken || word.ends_with('-');
                if word.len() > 1 && !is_half {
                    words.insert(word.to_lowercase());
                }
            }
        }
        Self { words, language }
    }

    fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Adds a line to a text that it continues.
    pub fn join(&self, text: &mut String, line: &str) -> Joint {
        if text.is_empty() {
            text.push_str(line);
            return Joint::Sure;
        }
        if text.ends_with('\u{ad}') {
            text.pop();
            text.push_str(line);
            return Joint::Sure;
        }
        if ends_with_hyphenated_letter(text) && line.starts_with(char::is_alphabetic) {
            return self.join_halves(text, line);
        }
        if !is_glued(text, line) {
            text.push(' ');
        }
        text.push_str(line);
        Joint::Sure
    }

    fn join_halves(&self, text: &mut String, line: &str) -> Joint {
        let left = last_word(text.trim_end_matches('-'));
        let right = first_word(line);
        let hyphen = hyphens::between(left, right, self.language, |word| self.knows(word));
        match hyphen {
            Hyphen::Suspended => text.push(' '),
            Hyphen::Dropped | Hyphen::Guessed(false) => {
                text.pop();
            }
            Hyphen::Kept | Hyphen::Guessed(true) => {}
        }
        text.push_str(line);
        if matches!(hyphen, Hyphen::Guessed(_)) { Joint::Guessed } else { Joint::Sure }
    }
}

fn ends_with_hyphenated_letter(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.next() == Some('-') && last.next().is_some_and(char::is_alphabetic)
}

/// Longer words are none: without a bound, a text of halves only would take quadratic time.
const LONGEST_WORD: usize = 80;

fn last_word(text: &str) -> &str {
    let end = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST_WORD))..];
    end.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    let start = &text[..text.floor_char_boundary(LONGEST_WORD)];
    start.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// `15-` `jarige`, `2016-` `2017`, but not `2016-` `en 2017`.
fn goes_on_behind_digit(text: &str, line: &str) -> bool {
    let mut last = text.chars().rev();
    let is_digit = last.next() == Some('-') && last.next().is_some_and(|c| c.is_ascii_digit());
    is_digit && line.starts_with(char::is_alphabetic) && !matches!(first_word(line), "en" | "of" | "et" | "ou")
}

/// Whether nothing comes between: a raised ending, or punctuation that belongs to what stands before.
fn is_glued(text: &str, line: &str) -> bool {
    let raised = pattern!(r"^(?:er|ère|e|ème|de|ste|o|°|bis|ter)$").is_match(line);
    (raised && text.ends_with(|c: char| c.is_ascii_digit()))
        || line.starts_with([',', '.', ';', ')'])
        || text.ends_with(['’', '\'', '('])
        || goes_on_behind_digit(text, line)
        || text.ends_with('-') && !text.ends_with(" -") && line.starts_with(|c: char| c.is_ascii_digit())
}
