//! Parts what a text put on one line: title and grounds, a label at the end of the line before its point.

use delibero_domain::deliberation::PointLabel;

use crate::characters::{begins_low, is_terminated, share_of_capitals};
use crate::lines::Line;
use crate::numbering::label_length;
use crate::opening::{self, Opening, document_number};
use crate::pattern::pattern;

/// Follows the labels of points down a text: what could be one is told from other numbers by what came before.
#[derive(Debug, Default)]
pub struct Counter {
    last: Option<PointLabel>,
}

impl Counter {
    /// Takes note of a line's label, if it has one that may follow.
    pub fn see(&mut self, line: &str) {
        if let Opening::Label { label, .. } = opening::of(line)
            && self.may_follow(&label)
        {
            self.last = Some(label);
        }
    }

    /// Whether a label follows the last one, or leaves out one or two.
    pub fn may_follow(&self, label: &PointLabel) -> bool {
        let last = self.last.as_ref().and_then(number).unwrap_or_default();
        number(label).is_some_and(|number| (last..=last + 2).contains(&number)) && self.is_greater(label)
    }

    /// Whether a label is the very next one.
    fn is_next(&self, label: &PointLabel) -> bool {
        let last = self.last.as_ref().and_then(number).unwrap_or_default();
        let is_near = number(label).is_some_and(|number| number == last + 1 || (number == last && last > 0));
        is_near && self.is_greater(label)
    }

    fn is_greater(&self, label: &PointLabel) -> bool {
        self.last.as_ref().is_none_or(|last| last.steps() < label.steps())
    }
}

fn number(label: &PointLabel) -> Option<u16> {
    label.steps().first().map(|step| step.number)
}

/// Parts lines that hold more than one beginning.
pub fn part(lines: Vec<Line>) -> Vec<Line> {
    const HEAD: usize = 120;
    let mut parted: Vec<Line> = Vec::with_capacity(lines.len());
    let mut counter = Counter::default();
    let mut in_head = true;
    let mut lines = lines.into_iter().peekable();
    let mut index = 0;
    while let Some(mut line) = lines.next() {
        if in_head {
            if let Some(next) = lines.next_if(|next| is_lone_title(&line.text) && begins_with_number(&next.text)) {
                line.text = format!("{} {}", line.text, next.text);
            }
            in_head =
                index < HEAD && !matches!(opening::of(&line.text), Opening::Section { .. } | Opening::Label { .. });
            index += 1;
        }
        let pieces = if in_head { head_pieces(line) } else { vec![line] };
        for mut piece in pieces {
            counter.see(&piece.text);
            let next = lines.peek().map_or("", |next| next.text.as_str());
            let label = label_at_end(&piece.text, next, &counter);
            let at_end = label.map(|start| Line {
                text: piece.text.split_off(start).trim_start().to_owned(),
                gap: false,
                page_start: false,
                number: piece.number,
            });
            piece.text.truncate(piece.text.trim_end().len());
            parted.push(piece);
            if let Some(label) = at_end {
                counter.see(&label.text);
                parted.push(label);
            }
        }
    }
    parted
}

fn is_lone_title(text: &str) -> bool {
    pattern!(r"(?i)^(?:d[ée]lib[ée]ration|beraadslaging)$").is_match(text)
}

fn begins_with_number(text: &str) -> bool {
    pattern!(r"(?i)^(?:n\s?[°ºo⁰r.]{1,2}\s?|n\s)?\d{2}\s?/\s?\d").is_match(text)
}

/// The title behind the document number, each ground and the first section begin lines of their own.
fn head_pieces(line: Line) -> Vec<Line> {
    let title = pattern!(r"\s(?:DÉLIBÉRATION|DELIBERATION|Délibération|BERAADSLAGING|Beraadslaging)\s+(?:[Nn]|\d)");
    let ground = pattern!(
        r"\s(?:(?:Vu|VU)\s+(?i:la|le|les|l['’]|son|sa)(?:\s|\b)|(?:Gelet op|GELET OP)\s+(?i:de|het|zijn|haar)\s|Gezien\s+(?:de|het)\s)"
    );
    let section = pattern!(r"[.;:]\s+((?:A|I)\s?\.\s+\p{Lu}{2})");
    let text = &line.text;
    let mut starts: Vec<usize> = Vec::new();
    if let Some(found) = title.find(text)
        && document_number(&text[..found.start()])
            .is_some_and(|number| text[..found.start()].trim_end().ends_with(number))
    {
        starts.push(found.start());
    }
    starts.extend(ground.find_iter(text).map(|found| found.start()));
    let holds_grounds = !starts.is_empty() || opening::of(text) == Opening::Ground;
    starts.extend(section.captures(text).filter(|_| holds_grounds).and_then(|found| found.get(1)).map(|at| at.start()));
    starts.sort_unstable();
    let mut pieces: Vec<Line> = Vec::new();
    let ends = starts.iter().copied().chain([text.len()]);
    let begins = [0].into_iter().chain(starts.iter().copied());
    for (start, end) in begins.zip(ends) {
        let words = text[start..end].trim();
        if !words.is_empty() {
            let is_first = pieces.is_empty();
            pieces.push(Line {
                text: words.to_owned(),
                gap: line.gap || !is_first,
                page_start: line.page_start && is_first,
                number: line.number,
            });
        }
    }
    pieces
}

/// Where the label of the next line's point stands at the end of a line: behind a sentence or a title, and only the
/// label that is due.
fn label_at_end(text: &str, next: &str, counter: &Counter) -> Option<usize> {
    const TOKENS: usize = 3;
    if begins_low(next) || opening::of(next) != Opening::Plain || !text.ends_with(['.', ')', 's', 'S', 'r', 'R']) {
        return None;
    }
    let starts = text.char_indices().rev().filter(|(_, c)| *c == ' ').map(|(at, _)| at).take(TOKENS);
    let ends_label = |start: &usize| {
        let label = text[*start..].trim_start();
        label_length(label) == Some(label.len())
            && ends_what_stands_before(&text[..*start])
            && label.parse().is_ok_and(|label| counter.is_next(&label))
    };
    // The longest one: `7 septies.`, not `septies.`.
    starts.filter(ends_label).last()
}

fn ends_what_stands_before(text: &str) -> bool {
    let text = text.trim_end();
    let word =
        text.trim_end_matches(['.', ';', ':', '»', ')', '”']).rsplit([' ', '’', '\'']).next().unwrap_or_default();
    let is_abbreviation = word.chars().count() < 4 && word.chars().all(char::is_alphabetic) && text.ends_with('.');
    let is_title = share_of_capitals(text) > 0.7;
    (is_terminated(text) && !text.ends_with(':') && !is_abbreviation && !names_what_is_numbered(word)) || is_title
}

/// `art. 7.`, `artikel 7.`: the number belongs to the word.
fn names_what_is_numbered(word: &str) -> bool {
    pattern!(r"(?i)^(?:art|articles?|artikel(?:en)?|points?|punt(?:en)?|page|pagina|blz|bladzijde|alin[ée]a|lid|chap|hoofdstuk|chapitre)$")
        .is_match(word)
}
