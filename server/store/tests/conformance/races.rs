//! Rights that are revoked while requests run: no request that begins after the commit of the revocation is answered with
//! data. Some dozens of races of each kind; `make races` runs ten thousand on each engine.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use delibero_domain::access_log::EventKind;
use delibero_domain::role::Role;
use delibero_testkit::examples::{
    account, attestation, file, integration, organisation, person, question, registered_by, word,
};
use delibero_testkit::{AtOnce, FixedClock, SeededRandomness};
use delibero_usecases::accounts::Actor;
use delibero_usecases::accounts::people::{PeopleStore as _, Stopped as StoppedUser, User, UserState};
use delibero_usecases::catalogue::{
    CatalogueInForce, CatalogueStore as _, DocumentChange, NewState, Suspending, ToSuspend, compile, is_suspension,
    publish_shipped,
};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::consultation::{Consulting, LimitRule, Outcome, disclose, open};
use delibero_usecases::directory::{ChangeKind, DirectoryStore as _, IntegrationChange, Membership, StopKind, Stopped};
use delibero_usecases::organisations::OrganisationStore as _;
use jiff::SignedDuration;
use jiff::civil::Date;
use tokio::sync::Barrier;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(nothing_leaves_after_a_right_is_revoked);

/// In the ordinary run, on each engine.
const FEW: u32 = 48;
/// Requests that run at once in each race.
const REQUESTS: usize = 2;
const YESTERDAY: Date = Date::constant(2025, 6, 15);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Right {
    Role,
    Account,
    Organisation,
    Membership,
    Authorisation,
    Integration,
}

const RIGHTS: [Right; 6] =
    [Right::Role, Right::Account, Right::Organisation, Right::Membership, Right::Authorisation, Right::Integration];

#[derive(Clone)]
struct Desk {
    case: TestDatabase,
    in_force: Arc<CatalogueInForce>,
    clock: Arc<FixedClock>,
    randomness: Arc<SeededRandomness>,
}

/// What became of the requests of some races.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Answered with data, begun before the commit.
    granted: u32,
    /// Refused, begun before the commit was known.
    overtaken: u32,
    /// Refused, begun after it.
    refused: u32,
    /// Answered with data, begun after it.
    leaked: u32,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.granted += other.granted;
        self.overtaken += other.overtaken;
        self.refused += other.refused;
        self.leaked += other.leaked;
    }
}

fn worker() -> Actor {
    account("anna", "cpas-namur").actor
}

impl Desk {
    async fn new(case: TestDatabase) -> Self {
        case.add_organisation(&organisation("cpas-namur")).await;
        case.add_user(&account("anna", "cpas-namur")).await;
        let mut work = case.begin().await;
        work.integrate(&word("cpas-namur"), person(1), &file(integration(2)), &registered_by("bert")).await.unwrap();
        work.store_records(&word("hdi"), &[(person(1), &attestation("a", 1, "2025Q1"))]).await.unwrap();
        work.set_limit(&LimitRule { organisation: None, purpose: None, most: u32::MAX }).await.unwrap();
        work.commit().await.unwrap();
        let clock = Arc::new(FixedClock::at("2025-06-16T09:30:00Z"));
        let randomness = Arc::new(SeededRandomness::new(1));
        publish_shipped(&case.database, "races", clock.as_ref(), randomness.as_ref()).await.unwrap();
        let in_force = Arc::new(CatalogueInForce::unkept(Arc::default(), Arc::new(AtOnce)));
        in_force.follow(&case.database).await.unwrap();
        Self { case, in_force, clock, randomness }
    }

