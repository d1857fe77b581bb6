//! Classes of one circumstance, put together where its check does not tell them apart.

use std::collections::BTreeSet;

use crate::consultation::{Case, Refusal};

/// Classes for which one check says the same before, and the same after.
pub(super) struct Group<T> {
    pub refusals: [Option<Refusal>; 2],
    pub members: Vec<T>,
}

impl<T> Group<T> {
    pub fn passes(&self) -> bool {
        self.refusals.iter().all(Option::is_none)
    }
}

/// The members of each group in words.
pub(super) fn told<T>(groups: &[Group<T>], word: impl Fn(&T) -> String) -> Vec<Vec<String>> {
    groups.iter().map(|group| group.members.iter().map(&word).collect()).collect()
}

/// How many members some of the groups have.
pub(super) fn chosen<T>(groups: &[Group<T>], places: &BTreeSet<usize>) -> usize {
    places.iter().map(|place| groups[*place].members.len()).sum()
}

pub(super) fn passing<T>(groups: &[Group<T>]) -> BTreeSet<usize> {
    groups.iter().enumerate().filter(|(_, group)| group.passes()).map(|(place, _)| place).collect()
}

pub(super) fn members<T>(groups: &[Group<T>]) -> usize {
    groups.iter().map(|group| group.members.len()).sum()
}

pub(super) fn groups<T>(
    classes: Vec<T>,
    cases: [Option<Case<'_>>; 2],
    check: impl Fn(Case<'_>, &T) -> Result<(), Refusal>,
) -> Vec<Group<T>> {
    grouped(classes, |class| cases.map(|case| case.and_then(|case| check(case, class).err())))
}

pub(super) fn grouped<T>(classes: Vec<T>, refusals: impl Fn(&T) -> [Option<Refusal>; 2]) -> Vec<Group<T>> {
    let mut groups: Vec<Group<T>> = Vec::new();
    for class in classes {
        let refusals = refusals(&class);
        match groups.iter_mut().find(|group| group.refusals == refusals) {
            Some(group) => group.members.push(class),
            None => groups.push(Group { refusals, members: vec![class] }),
        }
    }
    groups
}
