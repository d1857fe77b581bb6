//! The canonical form of a catalogue, of which its hash is made.
//!
//! It is a text of lines, each the JSON (RFC 8785) of one thing: a service, a recipient, a code list, a
//! list of words, a sector, a deliberation; and for each authorisation the recipient, the service, its place among those
//! of both, and the SHA-256 of the JSON of its provisions, which many share. The lines are sorted, so that the order of
//! files does not count. Labels, which only people read, do not count either; words that bind do: the limits on use, the
//! rules of retention, who acts for a purpose. Of a suspension, what it stops from which day counts, and not by whom or
//! why.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use super::hash::CatalogueHash;
use super::model::Catalogue;
use crate::access_log::canonical;
use crate::authorisation::{Provisions, Suspension};

impl Catalogue {
    /// The hash of what the catalogue decides.
    #[must_use]
    pub fn hash(&self) -> CatalogueHash {
        *self.computed.0.get_or_init(|| {
            let mut hash = Sha256::new();
            hash.update(b"delibero/catalogue/v1\n");
            for line in lines(self) {
                hash.update(&line);
                hash.update(b"\n");
            }
            CatalogueHash(hash.finalize().into())
        })
    }
}

fn lines(catalogue: &Catalogue) -> Vec<Vec<u8>> {
    let mut words = json!({
        "purposes": catalogue.purposes,
        "person_roles": catalogue.person_roles,
        "events": catalogue.events,
        "regions": catalogue.regions,
        "conditions": catalogue.conditions,
        "quality_codes": catalogue.quality_codes,
    });
    // What was published without them is known by the same hash.
    if !catalogue.offices.is_empty() {
        words["offices"] = json!(catalogue.offices);
    }
    let mut lines: Vec<Vec<u8>> = catalogue
        .services
        .iter()
        .map(|found| line("service", found))
        .chain(catalogue.recipients.iter().map(|found| line("recipient", found)))
        .chain(catalogue.code_lists.iter().map(|found| line("code_list", found)))
        .chain(catalogue.sectors.iter().map(|found| line("sector", found)))
        .chain(catalogue.deliberations.iter().map(|found| line("deliberation", found)))
        .chain(catalogue.suspensions.iter().map(|found| suspension(found)))
        .chain([line("words", &words)])
        .collect();
    lines.extend(authorisations(catalogue));
    lines.sort_unstable();
    lines
}

fn suspension(found: &Suspension) -> Vec<u8> {
    let Suspension { deliberation, recipient, service, organisation, .. } = found;
    let said = json!({
        "deliberation": deliberation,
        "recipient": recipient,
        "service": service,
        "organisation": organisation,
        "from": found.first_day(),
    });
    line("suspension", &said)
}

fn line(kind: &str, thing: &impl Serialize) -> Vec<u8> {
    canonical(&json!({ kind: thing }))
}

fn authorisations(catalogue: &Catalogue) -> Vec<Vec<u8>> {
    let mut hashes: HashMap<*const Provisions, Json> = HashMap::new();
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    let mut lines = Vec::with_capacity(catalogue.authorisations.len());
    for found in &catalogue.authorisations {
        let place = places.entry((found.recipient.as_str(), found.service.as_str())).or_default();
        let hash = hashes.entry(Arc::as_ptr(&found.provisions)).or_insert_with(|| {
            let bytes: [u8; 32] = Sha256::digest(canonical(&json!(*found.provisions))).into();
            json!(CatalogueHash(bytes))
        });
        let said =
            json!({ "recipient": found.recipient, "service": found.service, "place": place, "provisions": hash });
        lines.push(line("authorisation", &said));
        *place += 1;
    }
    lines
}
