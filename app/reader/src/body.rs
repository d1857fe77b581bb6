//! The body of a text: sections, headings, points.

use delibero_domain::deliberation::reading::{Point, Section};

use crate::blocks::Block;
use crate::characters::{is_heading_like, is_terminated, share_of_capitals};
use crate::findings::{Finding, Findings};
use crate::mend::{Joint, Vocabulary};
use crate::numbering::is_of_a_list;
use crate::opening::{Numeral, Opening, SectionMark};
use crate::pattern::pattern;
use crate::sequence::{self, Candidate, LabelOutcome};

/// What each block of the body is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A point begins.
    Point(LabelOutcome),
    /// A section begins.
    Section {
        /// Its label, as printed.
        label: String,
        level: u8,
    },
    /// An item that a number counts, within a point.
    NumberedItem,
    /// Anything else.
    Words,
}

/// Says what each block is; the section's letters and the points' labels must both come in order.
pub fn roles(blocks: &[Block], end: usize, findings: &mut Findings) -> Vec<Role> {
    let mut roles = vec![Role::Words; blocks.len()];
    mark_sections(&blocks[..end], &mut roles, findings);
    mark_numbered_sections(&blocks[..end], &mut roles);
    mark_points(&blocks[..end], &mut roles, findings);
    roles
}

#[derive(Default)]
struct SectionCounter {
    letter: u8,
    roman: u8,
    /// Which kind stands on the first level: letters or numerals, whichever comes first.
    outer_is_roman: Option<bool>,
    seen: Vec<String>,
}

impl SectionCounter {
    /// The level of a section, if its mark fits those before.
    fn accept(&mut self, mark: &SectionMark) -> Option<u8> {
        // `I.` after `H.` is a letter, otherwise a numeral.
        let (is_roman, number) = match mark.first {
            Numeral::Letter(number) => (false, number),
            Numeral::Roman(number) => (true, number),
        };
        let last = if is_roman { self.roman } else { self.letter };
        let fits = if mark.depth > 1 {
            number == last || number == last + 1
        } else {
            (last.max(1)..=last + 2).contains(&number) || number == 1
        };
        if !fits {
            return None;
        }
        let outer_is_roman = *self.outer_is_roman.get_or_insert(is_roman);
        if is_roman {
            self.roman = number;
        } else {
            self.letter = number;
        }
        Some(mark.depth + u8::from(outer_is_roman != is_roman))
    }
}

fn mark_sections(blocks: &[Block], roles: &mut [Role], findings: &mut Findings) {
    let mut counter = SectionCounter::default();
    for (index, block) in blocks.iter().enumerate() {
        let Opening::Section { mark, .. } = &block.opening else { continue };
        // A letter may stand straight under a numeral.
        let is_under_another = index > 0 && matches!(roles[index - 1], Role::Section { .. });
        if block.inline && index > 0 && !is_under_another && !is_terminated(&blocks[index - 1].text) {
            continue;
        }
        let previous = if matches!(mark.first, Numeral::Roman(_)) { counter.roman } else { counter.letter };
        let Some(level) = counter.accept(mark) else { continue };
        let number = match mark.first {
            Numeral::Letter(number) | Numeral::Roman(number) => number,
        };
        if counter.seen.contains(&mark.printed) && level == 1 {
            findings.add(
                format!("section {}", mark.printed),
                Some(block.number),
                Finding::RepeatedSection(mark.printed.clone()),
            );
        } else if level == 1 && number != previous + 1 {
            findings.add(
                format!("section {}", mark.printed),
                Some(block.number),
                Finding::SectionOutOfOrder(mark.printed.clone()),
            );
        }
        if counter.seen.len() < 100 {
            counter.seen.push(mark.printed.clone());
        }
        roles[index] = Role::Section { label: mark.printed.clone(), level };
    }
}

