//! Two nodes on one database: what one publishes of the catalogue holds for the next request on the other.

use std::sync::Arc;

use delibero_domain::consultation::RefusalReason;
use delibero_domain::role::Role;
use delibero_store::Database;
use delibero_testkit::examples::{account, organisation, person, question, word};
use delibero_testkit::{AtOnce, FixedClock, SeededRandomness};
use delibero_usecases::accounts::Actor;
use delibero_usecases::catalogue::{CatalogueInForce, Suspending, ToSuspend, publish_shipped};
use delibero_usecases::consultation::{Consulting, open};
use delibero_usecases::directory::DirectoryStore;

use crate::harness::{TestDatabase, key, on_both_engines};

on_both_engines!(
    a_suspension_on_one_node_refuses_the_next_request_on_the_other,
    a_node_that_was_away_for_an_hour_goes_on_with_the_state_in_force,
);

const NOW: &str = "2025-06-16T09:30:00Z";
const AN_HOUR_LATER: &str = "2025-06-16T10:30:00Z";

/// A program with its own connections and its own knowledge of the catalogue.
struct Node {
    database: Database,
    in_force: CatalogueInForce,
}

impl Node {
    async fn on(case: &TestDatabase) -> Self {
        let database = Database::connect(&case.url, &key("a")).await.unwrap();
        let in_force = CatalogueInForce::unkept(Arc::default(), Arc::new(AtOnce));
        in_force.follow(&database).await.unwrap();
        Self { database, in_force }
    }

    async fn ask(&self, randomness: &SeededRandomness) {
        self.ask_at(NOW, randomness).await;
    }

    async fn ask_at(&self, at: &str, randomness: &SeededRandomness) {
        let clock = FixedClock::at(at);
        let with = Consulting::new(&self.database, &self.in_force, &clock, randomness);
        open(with, &account("anna", "cpas-namur").actor, question(person(1)), None).await.unwrap();
    }
}

/// Stops what a deliberation lets a recipient receive of HDI; gives the state that is in force then.
async fn suspend_by(
    node: &Node,
    (deliberation, recipient): (&str, &str),
    (clock, randomness): (&FixedClock, &SeededRandomness),
) -> u32 {
    let writer = Actor { roles: vec![Role::Secretariat], ..account("helene.martin", "bcss").actor };
    let asked = ToSuspend {
        deliberation: deliberation.to_owned(),
        recipient: word(recipient),
        service: word("hdi"),
        organisation: None,
        reason: "A complaint is being looked into.".to_owned(),
    };
    let directory: &dyn DirectoryStore = &node.database;
    let suspending = Suspending::new(&node.database, directory, &AtOnce, clock, randomness, &writer);
    suspending.suspend(&asked).await.unwrap()
}

async fn a_suspension_on_one_node_refuses_the_next_request_on_the_other(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    case.add_user(&account("anna", "cpas-namur")).await;
    let (clock, randomness) = (FixedClock::at(NOW), SeededRandomness::new(1));
    publish_shipped(&case.database, "a program", &clock, &randomness).await.unwrap();
    let (here, there) = (Node::on(&case).await, Node::on(&case).await);
    there.ask(&randomness).await;
    assert_eq!(suspend_by(&here, ("20/130", "cpas"), (&clock, &randomness)).await, 2);
    assert_eq!(there.in_force.now().state, 1, "it has not heard of it yet");
    there.ask(&randomness).await;
    here.ask(&randomness).await;
    let logged: Vec<_> = case.log().await.into_iter().map(|found| found.entry.outcome).collect();
    let suspended = RefusalReason::Suspended.as_str();
    assert_eq!(logged.len(), 3);
    assert_eq!(logged.iter().filter(|found| *found == suspended).count(), 2, "{logged:?}");
    assert!(logged.iter().any(|found| found == "granted" || found == RefusalReason::NotIntegrated.as_str()));
    assert_eq!(there.in_force.now().state, 2);
    here.database.close().await;
    there.database.close().await;
}

async fn a_node_that_was_away_for_an_hour_goes_on_with_the_state_in_force(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    case.add_user(&account("anna", "cpas-namur")).await;
    let (clock, randomness) = (FixedClock::at(NOW), SeededRandomness::new(1));
    publish_shipped(&case.database, "a program", &clock, &randomness).await.unwrap();
    let (here, away) = (Node::on(&case).await, Node::on(&case).await);
    away.ask(&randomness).await;
    let mut state = 1;
    for stopped in [("20/130", "cpas"), ("23/058", "vdab")] {
        state = suspend_by(&here, stopped, (&clock, &randomness)).await;
    }
    assert_eq!((state, away.in_force.now().state), (3, 1));
    away.ask_at(AN_HOUR_LATER, &randomness).await;
    assert_eq!(away.in_force.now().state, 3, "what came between is passed over");
    let logged: Vec<_> = case.log().await.into_iter().map(|found| found.entry.outcome).collect();
    assert_eq!(logged.iter().filter(|found| *found == RefusalReason::Suspended.as_str()).count(), 1, "{logged:?}");
    here.database.close().await;
    away.database.close().await;
}
