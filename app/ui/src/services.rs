//! What the pages are read with: given by the router as context.

use std::sync::Arc;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::niss::NissRules;
use delibero_domain::role::Role;
use delibero_usecases::accounts::{Account, AccountStore};
use delibero_usecases::clock::Clock;
use delibero_usecases::consultation::{ConsultationStore, Consulting};
use delibero_usecases::directory::DirectoryStore;
use delibero_usecases::journal::JournalStore;
use delibero_usecases::randomness::Randomness;
use delibero_usecases::register::RegisterStore;
use delibero_usecases::saved_views::SavedViewStore;
use leptos::prelude::use_context;

use crate::error::{PageError, Trouble};

/// The parts that every page may need.
#[derive(Clone)]
pub struct Services {
    /// Users.
    pub accounts: Arc<dyn AccountStore>,
    /// Organisations.
    pub directory: Arc<dyn DirectoryStore>,
    /// Consultations, with all that a decision needs.
    pub consultations: Arc<dyn ConsultationStore>,
    /// The journal.
    pub journal: Arc<dyn JournalStore>,
    /// The register of deliberations.
    pub register: Arc<dyn RegisterStore>,
    /// Filters that users keep under a name.
    pub saved_views: Arc<dyn SavedViewStore>,
    /// The catalogue in force.
    pub catalogue: Arc<Catalogue>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub randomness: Arc<dyn Randomness>,
    /// Whether demonstration data are loaded, so that the sign-in page may show the accounts.
    pub demonstration: bool,
}

impl Services {
    /// What must hold of a NISS that is typed here, today.
    #[must_use]
    pub fn niss_rules(&self) -> NissRules {
        NissRules { today: self.clock.today(), demonstration: self.demonstration }
    }

    /// What the consultation needs of them.
    #[must_use]
    pub fn consulting(&self) -> Consulting<'_> {
        Consulting {
            store: self.consultations.as_ref(),
            catalogue: &self.catalogue,
            clock: self.clock.as_ref(),
            randomness: self.randomness.as_ref(),
        }
    }
}

/// The account signed in, read anew from the store for this very request.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Arc<Account>);

/// Stands in the context where the store could not say who is signed in: nobody's session ended by that.
#[derive(Clone, Copy, Debug)]
pub struct StoreAway(pub Trouble);

/// The services of this request.
pub(crate) fn services() -> Result<Services, PageError> {
    use_context::<Services>().ok_or(PageError::Fault)
}

/// The account signed in.
pub(crate) fn signed_in() -> Result<Arc<Account>, PageError> {
    let nobody = || use_context::<StoreAway>().map_or(PageError::SignInNeeded, |StoreAway(trouble)| trouble.into());
    use_context::<SignedIn>().map(|SignedIn(account)| account).ok_or_else(nobody)
}

/// The account signed in, if it has one of some roles.
pub(crate) fn signed_in_as(roles: &[Role]) -> Result<Arc<Account>, PageError> {
    let account = signed_in()?;
    if account.has_any(roles) { Ok(account) } else { Err(PageError::NotAllowed) }
}
