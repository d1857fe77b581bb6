//! Authorisations: from what the deliberation's file says to what the engine applies, for a recipient and each member.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::entries::{AuthorisationEntry, DeliberationFile};
use super::fault::{CatalogueFault, Overlap};
use super::problems::Sheet;
use super::resolver::Resolver;
use crate::authorisation::{Authorisation, Provisions, Validity};
use crate::catalogue::Catalogue;
use crate::identifier::RecipientId;

/// Adds the authorisations of a deliberation, each with the file that it stands in.
pub(super) fn add_authorisations<'f>(
    (of_file, file): (&'f Sheet<'f>, &'f DeliberationFile),
    entries: impl Iterator<Item = (&'f Sheet<'f>, &'f AuthorisationEntry)>,
    catalogue: &mut Catalogue,
) {
    // Entries that say the same of recipients without members share what they say.
    let mut known: HashMap<&AuthorisationEntry, Arc<Provisions>> = HashMap::new();
    for (sheet, entry) in entries {
        for (recipient, provisions) in effective(sheet, (of_file, file), entry, catalogue, &mut known) {
            let authorisation = Authorisation { recipient, provisions, suspensions: Vec::new() };
            tell_overlap(sheet, entry, &authorisation, catalogue);
            let place = catalogue.authorisations.len();
            catalogue.places.entry(authorisation.recipient.clone()).or_default().authorisations.push(place);
            catalogue.authorisations.push(authorisation);
        }
    }
}

fn effective<'f>(
    sheet: &Sheet<'_>,
    (of_file, file): (&Sheet<'_>, &'f DeliberationFile),
    entry: &'f AuthorisationEntry,
    catalogue: &Catalogue,
    known: &mut HashMap<&'f AuthorisationEntry, Arc<Provisions>>,
) -> Vec<(RecipientId, Arc<Provisions>)> {
    let problems = sheet.problems.borrow().len();
    let Some(resolver) = Resolver::new(sheet, (of_file, file), entry, catalogue) else { return Vec::new() };
    let alone = catalogue.members_of(resolver.owner.as_str()).next().is_none();
    if let Some(provisions) = known.get(entry).filter(|_| alone) {
        return vec![(resolver.owner.clone(), provisions.clone())];
    }
    let all = resolver.effective();
    // An entry that says something wrong is not known: the next one must be told of, too.
    if alone && sheet.problems.borrow().len() == problems {
        known.insert(entry, all[0].1.clone());
    }
    all
}

/// Two authorisations of one recipient for one service must not hold on the same day: which would count?
fn tell_overlap(sheet: &Sheet<'_>, entry: &AuthorisationEntry, found: &Authorisation, catalogue: &Catalogue) {
    let ends = |validity: &Validity| validity.until.unwrap_or(Date::MAX);
    let known = catalogue.authorisations_of(found.recipient.as_str(), found.service.as_str());
    let (from, until) = (found.validity.from, ends(&found.validity));
    for other in known.filter(|other| other.validity.from <= until && from <= ends(&other.validity)) {
        let overlap = Overlap {
            other: other.source.clone(),
            recipient: found.recipient.to_string(),
            service: found.service.to_string(),
            from: other.validity.from,
        };
        let recipient = entry.recipient.0.get_ref();
        let fault = CatalogueFault::Overlap(Box::new(overlap));
        sheet.wrong(&format!("authorisation.{recipient}.valid_from"), &entry.points, fault);
    }
}
