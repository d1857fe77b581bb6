//! Lifts footnotes out of the text, wherever the pages put them, and makes their marks alike.

use std::collections::HashSet;

use crate::blocks::{Block, ends_with_hyphen};
use crate::characters::{begins_low, is_heading_like, is_terminated, superscript, superscript_value};
use crate::mend::Vocabulary;
use crate::opening::Opening;

/// A footnote as it was found.
#[derive(Clone, Debug)]
pub struct RawFootnote {
    pub number: u32,
    pub text: String,
    /// Where it begins in the source.
    pub line: usize,
}

struct Lifter<'a> {
    vocabulary: &'a Vocabulary,
    footnotes: Vec<RawFootnote>,
    main: Vec<Block>,
    /// Marks seen so far in the text.
    marks: HashSet<u32>,
    /// Footnotes whose marks are plain digits glued to a word.
    glued: Vec<u32>,
}

/// Takes the footnotes out of the blocks; a footnote that a page breaks is put together again.
pub fn lift(blocks: Vec<Block>, vocabulary: &Vocabulary) -> (Vec<Block>, Vec<RawFootnote>) {
    let mut lifter = Lifter {
        vocabulary,
        footnotes: Vec::new(),
        main: Vec::with_capacity(blocks.len()),
        marks: HashSet::new(),
        glued: Vec::new(),
    };
    let mut blocks = blocks.into_iter().peekable();
    let mut behind_note = false;
    while let Some(mut block) = blocks.next() {
        // A footnote stands at the foot of a page, whether or not the text tells of pages.
        block.page_start |= behind_note;
        behind_note = false;
        let next_is_footnote = blocks.peek().is_some_and(|next| lifter.number_of(next, true).is_some());
        let ends_page = blocks.peek().is_none_or(|next| next.page_start) || next_is_footnote;
        if let Some(number) = lifter.number_of(&block, ends_page) {
            lifter.begin(number, &block);
            behind_note = true;
        } else if lifter.continues(&block, next_is_footnote) {
            lifter.go_on(&block);
            behind_note = true;
        } else {
            lifter.keep(block);
        }
    }
    let Lifter { mut main, footnotes, glued, .. } = lifter;
    raise_marks(&mut main, &glued);
    (main, footnotes)
}

impl Lifter<'_> {
    /// The number of the footnote that a block is, if it is one.
    fn number_of(&self, block: &Block, ends_page: bool) -> Option<u32> {
        let Opening::Footnote { number, raised, .. } = block.opening else { return None };
        if block.rest().is_empty() {
            return None;
        }
        let follows = number == self.footnotes.last().map_or(0, |last| last.number) + 1;
        let is_one = if raised {
            follows || self.marks.contains(&number)
        } else {
            follows && (self.marks.contains(&number) || (ends_page && begins_as_a_note(block.rest())))
        };
        is_one.then_some(number)
    }

    fn begin(&mut self, number: u32, block: &Block) {
        if matches!(block.opening, Opening::Footnote { raised: false, .. }) {
            self.glued.push(number);
        }
        self.footnotes.push(RawFootnote { number, text: block.rest().to_owned(), line: block.number });
    }

    /// Whether a block goes on with the last footnote: that one broke off, and the text above did not.
    fn continues(&self, block: &Block, next_is_footnote: bool) -> bool {
        let broke_off = self.footnotes.last().is_some_and(|last| !is_terminated(&last.text));
        if !broke_off || block.opening != Opening::Plain || !begins_low(&block.text) || block.inline {
            return false;
        }
        let text_is_whole =
            self.main.last().is_none_or(|last| is_terminated(&last.text) || is_short_heading(&last.text));
        next_is_footnote || text_is_whole
    }

    fn go_on(&mut self, block: &Block) {
        if let Some(last) = self.footnotes.last_mut() {
            self.vocabulary.join(&mut last.text, &block.text);
        }
    }

    fn keep(&mut self, block: Block) {
        for_each_mark(&block.text, |mark| {
            self.marks.insert(mark.number);
        });
        self.main.push(block);
    }
}

/// A heading of one line: a longer one may as well be a sentence that a page breaks.
fn is_short_heading(text: &str) -> bool {
    text.chars().count() <= 100 && is_heading_like(text)
}

