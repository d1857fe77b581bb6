//! Batches: each person is decided and logged alone, once, whatever happens in between.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::task::Poll;

use delibero_domain::access_log::{EventKind, replay};
use delibero_domain::niss::NissRules;
use delibero_store::Database;
use delibero_testkit::batches::{batch_question, catalogue_of_batches};
use delibero_testkit::examples::{account, attestation, file, integration, organisation, person, registered_by, word};
use delibero_testkit::{AtOnce, FixedClock, SeededRandomness};
use delibero_usecases::accounts::Actor;
use delibero_usecases::accounts::people::{PeopleStore as _, Stopped as StoppedUser, User, UserState};
use delibero_usecases::batches::{
    Batch, BatchError, BatchQuestion, BatchState, BatchStore as _, BatchStores, Batches, Going, KEPT_FOR, LineFault,
    ListLine, ListOrigin, PersonResult, ResultPart, ResultUse, Running,
};
use delibero_usecases::catalogue::CatalogueInForce;
use delibero_usecases::clock::Clock as _;
use delibero_usecases::consultation::Consulting;
use delibero_usecases::directory::{Membership, PersonState, StopKind, Stopped};
use delibero_usecases::jobs::{HELD_FOR, Job, JobKind, JobStore as _};
use delibero_usecases::journal::{LogFilter, LoggedEntry};
use delibero_usecases::organisations::OrganisationStore as _;
use jiff::SignedDuration;

use crate::harness::{TestDatabase, key, on_both_engines};

on_both_engines!(
    each_person_is_decided_and_logged_alone,
    what_is_about_persons_is_sealed_and_forgotten_after_a_time,
    whatever_is_not_committed_was_never_and_nobody_is_asked_about_twice,
    several_workers_do_nothing_twice,
    whoever_is_left_is_refused_once_a_right_ended,
    a_batch_is_stopped_and_gone_on_with,
    what_may_not_be_asked_about_many_is_refused_with_its_point,
    the_own_integrations_are_a_list,
    a_job_is_one_workers_until_it_is_silent,
);

pub struct Desk {
    pub case: TestDatabase,
    in_force: CatalogueInForce,
    pub clock: FixedClock,
    pub randomness: SeededRandomness,
    anna: Actor,
}

const RULES: NissRules = NissRules { today: jiff::civil::Date::constant(2025, 6, 16), demonstration: false };

impl Desk {
    /// Persons 1 to `integrated` have a file; the first of them an attestation.
    pub async fn new(case: TestDatabase, integrated: u32) -> Self {
        case.add_organisation(&organisation("cpas-namur")).await;
        case.add_user(&account("anna", "cpas-namur")).await;
        let mut work = case.begin().await;
        for number in 1..=integrated {
            let of = (&word("cpas-namur"), person(number));
            work.integrate(of.0, of.1, &file(integration(2)), &registered_by("bert")).await.unwrap();
        }
        work.store_records(&word("hdi"), &[(person(1), &attestation("a", 1, "2025Q1"))]).await.unwrap();
        work.commit().await.unwrap();
        Self {
            case,
            in_force: CatalogueInForce::unkept(Arc::new(catalogue_of_batches()), Arc::new(AtOnce)),
            clock: FixedClock::at("2025-06-16T09:30:00Z"),
            randomness: SeededRandomness::new(1),
            anna: account("anna", "cpas-namur").actor,
        }
    }

