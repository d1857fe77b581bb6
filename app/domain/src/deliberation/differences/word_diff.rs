//! Two texts compared word by word.
//!
//! What is compared are words and marks of punctuation; spaces and paragraphs belong to the word behind them. So
//! `chat` and `chat,` share a word, and no space stands alone between two changes.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most places where a word of one text meets the same word in the other, without what both begin and end with:
/// two texts of some 4,000 words of prose. Above it they are compared line by line, and above it again one replaces the
/// other.
pub const MOST_MEETINGS: usize = 500_000;

/// Two texts that keep fewer of the shorter one's words in their order, in thousandths, are told as one text replacing
/// the other: what they share are articles and prepositions.
const LEAST_KEPT: usize = 400;

/// The most words that may stand between two changes and still be told as part of one.
const LONGEST_ISLAND: usize = 3;

/// How many bytes a word has with its spaces, so that memory is asked for once.
const USUAL_LENGTH: usize = 5;

/// A stretch of a comparison. All of `Same` and `Removed` is the old text, all of `Same` and `Inserted` the new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Run {
    /// In both texts.
    Same(String),
    /// In the old text only.
    Removed(String),
    /// In the new text only.
    Inserted(String),
}

impl Run {
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Same(text) | Self::Removed(text) | Self::Inserted(text)) = self;
        text
    }

    fn with(&self, text: &str) -> Self {
        match self {
            Self::Same(_) => Self::Same(text.to_owned()),
            Self::Removed(_) => Self::Removed(text.to_owned()),
            Self::Inserted(_) => Self::Inserted(text.to_owned()),
        }
    }

    /// Whether it is in both texts.
    #[must_use]
    pub const fn is_same(&self) -> bool {
        matches!(self, Self::Same(_))
    }

    /// Whether the old text has it.
    #[must_use]
    pub const fn is_old(&self) -> bool {
        !matches!(self, Self::Inserted(_))
    }

    /// Whether the new text has it.
    #[must_use]
    pub const fn is_new(&self) -> bool {
        !matches!(self, Self::Removed(_))
    }
}

/// What became of one text in another.
#[must_use]
pub fn diff(old: &str, new: &str) -> Vec<Run> {
    let mut vocabulary = Vocabulary::default();
    Passage::words(old, &mut vocabulary).to(&Passage::words(new, &mut vocabulary))
}

