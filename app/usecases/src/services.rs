//! Every feature for those who show it: reached only with whoever asks in hand.

use std::sync::Arc;

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::VersionText;
use delibero_domain::identifier::UserName;
use delibero_domain::niss::NissRules;

use crate::accounts::mandates::Mandate;
use crate::accounts::people::{
    AccessLink, OpenSession, PasswordError, PasswordWith, People, PeopleStore, PeopleWith, User, usable_link,
};
use crate::accounts::sign_in::PasswordHasher;
use crate::accounts::{AccountStore, Actor, NotAllowed};
use crate::batches::{BatchStore, BatchStores, Batches, Running};
use crate::catalogue::editing::DocumentEditing;
use crate::catalogue::{
    CatalogueDrafting, CatalogueDrafts, CatalogueInForce, CatalogueStates, CatalogueStore, ChangeError, Checked,
    CheckingStores, Comparer, DecidingAgain, HappenedStores, KnownSuspension, LookingAgain, LookingAgainStores,
    MissingPointStores, MissingPoints, Suspending, TouchedRule, known_suspensions, touched_rules,
};
use crate::clock::Clock;
use crate::consultation::{ConsultationStore, Consulting, FormToken};
use crate::directory::{self, DirectoryStore, DirectoryStores, Organisation, ReferenceDirectory};
use crate::jobs::HeldJob;
use crate::journal::{DecidingEntries, Journal, JournalStore, JournalStores, Watch};
use crate::log_tree::{DisclosureGate, Published, Receipts, Standing, TreeStore, WitnessedStore};
use crate::organisations::{OrganisationStore, OrganisationStores, Organisations, Registering};
use crate::randomness::Randomness;
use crate::register::{Drafting, Drafts, Register, RegisterStore};
use crate::saved_views::{SavedViewStore, SavedViews};
use crate::source_loads::{self, LoadKeeping, SourceLoadStore, SourceLoads, SourceStores};
use crate::store_error::StoreError;

/// The ports. Whoever puts the application together has them; whoever is given [`Services`] has not.
#[derive(Clone)]
pub struct Stores {
    pub accounts: Arc<dyn AccountStore>,
    pub people: Arc<dyn PeopleStore>,
    pub directory: Arc<dyn DirectoryStore>,
    pub consultations: Arc<dyn ConsultationStore>,
    pub journal: Arc<dyn JournalStore>,
    pub tree: Arc<dyn TreeStore>,
    pub witnessed: Arc<dyn WitnessedStore>,
    pub register: Arc<dyn RegisterStore>,
    pub saved_views: Arc<dyn SavedViewStore>,
    pub catalogue: Arc<dyn CatalogueStore>,
    pub organisations: Arc<dyn OrganisationStore>,
    pub source_loads: Arc<dyn SourceLoadStore>,
    pub batches: Arc<dyn BatchStore>,
}

impl Stores {
    /// All of one.
    #[must_use]
    pub fn of<S>(store: &S) -> Self
    where
        S: Clone
            + AccountStore
            + PeopleStore
            + DirectoryStore
            + ConsultationStore
            + JournalStore
            + TreeStore
            + WitnessedStore
            + RegisterStore
            + SavedViewStore
            + CatalogueStore
            + OrganisationStore
            + SourceLoadStore
            + BatchStore
            + 'static,
    {
        Self {
            accounts: Arc::new(store.clone()),
            people: Arc::new(store.clone()),
            directory: Arc::new(store.clone()),
            consultations: Arc::new(store.clone()),
            journal: Arc::new(store.clone()),
            tree: Arc::new(store.clone()),
            witnessed: Arc::new(store.clone()),
            register: Arc::new(store.clone()),
            saved_views: Arc::new(store.clone()),
            catalogue: Arc::new(store.clone()),
            organisations: Arc::new(store.clone()),
            source_loads: Arc::new(store.clone()),
            batches: Arc::new(store.clone()),
        }
    }
}

/// What the application was put together from.
#[derive(Clone)]
pub struct Application {
    stores: Stores,
    in_force: Arc<CatalogueInForce>,
    comparer: Arc<dyn Comparer>,
    pub clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    gate: Arc<DisclosureGate>,
    /// Whether demonstration data are loaded, so that the sign-in page may show the accounts.
    pub demonstration: bool,
}

