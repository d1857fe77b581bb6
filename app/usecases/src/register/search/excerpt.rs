//! The words of a text around the place where most of what is looked for stands.

use std::collections::BTreeSet;
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
    #[must_use]
    pub fn of(query: Query) -> Self {
        Self { query, stemming: Stemming::default() }
    }

    /// The words of a text where most of the terms stand, the first such place, the hits between marks; none where the
    /// text has none of them.
    #[must_use]
    pub fn in_text(&self, language: Language, text: &VersionText) -> Option<String> {
        let titles = text.sections.iter().map(|section| section.title.as_str()).chain([text.title.as_str()]);
        let mut best: Option<Place<'_>> = None;
        for passage in passages(text).chain(titles) {
            let Some(place) = self.in_passage(language, passage) else { continue };
            if best.as_ref().is_none_or(|best| place.terms > best.terms) {
                best = Some(place);
            }
            // No other place has more than all of them.
            if best.as_ref().is_some_and(|best| best.terms == self.query.terms.len()) {
                break;
            }
        }
        best.map(|place| marked(place.passage, &place.tokens, place.shown, &place.hits))
    }

    /// The place of a passage that has most of the terms.
    fn in_passage<'p>(&self, language: Language, passage: &'p str) -> Option<Place<'p>> {
        let tokens = tokens(passage);
        let found = self.hits(language, &tokens);
        let around =
            |hit: &Range<usize>| hit.start.saturating_sub(WORDS_BEFORE)..(hit.end + WORDS_AFTER).min(tokens.len());
        let places = found.iter().enumerate().map(|(at, (hit, _))| {
            let shown = around(hit);
            let there = found[at..].iter().take_while(|(hit, _)| hit.end <= shown.end);
            let terms: BTreeSet<usize> = there.flat_map(|(_, terms)| terms.iter().copied()).collect();
            (terms.len(), shown)
        });
        let (terms, shown) = places.reduce(|best, place| if place.0 > best.0 { place } else { best })?;
        let hits = found.into_iter().map(|(hit, _)| hit).filter(|hit| hit.start >= shown.start).collect();
        Some(Place { passage, terms, shown, hits, tokens })
    }

    /// Where terms stand, and which: the longest that begins there.
    fn hits(&self, language: Language, tokens: &[Token]) -> Vec<(Range<usize>, Vec<usize>)> {
        let words: Vec<Word<'_>> = tokens.iter().map(|token| self.word(language, token)).collect();
        let mut hits = Vec::new();
        let mut index = 0;
        while index < words.len() {
            let terms = self.query.terms.iter().enumerate();
            let here: Vec<(usize, usize)> =
                terms.filter_map(|(term, of)| Some((term, hit(of, language, &words[index..])?))).collect();
            let length = here.iter().map(|(_, length)| *length).max();
            hits.extend(length.map(|length| (index..index + length, here.iter().map(|(term, _)| *term).collect())));
            index += length.unwrap_or(1);
        }
        hits
    }

    fn word<'t>(&self, language: Language, token: &'t Token) -> Word<'t> {
        let stem = self.stemming.stem(language, token);
        Word { stem, word: &token.word }
    }
}

/// A place of a text, and how many of the terms stand there.
struct Place<'p> {
    passage: &'p str,
    terms: usize,
    shown: Range<usize>,
    hits: Vec<Range<usize>>,
    tokens: Vec<Token>,
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