/// In the oldest texts sections are numbered: `1. ONDERWERP`, then `1.1. …`.
fn mark_numbered_sections(blocks: &[Block], roles: &mut [Role]) {
    let labels: Vec<usize> =
        (0..blocks.len()).filter(|index| matches!(blocks[*index].opening, Opening::Label { .. })).collect();
    for (place, index) in labels.iter().enumerate() {
        let block = &blocks[*index];
        let Opening::Label { label, .. } = &block.opening else { continue };
        let [step] = label.steps() else { continue };
        let in_capitals = share_of_capitals(block.rest()) > 0.7;
        let is_title = is_heading_like(block.rest()) && (in_capitals || block.rest().len() <= 100);
        let next = labels.get(place + 1).map(|next| &blocks[*next].opening);
        let divides = matches!(next, Some(Opening::Label { label: next, .. })
            if next.steps().len() > 1 && next.steps()[0] == *step);
        if is_title && (divides || (in_capitals && !block.inline)) {
            roles[*index] = Role::Section { label: label.printed().to_owned(), level: 1 };
        }
    }
}

fn mark_points(blocks: &[Block], roles: &mut [Role], findings: &mut Findings) {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    let mut epoch = 0;
    for (index, block) in blocks.iter().enumerate() {
        let Opening::Label { label, .. } = &block.opening else { continue };
        if roles[index] != Role::Words {
            continue;
        }
        let is_restart = label.steps().iter().all(|step| step.number == 1 && step.inserted == 0);
        let opens_section = stands_under_section(blocks, roles, index);
        if is_restart && opens_section && !candidates.is_empty() {
            epoch += 1;
            findings.add(label.normal(), Some(block.number), Finding::NumberingRestarts);
        }
        candidates.push(Candidate {
            label: label.clone(),
            epoch,
            weight: weight(block, index.checked_sub(1).map(|before| &blocks[before])),
        });
        places.push(index);
    }
    for ((index, candidate), verdict) in places.into_iter().zip(&candidates).zip(sequence::judge(&candidates)) {
        let line = Some(blocks[index].number);
        match verdict {
            LabelOutcome::Duplicate => {
                findings.add(candidate.label.normal(), line, Finding::DuplicateLabel(candidate.label.normal()));
            }
            LabelOutcome::OutOfOrder => {
                findings.add(candidate.label.normal(), line, Finding::OutOfOrder(candidate.label.normal()));
            }
            LabelOutcome::Words if candidate.weight > 0.5 => {
                findings.add("text", line, Finding::NumberInSentence(candidate.label.printed().to_owned()));
            }
            _ => {}
        }
        roles[index] = match verdict {
            LabelOutcome::Point | LabelOutcome::Duplicate | LabelOutcome::OutOfOrder => Role::Point(verdict),
            LabelOutcome::Item => Role::NumberedItem,
            LabelOutcome::Words => Role::Words,
        };
    }
}

/// Whether a block stands straight under a section, or under a heading in one.
fn stands_under_section(blocks: &[Block], roles: &[Role], index: usize) -> bool {
    const HEADINGS: usize = 2;
    let is_heading = |place: usize| blocks[place].opening == Opening::Plain && is_heading_like(&blocks[place].text);
    let mut above = (0..index).rev().skip_while(|place| index - place <= HEADINGS && is_heading(*place));
    above.next().is_some_and(|place| matches!(roles[place], Role::Section { .. }))
}

/// What speaks for a label: a paragraph of its own, a sentence that is over, a capital.
fn weight(block: &Block, before: Option<&Block>) -> f32 {
    let mut weight = 1.0;
    if block.inline {
        weight -= 0.1;
        if before.is_some_and(breaks_off) {
            weight -= 1.0;
        }
    }
    let rest = block.rest();
    if rest.chars().next().is_some_and(char::is_lowercase) {
        weight -= 0.4;
    }
    if is_counted(block) {
        weight -= 0.3;
    }
    weight
}

/// Whether a label is one that lists within a point have too.
fn is_counted(block: &Block) -> bool {
    matches!(&block.opening, Opening::Label { label, .. } if is_of_a_list(label.printed()))
}

/// Whether a paragraph, a point or an item stops within a sentence.
fn breaks_off(block: &Block) -> bool {
    matches!(block.opening, Opening::Plain | Opening::Label { .. } | Opening::Item { .. })
        && !is_terminated(&block.text)
}

