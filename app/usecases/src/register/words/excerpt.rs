//! Words around the first hit, as a text has them.

use std::ops::Range;
use std::sync::Arc;

use delibero_domain::deliberation::register::VersionText;
use delibero_domain::text::Language;

use super::index::{Stemming, mark, passages};
use super::query::{Query, Term};
use super::token::{Token, tokens};

/// What stands before a hit.
pub const HIT_BEGINS: char = '\u{2}';
/// What stands behind a hit.
pub const HIT_ENDS: char = '\u{3}';

const WORDS_BEFORE: usize = 8;
const WORDS_AFTER: usize = 24;

/// Makes excerpts for one query.
pub struct Excerpts {
    query: Query,
    stemming: Stemming,
}

impl Excerpts {
    /// For a query.
    #[must_use]
    pub fn of(query: Query) -> Self {
        Self { query, stemming: Stemming::default() }
    }

    /// The words around the first hit in a text, the hits between marks; none where the text has none.
    #[must_use]
    pub fn in_text(&self, language: Language, text: &VersionText) -> Option<String> {
        let titles = text.sections.iter().map(|section| section.title.as_str()).chain([text.title.as_str()]);
        passages(text).chain(titles).find_map(|passage| self.in_passage(language, passage))
    }

    fn in_passage(&self, language: Language, passage: &str) -> Option<String> {
        let tokens = tokens(passage);
        let words: Vec<Word<'_>> = tokens.iter().map(|token| self.word(language, token)).collect();
        let mut hits: Vec<Range<usize>> = Vec::new();
        let mut index = 0;
        while index < words.len() {
            let length = self.query.terms.iter().filter_map(|term| hit(term, language, &words[index..])).max();
            hits.extend(length.map(|length| index..index + length));
            index += length.unwrap_or(1);
        }
        let first = hits.first()?;
        let shown = first.start.saturating_sub(WORDS_BEFORE)..(first.end + WORDS_AFTER).min(tokens.len());
        Some(marked(passage, &tokens, shown, &hits))
    }

    fn word<'t>(&self, language: Language, token: &'t Token) -> Word<'t> {
        let stem = self.stemming.stem(language, token);
        Word { stem, word: &token.word }
    }
}

struct Word<'t> {
    word: &'t str,
    stem: Arc<str>,
}

impl Word<'_> {
    fn is(&self, index_word: &str, language: Language) -> bool {
        index_word == self.word || index_word.strip_prefix(mark(language)) == Some(&self.stem)
    }
}

/// How many words a term takes at the beginning of some; none when it is not there.
fn hit(term: &Term, language: Language, words: &[Word<'_>]) -> Option<usize> {
    let first = words.first()?;
    match term {
        Term::Word { any, prefix } => {
            let begins = prefix.as_ref().is_some_and(|prefix| first.word.starts_with(prefix.as_str()));
            (begins || any.iter().any(|word| first.is(word, language))).then_some(1)
        }
        Term::Phrase(phrases) => {
            let phrase = phrases.iter().find(|phrase| phrase.language == language)?;
            let there = words.get(..phrase.stems.len())?;
            there
                .iter()
                .map(|word| &*word.stem)
                .eq(phrase.stems.iter().map(String::as_str))
                .then_some(phrase.stems.len())
        }
    }
}

fn marked(passage: &str, tokens: &[Token], shown: Range<usize>, hits: &[Range<usize>]) -> String {
    let begin = if shown.start == 0 { 0 } else { tokens[shown.start].range.start };
    let end = if shown.end == tokens.len() { passage.len() } else { tokens[shown.end - 1].range.end };
    let mut text = String::new();
    let mut at = begin;
    for hit in hits.iter().filter(|hit| hit.end <= shown.end) {
        let bytes = tokens[hit.start].range.start..tokens[hit.end - 1].range.end;
        text.push_str(&passage[at..bytes.start]);
        text.push(HIT_BEGINS);
        text.push_str(&passage[bytes.clone()]);
        text.push(HIT_ENDS);
        at = bytes.end;
    }
    text.push_str(&passage[at..end]);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, behind) = (if begin > 0 { "… " } else { "" }, if end < passage.len() { " …" } else { "" });
    format!("{before}{line}{behind}")
}
