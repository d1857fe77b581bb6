//! Elements that are given in a reduced form only.

use delibero_domain::authorisation::{ModuleGrant, ReducedForm, Reduction, Source};

/// The reductions of an element, one for each purpose that has it and reduces it.
pub(in crate::pages) fn reductions(grant: &ModuleGrant, element: usize) -> impl Iterator<Item = &Reduction> {
    let having = grant.by_purpose.iter().filter(move |of| of.granted.contains(element));
    having.flat_map(|of| &of.conditions.reductions).filter(move |rule| rule.elements.contains(element))
}

/// To what an element is reduced for every purpose that has it, and where that is said.
pub(in crate::pages) fn reduced(grant: &ModuleGrant, element: usize) -> Option<(ReducedForm, Source)> {
    let having = grant.by_purpose.iter().filter(|of| of.granted.contains(element)).count();
    let first = reductions(grant, element).next()?;
    (reductions(grant, element).count() >= having).then(|| (first.form, first.source.clone()))
}
