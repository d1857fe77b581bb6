//! Compiles a grant: for every element, granted or why not, whatever the record.

use std::sync::Arc;

use crate::authorisation::{
    Conditions, Grant, ModuleGrant, PurposeGrant, Source, Withheld, WithheldReason, WithheldTable,
};
use crate::catalogue::ElementSet;
use crate::catalogue::{Module, Service};
use crate::identifier::PurposeId;
use crate::parameters::ParameterKind;

/// A value, or the same one where it is known already.
pub(super) fn shared<T: PartialEq>(known: &mut Vec<Arc<T>>, value: T) -> Arc<T> {
    if let Some(known) = known.iter().find(|known| ***known == value) {
        return known.clone();
    }
    let value = Arc::new(value);
    known.push(value.clone());
    value
}

/// Elements that the text excludes in so many words.
pub(super) struct Excluded {
    pub elements: ElementSet,
    /// The purposes for which it does; empty: all.
    pub purposes: Vec<PurposeId>,
    pub source: Source,
}

/// What the text says of one module of a recipient.
pub(super) struct ModuleText<'s> {
    pub service: &'s Service,
    /// The module's place in its service.
    pub place: usize,
    /// The elements that the grant names.
    pub named: ElementSet,
    /// The elements that the text excludes in so many words.
    pub exclusions: Vec<Excluded>,
    /// What it asks for and is not asked of this recipient.
    pub without: Vec<ParameterKind>,
    pub source: Source,
    /// Where the module is described.
    pub described: Source,
}

/// What is withheld for a purpose, or whatever the purpose.
struct Denied<'d> {
    /// By an exclusion.
    excluded: Vec<(ElementSet, &'d Source)>,
    /// Because it is for other purposes.
    reserved: Vec<(ElementSet, &'d Source)>,
}

impl Denied<'_> {
    fn excluded(&self) -> ElementSet {
        union(&self.excluded)
    }
}

fn union(sets: &[(ElementSet, &Source)]) -> ElementSet {
    sets.iter().fold(ElementSet::default(), |all, (set, _)| all.or(*set))
}

impl ModuleText<'_> {
    /// The module as granted, for every purpose at once and for each. What is the same is shared.
    pub fn compile(&self, purposes: &[PurposeGrant], conditions: &[Arc<Conditions>]) -> ModuleGrant {
        let whole = self.denied(None);
        let granted = self.granted(&whole);
        let mut shared = vec![(granted, self.withheld(granted, &whole))];
        let by_purpose = purposes.iter().zip(conditions).map(|(purpose, conditions)| {
            let denied = self.denied(Some(purpose));
            let granted = self.granted(&denied);
            let withheld = self.withheld(granted, &denied);
            let known =
                shared.iter().find(|known| **known == (granted, withheld.clone())).map(|(_, known)| known.clone());
            let withheld = known.unwrap_or_else(|| {
                shared.push((granted, withheld.clone()));
                withheld
            });
            Grant { granted, withheld, conditions: conditions.clone() }
        });
        let by_purpose = by_purpose.collect();
        let withheld = shared.swap_remove(0).1;
        ModuleGrant {
            module: self.place,
            granted,
            excluded: whole.excluded(),
            withheld,
            by_purpose,
            without: self.without.clone(),
            source: self.source.clone(),
            described: self.described.clone(),
        }
    }

    fn denied<'d>(&'d self, purpose: Option<&'d PurposeGrant>) -> Denied<'d> {
        let applies = |found: &&Excluded| {
            found.purposes.is_empty() || purpose.is_some_and(|purpose| found.purposes.contains(&purpose.id))
        };
        let excluded = self.exclusions.iter().filter(applies).map(|found| (found.elements, &found.source));
        let reserved = purpose.into_iter().flat_map(|purpose| &purpose.denied).map(|(set, source)| (*set, source));
        Denied { excluded: excluded.collect(), reserved: reserved.collect() }
    }

    /// Explicit exclusions win over grants by block (23/058 points 56/1, 63, 64, 79.5).
    fn granted(&self, denied: &Denied<'_>) -> ElementSet {
        self.named.without(denied.excluded()).without(union(&denied.reserved))
    }

    /// One reason holds for many elements.
    fn withheld(&self, granted: ElementSet, denied: &Denied<'_>) -> Arc<WithheldTable> {
        let mut known = Vec::new();
        let mut why = |element| shared(&mut known, self.why(element, granted, denied));
        let places = 0..self.service.elements.len();
        Arc::new(places.map(|element| (!granted.contains(element)).then(|| why(element))).collect())
    }

    fn why(&self, element: usize, granted: ElementSet, denied: &Denied<'_>) -> Withheld {
        let block = self.service.blocks[self.service.elements[element].block].elements;
        let carried = self.module().elements.or(self.named);
        // What the text excludes has the better reason, but only where the module carries the element's block.
        let excluded = denied.excluded().contains(element) && !carried.and(block).is_empty();
        if !carried.contains(element) && !excluded {
            return Withheld { reason: WithheldReason::ModuleWithoutElement, source: self.described.clone() };
        }
        let reason = if granted.and(block).is_empty() {
            WithheldReason::BlockNotGranted
        } else {
            WithheldReason::ElementNotGranted
        };
        Withheld { reason, source: self.stated(element, denied).unwrap_or(&self.source).clone() }
    }

    const fn module(&self) -> &Module {
        &self.service.modules.as_slice()[self.place]
    }

    /// Where the text withholds an element: by an exclusion, or for this purpose only.
    fn stated<'s>(&self, element: usize, denied: &Denied<'s>) -> Option<&'s Source> {
        let of_purpose = denied.reserved.iter().filter(|_| self.named.contains(element));
        let found = denied.excluded.iter().chain(of_purpose).find(|(set, _)| set.contains(element));
        found.map(|(_, source)| *source)
    }
}
