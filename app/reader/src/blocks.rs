//! From lines to blocks: what was written without a break.

use std::ops::Range;

use crate::characters::{begins_low, ends_open, is_heading_like, is_terminated, share_of_capitals};
use crate::lines::Line;
use crate::mend::{Joint, Vocabulary};
use crate::opening::{self, Opening};

/// Lines that belong together.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its words, mended.
    pub text: String,
    pub opening: Opening,
    /// Its lines, by their place among all lines.
    pub lines: Range<usize>,
    /// Where it begins in the source, from 1.
    pub number: usize,
    /// Whether only its opening parts it from the block before: it may belong to that one.
    pub inline: bool,
    /// Whether a page begins with it.
    pub page_start: bool,
    /// Whether a hyphen in it was guessed.
    pub guessed: bool,
}

impl Block {
    /// Without the hyphen that broke a word whose other half was not found.
    pub fn without_soft_hyphen(mut self) -> Self {
        if self.text.ends_with('\u{ad}') {
            self.text.pop();
        }
        self
    }

    /// The words behind the opening.
    pub fn rest(&self) -> &str {
        match &self.opening {
            Opening::Label { rest, .. }
            | Opening::Section { rest, .. }
            | Opening::Item { rest }
            | Opening::Footnote { rest, .. } => self.text.get(*rest..).unwrap_or_default().trim_start(),
            _ => &self.text,
        }
    }
}

/// Groups lines into blocks.
pub fn build(lines: &[Line], vocabulary: &Vocabulary) -> Vec<Block> {
    let width = usual_width(lines);
    let mut blocks: Vec<Block> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let before = blocks.len().checked_sub(2).map(|before| ends_with_hyphen(&blocks[before].text));
        let mut opening = opening::of(&line.text);
        let Some(block) = blocks.last_mut() else {
            blocks.push(begin(index, line, opening, false));
            continue;
        };
        if opening == Opening::Plain && is_lone_bullet(&block.text) {
            block.text = format!("{} {}", block.text, line.text);
            block.opening = opening::of(&block.text);
            block.lines.end = index + 1;
            continue;
        }
        let apart = line.gap || line.page_start;
        let previous = &lines[index - 1].text;
        // `gewijzigd op` / `4. …`: whatever the line looks like, the one before goes on.
        if !apart
            && matches!(opening, Opening::Label { .. } | Opening::Footnote { raised: false, .. })
            && ends_open(previous)
        {
            opening = Opening::Plain;
        }
        // The other half of a word that a footnote stands in the way of.
        let is_other_half =
            before == Some(true) && matches!(block.opening, Opening::Footnote { .. }) && is_terminated(previous);
        let ends_block = stands_alone(&block.opening)
            || ends_paragraph(previous, &line.text, width)
            || (is_terminated(previous) && heads_a_label(&lines[index..]))
            || heads_a_section(block, &line.text)
            || (is_other_half && opening == Opening::Plain);
        if apart || ends_block {
            blocks.push(begin(index, line, opening, false));
        } else if opening == Opening::Plain {
            let joint = vocabulary.join(&mut block.text, &line.text);
            block.guessed |= joint == Joint::Guessed;
            block.lines.end = index + 1;
        } else {
            blocks.push(begin(index, line, opening, true));
        }
    }
    blocks
}

fn begin(index: usize, line: &Line, opening: Opening, inline: bool) -> Block {
    Block {
        text: line.text.clone(),
        opening,
        lines: index..index + 1,
        number: line.number,
        inline,
        page_start: line.page_start,
        guessed: false,
    }
}

/// Whether the last word is broken.
pub fn ends_with_hyphen(text: &str) -> bool {
    text.ends_with('\u{ad}') || (text.ends_with('-') && !text.ends_with(" -"))
}

/// Some PDFs give a bullet a line of its own.
fn is_lone_bullet(text: &str) -> bool {
    matches!(text, "-" | "–" | "•" | "·" | "▪" | "◦" | "o" | "➢")
}

/// A document number never goes on in the next line.
fn stands_alone(opening: &Opening) -> bool {
    *opening == Opening::Document
}

/// A sentence that ends well before the margin ends its paragraph.
fn ends_paragraph(previous: &str, next: &str, width: Option<usize>) -> bool {
    width.is_some_and(|width| previous.chars().count() * 10 < width * 7) && is_terminated(previous) && !begins_low(next)
}

/// Where no empty line tells, a heading stands between the end of a sentence and the label of a point.
fn heads_a_label(lines: &[Line]) -> bool {
    const LONGEST: usize = 3;
    let mut heading = String::new();
    for (index, line) in lines.iter().take(LONGEST + 1).enumerate() {
        match opening::of(&line.text) {
            Opening::Plain if index < LONGEST => {
                heading.push_str(&line.text);
                heading.push(' ');
                if is_terminated(&line.text) {
                    return false;
                }
            }
            Opening::Label { .. } => return index > 0 && is_heading_like(&heading),
            _ => return false,
        }
    }
    false
}

/// Capitals end where the title of a section ends.
fn heads_a_section(block: &Block, line: &str) -> bool {
    matches!(block.opening, Opening::Section { .. })
        && share_of_capitals(block.rest()) > 0.8
        && share_of_capitals(line) < 0.5
        && !begins_low(line)
}

/// How long most lines are; nothing where lines are whole paragraphs.
fn usual_width(lines: &[Line]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len() * 9 / 10)?;
    (40..=160).contains(&width).then_some(width)
}
