//! Columns and tables: where two pieces of text stand side by side over several lines, each is read by itself.

use super::page::Run;
use crate::opening::{self, Opening};

/// The runs of one line.
pub type Row = Vec<Run>;

/// Rows that are read one after the other.
pub struct Strip {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// Whether it is a column beside another.
    pub is_column: bool,
}

/// The fewest lines on each side of a gutter.
const FEWEST: usize = 2;

/// The deepest that columns are looked for in columns.
const DEEPEST: usize = 8;

/// A stretch without text from top to bottom.
#[derive(Clone, Copy)]
pub(super) struct Gutter {
    pub left: f32,
    pub right: f32,
}

/// The rows in the order in which they are read.
pub fn strips(rows: Vec<Row>) -> Vec<Strip> {
    /// No page has more lines; looking for columns takes time in proportion to their square.
    const MOST: usize = 1000;
    if rows.len() > MOST {
        return vec![Strip { rows, is_column: false }];
    }
    let mut strips = Vec::new();
    divide(rows, 0, false, &mut strips);
    strips
}

fn divide(rows: Vec<Row>, depth: usize, is_column: bool, strips: &mut Vec<Strip>) {
    let mut plain: Vec<Row> = Vec::new();
    let mut rows: std::collections::VecDeque<Row> = rows.into();
    while !rows.is_empty() {
        let found = if depth < DEEPEST { gutter(rows.make_contiguous()) } else { None };
        let Some((gutter, length)) = found else {
            plain.extend(rows.pop_front());
            continue;
        };
        end_strip(&mut plain, is_column, strips);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for row in rows.drain(..length) {
            let (before, behind): (Row, Row) = row.into_iter().partition(|run| run.end <= gutter.right);
            left.extend((!before.is_empty()).then_some(before));
            right.extend((!behind.is_empty()).then_some(behind));
        }
        divide(left, depth + 1, true, strips);
        divide(right, depth + 1, true, strips);
    }
    end_strip(&mut plain, is_column, strips);
}

fn end_strip(plain: &mut Vec<Row>, is_column: bool, strips: &mut Vec<Strip>) {
    if !plain.is_empty() {
        strips.push(Strip { rows: std::mem::take(plain), is_column });
    }
}

/// The gutter that begins at the first row, and how many rows it parts.
fn gutter(rows: &[Row]) -> Option<(Gutter, usize)> {
    let first = rows.first()?;
    let mut candidates = gaps(first);
    // Columns whose lines do not stand at one height: each row has text on one side only.
    if let Some(second) = rows.get(1) {
        candidates.extend(between(first, second));
        candidates.extend(between(second, first));
    }
    candidates.into_iter().filter_map(|gutter| grown(rows, gutter)).max_by_key(|(_, length)| *length)
}

/// How far down a gutter goes, if it parts two columns.
fn grown(rows: &[Row], mut gutter: Gutter) -> Option<(Gutter, usize)> {
    let (mut left, mut right, mut length, mut marks, mut both) = (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    let mut last_left = None;
    for (index, row) in rows.iter().enumerate() {
        let Some(narrowed) = narrowed(row, gutter) else { break };
        let (before, behind) = sides(row, narrowed);
        // A line on the left that stands apart begins what comes below the columns.
        let is_apart = behind.is_empty() && last_left.is_some_and(|above: f32| above - base(row) > size(row) * 1.8);
        if is_apart {
            break;
        }
        if !before.is_empty() {
            left += 1;
            last_left = Some(base(row));
            marks += usize::from(is_mark(&before));
        }
        right += usize::from(!behind.is_empty());
        both += usize::from(!before.is_empty() && !behind.is_empty());
        gutter = narrowed;
        length = index + 1;
    }
    let is_wide = gutter.right - gutter.left > rows.first().map_or(0.0, size) * 2.0;
    let fewest = if is_wide { FEWEST } else { FEWEST + 1 };
    // Labels, bullets and marks of footnotes hang in the margin of their own text.
    let is_margin = marks * 2 >= left || (both == 0 && left.min(right) < 3);
    (left >= fewest && right >= fewest && !is_margin).then_some((gutter, length))
}

/// A gutter without what a row takes of it; nothing when the row crosses it.
fn narrowed(row: &Row, gutter: Gutter) -> Option<Gutter> {
    let middle = f32::midpoint(gutter.left, gutter.right);
    let mut narrowed = gutter;
    for run in row.iter().filter(|run| !run.text.trim().is_empty()) {
        if run.end <= middle {
            narrowed.left = narrowed.left.max(run.end);
        } else if run.x >= middle {
            narrowed.right = narrowed.right.min(run.x);
        } else {
            return None;
        }
    }
    (narrowed.right - narrowed.left >= size(row) * 0.9).then_some(narrowed)
}

fn sides(row: &Row, gutter: Gutter) -> (Vec<&Run>, Vec<&Run>) {
    row.iter().filter(|run| !run.text.trim().is_empty()).partition(|run| run.end <= gutter.right)
}

/// The wide gaps within a row.
pub(super) fn gaps(row: &Row) -> Vec<Gutter> {
    const MOST: usize = 12;
    let mut runs: Vec<&Run> = row.iter().filter(|run| !run.text.trim().is_empty()).collect();
    runs.sort_by(|left, right| left.x.total_cmp(&right.x));
    let (wide, mut end) = (size(row) * 0.9, f32::MAX);
    let mut gaps = Vec::new();
    for run in runs {
        if run.x - end >= wide && gaps.len() < MOST {
            gaps.push(Gutter { left: end, right: run.x });
        }
        end = if end == f32::MAX { run.end } else { end.max(run.end) };
    }
    gaps
}

/// What lies between two rows of which one stands left of the other.
fn between(left: &Row, right: &Row) -> Option<Gutter> {
    let end = left.iter().map(|run| run.end).fold(f32::MIN, f32::max);
    let begin = right.iter().map(|run| run.x).fold(f32::MAX, f32::min);
    (begin - end >= size(left) * 0.9).then_some(Gutter { left: end, right: begin })
}

fn size(row: &Row) -> f32 {
    row.iter().map(|run| run.size).fold(1.0, f32::max)
}

fn base(row: &Row) -> f32 {
    row.first().map_or(0.0, |run| run.y)
}

/// What hangs in a margin.
pub(super) fn is_mark(runs: &[&Run]) -> bool {
    let text: String = runs.iter().map(|run| run.text.trim()).collect();
    let is_short = text.chars().count() <= 10;
    let is_bullet = text.chars().count() <= 2 && !text.chars().all(char::is_alphabetic);
    is_short
        && (is_bullet
            || text.ends_with(['.', ')', '°', '-', '–'])
            || matches!(opening::of(&text), Opening::Label { .. } | Opening::Section { .. } | Opening::Item { .. }))
}
