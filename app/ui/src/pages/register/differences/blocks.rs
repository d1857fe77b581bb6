//! Sections and points in the order in which they are shown: what is untouched is gathered, what changed stands alone.

use delibero_domain::deliberation::differences::{Differences, PointSide, Row, SectionRow};

/// A part of the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block<'d> {
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
pub(super) fn blocks(differences: &Differences) -> Vec<Block<'_>> {
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
mod tests {
    use delibero_domain::deliberation::differences::compare;
    use delibero_domain::deliberation::reading::Section;
    use delibero_domain::deliberation::register::{PointStatus, PointText, VersionText};

    use super::*;

    fn text(sections: &[&str], points: &[(&str, usize, &str)]) -> VersionText {
        let section =
            |title: &&str| Section { label: String::new(), title: (*title).to_owned(), level: 1, text: String::new() };
        let point = |(label, heading, text): &(&str, usize, &str)| PointText {
            label: label.parse().expect("a label"),
            heading: Some(*heading),
            text: (*text).to_owned(),
            status: PointStatus::Unknown,
        };
        VersionText {
            sections: sections.iter().map(section).collect(),
            points: points.iter().map(point).collect(),
            ..VersionText::default()
        }
    }

    fn outline(before: &VersionText, after: &VersionText) -> Vec<String> {
        let differences = compare(before, after);
        let side = |row: &Row<PointSide>| {
            let side = row.new.as_ref().or(row.old.as_ref());
            side.map(|side| side.label.normal()).unwrap_or_default()
        };
        let title = |row: &SectionRow| row.heading.runs.iter().map(|run| run.text()).collect::<String>();
        let line = |block: &Block<'_>| match block {
            Block::Same(points) => format!("= {}", points.iter().map(|row| side(row)).collect::<Vec<_>>().join(" ")),
            Block::Under(row) => format!("under {}", title(row)),
            Block::Section(row) => format!("section {}", title(row)),
            Block::Point(row) => side(row),
        };
        blocks(&differences).iter().map(line).collect()
    }

    const A: &str = "Le bureau des jardins reçoit la liste des parcelles louées.";
    const B: &str = "Les listes sont détruites deux ans après la fin du bail.";
    const C: &str = "Chaque membre de l’équipe signe une déclaration de discrétion.";
    const D: &str = "De dienst houdt bij wie de lijsten raadpleegt.";

    #[test]
    fn what_is_untouched_is_gathered_and_only_headings_of_changes_are_named() {
        let before = text(&["Objet", "Examen", "Fin"], &[("1", 0, A), ("2", 0, B), ("3", 1, C), ("5", 2, D)]);
        let changed = format!("{D} Elke dag.");
        let after = text(
            &["Objet", "Examen", "Fin"],
            &[("1", 0, A), ("2", 0, B), ("3", 1, C), ("4", 1, "Neuf."), ("5", 2, &changed)],
        );
        assert_eq!(outline(&before, &after), ["= 1 2", "under Examen", "= 3", "4", "under Fin", "5"]);
        assert_eq!(outline(&before, &before), ["= 1 2 3 5"]);
    }

    #[test]
    fn a_section_that_came_or_went_stands_where_it_does() {
        let few = text(&["Objet"], &[("1", 0, A), ("2", 0, B)]);
        let more = text(&["Objet", "Examen"], &[("1", 0, A), ("2", 0, B), ("3", 1, C)]);
        assert_eq!(outline(&few, &more), ["= 1 2", "section Examen", "3"]);
        assert_eq!(outline(&more, &few), ["= 1 2", "section Examen", "3"]);
    }
}
