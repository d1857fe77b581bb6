//! The lines of a text, with what their spacing says about paragraphs and pages.

use crate::characters::{begins_low, is_terminated};
use crate::limits::MAX_LINES;
use crate::markup::{is_markdown, without_markup};

/// A line with something on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the source, from 1.
    pub number: usize,
    /// Its words, without markup, with single blanks.
    pub text: String,
    /// Whether a paragraph may begin here: there is an empty line before it.
    pub gap: bool,
    /// Whether it is the first of a page.
    pub page_start: bool,
}

pub struct Lines {
    /// Those with something on them.
    pub lines: Vec<Line>,
    /// Whether the text says where its pages end.
    pub pages_known: bool,
    /// Whether form feeds say it, so that the edges of every page are known.
    pub form_feeds: bool,
}

struct RawLine {
    number: usize,
    text: String,
    blanks_before: usize,
    indented: bool,
    after_form_feed: bool,
}

/// Splits a text into lines; nothing when it has more than a deliberation can have.
pub fn split(text: &str) -> Option<Lines> {
    let raw = raw_lines(text)?;
    let doubled = is_double_spaced(&raw);
    let form_feeds = text.trim_end().contains('\u{c}');
    let lines = raw
        .into_iter()
        .enumerate()
        .map(|(index, line)| Line {
            // In a double-spaced text a page begins where the empty line between two lines is missing.
            page_start: line.after_form_feed || (doubled && index > 0 && line.blanks_before == 0 && line.indented),
            gap: line.blanks_before > usize::from(doubled),
            number: line.number,
            text: line.text,
        })
        .collect();
    Some(Lines { lines, pages_known: doubled || form_feeds, form_feeds })
}

fn raw_lines(text: &str) -> Option<Vec<RawLine>> {
    let markdown = is_markdown(text);
    let text = text
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let mut lines = Vec::new();
    let (mut blanks_before, mut after_form_feed) = (0, false);
    for (index, line) in text.split('\n').enumerate() {
        if index > MAX_LINES * 8 {
            return None;
        }
        for (part_index, part) in line.split('\u{c}').enumerate() {
            after_form_feed |= part_index > 0;
            let clean = without_markup(part, markdown);
            if clean.is_empty() {
                blanks_before += usize::from(part_index == 0);
                continue;
            }
            if lines.len() >= MAX_LINES {
                return None;
            }
            let indented = part.starts_with(' ');
            lines.push(RawLine { number: index + 1, text: clean, blanks_before, indented, after_form_feed });
            (blanks_before, after_form_feed) = (0, false);
        }
    }
    Some(lines)
}

/// Whether every line is followed by an empty one, even within a sentence.
fn is_double_spaced(lines: &[RawLine]) -> bool {
    const LONG: usize = 50;
    let (mut close, mut apart, mut within_sentence) = (0, 0, 0);
    for pair in lines.windows(2) {
        let [first, second] = pair else { continue };
        if first.text.len() < LONG {
            continue;
        }
        close += usize::from(second.blanks_before == 0);
        if second.blanks_before == 1 {
            apart += 1;
            within_sentence += usize::from(!is_terminated(&first.text) && begins_low(&second.text));
        }
    }
    within_sentence >= 3 && within_sentence * 3 >= apart && close * 2 <= apart
}