/// Sections and points, in order.
#[derive(Debug, Default)]
pub struct Body {
    /// Sections and headings.
    pub sections: Vec<Section>,
    pub points: Vec<Point>,
}

/// A text that grows: paragraphs and items.
#[derive(Debug, Default)]
struct Growing {
    text: String,
    ends_with_item: bool,
}

impl Growing {
    fn paragraph(&mut self, paragraph: &str) {
        if !self.text.is_empty() && !paragraph.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(paragraph);
        self.ends_with_item = false;
    }

    fn item(&mut self, item: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str("- ");
        self.text.push_str(item);
        self.ends_with_item = true;
    }

    fn go_on(&mut self, line: &str, vocabulary: &Vocabulary) -> Joint {
        vocabulary.join(&mut self.text, line)
    }
}

struct Builder<'a> {
    blocks: &'a [Block],
    roles: &'a [Role],
    vocabulary: &'a Vocabulary,
    findings: &'a mut Findings,
    body: Body,
    growing: Growing,
    /// Whether a point is open; otherwise words belong to the last section.
    in_point: bool,
    section_label: String,
    labelled_level: u8,
}

/// Puts the blocks from `start` to `end` together.
pub fn build(
    blocks: &[Block],
    roles: &[Role],
    range: std::ops::Range<usize>,
    vocabulary: &Vocabulary,
    findings: &mut Findings,
) -> Body {
    let mut builder = Builder {
        blocks,
        roles,
        vocabulary,
        findings,
        body: Body::default(),
        growing: Growing::default(),
        in_point: false,
        section_label: String::new(),
        labelled_level: 0,
    };
    for index in range.clone() {
        builder.take(index, range.end);
    }
    builder.close();
    builder.body
}

