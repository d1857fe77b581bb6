//! Sections and points in the order in which they are shown: what is untouched is gathered, what changed stands alone.

use super::{Differences, PointSide, Row, SectionRow};

/// A part of the list.
#[derive(Debug, PartialEq, Eq)]
pub enum Block<'d> {
    /// Points to which nothing happened.
    Same(Vec<&'d Row<PointSide>>),
    /// The untouched heading above what follows.
    Under(&'d SectionRow),
    /// A section to which something happened.
    Section(&'d SectionRow),
    /// A point to which something happened.
    Point(&'d Row<PointSide>),
}

/// The list. An untouched heading stands in it only where something under it changed.
#[must_use]
pub fn blocks(differences: &Differences) -> Vec<Block<'_>> {
    let mut list = List::default();
    let mut next = 0;
    for point in &differences.points {
        let upto = section_of(point, &differences.sections).map_or(next, |place| place + 1);
        for section in differences.sections.get(next..upto).unwrap_or_default() {
            list.section(section);
        }
        next = next.max(upto);
        list.point(point);
    }
    for section in differences.sections.get(next..).unwrap_or_default() {
        list.section(section);
    }
    list.flush();
    list.blocks
}

/// The row of the heading above a point; of a point that is gone, only where its heading is gone as well.
fn section_of(point: &Row<PointSide>, sections: &[SectionRow]) -> Option<usize> {
    match (&point.new, &point.old) {
        (Some(side), _) => {
            let heading = side.heading?;
            sections.iter().position(|row| row.heading.new.as_ref().is_some_and(|new| new.at == heading))
        }
        (None, Some(side)) => {
            let heading = side.heading?;
            let gone = |row: &SectionRow| row.heading.new.is_none();
            sections.iter().position(|row| gone(row) && row.heading.old.as_ref().is_some_and(|old| old.at == heading))
        }
        (None, None) => None,
    }
}

#[derive(Default)]
struct List<'d> {
    blocks: Vec<Block<'d>>,
    /// Untouched points that stand before the last heading.
    before: Vec<&'d Row<PointSide>>,
    /// The last heading, while it is not in the list.
    under: Option<&'d SectionRow>,
    /// Untouched points under it.
    within: Vec<&'d Row<PointSide>>,
}

impl<'d> List<'d> {
    fn section(&mut self, section: &'d SectionRow) {
        if section.heading.is_untouched() {
            self.before.append(&mut self.within);
            self.under = Some(section);
        } else {
            self.flush();
            self.under = None;
            self.blocks.push(Block::Section(section));
        }
    }

    fn point(&mut self, point: &'d Row<PointSide>) {
        if point.is_untouched() {
            self.within.push(point);
            return;
        }
        self.same(true);
        self.blocks.extend(self.under.take().map(Block::Under));
        self.same(false);
        self.blocks.push(Block::Point(point));
    }

    /// Gathers what is untouched; without a heading, since nothing under it changed.
    fn flush(&mut self) {
        self.before.append(&mut self.within);
        self.same(true);
    }

    fn same(&mut self, before: bool) {
        let points = std::mem::take(if before { &mut self.before } else { &mut self.within });
        if !points.is_empty() {
            self.blocks.push(Block::Same(points));
        }
    }
}

#[cfg(test)]
mod tests;