/// The runs of each paragraph; an empty line between two paragraphs is in none. For display: whether a paragraph was
/// parted or joined shows in the runs themselves only.
#[must_use]
pub fn paragraphs(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut paragraphs = vec![Vec::new()];
    for run in runs {
        for (index, text) in run.text().split("\n\n").enumerate() {
            if index > 0 {
                paragraphs.push(Vec::new());
            }
            if let (Some(last), false) = (paragraphs.last_mut(), text.is_empty()) {
                last.push(run.with(text));
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// A number for each word.
#[derive(Default)]
pub(super) struct Vocabulary<'t>(HashMap<&'t str, u32>);

impl<'t> Vocabulary<'t> {
    fn number(&mut self, word: &'t str) -> u32 {
        let next = super::wire(self.0.len());
        *self.0.entry(word).or_insert(next)
    }
}

/// A text taken apart.
pub(super) struct Passage<'t> {
    text: &'t str,
    /// The numbers of its words.
    pub(super) words: Vec<u32>,
    places: Vec<Range<usize>>,
}

impl<'t> Passage<'t> {
    pub(super) fn words(text: &'t str, vocabulary: &mut Vocabulary<'t>) -> Self {
        Self::read(text, vocabulary, next_word)
    }

    fn lines(text: &'t str, vocabulary: &mut Vocabulary<'t>) -> Self {
        Self::read(text, vocabulary, |text, from| text[from..].find('\n').map_or(text.len(), |length| from + length))
    }

    fn read(text: &'t str, vocabulary: &mut Vocabulary<'t>, end_of: fn(&str, usize) -> usize) -> Self {
        let guess = text.len() / USUAL_LENGTH;
        let mut passage = Self { text, words: Vec::with_capacity(guess), places: Vec::with_capacity(guess) };
        let mut at = 0;
        while let Some(gap) = text[at..].find(|c: char| !c.is_whitespace()) {
            let place = at + gap..end_of(text, at + gap);
            at = place.end;
            passage.words.push(vocabulary.number(&text[place.clone()]));
            passage.places.push(place);
        }
        passage
    }

    /// What became of it in another, read with the same vocabulary.
    pub(super) fn to(&self, new: &Self) -> Vec<Run> {
        if self.text == new.text {
            return Runs::default().end(self.text, new.text);
        }
        if let Some(same) = kept(&self.words, &new.words) {
            return self.runs(new, same);
        }
        let mut vocabulary = Vocabulary::default();
        let (old, new) = (Self::lines(self.text, &mut vocabulary), Self::lines(new.text, &mut vocabulary));
        old.runs(&new, kept(&old.words, &new.words).unwrap_or_default())
    }

    /// The stretches that stay, and everything between them.
    fn runs(&self, new: &Self, same: Vec<Same>) -> Vec<Run> {
        let mut runs = Runs::default();
        let (mut old_at, mut new_at) = (0, 0);
        for stretch in self.without_islands(new, same) {
            runs.edit(self.of(old_at..stretch.old), new.of(new_at..stretch.new));
            for (old, new_word) in (stretch.old..).zip(stretch.new..).take(stretch.length) {
                runs.edit(self.gap(old), new.gap(new_word));
                runs.same(&self.text[self.places[old].clone()]);
            }
            (old_at, new_at) = (stretch.old + stretch.length, stretch.new + stretch.length);
        }
        runs.edit(self.of(old_at..self.words.len()), new.of(new_at..new.words.len()));
        runs.end(self.gap(self.words.len()), new.gap(new.words.len()))
    }

    /// A few short words that stay between two longer changes are told as part of the change.
    fn without_islands(&self, new: &Self, same: Vec<Same>) -> Vec<Same> {
        let mut kept: Vec<Same> = Vec::new();
        let mut rest = same.into_iter().peekable();
        while let Some(stretch) = rest.next() {
            let (old_from, new_from) =
                kept.last().map_or((0, 0), |last| (last.old + last.length, last.new + last.length));
            let old_to = rest.peek().map_or(self.words.len(), |next| next.old);
            let new_to = rest.peek().map_or(new.words.len(), |next| next.new);
            let (old_end, new_end) = (stretch.old + stretch.length, stretch.new + stretch.length);
            let before = self.of(old_from..stretch.old).len().max(new.of(new_from..stretch.new).len());
            let after = self.of(old_end..old_to).len().max(new.of(new_end..new_to).len());
            let length = self.of(stretch.old..old_end).len();
            if stretch.length > LONGEST_ISLAND || length > before.min(after) {
                kept.push(stretch);
            }
        }
        kept
    }

    /// The spaces before a word, or at the end of the text.
    fn gap(&self, word: usize) -> &'t str {
        let from = word.checked_sub(1).map_or(0, |before| self.places[before].end);
        &self.text[from..self.places.get(word).map_or(self.text.len(), |place| place.start)]
    }

    /// Some words, with the spaces before each.
    fn of(&self, words: Range<usize>) -> &'t str {
        if words.is_empty() {
            return "";
        }
        let from = words.start.checked_sub(1).map_or(0, |before| self.places[before].end);
        &self.text[from..self.places[words.end - 1].end]
    }
}

/// Words that stay.
struct Same {
    old: usize,
    new: usize,
    length: usize,
}

/// The words that stay, as many as can; none where the texts have little in common. Nothing where it costs too much.
fn kept(old: &[u32], new: &[u32]) -> Option<Vec<Same>> {
    if meetings(old, new) > MOST_MEETINGS {
        return None;
    }
    // Of the exact algorithms the one whose cost does not grow with the number of changes.
    let found = capture_diff_slices(Algorithm::Hunt, old, new);
    let same = found.into_iter().filter_map(|found| match found {
        DiffOp::Equal { old_index, new_index, len } => Some(Same { old: old_index, new: new_index, length: len }),
        _ => None,
    });
    let same: Vec<Same> = same.collect();
    let length: usize = same.iter().map(|same| same.length).sum();
    let has_enough = length * 1000 >= old.len().min(new.len()) * LEAST_KEPT;
    Some(if has_enough { same } else { Vec::new() })
}