impl Application {
    #[must_use]
    pub fn new(
        stores: Stores,
        in_force: Arc<CatalogueInForce>,
        comparer: Arc<dyn Comparer>,
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
        demonstration: bool,
    ) -> Self {
        Self { stores, in_force, comparer, clock, randomness, gate: Arc::default(), demonstration }
    }

    /// The same, where nothing is disclosed that outsiders see nothing of.
    #[must_use]
    pub fn behind(self, gate: Arc<DisclosureGate>) -> Self {
        Self { gate, ..self }
    }

    /// The same on other stores.
    #[must_use]
    pub fn on(self, stores: Stores) -> Self {
        Self { stores, ..self }
    }

    /// Everything for one request, with the catalogue that is in force now.
    #[must_use]
    pub fn services(&self) -> Services {
        Services {
            catalogue: Arc::clone(&self.in_force.now().catalogue),
            stores: self.stores.clone(),
            in_force: Arc::clone(&self.in_force),
            comparer: Arc::clone(&self.comparer),
            clock: Arc::clone(&self.clock),
            randomness: Arc::clone(&self.randomness),
            gate: Arc::clone(&self.gate),
            demonstration: self.demonstration,
        }
    }

    /// Takes over at once what was published of the catalogue.
    ///
    /// # Errors
    /// When the store fails, or what is published cannot be read by this program: the state known before stays.
    pub async fn follow_catalogue(&self) -> Result<bool, StoreError> {
        self.in_force.follow(self.stores.catalogue.as_ref()).await
    }

    /// For whoever goes through lists behind the pages.
    #[must_use]
    pub fn running(&self) -> Running<'_> {
        let (clock, randomness) = (self.clock.as_ref(), self.randomness.as_ref());
        let with = batch_stores(&self.stores, &self.in_force, (clock, randomness), &self.gate);
        let consultations = self.stores.consultations.as_ref();
        let consulting = Consulting::new(consultations, &self.in_force, clock, randomness).behind(&self.gate);
        Running { with, consulting }
    }

    /// The file of a source whose job a worker holds; none where there is nothing to do any more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn take_up_source_load(&self, held: &HeldJob) -> Result<Option<source_loads::TakenUp<'_>>, StoreError> {
        let (clock, randomness) = (self.clock.as_ref(), self.randomness.as_ref());
        let keeping = LoadKeeping { loads: self.stores.source_loads.as_ref(), clock, randomness };
        let with = SourceStores { keeping, directory: self.stores.directory.as_ref(), in_force: &self.in_force };
        source_loads::TakenUp::of(with, self.stores.accounts.as_ref(), held).await
    }

    /// The same of a file of integrations.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn take_up_integrations(&self, held: &HeldJob) -> Result<Option<directory::TakenUp<'_>>, StoreError> {
        let with = directory_stores(&self.stores, &self.in_force, (self.clock.as_ref(), self.randomness.as_ref()));
        directory::TakenUp::of(with, held).await
    }

    /// For what matters to security.
    #[must_use]
    pub fn watch(&self) -> Watch<'_> {
        let (clock, randomness) = (self.clock.as_ref(), self.randomness.as_ref());
        Watch { journal: self.stores.journal.as_ref(), clock, randomness }
    }

    /// The newest checkpoint of the log, for everybody; where witnesses are asked, the newest that enough of them saw. None
    /// before the first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn checkpoint(&self) -> Result<Option<String>, StoreError> {
        if self.gate.asks_witnesses() {
            return Ok(self.stores.witnessed.witnessed().await?.note);
        }
        self.published().checkpoint().await
    }

    /// The tree of the log, for everybody.
    #[must_use]
    pub fn published(&self) -> Published<'_> {
        Published::of(self.stores.tree.as_ref())
    }

    #[must_use]
    pub fn catalogue_drafting<'s>(&'s self, writer: &'s Actor) -> CatalogueDrafting<'s> {
        let catalogue = self.stores.catalogue.as_ref();
        CatalogueDrafting::new(catalogue, self.clock.as_ref(), self.randomness.as_ref(), writer)
    }

    /// # Errors
    /// When the store fails.
    pub async fn note_signed_in(&self, actor: &Actor) -> Result<(), StoreError> {
        self.stores.people.note_signed_in(&actor.user, self.clock.now()).await
    }

    #[must_use]
    pub fn suspending<'s>(&'s self, writer: &'s Actor) -> Suspending<'s> {
        suspending(&self.stores, self.comparer.as_ref(), (self.clock.as_ref(), self.randomness.as_ref()), writer)
    }

    #[must_use]
    pub fn drafting<'s>(&'s self, writer: &'s Actor) -> Drafting<'s> {
        Drafting::new(self.stores.register.as_ref(), self.clock.as_ref(), self.randomness.as_ref(), writer)
    }
}

