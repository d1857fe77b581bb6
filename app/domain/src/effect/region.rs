//! Sets of classes, as few products of values: so that what is told of circumstances holds for each combination.

use std::collections::{BTreeMap, BTreeSet};

use super::circumstances::{Circumstance, Dimension};

/// A class: the place of its value in each dimension.
pub(super) type Class = Vec<usize>;

/// For each dimension, the places of the values that are combined.
pub(super) type Product = Vec<BTreeSet<usize>>;

/// A set of classes as products of which no two share a class.
pub(super) fn products(classes: &BTreeSet<Class>) -> Vec<Product> {
    let Some(first) = classes.first() else { return Vec::new() };
    if first.is_empty() {
        return vec![Vec::new()];
    }
    if let Some(whole) = whole(classes) {
        return vec![whole];
    }
    let mut tails: BTreeMap<usize, BTreeSet<Class>> = BTreeMap::new();
    for class in classes {
        tails.entry(class[0]).or_default().insert(class[1..].to_vec());
    }
    let mut alike: BTreeMap<BTreeSet<Class>, BTreeSet<usize>> = BTreeMap::new();
    for (head, tail) in tails {
        alike.entry(tail).or_default().insert(head);
    }
    let mut all = Vec::new();
    for (tail, heads) in alike {
        all.extend(products(&tail).into_iter().map(|rest| [vec![heads.clone()], rest].concat()));
    }
    all.sort();
    all
}

/// The only product, where the classes are one.
fn whole(classes: &BTreeSet<Class>) -> Option<Product> {
    let mut product: Product = vec![BTreeSet::new(); classes.first()?.len()];
    for class in classes {
        class.iter().zip(&mut product).for_each(|(place, values)| values.extend([*place]));
    }
    (product.iter().map(BTreeSet::len).product::<usize>() == classes.len()).then_some(product)
}

/// The values at some places of a dimension; none where they are all of them.
pub(super) fn limit<'v>(
    of: Dimension,
    every: impl ExactSizeIterator<Item = &'v [String]>,
    places: &BTreeSet<usize>,
) -> Option<Circumstance> {
    if places.len() == every.len() {
        return None;
    }
    let chosen = every.enumerate().filter(|(place, _)| places.contains(place));
    Some(Circumstance { of, values: chosen.flat_map(|(_, values)| values.iter().cloned()).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(words: &[&str]) -> BTreeSet<Class> {
        let place = |digit: u8| usize::from(digit - b'0');
        words.iter().map(|word| word.bytes().map(place).collect()).collect()
    }

    #[test]
    fn a_product_is_one_and_anything_else_is_several_without_a_class_twice() {
        assert_eq!(products(&classes(&["00", "01", "10", "11"])).len(), 1);
        let corner = classes(&["00", "01", "10"]);
        let found = products(&corner);
        assert_eq!(found.len(), 2);
        let count: usize = found.iter().map(|product| product.iter().map(BTreeSet::len).product::<usize>()).sum();
        assert_eq!(count, corner.len());
        assert!(products(&BTreeSet::new()).is_empty());
    }
}
