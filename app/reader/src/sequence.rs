//! Tells the labels of points from the other numbers that begin a line, by the order in which they come.
//!
//! The chain of labels that explains the text best is found by dynamic programming: each label adds its weight, each
//! jump in the numbering costs. It takes `n log n` time.

use std::collections::HashMap;

use delibero_domain::deliberation::PointLabel;
use delibero_domain::deliberation::label::Step;

/// A number at the beginning of a line that may be the label of a point.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The label that it would be.
    pub label: PointLabel,
    /// How many times the numbering has begun anew before it.
    pub epoch: u32,
    /// What speaks for it: 1 for a paragraph of its own that begins as a sentence, less for every doubt.
    pub weight: f32,
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelOutcome {
    /// A point, in order.
    Point,
    /// A point, although the number was there before.
    Duplicate,
    /// A point, although a greater number came before.
    OutOfOrder,
    /// An item of a list within a point.
    Item,
    /// A number within a sentence.
    Words,
}

impl LabelOutcome {
    /// Whether a point begins there.
    #[must_use]
    pub const fn is_point(self) -> bool {
        matches!(self, Self::Point | Self::Duplicate | Self::OutOfOrder)
    }
}

/// What a jump in the numbering costs: more than any one label can bring.
const JUMP: f32 = 1.2;

/// The weight from which a label that breaks the order is taken as printed.
const STRONG: f32 = 1.0;

/// Says of every candidate what it is.
pub fn judge(candidates: &[Candidate]) -> Vec<LabelOutcome> {
    let mut verdicts = vec![LabelOutcome::Words; candidates.len()];
    let items = nested_items(candidates);
    for index in items.iter().enumerate().filter(|(_, is_item)| **is_item).map(|(index, _)| index) {
        verdicts[index] = LabelOutcome::Item;
    }
    for index in best_chain(candidates, &items) {
        verdicts[index] = LabelOutcome::Point;
    }
    take_strong_ones(candidates, &mut verdicts);
    verdicts
}

/// The number of a label that is a plain number.
fn plain(label: &PointLabel) -> Option<u16> {
    match label.steps() {
        [Step { number, latin: 0, inserted: 0 }] => Some(*number),
        _ => None,
    }
}

fn major(label: &PointLabel) -> u16 {
    label.steps().first().map_or(0, |step| step.number)
}

/// Runs `1. 2. 3.` that begin within a point. A run ends where the numbering of the points goes on,
/// unless that comes after the whole run.
fn nested_items(candidates: &[Candidate]) -> Vec<bool> {
    let mut items = vec![false; candidates.len()];
    let mut last_major: Option<(u32, u16)> = None;
    let mut index = 0;
    while index < candidates.len() {
        let candidate = &candidates[index];
        let is_restart = plain(&candidate.label) == Some(1)
            && last_major.is_some_and(|(epoch, last)| epoch == candidate.epoch && last >= 1);
        let Some((_, last)) = last_major.filter(|_| is_restart) else {
            last_major = Some((candidate.epoch, major(&candidate.label)));
            index += 1;
            continue;
        };
        let mut end = index + 1;
        while candidates.get(end).and_then(|next| plain(&next.label)) == u16::try_from(end - index + 1).ok() {
            end += 1;
        }
        let goes_on_after = candidates.get(end).is_some_and(|next| (last..=last + 1).contains(&major(&next.label)));
        if !goes_on_after {
            end = end.min(index + usize::from(last));
        }
        items[index..end].fill(true);
        index = end;
    }
    items
}

/// Where a chain of labels can have come from: everything below one number of one step.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Family {
    epoch: u32,
    prefix: Vec<Step>,
    number: u16,
    /// Nothing for the number with all that was inserted after it.
    inserted: Option<u16>,
}

#[derive(Clone, Copy)]
struct Best {
    score: f32,
    index: usize,
}