impl Builder<'_> {
    fn take(&mut self, index: usize, end: usize) {
        let block = &self.blocks[index];
        match &self.roles[index] {
            Role::Point(_) => self.begin_point(block),
            Role::Section { label, level } => self.begin_section(label.clone(), block.rest(), *level),
            Role::NumberedItem => self.growing.item(&block.text),
            Role::Words if self.is_heading(index, end) => self.begin_heading(block),
            Role::Words => self.add(block),
        }
        if block.guessed {
            let at = self.place();
            self.findings.add(at, Some(block.number), Finding::HyphenGuessed);
        }
    }

    fn place(&self) -> String {
        match self.body.points.last() {
            Some(point) if self.in_point => point.normal.clone(),
            _ => format!("section {}", self.section_label).trim_end().to_owned(),
        }
    }

    fn begin_point(&mut self, block: &Block) {
        self.close();
        let Opening::Label { label, .. } = &block.opening else { return };
        self.body.points.push(Point {
            label: label.clone(),
            normal: label.normal(),
            section: self.section_label.clone(),
            heading: self.body.sections.len().checked_sub(1),
            text: String::new(),
            line: block.number,
        });
        self.in_point = true;
        self.growing.paragraph(block.rest());
    }

    fn begin_section(&mut self, label: String, title: &str, level: u8) {
        self.close();
        self.section_label.clone_from(&label);
        self.labelled_level = level;
        self.body.sections.push(Section { label, title: title.to_owned(), level, text: String::new() });
    }

    fn begin_heading(&mut self, block: &Block) {
        const LONG: usize = 130;
        // The title of a section may stand on the line after its letter.
        let follows_bare_letter = !self.in_point && self.growing.text.is_empty();
        if let Some(section) =
            self.body.sections.last_mut().filter(|section| follows_bare_letter && section.title.is_empty())
        {
            section.title.push_str(&block.text);
            return;
        }
        self.close();
        if block.text.chars().count() > LONG {
            let at = format!("section {}", self.section_label);
            self.findings.add(at.trim_end(), Some(block.number), Finding::UncertainSection(block.text.clone()));
        }
        let level = self.labelled_level + 1;
        self.body.sections.push(Section {
            label: String::new(),
            title: block.text.clone(),
            level,
            text: String::new(),
        });
    }

    /// Whether a block is a heading: by its form, and because a point or another heading follows.
    /// Within a point, what follows a heading must be a point: otherwise it heads a paragraph of that point.
    fn is_heading(&self, index: usize, end: usize) -> bool {
        const REACH: usize = 6;
        let block = &self.blocks[index];
        if block.inline || block.opening != Opening::Plain || !is_heading_like(&block.text) {
            return false;
        }
        if index > 0 && !block.page_start && is_unfinished(&self.blocks[index - 1]) {
            return false;
        }
        for next in index + 1..(index + REACH).min(end) {
            match &self.roles[next] {
                Role::Point(_) | Role::Section { .. } => return true,
                Role::Words
                    if is_heading_like(&self.blocks[next].text) && self.blocks[next].opening == Opening::Plain => {}
                _ => return !self.in_point,
            }
        }
        false
    }

    fn add(&mut self, block: &Block) {
        let goes_on = block.inline && !self.growing.text.is_empty();
        match &block.opening {
            Opening::Item { rest } if !goes_on || self.may_list(*rest, block) => self.growing.item(block.rest()),
            Opening::Label { .. } if is_counted(block) && (!goes_on || self.may_list(0, block)) => {
                self.growing.item(&block.text);
            }
            _ if goes_on && !is_terminated(&self.growing.text) => {
                self.growing.go_on(&block.text, self.vocabulary);
            }
            Opening::Label { .. } if goes_on => self.growing.item(&block.text),
            _ if goes_on => {
                self.growing.go_on(&block.text, self.vocabulary);
            }
            // A label alone on its line waits for its words.
            _ => {
                self.growing.paragraph(&block.text);
            }
        }
    }

    /// Whether an item may begin at a line that nothing parts from the one before: after another item, or where
    /// a pause allows it; `(2)` needs its `(1)`.
    fn may_list(&self, rest: usize, block: &Block) -> bool {
        let is_counted = rest == 0;
        let begins = pattern!(r"^\(?(?:a|i|1)[)°]").is_match(&block.text);
        self.growing.ends_with_item || (!is_unpunctuated(&self.growing.text) && (!is_counted || begins))
    }

    /// Ends what is open: the words go to their point, or to their section.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.growing).text;
        if self.in_point {
            if let Some(point) = self.body.points.last_mut() {
                point.text = text;
            }
        } else if !text.is_empty() {
            self.close_section(text);
        }
        self.in_point = false;
    }

    fn close_section(&mut self, text: String) {
        if self.body.sections.is_empty() {
            self.body.sections.push(Section {
                label: String::new(),
                title: String::new(),
                level: 1,
                text: String::new(),
            });
        }
        let at = format!("section {}", self.section_label);
        self.findings.add(at.trim_end(), None, Finding::UnnumberedText);
        if let Some(section) = self.body.sections.last_mut() {
            section.text = text;
        }
    }
}

/// A sentence that stops without any punctuation goes on.
fn is_unpunctuated(text: &str) -> bool {
    !is_terminated(text) && !text.trim_end().ends_with(',')
}

fn is_unfinished(block: &Block) -> bool {
    matches!(block.opening, Opening::Item { .. }) && block.text.trim_end().ends_with(',')
}

/// Tells of gaps in the numbering and of points inserted without a known amendment.
pub fn check_numbering(points: &[Point], has_amendments: bool, findings: &mut Findings) {
    for point in points.iter().filter(|point| point.label.is_inserted() && !has_amendments) {
        findings.add(&point.normal, Some(point.line), Finding::InsertedWithoutAmendment);
    }
    for pair in points.windows(2) {
        let [before, after] = pair else { continue };
        let (Some(first), Some(second)) = (before.label.steps().first(), after.label.steps().first()) else { continue };
        if second.number > first.number + 1 {
            let gap = Finding::Gap { before: before.normal.clone(), after: after.normal.clone() };
            findings.add(&after.normal, Some(after.line), gap);
        }
    }
}
