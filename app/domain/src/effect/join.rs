//! Puts together what differs in the same way for several purposes, modules, intervals and members.

use std::collections::BTreeSet;

use jiff::ToSpan;

use super::Difference;
use crate::identifier::{ModuleId, PurposeId};

/// Joins what differs for several purposes; for every one of them, it does for whichever.
pub(super) fn purposes(all: Vec<Difference>, every: &BTreeSet<PurposeId>) -> Vec<Difference> {
    let mut joined: Vec<Difference> = Vec::new();
    for mut difference in all {
        match joined.iter_mut().find(|known| known.module == difference.module && is_alike(known, &difference)) {
            Some(known) => {
                known.purposes.append(&mut difference.purposes);
                known.classes += difference.classes;
            }
            None => joined.push(difference),
        }
    }
    for difference in joined.iter_mut().filter(|_| every.len() > 1) {
        if difference.purposes.len() == every.len() {
            difference.purposes.clear();
        }
    }
    joined
}

/// Joins what differs for every module.
pub(super) fn modules(all: Vec<Difference>, every: &BTreeSet<ModuleId>) -> Vec<Difference> {
    let mut groups: Vec<Vec<Difference>> = Vec::new();
    for difference in all {
        let alike = |known: &Difference| known.purposes == difference.purposes && is_alike(known, &difference);
        match groups.iter_mut().find(|group| alike(&group[0])) {
            Some(group) => group.push(difference),
            None => groups.push(vec![difference]),
        }
    }
    let joined = groups.into_iter().flat_map(|mut group| {
        if group.len() == every.len() && every.len() > 1 {
            let classes = group.iter().map(|difference| difference.classes).sum();
            group.truncate(1);
            group.iter_mut().for_each(|difference| (difference.module, difference.classes) = (None, classes));
        }
        group
    });
    joined.collect()
}

/// Adds a difference, or lets one that it goes on end later.
pub(super) fn days(all: &mut Vec<Difference>, difference: Difference) {
    let goes_on = |known: &Difference| {
        let follows = known.until.map(|day| day.saturating_add(1.day()));
        follows.is_some()
            && follows == difference.from
            && known.module == difference.module
            && known.purposes == difference.purposes
            && is_alike(known, &difference)
    };
    match all.iter_mut().find(|known| goes_on(known)) {
        Some(known) => {
            known.until = difference.until;
            known.classes += difference.classes;
        }
        None => all.push(difference),
    }
}

/// Joins what differs for several of one recipient and its members.
pub(super) fn recipients(all: Vec<Difference>) -> Vec<Difference> {
    let mut joined: Vec<Difference> = Vec::new();
    for mut difference in all {
        let alike = |known: &Difference| {
            (known.from, known.until) == (difference.from, difference.until)
                && known.module == difference.module
                && known.purposes == difference.purposes
                && is_alike(known, &difference)
        };
        match joined.iter_mut().find(|known| alike(known)) {
            Some(known) => {
                known.recipients.append(&mut difference.recipients);
                known.classes += difference.classes;
            }
            None => joined.push(difference),
        }
    }
    joined
}

/// Whether the same differs, under the same circumstances.
fn is_alike(one: &Difference, other: &Difference) -> bool {
    one.circumstances == other.circumstances && one.change == other.change
}
