//! Every feature for those who show it: reached only with whoever asks in hand.

use std::sync::Arc;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::niss::NissRules;

use crate::accounts::{AccountStore, Actor, NotAllowed};
use crate::clock::Clock;
use crate::consultation::{ConsultationStore, Consulting, FormToken};
use crate::directory::{DirectoryStore, Organisation};
use crate::journal::{Journal, JournalStore, JournalStores};
use crate::randomness::Randomness;
use crate::register::{Drafting, Drafts, Register, RegisterStore};
use crate::saved_views::{SavedViewStore, SavedViews};
use crate::store_error::StoreError;

/// The ports. Whoever puts the application together has them; whoever is given [`Services`] has not.
#[derive(Clone)]
pub struct Stores {
    pub accounts: Arc<dyn AccountStore>,
    pub directory: Arc<dyn DirectoryStore>,
    pub consultations: Arc<dyn ConsultationStore>,
    pub journal: Arc<dyn JournalStore>,
    pub register: Arc<dyn RegisterStore>,
    pub saved_views: Arc<dyn SavedViewStore>,
}

impl Stores {
    /// All of one.
    #[must_use]
    pub fn of<S>(store: &S) -> Self
    where
        S: Clone
            + AccountStore
            + DirectoryStore
            + ConsultationStore
            + JournalStore
            + RegisterStore
            + SavedViewStore
            + 'static,
    {
        Self {
            accounts: Arc::new(store.clone()),
            directory: Arc::new(store.clone()),
            consultations: Arc::new(store.clone()),
            journal: Arc::new(store.clone()),
            register: Arc::new(store.clone()),
            saved_views: Arc::new(store.clone()),
        }
    }
}

#[derive(Clone)]
pub struct Services {
    stores: Stores,
    /// The one in force.
    pub catalogue: Arc<Catalogue>,
    pub clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    /// Whether demonstration data are loaded, so that the sign-in page may show the accounts.
    pub demonstration: bool,
}

impl Services {
    #[must_use]
    pub fn new(
        stores: Stores,
        catalogue: Arc<Catalogue>,
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
        demonstration: bool,
    ) -> Self {
        Self { stores, catalogue, clock, randomness, demonstration }
    }

    /// The same on other stores.
    #[must_use]
    pub fn on(self, stores: Stores) -> Self {
        Self { stores, ..self }
    }

    /// What must hold of a NISS that is typed here, today.
    #[must_use]
    pub fn niss_rules(&self) -> NissRules {
        NissRules { today: self.clock.today(), demonstration: self.demonstration }
    }

    #[must_use]
    pub fn consulting(&self) -> Consulting<'_> {
        Consulting::new(
            self.stores.consultations.as_ref(),
            &self.catalogue,
            self.clock.as_ref(),
            self.randomness.as_ref(),
        )
    }

    /// For one form of a consultation.
    #[must_use]
    pub fn form_token(&self) -> FormToken {
        FormToken::new(self.randomness.as_ref())
    }

    /// The organisation for which somebody acts.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organisation_of(&self, actor: &Actor) -> Result<Option<Organisation>, StoreError> {
        self.stores.directory.organisation(&actor.organisation).await
    }

    /// # Errors
    /// When the reader may not see the journal.
    pub fn journal<'s>(&'s self, reader: &'s Actor) -> Result<Journal<'s>, NotAllowed> {
        let stores = JournalStores {
            journal: self.stores.journal.as_ref(),
            accounts: self.stores.accounts.as_ref(),
            directory: self.stores.directory.as_ref(),
        };
        Journal::for_reader(stores, reader)
    }

    /// # Errors
    /// When the reader may not see the register.
    pub fn register(&self, reader: &Actor) -> Result<Register<'_>, NotAllowed> {
        Register::for_reader(self.stores.register.as_ref(), reader)
    }

    /// # Errors
    /// When the reader may not see drafts.
    pub fn drafts<'s>(&'s self, reader: &'s Actor) -> Result<Drafts<'s>, NotAllowed> {
        Drafts::for_reader(self.stores.register.as_ref(), self.stores.accounts.as_ref(), reader)
    }

    #[must_use]
    pub fn drafting<'s>(&'s self, writer: &'s Actor) -> Drafting<'s> {
        Drafting::new(self.stores.register.as_ref(), self.clock.as_ref(), self.randomness.as_ref(), writer)
    }

    #[must_use]
    pub fn saved_views<'s>(&'s self, owner: &'s Actor) -> SavedViews<'s> {
        SavedViews::of(self.stores.saved_views.as_ref(), owner)
    }
}