    pub fn stores(&self) -> BatchStores<'_> {
        BatchStores {
            batches: &self.case.database,
            in_force: &self.in_force,
            clock: &self.clock,
            randomness: &self.randomness,
            gate: None,
        }
    }

    pub fn batches(&self) -> Batches<'_> {
        Batches::for_user(self.stores(), &self.anna).unwrap()
    }

    pub fn running(&self) -> Running<'_> {
        let consulting = Consulting::new(&self.case.database, &self.in_force, &self.clock, &self.randomness);
        Running { with: self.stores(), consulting }
    }

    pub async fn begun(&self, lines: &[ListLine]) -> Batch {
        let origin = ListOrigin::File("list 85073000160.csv".to_owned());
        let mut taking = self.batches().begin(batch_question(), origin, RULES).await.unwrap();
        for some in lines.chunks(150) {
            taking.take(some).await.unwrap();
        }
        taking.end().await.unwrap()
    }

    pub async fn claimed(&self, worker: &str) -> Option<Job> {
        let now = self.clock.now();
        self.case.database.claim_job(worker, now, now + HELD_FOR).await.unwrap()
    }

    pub async fn to_the_end(&self, worker: &str) {
        while let Some(job) = self.claimed(worker).await {
            while self.running().go_on(&job, worker).await.unwrap() == Going::On {}
        }
    }

    pub async fn batch(&self, id: &str) -> Batch {
        self.batches().find(id).await.unwrap().unwrap()
    }

    pub async fn parts(&self, id: &str) -> Vec<ResultPart> {
        let mut parts = Vec::new();
        while let Some(part) = self.case.database.result_part(id, u32::try_from(parts.len()).unwrap()).await.unwrap() {
            parts.push(part);
        }
        parts
    }

    pub async fn logged(&self) -> Vec<LoggedEntry> {
        use delibero_usecases::journal::JournalStore as _;
        let filter = LogFilter { kind: Some(EventKind::Batch), ..LogFilter::default() };
        self.case.database.log_page(&filter, None, 10_000).await.unwrap().entries
    }

    /// As many persons, entries and results as the batch says, each person once, each with one and the same outcome.
    pub async fn agrees(&self, id: &str) -> u64 {
        use delibero_usecases::journal::PersonTokens as _;
        let done = self.batch(id).await.counts.done();
        let mut results = BTreeMap::new();
        for answered in self.parts(id).await.into_iter().flat_map(|part| part.persons) {
            let outcome = match answered.result {
                PersonResult::Refused { refusal, .. } => refusal.reason.as_str().to_owned(),
                _ => "granted".to_owned(),
            };
            assert!(results.insert(answered.person, outcome).is_none(), "a person stands in the result once");
        }
        let mut entries = BTreeMap::new();
        for logged in self.logged().await.into_iter().filter(|logged| logged.entry.consultation == id) {
            let person = self.case.database.person_of(logged.entry.person.as_ref().unwrap()).unwrap();
            assert!(entries.insert(person, logged.entry.outcome.clone()).is_none(), "a person is logged once");
        }
        assert_eq!(entries, results);
        assert_eq!(entries.len() as u64, done);
        done
    }

    async fn save_user(&self, change: impl FnOnce(User) -> User) {
        let mut work = self.case.database.begin_people().await.unwrap();
        let user = work.user(&word("anna")).await.unwrap().unwrap();
        let read = user.revision;
        work.save_user(&change(user), read).await.unwrap().unwrap();
        work.commit().await.unwrap();
    }

    pub async fn suspend(&self, suspended: bool) {
        let at = self.clock.now();
        let stopped = suspended.then(|| Stopped { kind: StopKind::Suspended, at, by: None, why: "checked".to_owned() });
        let mut work = self.case.database.begin_organisations().await.unwrap();
        work.hold(&word("cpas-namur")).await.unwrap();
        work.save_stopped(&word("cpas-namur"), stopped.as_ref()).await.unwrap();
        work.commit().await.unwrap();
    }

    async fn belong(&self, until: Option<&str>) {
        let membership = Membership { until: until.map(word), ..Membership::always(word("cpas")) };
        let mut work = self.case.database.begin_organisations().await.unwrap();
        work.hold(&word("cpas-namur")).await.unwrap();
        work.save_memberships(&word("cpas-namur"), &[membership]).await.unwrap();
        work.commit().await.unwrap();
    }
}

pub fn lines(numbers: std::ops::RangeInclusive<u32>) -> Vec<ListLine> {
    let line = |number| ListLine { line: u64::from(number) + 1, niss: person(number).reveal_formatted() };
    numbers.map(line).collect()
}

