//! The marks: what a recipient may do with an element, in one module or in the best of several.

use delibero_domain::authorisation::{Authorisation, ModuleGrant, Source, WithheldReason};
use delibero_domain::catalogue::{Catalogue, Recipient, Service};
use jiff::civil::Date;

use super::{Difference, Mark, MatrixCell, Standing};
use crate::pages::conditions::reduced::{reduced, reductions};

/// The authorisation that counts on a day: the one in force, or else the nearest.
pub(super) fn on_day<'c>(
    catalogue: &'c Catalogue,
    recipient: &str,
    service: &'c Service,
    day: Date,
) -> Option<(&'c Authorisation, Standing)> {
    let mut nearest = None;
    for found in catalogue.authorisations_of(recipient, service.id.as_str()) {
        match found.validity.until {
            _ if found.validity.holds_on(day) => return Some((found, Standing::InForce)),
            Some(until) if until < day => nearest = Some((found, Standing::NotAfter(until))),
            _ => nearest = nearest.or(Some((found, Standing::NotBefore(found.validity.from)))),
        }
    }
    nearest
}

/// What holds for an element in one module.
pub(super) fn in_module(authorisation: &Authorisation, grant: &ModuleGrant, element: usize) -> (Mark, Option<Source>) {
    if grant.granted.contains(element) {
        let given = grant.by_purpose.iter().filter(|of| of.granted.contains(element)).count();
        return match given {
            all if all == grant.by_purpose.len() => match reduced(grant, element) {
                Some((_, source)) => (Mark::Reduced, Some(source)),
                None => match reductions(grant, element).next() {
                    Some(reduction) => (Mark::Partly, Some(reduction.source.clone())),
                    None => (Mark::Granted, Some(grant.source.clone())),
                },
            },
            0 => (Mark::Excluded, reserved(authorisation, element)),
            _ => (Mark::Partly, reserved(authorisation, element)),
        };
    }
    let why = grant.withheld[element].as_ref().filter(|why| why.reason != WithheldReason::ModuleWithoutElement);
    match why.filter(|_| grant.excluded.contains(element)) {
        Some(why) => (Mark::Excluded, Some(why.source.clone())),
        None => (Mark::NotAsked, None),
    }
}

/// Where an element is reserved to some of the purposes.
fn reserved(authorisation: &Authorisation, element: usize) -> Option<Source> {
    let mut denied = authorisation.purposes.iter().flat_map(|purpose| &purpose.denied);
    denied.find(|(elements, _)| elements.contains(element)).map(|(_, source)| source.clone())
}

/// The modules of an authorisation that are looked at: one, or all.
pub(super) fn looked_at(authorisation: &Authorisation, module: Option<usize>) -> impl Iterator<Item = &ModuleGrant> {
    authorisation.modules.iter().filter(move |grant| module.is_none_or(|wanted| wanted == grant.module))
}

/// A cell: the best mark of the modules looked at, and which modules have it.
pub(super) fn cell(authorisation: &Authorisation, module: Option<usize>, element: usize) -> MatrixCell {
    let mut best = MatrixCell { mark: Mark::NotAsked, source: None, modules: Vec::new() };
    for grant in looked_at(authorisation, module) {
        let (mark, source) = in_module(authorisation, grant, element);
        if mark < best.mark {
            best = MatrixCell { mark, source, modules: Vec::new() };
        }
        if mark == best.mark && mark != Mark::NotAsked {
            best.modules.extend(u8::try_from(grant.module));
        }
    }
    best
}

/// The cells of a row over some elements; nothing is asked where nothing holds.
pub(super) fn cells(
    authorisation: &Authorisation,
    standing: Standing,
    module: Option<usize>,
    elements: &[usize],
) -> Vec<MatrixCell> {
    let nothing = || MatrixCell { mark: Mark::NotAsked, source: None, modules: Vec::new() };
    let holds = standing == Standing::InForce;
    elements.iter().map(|&element| if holds { cell(authorisation, module, element) } else { nothing() }).collect()
}

/// The members of a recipient whose authorisation on the day is not the recipient's own.
pub(super) fn members_with_own_rules<'c>(
    catalogue: &'c Catalogue,
    owner: &'c Recipient,
    service: &'c Service,
    day: Date,
) -> impl Iterator<Item = &'c Recipient> {
    let own = on_day(catalogue, owner.id.as_str(), service, day);
    let members = catalogue.recipients().iter().filter(|found| found.member_of.as_ref() == Some(&owner.id));
    members.filter(move |member| match (own, on_day(catalogue, member.id.as_str(), service, day)) {
        (Some((own, _)), Some((of_member, _))) => of_member.provisions != own.provisions,
        (_, of_member) => of_member.is_some(),
    })
}

/// How two cells differ, in the words of [`Difference`].
pub(super) fn difference(left: &MatrixCell, right: &MatrixCell) -> Option<Difference> {
    match (left.mark.is_given(), right.mark.is_given()) {
        (true, false) => Some(Difference::OnlyLeft),
        (false, true) => Some(Difference::OnlyRight),
        (true, true) if left.mark != right.mark && [left.mark, right.mark].contains(&Mark::Reduced) => {
            Some(Difference::Form)
        }
        (true, true) if left.mark != right.mark => Some(Difference::Purposes),
        (true, true) if left.modules != right.modules => Some(Difference::Modules),
        (false, false) if left.mark != right.mark => Some(Difference::Wording),
        _ => None,
    }
}