/// At how many places a word meets itself, but for the beginning and end in common: what comparing costs in time and
/// memory. Where there cannot be too many they are not counted.
fn meetings(old: &[u32], new: &[u32]) -> usize {
    let begin = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[begin..], &new[begin..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let most = old.len().saturating_mul(new.len());
    if most <= MOST_MEETINGS {
        return most;
    }
    let (old, new) = (sorted(old), sorted(new));
    let times = old.chunk_by(|a, b| a == b).map(|same| {
        let from = new.partition_point(|word| *word < same[0]);
        same.len() * new[from..].iter().take_while(|word| **word == same[0]).count()
    });
    times.sum()
}

pub(super) fn sorted(words: &[u32]) -> Vec<u32> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words
}

/// How many words two sorted lists share, each as often as both have it.
pub(super) fn in_common(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let order = a[i].cmp(&b[j]);
        shared += usize::from(order.is_eq());
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    shared
}

/// Gathers runs; of what is removed and inserted at one place the removed part comes first.
#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    removed: String,
    inserted: String,
}

impl Runs {
    fn edit(&mut self, old: &str, new: &str) {
        if old == new && self.removed.is_empty() && self.inserted.is_empty() {
            self.same(old);
        } else {
            self.removed.push_str(old);
            self.inserted.push_str(new);
        }
    }

    fn same(&mut self, text: &str) {
        self.settle();
        self.push_same(text);
    }

    fn end(mut self, old: &str, new: &str) -> Vec<Run> {
        self.edit(old, new);
        self.settle();
        self.done
    }

    /// Ends a change; the spaces that both sides begin and end with are no part of it.
    fn settle(&mut self) {
        let (removed, inserted) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.inserted));
        let begin = shared_space(removed.chars(), inserted.chars());
        let (before, removed) = removed.split_at(begin);
        let inserted = &inserted[begin..];
        let end = shared_space(removed.chars().rev(), inserted.chars().rev());
        let (removed, after) = removed.split_at(removed.len() - end);
        let inserted = &inserted[..inserted.len() - end];
        self.push_same(before);
        if !removed.is_empty() {
            self.done.push(Run::Removed(removed.to_owned()));
        }
        if !inserted.is_empty() {
            self.done.push(Run::Inserted(inserted.to_owned()));
        }
        self.push_same(after);
    }

    fn push_same(&mut self, text: &str) {
        match self.done.last_mut() {
            Some(Run::Same(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.done.push(Run::Same(text.to_owned())),
        }
    }
}

fn shared_space(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b && a.is_whitespace()).map(|(a, _)| a.len_utf8()).sum()
}

/// Where the word that begins at a place ends.
///
/// `sous-traitant`, `23/058` and `1.250,75` are one word; `l'employeur` is two, the first with its apostrophe; every
/// other mark is a word of its own.
fn next_word(text: &str, from: usize) -> usize {
    let mut rest = text[from..].char_indices().map(|(at, c)| (from + at, c)).peekable();
    let Some((at, first)) = rest.next() else { return from };
    let mut end = at + first.len_utf8();
    if !is_letter(first) {
        return end;
    }
    let mut last = first;
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map_or(' ', |(_, next)| *next);
        match c {
            '\'' | '’' if is_letter(next) => return at + c.len_utf8(),
            '.' | ',' if last.is_ascii_digit() && next.is_ascii_digit() => {}
            '-' | '\u{2011}' | '/' | '_' | '@' if is_letter(next) => {}
            _ if is_letter(c) => {}
            _ => return end,
        }
        end = at + c.len_utf8();
        last = c;
    }
    end
}

/// Letters and digits, accents that are characters of their own, and the hyphen that does not show.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}