async fn each_person_is_decided_and_logged_alone(case: TestDatabase) {
    let desk = Desk::new(case, 3).await;
    let mut work = desk.case.begin().await;
    work.note_person_state(person(3), &PersonState::Replaced(person(4))).await.unwrap();
    work.commit().await.unwrap();
    let mut list = lines(1..=5);
    list.push(ListLine { line: 7, niss: person(2).reveal() });
    list.push(ListLine { line: 8, niss: "85.07.30-001.99".to_owned() });
    let batch = desk.begun(&list).await;
    assert_eq!((batch.state, batch.persons, batch.faulty), (BatchState::Running, 5, 2));
    assert_eq!(batch.origin, ListOrigin::File("list ….csv".to_owned()), "no NISS stands in the name of a file");
    desk.to_the_end("w").await;
    let batch = desk.batch(&batch.id).await;
    assert_eq!(batch.state, BatchState::Ended);
    assert_eq!((batch.counts.answered, batch.counts.empty, batch.counts.refused), (1, 1, 3));
    assert_eq!(desk.agrees(&batch.id).await, 5);
    let [part] = desk.parts(&batch.id).await.try_into().unwrap();
    let PersonResult::Answered(found) = &part.persons[0].result else { panic!("person 1 has an attestation") };
    assert_eq!((found[0].time.as_str(), part.persons[0].line), ("2025Q1", 2));
    assert!(part.elements.contains(&word("payment.gross_taxable_amount")));
    let PersonResult::Refused { refusal, replaced_by } = &part.persons[2].result else { panic!("it was replaced") };
    assert_eq!((refusal.reason.as_str(), *replaced_by), ("niss-replaced", Some(person(4))));
    let catalogue = catalogue_of_batches();
    for logged in desk.logged().await {
        let decided = logged.entry.decided.clone().unwrap();
        assert!(decided.facts.batch && decided.facts.confirmed == [word("cpas-circle-only")]);
        assert!(replay(&catalogue, &logged.entry).same);
    }
    let faults = desk.batches().reasons(&batch).await.unwrap();
    assert_eq!(faults[0].fault, LineFault::Twice);
    assert!(matches!(faults[1].fault, LineFault::Niss(_)) && faults[1].line == 8 && faults[1].typed.is_empty());
    assert_eq!(desk.batches().faults(&batch.id).await.unwrap()[1].typed, "85.07.30-001.99");
}

async fn what_is_about_persons_is_sealed_and_forgotten_after_a_time(case: TestDatabase) {
    let desk = Desk::new(case, 2).await;
    let mut list = lines(1..=2);
    list.push(ListLine { line: 9, niss: person(1).reveal() });
    let id = desk.begun(&list).await.id;
    desk.to_the_end("w").await;
    let niss = person(1).reveal();
    for stored in [
        desk.case.bytes_of("SELECT content FROM batch_lists").await,
        desk.case.bytes_of("SELECT content FROM batch_faults").await,
        desk.case.bytes_of("SELECT content FROM batch_results").await,
    ] {
        assert!(!stored.is_empty() && !String::from_utf8_lossy(&stored).contains(&niss));
    }
    let used = || ResultUse::Page { filter: String::new() };
    desk.clock.advance(KEPT_FOR - SignedDuration::from_secs(1));
    desk.running().destroy_old().await.unwrap();
    assert_eq!(desk.batches().result(&id, used()).await.unwrap().part(0).await.unwrap().persons.len(), 2);
    desk.clock.advance(SignedDuration::from_secs(1));
    desk.running().destroy_old().await.unwrap();
    assert!(desk.parts(&id).await.is_empty() && desk.case.database.batch_faults(&id).await.unwrap().is_empty());
    assert!(matches!(desk.batches().result(&id, used()).await, Err(BatchError::Unknown)));
    assert_eq!(desk.batches().page(0, 9).await.unwrap().total, 1, "what it was about stays");
}

/// Lets a part go on for so many turns and then loses it with its connections, as a process does that is killed. True: it
/// was done before.
async fn killed_after(desk: &Desk, job: &Job, mut turns: u32) -> bool {
    let database = Database::connect(&desk.case.url, &key("a")).await.unwrap();
    let running = Running {
        with: BatchStores { batches: &database, ..desk.stores() },
        consulting: Consulting::new(&database, &desk.in_force, &desk.clock, &desk.randomness),
    };
    let mut part = Box::pin(running.go_on(job, "killed"));
    let ended = std::future::poll_fn(|context| {
        if turns == 0 {
            return Poll::Ready(None);
        }
        turns -= 1;
        part.as_mut().poll(context).map(Some)
    });
    ended.await.map(Result::unwrap).is_some()
}