fn suspending<'s>(
    stores: &'s Stores,
    comparer: &'s dyn Comparer,
    (clock, randomness): (&'s dyn Clock, &'s dyn Randomness),
    writer: &'s Actor,
) -> Suspending<'s> {
    Suspending::new(stores.catalogue.as_ref(), stores.directory.as_ref(), comparer, clock, randomness, writer)
}

fn batch_stores<'s>(
    stores: &'s Stores,
    in_force: &'s CatalogueInForce,
    (clock, randomness): (&'s dyn Clock, &'s dyn Randomness),
    gate: &'s DisclosureGate,
) -> BatchStores<'s> {
    BatchStores { batches: stores.batches.as_ref(), in_force, clock, randomness, gate: Some(gate) }
}

fn directory_stores<'s>(
    stores: &'s Stores,
    in_force: &'s CatalogueInForce,
    (clock, randomness): (&'s dyn Clock, &'s dyn Randomness),
) -> DirectoryStores<'s> {
    let (directory, accounts) = (stores.directory.as_ref(), stores.accounts.as_ref());
    DirectoryStores { directory, accounts, in_force, clock, randomness }
}

/// For one request: what it shows is of one state of the catalogue.
#[derive(Clone)]
pub struct Services {
    pub catalogue: Arc<Catalogue>,
    stores: Stores,
    in_force: Arc<CatalogueInForce>,
    pub comparer: Arc<dyn Comparer>,
    pub clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    gate: Arc<DisclosureGate>,
    /// Whether demonstration data are loaded.
    pub demonstration: bool,
}

impl Services {
    /// What must hold of a NISS that is typed here, today.
    #[must_use]
    pub fn niss_rules(&self) -> NissRules {
        NissRules { today: self.clock.today(), demonstration: self.demonstration }
    }

