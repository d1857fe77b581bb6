//! Suspensions: each stops the authorisations that it names.

use std::sync::Arc;

use super::entries::{SuspensionEntry, SuspensionsFile};
use super::fault::{CatalogueFault, NothingToSuspend, SuspendedTwice};
use super::problems::Sheet;
use crate::authorisation::Suspension;
use crate::catalogue::Catalogue;
use crate::niss::holds_niss;

pub(super) fn add_suspensions(sheet: &Sheet<'_>, file: &SuspensionsFile, catalogue: &mut Catalogue) {
    for entry in &file.suspension {
        if let Some(suspension) = suspension(sheet, entry) {
            add(sheet, entry, suspension, catalogue);
        }
    }
}

fn suspension(sheet: &Sheet<'_>, entry: &SuspensionEntry) -> Option<Suspension> {
    let key = |part: &str| format!("suspension.{part}");
    let reason = entry.reason.get_ref().trim();
    if reason.is_empty() {
        sheet.wrong(&key("reason"), &entry.reason, CatalogueFault::ReasonMissing);
    }
    if holds_niss(reason) {
        sheet.wrong(&key("reason"), &entry.reason, CatalogueFault::Niss);
    }
    let organisation = match &entry.organisation {
        Some(word) => Some(sheet.identifier(&key("organisation"), word)?),
        None => None,
    };
    Some(Suspension {
        deliberation: entry.deliberation.get_ref().trim().to_owned(),
        recipient: sheet.identifier(&key("recipient"), &entry.recipient)?,
        service: sheet.identifier(&key("service"), &entry.service)?,
        organisation,
        since: *entry.since.get_ref(),
        by: sheet.identifier(&key("by"), &entry.by)?,
        reason: reason.to_owned(),
        file: sheet.name.to_owned(),
    })
}

fn add(sheet: &Sheet<'_>, entry: &SuspensionEntry, suspension: Suspension, catalogue: &mut Catalogue) {
    let Suspension { deliberation, recipient, service, organisation, .. } = &suspension;
    let same = |known: &&Arc<Suspension>| {
        (&known.deliberation, &known.recipient, &known.service, &known.organisation)
            == (deliberation, recipient, service, organisation)
    };
    if let Some(known) = catalogue.suspensions.iter().find(same) {
        let twice = SuspendedTwice {
            recipient: recipient.to_string(),
            organisation: organisation.as_ref().map(ToString::to_string),
            since: known.since,
        };
        sheet.wrong("suspension", &entry.recipient, CatalogueFault::SuspendedTwice(Box::new(twice)));
    }
    let members = catalogue.members_of(recipient.as_str()).map(|member| member.id.clone());
    let parties: Vec<_> = std::iter::once(recipient.clone()).chain(members).collect();
    let places: Vec<usize> = parties
        .iter()
        .filter_map(|party| catalogue.places.get(party))
        .flat_map(|places| places.authorisations.iter().copied())
        .filter(|place| {
            let found = &catalogue.authorisations[*place];
            found.service == *service && found.source.deliberation == *deliberation
        })
        .collect();
    if places.is_empty() {
        let nothing = NothingToSuspend {
            deliberation: deliberation.clone(),
            recipient: recipient.to_string(),
            service: service.to_string(),
        };
        sheet.wrong("suspension", &entry.recipient, CatalogueFault::NothingToSuspend(Box::new(nothing)));
    }
    let suspension = Arc::new(suspension);
    for place in places {
        catalogue.authorisations[place].suspensions.push(suspension.clone());
    }
    catalogue.suspensions.push(suspension);
}
