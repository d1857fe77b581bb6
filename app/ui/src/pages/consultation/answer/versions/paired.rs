//! Which row of one version of a record is which of another: rows have no names of their own.

use crate::pages::consultation::view::{CellPage, CellValue, RowPage};

/// A row in both versions, or in one of them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair<'r> {
    pub older: Option<&'r RowPage>,
    pub newer: Option<&'r RowPage>,
    pub within: Vec<Pair<'r>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Same,
    Changed,
    Added,
    Removed,
}

impl<'r> Pair<'r> {
    fn new(older: Option<&'r RowPage>, newer: Option<&'r RowPage>) -> Self {
        let within = |row: Option<&'r RowPage>| row.map_or(&[] as &[RowPage], |row| &row.rows);
        Self { older, newer, within: paired(within(older), within(newer)) }
    }

    /// What became of the row itself, whatever became of those within it.
    pub fn fate(&self) -> Fate {
        match (self.older, self.newer) {
            (Some(older), Some(newer)) if older.cells == newer.cells && older.filtered == newer.filtered => Fate::Same,
            (Some(_), Some(_)) => Fate::Changed,
            (None, _) => Fate::Added,
            (Some(_), None) => Fate::Removed,
        }
    }

    /// The row that says what it is: the newer one where there is one.
    pub fn row(&self) -> Option<&'r RowPage> {
        self.newer.or(self.older)
    }

    /// This one and all within.
    pub fn each<'p>(&'p self, see: &mut impl FnMut(&'p Self)) {
        see(self);
        for pair in &self.within {
            pair.each(see);
        }
    }
}

/// The rows of two versions: in the order of the newer one, then those that are no more.
pub(super) fn paired<'r>(older: &'r [RowPage], newer: &'r [RowPage]) -> Vec<Pair<'r>> {
    let mut left: Vec<&RowPage> = older.iter().collect();
    let mut found: Vec<Option<&RowPage>> =
        newer.iter().map(|row| take(&mut left, |old| usize::from(old == row))).collect();
    for (row, found) in newer.iter().zip(&mut found) {
        if found.is_none() {
            *found = take(&mut left, |old| likeness(old, row));
        }
    }
    let mut pairs: Vec<_> = newer.iter().zip(found).map(|(row, found)| Pair::new(found, Some(row))).collect();
    pairs.extend(left.into_iter().map(|row| Pair::new(Some(row), None)));
    pairs
}

/// Takes the row with most of something; none when no row has any.
fn take<'r>(rows: &mut Vec<&'r RowPage>, of: impl Fn(&RowPage) -> usize) -> Option<&'r RowPage> {
    let mut most = None;
    for (place, row) in rows.iter().enumerate() {
        let more = of(row);
        if more > most.map_or(0, |(_, most)| most) {
            most = Some((place, more));
        }
    }
    most.map(|(place, _)| rows.remove(place))
}

/// How many values two rows share; none when they are of two shapes, or share fewer than they differ in.
fn likeness(one: &RowPage, other: &RowPage) -> usize {
    if one.shape != other.shape {
        return 0;
    }
    let tells = |cell: &CellPage| !matches!(cell.value, CellValue::Withheld(_) | CellValue::Niss(_));
    let both = || one.cells.iter().zip(&other.cells).filter(|(one, other)| tells(one) && tells(other));
    let says = |cell: &CellPage| cell.value != CellValue::Empty;
    let alike = both().filter(|(one, other)| one == other && says(one)).count();
    let differ = both().filter(|(one, other)| one != other).count();
    if alike >= differ { alike } else { 0 }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn row(shape: u8, values: &[i64], rows: Vec<RowPage>) -> RowPage {
        let cells = (0..).zip(values).map(|(element, value)| CellPage { element, value: CellValue::Amount(*value) });
        RowPage { shape, cells: cells.collect(), rows, filtered: Vec::new() }
    }

    fn fates(older: &[RowPage], newer: &[RowPage]) -> Vec<Fate> {
        let pairs = paired(older, newer);
        let mut fates = Vec::new();
        for pair in &pairs {
            pair.each(&mut |pair| fates.push(pair.fate()));
        }
        fates
    }

    #[test]
    fn a_row_is_found_again_by_what_it_still_says() {
        let older = [row(1, &[1, 10, 100], vec![]), row(1, &[2, 20, 200], vec![])];
        let newer = [row(1, &[2, 20, 999], vec![]), row(1, &[1, 10, 100], vec![]), row(1, &[7, 8, 9], vec![])];
        assert_eq!(fates(&older, &newer), [Fate::Changed, Fate::Same, Fate::Added]);
        assert_eq!(fates(&newer, &older), [Fate::Same, Fate::Changed, Fate::Removed]);
    }

    #[test]
    fn rows_within_a_row_that_stays_are_compared_and_those_of_a_new_one_are_new() {
        let older = [row(0, &[1, 2], vec![row(1, &[5, 6], vec![])])];
        let newer = [row(0, &[1, 2], vec![row(1, &[5, 7], vec![])]), row(0, &[8, 9], vec![row(1, &[5, 6], vec![])])];
        assert_eq!(fates(&older, &newer), [Fate::Same, Fate::Changed, Fate::Added, Fate::Added]);
    }

    #[test]
    fn the_person_and_what_is_withheld_make_no_row_like_another() {
        let day = |day| CellPage { element: 1, value: CellValue::Date(date(2025, 1, day)) };
        let person = || CellPage { element: 0, value: CellValue::Niss("85.07.30-999.32".to_owned()) };
        let of = |day| RowPage { shape: 0, cells: vec![person(), day], rows: vec![], filtered: vec![] };
        assert_eq!(fates(&[of(day(1))], &[of(day(2))]), [Fate::Added, Fate::Removed]);
    }
}
