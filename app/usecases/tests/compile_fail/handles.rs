//! What is read through is had with an actor only.

use delibero_usecases::accounts::{AccountStore, Actor};
use delibero_usecases::journal::{Journal, JournalStores};
use delibero_usecases::register::{Drafts, RegisterStore};

fn the_journal<'j>(stores: JournalStores<'j>, reader: &'j Actor) -> Journal<'j> {
    Journal { stores, reader }
}

fn drafts<'r>(store: &'r (dyn RegisterStore + 'static), accounts: &'r dyn AccountStore, reader: &'r Actor) -> Drafts<'r> {
    Drafts { store, accounts, reader }
}

fn main() {}
