//! The hash of a catalogue: what it is known by in a record, years later.
//!
//! Its canonical form is a text of lines, each the JSON (RFC 8785) of one thing: a service, a recipient, a code list, a
//! list of words, a sector, a deliberation; and for each authorisation the recipient, the service, its place among those
//! of both, and the SHA-256 of the JSON of its provisions, which many share. The lines are sorted, so that the order of
//! files does not count. Labels, which only people read, do not count either; words that bind do: the limits on use, the
//! rules of retention, who acts for a purpose. Of a suspension, what it stops from which day counts, and not by whom or
//! why.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::Catalogue;
use crate::access_log::canonical;
use crate::authorisation::{Provisions, Suspension};

/// The SHA-256 of the canonical form of a catalogue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CatalogueHash([u8; 32]);

/// Why a word is not the hash of a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the hash of a catalogue is 64 hexadecimal digits in small letters")]
pub struct CatalogueHashError;

impl fmt::Display for CatalogueHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for CatalogueHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for CatalogueHash {
    type Err = CatalogueHashError;

    fn from_str(word: &str) -> Result<Self, CatalogueHashError> {
        let small = word.len() == 64 && word.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        if !small {
            return Err(CatalogueHashError);
        }
        let mut bytes = [0; 32];
        hex::decode_to_slice(word, &mut bytes).map_err(|_| CatalogueHashError)?;
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for CatalogueHash {
    type Error = CatalogueHashError;
    fn try_from(word: String) -> Result<Self, CatalogueHashError> {
        word.parse()
    }
}

impl From<CatalogueHash> for String {
    fn from(hash: CatalogueHash) -> Self {
        hash.to_string()
    }
}

/// Computed when it is first asked for; a catalogue that was read does not change. It says nothing beyond the
/// catalogue, so that it makes no difference between two.
#[derive(Clone, Debug, Default)]
pub(super) struct Computed(OnceLock<CatalogueHash>);

impl PartialEq for Computed {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Computed {}

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
