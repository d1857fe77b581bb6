//! Rows whose pieces stand apart without a gutter down the page: a table that can only be read row by row.

use super::columns::{self, Row};

/// How far such rows may stand from each other, in rows: cells of several lines lie between.
const FAR: usize = 3;

/// Whether some rows have cells beside each other, though no column was found in them.
pub fn is_ragged(rows: &[Row]) -> bool {
    let parted: Vec<usize> = (0..rows.len()).filter(|place| has_cells(&rows[*place])).collect();
    parted.windows(2).any(|pair| pair[1] - pair[0] <= FAR)
}

/// Whether a row has two pieces far apart, labels and marks in its margin aside.
fn has_cells(row: &Row) -> bool {
    columns::gaps(row).iter().any(|gap| {
        let before: Vec<_> = row.iter().filter(|run| run.end <= gap.left && !run.text.trim().is_empty()).collect();
        !columns::is_mark(&before)
    })
}