/// What a note without a mark in the text begins with.
fn begins_as_a_note(text: &str) -> bool {
    [
        "Modifi",
        "Gewijzigd",
        "Voir",
        "Zie",
        "Cf",
        "Article",
        "Artikel",
        "Loi",
        "Wet",
        "Arrêté",
        "Koninklijk",
        "Délib",
        "Beraad",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

struct Mark {
    number: u32,
    start: usize,
    end: usize,
    raised: bool,
}

/// Calls for every place that may be the mark of a footnote: superscripts, and digits glued to a word or a year.
fn for_each_mark(text: &str, mut call: impl FnMut(Mark)) {
    let bytes = text.as_bytes();
    let mut letters = 0_usize;
    let mut before = ' ';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let kind = if superscript_value(c).is_some() { Some(true) } else { c.is_ascii_digit().then_some(false) };
        let Some(raised) = kind else {
            letters = if c.is_alphabetic() { letters + 1 } else { 0 };
            before = c;
            at += c.len_utf8();
            continue;
        };
        let is_same = |c: char| if raised { superscript_value(c).is_some() } else { c.is_ascii_digit() };
        let end = text[at..].find(|c| !is_same(c)).map_or(text.len(), |length| at + length);
        let digits = &text[at..end];
        let next = text[end..].chars().next().unwrap_or(' ');
        if raised {
            let number =
                digits.chars().try_fold(0_u32, |number, c| Some((number * 10 + superscript_value(c)?).min(9999)));
            if let Some(number) = number.filter(|_| at > 0) {
                call(Mark { number, start: at, end, raised });
            }
        } else if !next.is_alphanumeric() && next != '/' {
            let start = glued_mark(digits, before, letters).map(|length| end - length);
            if let Some(start) = start
                && let Ok(number) = std::str::from_utf8(&bytes[start..end]).unwrap_or_default().parse()
            {
                call(Mark { number, start, end, raised });
            }
        }
        letters = 0;
        before = '0';
        at = end;
    }
}

/// How many of the digits are a mark: all of them behind a word, the last one behind a year.
fn glued_mark(digits: &str, before: char, letters: usize) -> Option<usize> {
    let behind_a_word = before.is_lowercase() && letters >= 3 || letters >= 4 || matches!(before, '»' | '”');
    if behind_a_word && digits.len() <= 2 && !digits.starts_with('0') {
        return Some(digits.len());
    }
    let behind_a_year = digits.len() == 5 && (digits.starts_with("20") || digits.starts_with("199")) && before == ' ';
    behind_a_year.then_some(1)
}

/// Raises the glued marks of the footnotes that were found, in order: `professionnel1` becomes `professionnel¹`.
fn raise_marks(blocks: &mut [Block], glued: &[u32]) {
    let mut expected = glued.iter().copied().peekable();
    for block in blocks {
        if expected.peek().is_none() {
            return;
        }
        let mut raised: Vec<(usize, usize)> = Vec::new();
        for_each_mark(&block.text, |mark| {
            if !mark.raised && expected.peek() == Some(&mark.number) {
                expected.next();
                raised.push((mark.start, mark.end));
            }
        });
        for (start, end) in raised.into_iter().rev() {
            let mark = superscript(&block.text[start..end]);
            block.text.replace_range(start..end, &mark);
        }
    }
}

/// The numbers of the marks in a text, in order.
pub fn marks_in(text: &str) -> Vec<u32> {
    let mut marks = Vec::new();
    for_each_mark(text, |mark| {
        if mark.raised {
            marks.push(mark.number);
        }
    });
    marks
}

/// A text without the marks of footnotes.
pub fn without_marks(text: &str) -> String {
    text.chars().filter(|c| superscript_value(*c).is_none()).collect()
}

/// Puts together what pages have broken.
pub fn rejoin(blocks: Vec<Block>, pages_known: bool, vocabulary: &Vocabulary) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut in_operative = false;
    for block in blocks {
        in_operative |= block.opening == Opening::Operative;
        let may_join = block.opening == Opening::Plain && !in_operative && (block.page_start || !pages_known);
        match joined.last_mut() {
            Some(previous) if may_join && goes_on(previous, &block.text) => {
                vocabulary.join(&mut previous.text, &block.text);
                previous.lines.end = block.lines.end;
            }
            _ => joined.push(block),
        }
    }
    joined
}

fn goes_on(previous: &Block, next: &str) -> bool {
    use crate::characters::{must_go_on, share_of_capitals};
    let is_head =
        matches!(previous.opening, Opening::Title | Opening::Document | Opening::Operative | Opening::Section { .. })
            || share_of_capitals(&previous.text) > 0.7;
    !is_head
        && !is_terminated(&previous.text)
        && (begins_low(next)
            || next.starts_with(|c: char| c.is_ascii_digit())
            || must_go_on(&previous.text)
            || ends_with_hyphen(&previous.text))
}
