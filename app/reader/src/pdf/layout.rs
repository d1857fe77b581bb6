//! From pieces of text on a page to its lines: empty ones between paragraphs, raised digits as superscripts.

use super::columns;
use super::page::Run;
use super::ragged::is_ragged;
use crate::characters::superscript;

/// What a page says.
pub struct PageText {
    pub text: String,
    /// Whether some stood side by side, and were read column by column.
    pub has_columns: bool,
    /// Whether some stood side by side, and were read row by row all the same.
    pub is_ragged: bool,
}

/// The lines of a page, from top to bottom, column by column.
pub fn lines(runs: Vec<Run>) -> PageText {
    /// Columns of this many lines are text that goes on from one to the next, not a table.
    const PROSE: usize = 8;
    let mut page = PageText { text: String::new(), has_columns: false, is_ragged: false };
    for strip in columns::strips(rows(runs)) {
        if !page.text.is_empty() {
            page.text.push(if strip.is_column && strip.rows.len() >= PROSE { '\u{c}' } else { '\n' });
        }
        page.has_columns |= strip.is_column;
        page.is_ragged |= is_ragged(&strip.rows);
        page.text.push_str(&lines_of(&strip.rows));
    }
    page
}

/// The runs that stand on one line, from top to bottom.
fn rows(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.retain(|run| !run.text.trim().is_empty() || run.text.contains(' '));
    runs.sort_by(|left, right| right.y.total_cmp(&left.y));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if is_on(row, &run) => row.push(run),
            _ => rows.push(vec![run]),
        }
    }
    rows.retain(|row| row.iter().any(|run| !run.text.trim().is_empty()));
    rows
}

fn lines_of(rows: &[Vec<Run>]) -> String {
    let usual = usual_distance(rows);
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        let distance = index.checked_sub(1).map_or(0.0, |before| base(&rows[before]) - base(row));
        if distance > usual * 1.35 {
            text.push('\n');
        }
        text.push_str(line(row).trim());
        text.push('\n');
    }
    text
}

/// Whether a piece stands on the line of others: a raised mark does, the next line does not.
fn is_on(row: &[Run], run: &Run) -> bool {
    let size = row.iter().take(50).map(|other| other.size).fold(run.size, f32::max);
    row.first().is_some_and(|first| first.y - run.y < size * 0.5)
}

/// The base line of a row: that of its largest letters.
fn base(row: &[Run]) -> f32 {
    largest(row).map_or(0.0, |run| run.y)
}

fn largest(row: &[Run]) -> Option<&Run> {
    row.iter().filter(|run| !run.text.trim().is_empty()).max_by(|left, right| left.size.total_cmp(&right.size))
}

/// The distance between most lines of the page.
fn usual_distance(rows: &[Vec<Run>]) -> f32 {
    let mut distances: Vec<f32> =
        rows.windows(2).map(|pair| base(&pair[0]) - base(&pair[1])).filter(|d| *d > 1.0).collect();
    distances.sort_by(f32::total_cmp);
    // A page of single lines has large distances only: the lower third holds those within paragraphs.
    distances.get(distances.len() / 3).copied().unwrap_or(f32::MAX)
}

fn line(row: &[Run]) -> String {
    let mut row: Vec<&Run> = row.iter().collect();
    row.sort_by(|left, right| left.x.total_cmp(&right.x));
    let (size, base) = row
        .iter()
        .filter(|run| !run.text.trim().is_empty())
        .max_by(|left, right| left.size.total_cmp(&right.size))
        .map_or((1.0, 0.0), |run| (run.size, run.y));
    let mut text = String::new();
    let mut end: Option<f32> = None;
    for run in row {
        let is_apart = end.is_some_and(|end| run.x - end > size * 0.16);
        if is_apart && !text.ends_with(' ') && !run.text.starts_with(' ') {
            text.push(' ');
        }
        let is_raised = run.size < size * 0.85 && run.y > base + size * 0.12;
        let digits = run.text.trim();
        if is_raised && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            text.push_str(&superscript(digits));
        } else {
            text.push_str(&run.text);
        }
        end = Some(end.map_or(run.end, |end| end.max(run.end)));
    }
    text
}