    fn consulting(&self) -> Consulting<'_> {
        Consulting::new(&self.case.database, &self.in_force, self.clock.as_ref(), self.randomness.as_ref())
    }

    async fn opened(&self) -> String {
        open(self.consulting(), &worker(), question(person(1)), None).await.unwrap().id
    }

    /// Whether data leave: as whoever was signed in before the right was revoked.
    async fn asks(&self, consultation: &str) -> bool {
        let answer = disclose(self.consulting(), &worker(), consultation, EventKind::Disclosure).await;
        answer.is_ok_and(|answer| matches!(answer.outcome, Outcome::Granted(_)))
    }

    async fn requests(self, consultation: String, revoked: Arc<AtomicBool>, start: Arc<Barrier>) -> Tally {
        let mut tally = Tally::default();
        start.wait().await;
        loop {
            let begins_after = revoked.load(Ordering::SeqCst);
            match (begins_after, self.asks(&consultation).await) {
                (false, true) => tally.granted += 1,
                (false, false) => tally.overtaken += 1,
                (true, true) => return Tally { leaked: 1, ..tally },
                (true, false) => return Tally { refused: 1, ..tally },
            }
        }
    }

    async fn race(&self, right: Right, delay: u32) -> Tally {
        let consultation = self.opened().await;
        assert!(self.asks(&consultation).await, "{right:?} was given back");
        let (revoked, start) = (Arc::new(AtomicBool::new(false)), Arc::new(Barrier::new(REQUESTS + 1)));
        let requests: Vec<_> = (0..REQUESTS)
            .map(|_| tokio::spawn(self.clone().requests(consultation.clone(), revoked.clone(), start.clone())))
            .collect();
        start.wait().await;
        for _ in 0..delay {
            tokio::task::yield_now().await;
        }
        self.change(right, true).await;
        revoked.store(true, Ordering::SeqCst);
        let mut tally = Tally::default();
        for request in requests {
            tally.add(request.await.unwrap());
        }
        // No two suspensions begin at one moment, and an answer stays open.
        self.clock.advance(SignedDuration::from_secs(1));
        self.change(right, false).await;
        tally
    }

    async fn change(&self, right: Right, revoke: bool) {
        match right {
            Right::Role => {
                let roles = if revoke { Vec::new() } else { vec![Role::CaseWorker] };
                self.save_user(|user| User { roles, ..user }).await;
            }
            Right::Account => {
                let stopped = StoppedUser { at: self.clock.now(), by: None, why: "left".to_owned() };
                let state = if revoke { UserState::Suspended(stopped) } else { UserState::Active };
                self.save_user(|user| User { state, ..user }).await;
            }
            Right::Organisation => self.stop(revoke).await,
            Right::Membership => self.belong(revoke).await,
            Right::Authorisation if revoke => self.suspend().await,
            Right::Authorisation => self.lift().await,
            Right::Integration => self.integrate(revoke).await,
        }
    }

    async fn save_user(&self, change: impl FnOnce(User) -> User) {
        let mut work = self.case.database.begin_people().await.unwrap();
        let user = work.user(&word("anna")).await.unwrap().unwrap();
        let read = user.revision;
        work.save_user(&change(user), read).await.unwrap().unwrap();
        work.commit().await.unwrap();
    }

    async fn stop(&self, revoke: bool) {
        let (kind, at) = (StopKind::Suspended, self.clock.now());
        let stopped = revoke.then(|| Stopped { kind, at, by: None, why: "checked".to_owned() });
        let mut work = self.case.database.begin_organisations().await.unwrap();
        work.hold(&word("cpas-namur")).await.unwrap();
        work.save_stopped(&word("cpas-namur"), stopped.as_ref()).await.unwrap();
        work.commit().await.unwrap();
    }

    async fn belong(&self, revoke: bool) {
        let membership = Membership { until: revoke.then_some(YESTERDAY), ..Membership::always(word("cpas")) };
        let mut work = self.case.database.begin_organisations().await.unwrap();
        work.hold(&word("cpas-namur")).await.unwrap();
        work.save_memberships(&word("cpas-namur"), &[membership]).await.unwrap();
        work.commit().await.unwrap();
    }

    async fn suspend(&self) {
        let writer = Actor { roles: vec![Role::Approver], ..account("koen", "committee").actor };
        let database = &self.case.database;
        let with = Suspending::new(database, database, &AtOnce, self.clock.as_ref(), self.randomness.as_ref(), &writer);
        let asked = ToSuspend {
            deliberation: "20/130".to_owned(),
            recipient: word("cpas"),
            service: word("hdi"),
            organisation: None,
            reason: "checked".to_owned(),
        };
        with.suspend(&asked).await.unwrap();
    }

    /// What two people do by a draft, at once.
    async fn lift(&self) {
        let mut work = self.case.database.begin_catalogue().await.unwrap();
        work.wait_to_publish().await.unwrap();
        let state = work.state_in_force().await.unwrap();
        let mut documents = work.documents(state).await.unwrap();
        let removed = documents.iter().find(|found| is_suspension(&found.name)).cloned().unwrap();
        documents.retain(|found| found.name != removed.name);
        let hash = compile(&documents).unwrap().hash();
        let new = NewState { hash, published: self.clock.now(), by: None, why: "lifted".to_owned(), draft: None };
        let change = DocumentChange { name: removed.name, before: Some(removed.text), after: None };
        work.add_state(&new, &[change]).await.unwrap();
        work.commit().await.unwrap();
    }

    async fn integrate(&self, revoke: bool) {
        let organisation = word("cpas-namur");
        let mut work = self.case.database.begin_directory().await.unwrap();
        let [known] = work.integrations(&organisation, person(1)).await.unwrap().try_into().unwrap();
        let mut after = known.file.clone();
        after.integration.period.end = revoke.then_some(YESTERDAY);
        let change = IntegrationChange {
            at: self.clock.now(),
            user: None,
            kind: ChangeKind::Corrected,
            why: "checked".to_owned(),
            before: known.file,
        };
        let of = (known.number, known.revision);
        assert!(work.change_integration((&organisation, person(1)), of, &change, &after).await.unwrap());
        work.commit().await.unwrap();
    }
}

async fn nothing_leaves_after_a_right_is_revoked(case: TestDatabase) {
    let races: u32 = std::env::var("DELIBERO_RACES").map_or(FEW, |races| races.parse().unwrap());
    let engine = case.engine;
    let desk = Desk::new(case).await;
    let mut tallies = [Tally::default(); RIGHTS.len()];
    for race in 0..races {
        let place = race as usize % RIGHTS.len();
        tallies[place].add(desk.race(RIGHTS[place], race / 6 % 17).await);
    }
    for (right, tally) in RIGHTS.iter().zip(&tallies) {
        eprintln!("{engine:?} {right:?}: {tally:?}");
    }
    let mut all = Tally::default();
    tallies.iter().for_each(|tally| all.add(*tally));
    assert_eq!((all.leaked, all.refused), (0, races * u32::try_from(REQUESTS).unwrap()));
    assert!(all.granted > 0, "requests ran before the right was revoked: {all:?}");
}