/// The indices of the chain with the greatest score, in order.
fn best_chain(candidates: &[Candidate], items: &[bool]) -> Vec<usize> {
    let ranks = ranks(candidates);
    let mut best_up_to = PrefixMaximum::new(ranks.iter().copied().max().map_or(0, |rank| rank + 1));
    let mut families: HashMap<Family, Best> = HashMap::new();
    let mut scores: Vec<(f32, Option<usize>)> = vec![(f32::MIN, None); candidates.len()];
    let mut last: Option<Best> = None;
    for (index, candidate) in candidates.iter().enumerate().filter(|(index, _)| !items[*index]) {
        let begins = is_first(&candidate.label);
        let mut best = if begins && candidate.epoch == 0 { (0.0, None) } else { (-JUMP, None) };
        for predecessor in predecessors(candidate).iter().filter_map(|family| families.get(family)) {
            let comes_before = candidates[predecessor.index].label.steps() < candidate.label.steps();
            if comes_before && predecessor.score > best.0 {
                best = (predecessor.score, Some(predecessor.index));
            }
        }
        if let Some(before) = ranks[index].checked_sub(1).and_then(|rank| best_up_to.up_to(rank)) {
            let cost = if begins && candidate.epoch > 0 { 0.0 } else { JUMP };
            if before.score - cost > best.0 {
                best = (before.score - cost, Some(before.index));
            }
        }
        let score = best.0 + candidate.weight;
        scores[index] = (score, best.1);
        let here = Best { score, index };
        best_up_to.raise(ranks[index], here);
        for family in families_of(candidate) {
            families.entry(family).and_modify(|known| *known = better(*known, here)).or_insert(here);
        }
        last = Some(last.map_or(here, |known| better(known, here)));
    }
    let mut chain = Vec::new();
    let mut at = last.filter(|last| last.score > 0.0).map(|last| last.index);
    while let Some(index) = at {
        chain.push(index);
        at = scores[index].1;
    }
    chain.reverse();
    chain
}

/// Of two equally good chains the earlier one: what comes back later is a citation more often than not.
fn better(known: Best, new: Best) -> Best {
    if new.score > known.score { new } else { known }
}

fn ranks(candidates: &[Candidate]) -> Vec<usize> {
    let key = |index: usize| (candidates[index].epoch, candidates[index].label.steps());
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|left, right| key(*left).cmp(&key(*right)));
    let mut ranks = vec![0; candidates.len()];
    let mut rank = 0;
    for (place, index) in order.iter().enumerate() {
        if place > 0 && key(order[place - 1]) != key(*index) {
            rank += 1;
        }
        ranks[*index] = rank;
    }
    ranks
}

/// Whether a numbering can begin with it: `1`, `1.1`, `1.1.1`.
fn is_first(label: &PointLabel) -> bool {
    label.steps().iter().all(|step| step.number == 1 && step.inserted == 0 && step.latin == 0)
}

/// Every family that a label belongs to, at each of its steps.
fn families_of(candidate: &Candidate) -> Vec<Family> {
    let steps = candidate.label.steps();
    let mut families = Vec::with_capacity(steps.len() * 2 + 1);
    families.push(exactly(candidate.epoch, steps));
    for (depth, step) in steps.iter().enumerate() {
        let prefix = steps[..depth].to_vec();
        for inserted in [None, Some(step.inserted)] {
            families.push(Family { epoch: candidate.epoch, prefix: prefix.clone(), number: step.number, inserted });
        }
    }
    families
}

/// The family of one label only: no step has the number 0.
fn exactly(epoch: u32, steps: &[Step]) -> Family {
    Family { epoch, prefix: steps.to_vec(), number: 0, inserted: None }
}

/// The families whose last label a label can follow without a jump.
fn predecessors(candidate: &Candidate) -> Vec<Family> {
    let mut steps = candidate.label.steps();
    let mut families = Vec::new();
    while let Some((last, prefix)) = steps.split_last() {
        let family = |number: u16, inserted: Option<u16>| Family {
            epoch: candidate.epoch,
            prefix: prefix.to_vec(),
            number,
            inserted,
        };
        if last.inserted > 0 || last.latin > 0 {
            families.push(family(last.number, Some(last.inserted.saturating_sub(1))));
        }
        if last.inserted <= 1 {
            families.push(family(last.number - 1, None));
        }
        // The first subdivision follows its own point, or what that point would follow.
        if last.number != 1 || last.inserted > 0 || prefix.is_empty() {
            break;
        }
        families.push(exactly(candidate.epoch, prefix));
        steps = prefix;
    }
    families
}

/// The greatest score among all ranks up to one: a Fenwick tree.
struct PrefixMaximum {
    tree: Vec<Option<Best>>,
}

impl PrefixMaximum {
    fn new(length: usize) -> Self {
        Self { tree: vec![None; length + 1] }
    }

    fn raise(&mut self, rank: usize, best: Best) {
        let mut at = rank + 1;
        while at < self.tree.len() {
            self.tree[at] = Some(self.tree[at].map_or(best, |known| better(known, best)));
            at += at & at.wrapping_neg();
        }
    }

