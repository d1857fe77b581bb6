//! Compiles a grant: for every element, granted or why not, whatever the record.

use crate::authorisation::{Grant, ModuleGrant, PurposeGrant, Source, Withheld, WithheldReason};
use crate::catalogue::model::{ElementSet, Module, Service};

/// What the text says of one module of a recipient.
pub(super) struct Said<'s> {
    pub service: &'s Service,
    /// The module's place in its service.
    pub place: usize,
    /// The elements that the grant names.
    pub named: ElementSet,
    /// The elements that the text excludes in so many words, and where.
    pub exclusions: Vec<(ElementSet, Source)>,
    /// Where the grant stands.
    pub source: Source,
}

impl Said<'_> {
    /// The module as granted, for every purpose at once and for each.
    pub fn compile(&self, purposes: &[PurposeGrant]) -> ModuleGrant {
        let whole = self.grant(&[]);
        ModuleGrant {
            module: self.place,
            granted: whole.granted,
            excluded: self.excluded(),
            withheld: whole.withheld,
            by_purpose: purposes.iter().map(|purpose| self.grant(&purpose.denied)).collect(),
            source: self.source.clone(),
        }
    }

    fn excluded(&self) -> ElementSet {
        self.exclusions.iter().fold(ElementSet::default(), |all, (set, _)| all.or(*set))
    }

    /// Explicit exclusions win over grants by block (23/058 points 56/1, 63, 64, 79.5).
    fn grant(&self, denied: &[(ElementSet, Source)]) -> Grant {
        let reserved = denied.iter().fold(ElementSet::default(), |all, (set, _)| all.or(*set));
        let granted = self.named.without(self.excluded()).without(reserved);
        let places = 0..self.service.elements.len();
        let withheld = places.map(|element| (!granted.contains(element)).then(|| self.why(element, granted, denied)));
        Grant { granted, withheld: withheld.collect() }
    }

    fn why(&self, element: usize, granted: ElementSet, denied: &[(ElementSet, Source)]) -> Withheld {
        let block = self.service.blocks[self.service.elements[element].block].elements;
        let carried = self.module().elements.or(self.named);
        // What the text excludes has the better reason, but only where the module carries the element's block.
        let excluded = self.excluded().contains(element) && !carried.and(block).is_empty();
        if !carried.contains(element) && !excluded {
            return Withheld { reason: WithheldReason::ModuleWithoutElement, source: self.module().source.clone() };
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
    fn stated<'s>(&'s self, element: usize, denied: &'s [(ElementSet, Source)]) -> Option<&'s Source> {
        let of_purpose = denied.iter().filter(|_| self.named.contains(element));
        let found = self.exclusions.iter().chain(of_purpose).find(|(set, _)| set.contains(element));
        found.map(|(_, source)| source)
    }
}
