//! Joins broken lines: hyphens at line ends, raised endings on a line of their own, punctuation that slipped.

use std::collections::HashSet;

use crate::lines::Line;
use crate::pattern::pattern;

/// The words of a document: they tell `docu-` `ment` from `médecin-` `conseil`.
#[derive(Default)]
pub struct Vocabulary {
    words: HashSet<String>,
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
    pub fn of(lines: &[Line]) -> Self {
        let mut words = HashSet::new();
        for line in lines {
            let mut parts = line.text.split(|c: char| !c.is_alphanumeric() && c != '-').peekable();
            while let Some(word) = parts.next() {
                let is_half = parts.peek().is_none() && line.text.ends_with('-');
                if word.len() > 1 && !is_half {
                    words.insert(word.to_lowercase());
                }
            }
        }
        Self { words }
    }

    fn knows(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
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
        let suspended = matches!(right, "en" | "of" | "et" | "ou");
        if suspended {
            text.push(' ');
            text.push_str(line);
            return Joint::Sure;
        }
        let keeps =
            self.knows(&format!("{left}-{right}")) || is_compound(left, right) || line.starts_with(char::is_uppercase);
        let drops = self.knows(&format!("{left}{right}"));
        let both_known = self.knows(left) && self.knows(right);
        if !keeps && (drops || !both_known) {
            text.pop();
        }
        text.push_str(line);
        if keeps || drops { Joint::Sure } else { Joint::Guessed }
    }
}

/// Compounds whose hyphen is part of the word, by one of their halves.
fn is_compound(left: &str, right: &str) -> bool {
    const LEFT: [&str; 16] = [
        "banque", "médecin", "sous", "non", "vice", "celui", "celle", "ceux", "peut", "rendez", "socio", "avant",
        "après", "demi", "mi", "ex",
    ];
    const RIGHT: [&str; 12] =
        ["ci", "là", "conseil", "carrefour", "même", "mêmes", "loi", "dessus", "dessous", "après", "avant", "être"];
    LEFT.iter().any(|known| known.eq_ignore_ascii_case(left)) || RIGHT.contains(&right)
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

/// Whether nothing comes between: a raised ending, or punctuation that belongs to what stands before.
fn is_glued(text: &str, line: &str) -> bool {
    let raised = pattern!(r"^(?:er|ère|e|ème|de|ste|o|°|bis|ter)$").is_match(line);
    (raised && text.ends_with(|c: char| c.is_ascii_digit()))
        || line.starts_with([',', '.', ';', ')'])
        || text.ends_with(['’', '\'', '('])
        || text.ends_with('-') && !text.ends_with(" -") && line.starts_with(|c: char| c.is_ascii_digit())
}