    fn up_to(&self, rank: usize) -> Option<Best> {
        let mut at = rank + 1;
        let mut found: Option<Best> = None;
        while at > 0 {
            if let Some(best) = self.tree[at] {
                found = Some(found.map_or(best, |known| better(known, best)));
            }
            at -= at & at.wrapping_neg();
        }
        found
    }
}

/// Takes labels that break the order but leave no doubt that a point begins: duplicates, exchanged and last ones.
fn take_strong_ones(candidates: &[Candidate], verdicts: &mut [LabelOutcome]) {
    let mut taken: std::collections::HashSet<(u32, String)> = candidates
        .iter()
        .zip(verdicts.iter())
        .filter(|(_, verdict)| **verdict == LabelOutcome::Point)
        .map(|(candidate, _)| (candidate.epoch, candidate.label.normal()))
        .collect();
    let mut before: Option<usize> = None;
    for index in 0..candidates.len() {
        if verdicts[index] == LabelOutcome::Point {
            before = Some(index);
            continue;
        }
        let Some(last) = before.map(|before| &candidates[before]) else { continue };
        let candidate = &candidates[index];
        if verdicts[index] == LabelOutcome::Item || candidate.weight < STRONG || candidate.epoch != last.epoch {
            continue;
        }
        let distance = i32::from(major(&candidate.label)) - i32::from(major(&last.label));
        let key = (candidate.epoch, candidate.label.normal());
        let is_new = !taken.contains(&key);
        verdicts[index] = match candidate.label.steps().cmp(last.label.steps()) {
            std::cmp::Ordering::Equal => LabelOutcome::Duplicate,
            std::cmp::Ordering::Less if is_new && distance >= -2 => LabelOutcome::OutOfOrder,
            std::cmp::Ordering::Greater if is_new && distance <= 3 => LabelOutcome::Point,
            _ => LabelOutcome::Words,
        };
        if verdicts[index].is_point() {
            taken.insert(key);
        }
        if verdicts[index] == LabelOutcome::Point {
            before = Some(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(words: &[&str]) -> Vec<LabelOutcome> {
        let candidates: Vec<Candidate> = words
            .iter()
            .map(|word| {
                let weak = word.starts_with('~');
                let label = word.trim_start_matches('~').parse().unwrap();
                Candidate { label, epoch: 0, weight: if weak { -0.3 } else { 1.0 } }
            })
            .collect();
        judge(&candidates)
    }

    fn points(words: &[&str]) -> Vec<String> {
        let verdicts = verdicts(words);
        words
            .iter()
            .zip(verdicts)
            .filter(|(_, verdict)| verdict.is_point())
            .map(|(word, _)| (*word).to_owned())
            .collect()
    }

    #[test]
    fn insertions_and_subdivisions_are_in_order() {
        let all = [
            "1.", "2.", "3.1.", "3.2.", "4.", "23./1.", "24.", "55.", "56/1.", "56/2.", "57.", "79.", "79.1.", "79.2.",
            "79.10.",
        ];
        assert_eq!(points(&all), all);
    }

    #[test]
    fn a_list_within_a_point_is_no_point() {
        assert_eq!(points(&["1.", "2.", "1.", "2.", "3.", "4.", "3.", "4."]), ["1.", "2.", "3.", "4."]);
        assert_eq!(points(&["1.", "2.", "3.", "1.", "2.", "4."]), ["1.", "2.", "3.", "4."]);
        assert_eq!(points(&["1.", "2.", "1.", "2.", "3.", "4.", "5."]), ["1.", "2.", "3.", "4.", "5."]);
        assert_eq!(verdicts(&["1.", "2.", "1.", "2.", "3."])[2], LabelOutcome::Item);
    }

    #[test]
    fn a_number_in_a_sentence_is_no_point() {
        assert_eq!(points(&["1.", "2.", "~28.", "3.", "4."]), ["1.", "2.", "3.", "4."]);
        assert_eq!(points(&["1.", "28.", "2.", "3.", "4."]), ["1.", "2.", "3.", "4."]);
        assert_eq!(points(&["5.", "~5.1.", "6."]), ["5.", "6."]);
    }

    #[test]
    fn a_weak_label_that_the_order_needs_is_a_point() {
        assert_eq!(points(&["1.", "2.", "~3.", "4."]), ["1.", "2.", "~3.", "4."]);
    }

    #[test]
    fn strong_labels_out_of_order_are_kept() {
        assert_eq!(verdicts(&["1.", "2.", "2.", "3."])[2], LabelOutcome::Duplicate);
        assert_eq!(points(&["1.", "3.", "2.", "4."]).len(), 4);
        assert_eq!(points(&["1.", "2.", "4."]), ["1.", "2.", "4."]);
    }
}
