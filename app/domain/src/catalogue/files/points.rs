//! The points of deliberations, and how they were read.

use super::entries::{PointsFile, Word};
use super::fault::CatalogueFault;
use super::problems::{Sheet, bare};
use crate::authorisation::Source;
use crate::catalogue::Catalogue;
use crate::points::{NotForAMachine, PointList, Reading};

pub(super) fn add_points(sheet: &Sheet<'_>, file: &PointsFile, catalogue: &mut Catalogue) {
    let number = file.deliberation.get_ref().trim();
    if number.is_empty() {
        sheet.wrong("deliberation", &file.deliberation, CatalogueFault::DeliberationMissing);
    }
    if catalogue.point_lists.iter().any(|list| list.deliberation == number) {
        sheet.wrong("deliberation", &file.deliberation, CatalogueFault::PointsTwice(number.to_owned()));
    }
    sheet.no_duplicates("points", file.points.iter());
    for word in &file.points {
        sheet.point("points", word);
    }
    let declared = || file.not_for_a_machine.iter().flat_map(|entry| &entry.points);
    sheet.no_duplicates("not_for_a_machine.points", declared());
    let listed = |word: &&Word| file.points.iter().any(|point| point.get_ref() == word.get_ref());
    for word in declared().filter(|word| !listed(word)) {
        sheet.wrong("not_for_a_machine.points", word, CatalogueFault::NotAmongThePoints(word.get_ref().clone()));
    }
    let not_for_a_machine = file.not_for_a_machine.iter().map(|entry| NotForAMachine {
        points: bare(&entry.points),
        why: sheet.text("not_for_a_machine.why", &entry.why),
    });
    catalogue.point_lists.push(PointList {
        deliberation: number.to_owned(),
        points: bare(&file.points),
        not_for_a_machine: not_for_a_machine.collect(),
    });
    for entry in &file.reading {
        let recipients = entry.recipients.iter().filter_map(|word| sheet.identifier("reading.recipients", word));
        catalogue.readings.push(Reading {
            source: Source::new(number, &sheet.point("reading.point", &entry.point)),
            recipients: recipients.collect(),
            text: sheet.text("reading.text", &entry.text),
        });
    }
}
