use crate::deliberation::differences::compare;
use crate::deliberation::reading::Section;
use crate::deliberation::register::{PointStatus, PointText, VersionText};

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
