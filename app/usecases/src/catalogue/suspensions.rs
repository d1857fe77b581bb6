//! What is suspended, for somebody who reads: by whom and for whom in names.

use std::collections::BTreeMap;
use std::sync::Arc;

use delibero_domain::authorisation::Suspension;
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::text::Text;

use crate::accounts::{AccountStore, Actor};
use crate::directory::DirectoryStore;
use crate::store_error::StoreError;

/// A suspension as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSuspension {
    pub suspension: Arc<Suspension>,
    /// The name that people read.
    pub by: String,
    /// The name of the one organisation that it stops.
    pub organisation: Option<Text>,
}

/// Whether somebody may read of a suspension: what stops everybody, everybody may; what stops one organisation, those
/// who ask for it, the committee, and auditors.
fn may_read(reader: &Actor, suspension: &Suspension) -> bool {
    let own = |organisation: &OrganisationId| *organisation == reader.organisation;
    suspension.organisation.as_ref().is_none_or(own)
        || reader.may(Capability::ReadDrafts)
        || reader.may(Capability::ReadWholeJournal)
}

/// Everything that is suspended and that a reader may read of, in the order of the files.
///
/// # Errors
/// When the store fails.
pub(crate) async fn known_suspensions(
    accounts: &dyn AccountStore,
    directory: &dyn DirectoryStore,
    catalogue: &Catalogue,
    reader: &Actor,
) -> Result<Vec<KnownSuspension>, StoreError> {
    let read: Vec<Arc<Suspension>> =
        catalogue.suspensions().iter().filter(|found| may_read(reader, found)).cloned().collect();
    if read.is_empty() {
        return Ok(Vec::new());
    }
    let mut users: Vec<UserName> = read.iter().map(|found| found.by.clone()).collect();
    users.sort();
    users.dedup();
    let names = accounts.display_names(&users).await?;
    let mut organisations: BTreeMap<OrganisationId, Text> = BTreeMap::new();
    for id in read.iter().filter_map(|found| found.organisation.as_ref()) {
        if !organisations.contains_key(id) {
            let name = directory.organisation(id).await?.map_or_else(|| Text::same(id.as_str()), |found| found.name);
            organisations.insert(id.clone(), name);
        }
    }
    let known = read.into_iter().map(|suspension| KnownSuspension {
        by: names.get(&suspension.by).map_or_else(|| suspension.by.to_string(), Clone::clone),
        organisation: suspension.organisation.as_ref().and_then(|id| organisations.get(id).cloned()),
        suspension,
    });
    Ok(known.collect())
}
