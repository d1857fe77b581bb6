//! Which part of the old text became which part of the new one.

use std::collections::HashMap;

use super::wire;
use super::word_diff::{in_common, sorted};

/// A part of a text: a point, a section, a footnote.
pub(super) struct Entry<'w> {
    /// Its label; empty where it has none.
    pub name: &'w str,
    /// The numbers of its words.
    pub words: &'w [u32],
}

/// How parts of one kind are recognised.
#[derive(Clone, Copy)]
pub(super) struct Habits {
    /// Whether parts with one label are one part, whatever their words.
    pub names_bind: bool,
    /// Parts with fewer words are not recognised by their words alone.
    pub least_words: usize,
}

/// How alike two parts under different labels are at least, in thousandths of their words.
const ALIKE: usize = 700;

/// How alike two parts under one label are, so that no better one is looked for.
const SURE: usize = 900;

/// The least for two parts under one label that does not bind.
const ALIKE_IN_PLACE: usize = 400;

/// What having the same label counts beside the words.
const SAME_NAME: usize = 100;

/// Two words in a row that stand in more parts than this say nothing about which one it is.
const MOST_FREQUENT: usize = 4;

/// How many pairs of words of a part are looked at.
const SAMPLE: usize = 64;

/// How many others a part is compared with, the nearest ones.
const NEAREST: usize = 4;

/// Pairs of places, old and new: first what has kept label and words, then what has kept its words, then the most alike.
///
/// The same pairs come out when old and new change sides.
pub(super) fn pair(old: &[Entry<'_>], new: &[Entry<'_>], habits: Habits) -> Vec<(usize, usize)> {
    let mut pairs = Pairs { old: vec![None; old.len()], new: vec![None; new.len()] };
    pairs.join_equal(old, new, |entry| Some((entry.name, entry.words)));
    pairs.join_equal(old, new, |entry| (entry.words.len() >= habits.least_words).then_some(entry.words));
    let (old_free, new_free) = (free(old, &pairs.old), free(new, &pairs.new));
    let mut found = namesakes(&old_free, &new_free, habits);
    for found in found.iter().filter(|found| found.score >= SURE + SAME_NAME) {
        pairs.join(found.old, found.new);
    }
    let (old_free, new_free) = (still_free(old_free, &pairs.old), still_free(new_free, &pairs.new));
    found.extend(near(&old_free, &new_free, habits));
    found.sort_unstable_by_key(|found| (std::cmp::Reverse(found.score), distance(found.old, found.new)));
    for found in found {
        pairs.join(found.old, found.new);
    }
    pairs.old.into_iter().enumerate().filter_map(|(old, new)| Some((old, new?))).collect()
}

/// For each part, the one it is paired with.
struct Pairs {
    old: Vec<Option<usize>>,
    new: Vec<Option<usize>>,
}

impl Pairs {
    fn join(&mut self, old: usize, new: usize) {
        if self.old[old].is_none() && self.new[new].is_none() {
            self.old[old] = Some(new);
            self.new[new] = Some(old);
        }
    }

    /// Joins what has the same key: the first with the first, the second with the second.
    fn join_equal<'e, K: std::hash::Hash + Eq>(
        &mut self,
        old: &'e [Entry<'_>],
        new: &'e [Entry<'_>],
        key: impl Fn(&'e Entry<'_>) -> Option<K>,
    ) {
        let mut places: HashMap<K, Vec<usize>> = HashMap::new();
        for (place, entry) in old.iter().enumerate().rev().filter(|(place, _)| self.old[*place].is_none()) {
            if let Some(key) = key(entry) {
                places.entry(key).or_default().push(place);
            }
        }
        for (place, entry) in new.iter().enumerate() {
            if self.new[place].is_none()
                && let Some(found) = key(entry).and_then(|key| places.get_mut(&key)).and_then(Vec::pop)
            {
                self.join(found, place);
            }
        }
    }
}

/// A part without its other.
struct Free<'e> {
    place: usize,
    entry: &'e Entry<'e>,
    sorted: Vec<u32>,
}

fn free<'e>(entries: &'e [Entry<'e>], pairs: &[Option<usize>]) -> Vec<Free<'e>> {
    let free = entries.iter().enumerate().filter(|(place, _)| pairs[*place].is_none());
    free.map(|(place, entry)| Free { place, entry, sorted: sorted(entry.words) }).collect()
}

fn still_free<'e>(mut parts: Vec<Free<'e>>, pairs: &[Option<usize>]) -> Vec<Free<'e>> {
    parts.retain(|part| pairs[part.place].is_none());
    parts
}