    #[must_use]
    pub fn consulting(&self) -> Consulting<'_> {
        Consulting::new(
            self.stores.consultations.as_ref(),
            &self.in_force,
            self.clock.as_ref(),
            self.randomness.as_ref(),
        )
        .behind(&self.gate)
    }

    /// How it stands with those who watch the log from outside.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.gate.standing(self.clock.now())
    }

    /// # Errors
    /// When the reader may not see drafts.
    pub fn catalogue_drafts<'s>(&'s self, reader: &'s Actor) -> Result<CatalogueDrafts<'s>, NotAllowed> {
        CatalogueDrafts::for_reader(self.stores.catalogue.as_ref(), self.stores.accounts.as_ref(), reader)
    }

    /// # Errors
    /// When the reader may not see drafts.
    pub fn catalogue_states<'s>(&'s self, reader: &Actor) -> Result<CatalogueStates<'s>, NotAllowed> {
        CatalogueStates::for_reader(self.stores.catalogue.as_ref(), &self.in_force, self.comparer.as_ref(), reader)
    }

    /// # Errors
    /// When the reader may see neither drafts nor the journal.
    pub fn deciding_again<'s>(&'s self, reader: &'s Actor) -> Result<DecidingAgain<'s>, NotAllowed> {
        let stores = HappenedStores {
            catalogue: self.stores.catalogue.as_ref(),
            in_force: &self.in_force,
            journal: self.stores.journal.as_ref(),
            directory: self.stores.directory.as_ref(),
            comparer: self.comparer.as_ref(),
        };
        DecidingAgain::for_reader(stores, reader)
    }

    /// # Errors
    /// When the reader may not see drafts.
    pub fn missing_points<'s>(&'s self, reader: &'s Actor) -> Result<MissingPoints<'s>, NotAllowed> {
        let stores = MissingPointStores {
            catalogue: self.stores.catalogue.as_ref(),
            register: self.stores.register.as_ref(),
            clock: self.clock.as_ref(),
        };
        MissingPoints::for_reader(stores, reader)
    }

    /// A draft, read and checked so that it can be proposed or published.
    ///
    /// # Errors
    /// When the reader may not see drafts, or there is no such draft.
    pub async fn checked(&self, reader: &Actor, draft: &str) -> Result<Checked, ChangeError> {
        reader.must(Capability::ReadDrafts)?;
        let catalogue = self.stores.catalogue.as_ref();
        let draft = catalogue.draft(draft).await?.ok_or(ChangeError::Unknown)?;
        let stores = CheckingStores {
            catalogue,
            register: self.stores.register.as_ref(),
            in_force: &self.in_force,
            comparer: self.comparer.as_ref(),
        };
        Ok(Checked::of(stores, &draft).await?)
    }

    /// The rules in force that cite points of a deliberation which two of its texts have otherwise.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn touched_rules(
        &self,
        deliberation: DeliberationNumber,
        before: &VersionText,
        after: &VersionText,
    ) -> Result<Vec<TouchedRule>, StoreError> {
        let documents = self.stores.catalogue.documents(self.in_force.now().state).await?;
        Ok(touched_rules(&documents, &deliberation.to_string(), before, after))
    }

    /// # Errors
    /// When the reader may not see drafts.
    pub fn looking_again<'s>(&'s self, reader: &'s Actor) -> Result<LookingAgain<'s>, NotAllowed> {
        let stores = LookingAgainStores {
            catalogue: self.stores.catalogue.as_ref(),
            register: self.stores.register.as_ref(),
            in_force: &self.in_force,
            clock: self.clock.as_ref(),
        };
        LookingAgain::for_reader(stores, reader)
    }

    #[must_use]
    pub fn document_editing<'s>(&'s self, writer: &'s Actor) -> DocumentEditing<'s> {
        let catalogue = self.stores.catalogue.as_ref();
        DocumentEditing::new(CatalogueDrafting::new(catalogue, self.clock.as_ref(), self.randomness.as_ref(), writer))
    }

    /// # Errors
    /// When this user looks after nobody.
    pub fn people<'s>(&'s self, by: &'s Actor) -> Result<People<'s>, NotAllowed> {
        let with = PeopleWith {
            people: self.stores.people.as_ref(),
            directory: self.stores.directory.as_ref(),
            catalogue: &self.catalogue,
            clock: self.clock.as_ref(),
            randomness: self.randomness.as_ref(),
        };
        People::in_hands_of(with, by)
    }

    /// What choosing a password works with: the own one, or with a link.
    #[must_use]
    pub fn passwords<'s>(&'s self, hasher: &'s dyn PasswordHasher) -> PasswordWith<'s> {
        PasswordWith {
            people: self.stores.people.as_ref(),
            hasher,
            clock: self.clock.as_ref(),
            randomness: self.randomness.as_ref(),
        }
    }

    /// The link of a token, where it may be used.
    ///
    /// # Errors
    /// When there is none, it was used, or it is too old.
    pub async fn usable_link(&self, token: &str) -> Result<(AccessLink, User), PasswordError> {
        usable_link(self.stores.people.as_ref(), self.clock.as_ref(), token).await
    }

    /// The sessions of somebody, for themselves: those that are still good.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn own_sessions(&self, actor: &Actor) -> Result<Vec<OpenSession>, StoreError> {
        let now = self.clock.now();
        let mut sessions = self.stores.people.open_sessions(&actor.user).await?;
        sessions.retain(|session| session.is_good(now));
        Ok(sessions)
    }

    /// What is suspended in a catalogue, as far as the reader may know.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn suspensions(&self, catalogue: &Catalogue, reader: &Actor) -> Result<Vec<KnownSuspension>, StoreError> {
        let Stores { accounts, directory, .. } = &self.stores;
        known_suspensions(accounts.as_ref(), directory.as_ref(), catalogue, reader).await
    }

    #[must_use]
    pub fn suspending<'s>(&'s self, writer: &'s Actor) -> Suspending<'s> {
        suspending(&self.stores, self.comparer.as_ref(), (self.clock.as_ref(), self.randomness.as_ref()), writer)
    }

    /// For one form of a consultation.
    #[must_use]
    pub fn form_token(&self) -> FormToken {
        FormToken::new(self.randomness.as_ref())
    }

    /// The mandates of somebody, for themselves.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn own_mandates(&self, actor: &Actor) -> Result<Vec<Mandate>, StoreError> {
        self.stores.people.mandates_of(&actor.user).await
    }

    /// The organisation for which somebody acts.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organisation_of(&self, actor: &Actor) -> Result<Option<Organisation>, StoreError> {
        self.stores.directory.organisation(&actor.organisation).await
    }

    /// The name of a user that people read.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn display_name(&self, user: &UserName) -> Result<String, StoreError> {
        let found = self.stores.accounts.display_names(std::slice::from_ref(user)).await?;
        Ok(found.into_values().next().unwrap_or_else(|| user.to_string()))
    }

    /// # Errors
    /// When the actor registers nobody.
    pub fn reference_directory<'s>(&'s self, actor: &'s Actor) -> Result<ReferenceDirectory<'s>, NotAllowed> {
        let with = directory_stores(&self.stores, &self.in_force, (self.clock.as_ref(), self.randomness.as_ref()));
        ReferenceDirectory::for_registrar(with, actor)
    }

    /// # Errors
    /// When the actor loads nothing.
    pub fn source_loads<'s>(&'s self, actor: &'s Actor) -> Result<SourceLoads<'s>, NotAllowed> {
        let (clock, randomness) = (self.clock.as_ref(), self.randomness.as_ref());
        let keeping = LoadKeeping { loads: self.stores.source_loads.as_ref(), clock, randomness };
        let with = SourceStores { keeping, directory: self.stores.directory.as_ref(), in_force: &self.in_force };
        SourceLoads::for_operator(with, actor)
    }

    /// # Errors
    /// When the actor does not consult.
    pub fn batches<'s>(&'s self, actor: &'s Actor) -> Result<Batches<'s>, NotAllowed> {
        let (clock, randomness) = (self.clock.as_ref(), self.randomness.as_ref());
        let with = batch_stores(&self.stores, &self.in_force, (clock, randomness), &self.gate);
        Batches::for_user(with, actor)
    }

    /// # Errors
    /// When the reader may not see the journal.
    pub fn journal<'s>(&'s self, reader: &'s Actor) -> Result<Journal<'s>, NotAllowed> {
        let stores = JournalStores {
            journal: self.stores.journal.as_ref(),
            accounts: self.stores.accounts.as_ref(),
            directory: self.stores.directory.as_ref(),
            clock: self.clock.as_ref(),
            randomness: self.randomness.as_ref(),
        };
        Journal::for_reader(stores, reader)
    }

    /// # Errors
    /// When the reader may not see the journal.
    pub fn deciding_entries(&self, reader: &Actor) -> Result<DecidingEntries<'_>, NotAllowed> {
        reader.must(Capability::ReadJournal)?;
        Ok(DecidingEntries {
            catalogue: self.stores.catalogue.as_ref(),
            in_force: &self.in_force,
            comparer: self.comparer.as_ref(),
        })
    }

    /// # Errors
    /// When the reader may not see the journal.
    pub fn receipts<'s>(&'s self, reader: &'s Actor) -> Result<Receipts<'s>, NotAllowed> {
        let (tree, witnessed) = (self.stores.tree.as_ref(), self.stores.witnessed.as_ref());
        Ok(Receipts { journal: self.journal(reader)?, tree, witnessed })
    }

    /// # Errors
    /// When the reader may not see any organisation.
    pub fn organisations<'s>(&'s self, reader: &'s Actor) -> Result<Organisations<'s>, NotAllowed> {
        let stores = OrganisationStores {
            organisations: self.stores.organisations.as_ref(),
            accounts: self.stores.accounts.as_ref(),
            journal: self.stores.journal.as_ref(),
        };
        Organisations::for_reader(stores, reader)
    }

    #[must_use]
    pub fn registering<'s>(&'s self, writer: &'s Actor) -> Registering<'s> {
        let (clock, randomness) = (self.clock.as_ref(), self.randomness.as_ref());
        Registering::new(self.stores.organisations.as_ref(), &self.catalogue, clock, randomness, Some(writer))
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
    pub fn saved_views<'s>(&'s self, owner: &'s Actor) -> SavedViews<'s> {
        SavedViews::of(self.stores.saved_views.as_ref(), owner)
    }
}