async fn whatever_is_not_committed_was_never_and_nobody_is_asked_about_twice(case: TestDatabase) {
    let desk = Desk::new(case, 450).await;
    let id = desk.begun(&lines(1..=820)).await.id;
    let (mut turns, mut done) = (1, 0);
    while desk.batch(&id).await.state == BatchState::Running {
        desk.clock.advance(HELD_FOR);
        // A server may take a moment to see that whoever held the job is gone.
        let Some(job) = desk.claimed("killed").await else { continue };
        if killed_after(&desk, &job, turns).await {
            turns = 1;
        }
        let now = desk.agrees(&id).await;
        assert!(now >= done, "what was done stays");
        (done, turns) = (now, turns + 1 + turns / 2);
    }
    assert_eq!(done, 820);
}

async fn several_workers_do_nothing_twice(case: TestDatabase) {
    let desk = Desk::new(case, 50).await;
    let mut ids = Vec::new();
    for first in [1, 20, 40] {
        ids.push(desk.begun(&lines(first..=first + 430)).await.id);
    }
    // Whoever holds a job for no time at all has it taken away again and again.
    let worker = |name: &'static str| {
        let desk = &desk;
        async move {
            for _ in 0..40 {
                let now = desk.clock.now();
                let claimed = desk.case.database.claim_job(name, now, now - SignedDuration::from_secs(1)).await;
                let Some(job) = claimed.unwrap() else { continue };
                desk.running().go_on(&job, name).await.unwrap();
                desk.clock.advance(HELD_FOR);
            }
        }
    };
    tokio::join!(worker("a"), worker("b"), worker("c"));
    desk.to_the_end("d").await;
    for id in ids {
        assert_eq!(desk.agrees(&id).await, 431);
        assert_eq!(desk.batch(&id).await.state, BatchState::Ended);
    }
}

async fn whoever_is_left_is_refused_once_a_right_ended(case: TestDatabase) {
    let desk = Desk::new(case, 450).await;
    let at = desk.clock.now();
    for (reason, place) in [("role-not-allowed", 0), ("role-not-allowed", 1), ("no-authorisation", 2)] {
        let id = desk.begun(&lines(1..=450)).await.id;
        let job = desk.claimed("w").await.unwrap();
        assert_eq!(desk.running().go_on(&job, "w").await.unwrap(), Going::On);
        let stopped = StoppedUser { at, by: None, why: "left".to_owned() };
        match place {
            0 => desk.save_user(|user| User { roles: Vec::new(), ..user }).await,
            1 => desk.save_user(|user| User { state: UserState::Suspended(stopped), ..user }).await,
            _ => desk.belong(Some("2025-06-15")).await,
        }
        while desk.running().go_on(&job, "w").await.unwrap() == Going::On {}
        match place {
            0 => desk.save_user(|user| User { roles: vec![delibero_domain::role::Role::CaseWorker], ..user }).await,
            1 => desk.save_user(|user| User { state: UserState::Active, ..user }).await,
            _ => desk.belong(None).await,
        }
        assert_eq!(desk.agrees(&id).await, 450);
        let counts = desk.batch(&id).await.counts;
        assert_eq!((counts.answered, counts.empty, counts.refused), (1, 399, 50), "{reason} {place}");
        let logged = desk.logged().await.into_iter().find(|logged| logged.entry.consultation == id).unwrap().entry;
        assert_eq!(logged.outcome, reason);
        assert!(replay(&catalogue_of_batches(), &logged).same, "it can be decided again from its record");
    }
}

async fn a_batch_is_stopped_and_gone_on_with(case: TestDatabase) {
    let desk = Desk::new(case, 3).await;
    let id = desk.begun(&lines(1..=500)).await.id;
    let job = desk.claimed("w").await.unwrap();
    desk.running().go_on(&job, "w").await.unwrap();
    desk.batches().stop(&id).await.unwrap();
    desk.batches().stop(&id).await.unwrap();
    assert_eq!(desk.running().go_on(&job, "w").await.unwrap(), Going::Ended);
    assert_eq!((desk.batch(&id).await.state, desk.agrees(&id).await), (BatchState::Stopped, 400));
    assert_eq!(desk.claimed("w").await, None);
    let bert = account("bert", "cpas-namur");
    desk.case.add_user(&bert).await;
    let others = Batches::for_user(desk.stores(), &bert.actor).unwrap();
    assert!(others.find(&id).await.unwrap().is_none());
    assert!(matches!(others.resume(&id).await, Err(BatchError::Unknown)));
    desk.batches().resume(&id).await.unwrap();
    desk.to_the_end("w").await;
    assert_eq!((desk.batch(&id).await.state, desk.agrees(&id).await), (BatchState::Ended, 500));
}