/// Two places that may be one part.
struct Found {
    old: usize,
    new: usize,
    score: usize,
}

/// Which of two pairs goes first where all else is equal. Two pairs with one distance have no part in common, so
/// their order does not matter.
const fn distance(old: usize, new: usize) -> (usize, usize) {
    (old.abs_diff(new), old + new)
}

/// How alike, in thousandths.
fn likeness(old: &Free<'_>, new: &Free<'_>) -> usize {
    let words = old.sorted.len() + new.sorted.len();
    (in_common(&old.sorted, &new.sorted) * 2000).checked_div(words).unwrap_or(0)
}

/// What has the same label: the first with the first.
fn namesakes(old: &[Free<'_>], new: &[Free<'_>], habits: Habits) -> Vec<Found> {
    let mut by_name: HashMap<&str, Vec<&Free<'_>>> = HashMap::new();
    for part in old.iter().rev().filter(|part| !part.entry.name.is_empty()) {
        by_name.entry(part.entry.name).or_default().push(part);
    }
    let found = new.iter().filter_map(|new| {
        let old = by_name.get_mut(new.entry.name)?.pop()?;
        let score = likeness(old, new);
        let is_one = habits.names_bind || score >= ALIKE_IN_PLACE;
        is_one.then_some(Found { old: old.place, new: new.place, score: score + SAME_NAME })
    });
    found.collect()
}

/// What is alike, wherever it stands. Words are compared only where two words in a row that few parts have are shared.
fn near(old: &[Free<'_>], new: &[Free<'_>], habits: Habits) -> Vec<Found> {
    let mut shared = sharing(old, new, habits);
    shared.sort_unstable_by_key(|found| (std::cmp::Reverse(found.score), distance(found.old, found.new)));
    let (mut old_seen, mut new_seen) = (vec![0; old.len()], vec![0; new.len()]);
    shared.retain(|found| {
        let is_near = old_seen[found.old] < NEAREST || new_seen[found.new] < NEAREST;
        old_seen[found.old] += 1;
        new_seen[found.new] += 1;
        is_near
    });
    let scored = shared.into_iter().map(|found| {
        let (old, new) = (&old[found.old], &new[found.new]);
        Found { old: old.place, new: new.place, score: likeness(old, new) }
    });
    scored.filter(|found| found.score >= ALIKE).collect()
}

/// How many rare pairs of words two parts share; places are those among the free parts.
fn sharing(old: &[Free<'_>], new: &[Free<'_>], habits: Habits) -> Vec<Found> {
    let mut marks: Vec<Mark> = Vec::new();
    for (is_new, parts) in [(false, old), (true, new)] {
        for (place, part) in parts.iter().enumerate().filter(|(_, part)| part.sorted.len() >= habits.least_words) {
            marks.extend(sample(part.entry.words).into_iter().map(|two| Mark { two, is_new, place: wire(place) }));
        }
    }
    marks.sort_unstable();
    let mut both: Vec<(u32, u32)> = Vec::new();
    for group in marks.chunk_by(|a, b| a.two == b.two) {
        let (olds, news) = group.split_at(group.partition_point(|mark| !mark.is_new));
        if olds.len() <= MOST_FREQUENT && news.len() <= MOST_FREQUENT {
            both.extend(olds.iter().flat_map(|old| news.iter().map(|new| (old.place, new.place))));
        }
    }
    both.sort_unstable();
    let counted = both.chunk_by(|a, b| a == b);
    counted.map(|same| Found { old: same[0].0 as usize, new: same[0].1 as usize, score: same.len() }).collect()
}

/// Some pairs of words in a row, each once: those whose numbers are lowest, so that like parts give like samples.
fn sample(words: &[u32]) -> Vec<u32> {
    let mut sample: Vec<u32> = words.windows(2).map(|two| mixed(two[0], two[1])).collect();
    sample.sort_unstable();
    sample.dedup();
    sample.truncate(SAMPLE);
    sample
}

/// Two words in a row, and where they stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    two: u32,
    is_new: bool,
    place: u32,
}

/// One number for two: that others may have it too only adds a comparison.
const fn mixed(first: u32, second: u32) -> u32 {
    let mixed = (first.wrapping_mul(0x9e37_79b1).rotate_left(13) ^ second).wrapping_mul(0x85eb_ca77);
    mixed ^ mixed >> 15
}