async fn what_may_not_be_asked_about_many_is_refused_with_its_point(case: TestDatabase) {
    let desk = Desk::new(case, 1).await;
    let begin = |question: BatchQuestion| desk.batches().begin(question, ListOrigin::Integrations, RULES);
    let unconfirmed = BatchQuestion { confirmed: Vec::new(), ..batch_question() };
    let Err(BatchError::NotConfirmed(missing)) = begin(unconfirmed).await.map(drop) else { panic!("it was begun") };
    assert_eq!((missing[0].id.as_str(), missing[0].source.point.as_str()), ("cpas-circle-only", "19"));
    let shipped = Desk {
        in_force: CatalogueInForce::unkept(
            Arc::new(delibero_domain::catalogue::files::builtin().unwrap()),
            Arc::new(AtOnce),
        ),
        clock: FixedClock::at("2025-06-16T09:30:00Z"),
        randomness: SeededRandomness::new(2),
        anna: desk.anna.clone(),
        case: desk.case.clone(),
    };
    let refused = shipped.batches().begin(batch_question(), ListOrigin::Integrations, RULES).await.map(drop);
    let Err(BatchError::Refused(refusal)) = refused else { panic!("it was begun") };
    assert_eq!(refusal.reason.as_str(), "module-not-granted");
    assert_eq!(refusal.source.unwrap().deliberation, "20/130");
    assert_eq!(desk.batches().page(0, 9).await.unwrap().total, 0);
}

async fn the_own_integrations_are_a_list(case: TestDatabase) {
    let desk = Desk::new(case, 420).await;
    let mut work = desk.case.begin().await;
    let again = delibero_domain::reference_directory::Integration { quality_code: 3, ..integration(2) };
    work.integrate(&word("cpas-namur"), person(1), &file(again), &registered_by("bert")).await.unwrap();
    work.commit().await.unwrap();
    let mut taking = desk.batches().begin(batch_question(), ListOrigin::Integrations, RULES).await.unwrap();
    taking.take_integrated().await.unwrap();
    let batch = taking.end().await.unwrap();
    assert_eq!((batch.persons, batch.faulty), (420, 0), "somebody with two integrations is asked about once");
    desk.to_the_end("w").await;
    assert_eq!(desk.agrees(&batch.id).await, 420);
    let nobody = desk.batches().begin(batch_question(), ListOrigin::Integrations, RULES).await.unwrap();
    assert!(matches!(nobody.end().await, Err(BatchError::Nobody)));
    let mut wrong = desk.batches().begin(batch_question(), ListOrigin::Integrations, RULES).await.unwrap();
    wrong.take(&[ListLine { line: 2, niss: "x".to_owned() }]).await.unwrap();
    assert_eq!(wrong.end().await.unwrap().state, BatchState::Ended, "what is wrong with each line can be read");
    assert_eq!(desk.batches().page(0, 9).await.unwrap().total, 2);
}

async fn a_job_is_one_workers_until_it_is_silent(case: TestDatabase) {
    let desk = Desk::new(case, 1).await;
    let id = desk.begun(&lines(1..=1)).await.id;
    let job = desk.claimed("a").await.unwrap();
    assert_eq!((job.kind, job.subject.as_str()), (JobKind::Batch, id.as_str()));
    assert_eq!(desk.claimed("b").await, None);
    desk.clock.advance(HELD_FOR);
    assert_eq!(desk.claimed("b").await.as_ref(), Some(&job));
    assert_eq!(desk.running().go_on(&job, "a").await.unwrap(), Going::Lost);
    assert_eq!(desk.agrees(&id).await, 0);
    desk.to_the_end("b").await;
    assert_eq!(desk.running().go_on(&job, "b").await.unwrap(), Going::On);
    assert_eq!(desk.running().go_on(&job, "b").await.unwrap(), Going::Ended);
    assert_eq!(desk.agrees(&id).await, 1);
}
