//! Witnesses see how far the log is; where too few do for too long, nothing is disclosed, and everybody is told.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use delibero::witness::{Witness as OfLogs, WitnessError};
use delibero_domain::tlog::{KeyKind, NotCosigned, Note, Policy, Receipt, Signer, VerifierKey, Witness};
use delibero_testkit::FixedClock;
use delibero_usecases::clock::Clock as _;
use delibero_usecases::journal::{JournalStore as _, LogFilter};
use delibero_usecases::log_tree::{
    DisclosureGate, NotWitnessed, Round, Sequencing, WitnessAnswer, WitnessClient, WitnessedStore as _, Witnessing,
};
use http::StatusCode;
use jiff::SignedDuration;

use crate::support::{App, NOW, PERSON, social_inquiry};

fn log() -> Signer {
    Signer::new("log.example/delibero", &[1; 32]).expect("a name")
}

/// Witnesses in this process, each with its own folder; one that is away does not answer.
struct Outsiders {
    all: Vec<(OfLogs, AtomicBool)>,
    witnesses: Vec<Witness>,
    sizes: Mutex<BTreeMap<String, u64>>,
}

impl Outsiders {
    fn of(app: &App, count: u8) -> Self {
        let witness = |number: u8| {
            let signer = Signer::new(&format!("witness.example/{number}"), &[number; 32]).expect("a name");
            let folder = app.folder().join(format!("witness-{number}"));
            let logs = vec![log().verifier(KeyKind::Text)];
            (OfLogs::new(signer, logs, folder, Arc::new(FixedClock::at(NOW))).expect("a folder"), AtomicBool::new(true))
        };
        let all: Vec<_> = (1..=count).map(witness).collect();
        let known = |(witness, _): &(OfLogs, _)| Witness { key: witness.verifier(), address: Some(String::new()) };
        Self { witnesses: all.iter().map(known).collect(), all, sizes: Mutex::default() }
    }

    fn answers(&self, number: usize, answers: bool) {
        self.all[number - 1].1.store(answers, Ordering::Relaxed);
    }

    fn keys(&self) -> Vec<VerifierKey> {
        self.witnesses.iter().map(|witness| witness.key.clone()).collect()
    }

    async fn round(&self, app: &App, needed: usize) -> Round {
        let signer = log();
        let sequencing = Sequencing { store: &app.database, signer: &signer, before: None, clock: app.clock.as_ref() };
        sequencing.integrate_all().await.expect("it is signed");
        let witnessing = Witnessing {
            tree: &app.database,
            witnessed: &app.database,
            witnesses: &self.witnesses,
            needed,
            client: self,
            clock: app.clock.as_ref(),
            sizes: &self.sizes,
        };
        witnessing.round().await.expect("the store answers")
    }
}

#[async_trait]
impl WitnessClient for Outsiders {
    async fn add_checkpoint(&self, witness: &Witness, request: String) -> Result<WitnessAnswer, String> {
        let place = self.witnesses.iter().position(|known| known.key == witness.key).expect("known");
        let (witness, answers) = &self.all[place];
        if !answers.load(Ordering::Relaxed) {
            return Err("no route".to_owned());
        }
        Ok(match witness.add_checkpoint(&request) {
            Ok(line) => WitnessAnswer::Cosigned(line),
            Err(WitnessError::NotCosigned(NotCosigned::Conflict(size))) => WitnessAnswer::Conflict(size),
            Err(WitnessError::NotCosigned(why)) => WitnessAnswer::Refused(why.http_status(), why.to_string()),
            Err(error) => panic!("{error}"),
        })
    }
}

async fn consulted(app: &App) -> crate::support::Answer {
    app.signed_in("marie.dubois").await.post("/consultation", &social_inquiry(PERSON)).await
}

/// An application that asks witnesses, and its gate.
async fn watched() -> (App, Arc<DisclosureGate>) {
    let gate = Arc::new(DisclosureGate::stopping_after(SignedDuration::from_hours(4)));
    let shared = Arc::clone(&gate);
    let app = App::with(|state, _| state.application = state.application.clone().behind(shared)).await;
    (app, gate)
}

#[tokio::test]
async fn a_checkpoint_is_published_and_taken_along_with_the_signatures_of_enough() {
    let (app, _) = watched().await;
    let outsiders = Outsiders::of(&app, 3);
    consulted(&app).await;
    assert_eq!(app.browser().get("/tlog/checkpoint").await.status, StatusCode::NOT_FOUND, "nobody has seen it");
    outsiders.answers(2, false);
    assert_eq!(outsiders.round(&app, 2).await, Round::Met);
    assert_eq!(outsiders.round(&app, 2).await, Round::Nothing);
    outsiders.answers(2, true);
    consulted(&app).await;
    assert_eq!(outsiders.round(&app, 2).await, Round::Met, "whoever was away is told where it stood");

    let policy = Policy {
        origin: log().name().to_owned(),
        log_keys: vec![log().verifier(KeyKind::Text)],
        witnesses: outsiders.keys(),
        needed: 3,
    };
    let note: Note = app.browser().get("/tlog/checkpoint").await.body.parse().expect("a note");
    let (checkpoint, seen) = policy.verified(&note).expect("enough");
    assert_eq!((checkpoint.size, seen), (app.log_size().await, 3));
    let position = app.database.log_page(&LogFilter::default(), None, 1).await.expect("the log").entries[0].position;
    let receipt = app.signed_in("sarah.benali").await.get(&format!("/log/{position}/receipt")).await;
    let receipt: Receipt = receipt.body.parse().expect("a receipt");
    assert_eq!(receipt.checkpoint, note);
}

#[tokio::test]
async fn where_too_few_see_the_log_for_too_long_nothing_is_disclosed_until_they_do() {
    let (app, gate) = watched().await;
    let outsiders = Outsiders::of(&app, 2);
    let answer = consulted(&app).await.location().to_owned();
    assert_eq!(outsiders.round(&app, 2).await, Round::Met);
    app.signed_in("marie.dubois").await.get(&answer).await;
    outsiders.answers(1, false);
    let Round::Missed(missed) = outsiders.round(&app, 2).await else { panic!("one is away") };
    assert_eq!(missed, [("witness.example/1".to_owned(), NotWitnessed::Away("no route".to_owned()))]);
    let now = app.clock.now();
    for (after, told, open) in [(0, false, true), (20, true, true), (239, true, true), (240, true, false)] {
        app.clock.set(now + SignedDuration::from_mins(after));
        outsiders.round(&app, 2).await;
        gate.note(app.database.witnessed().await.expect("the store").waiting_since);
        let mut marie = app.signed_in("marie.dubois").await;
        let page = marie.get("/consultation").await;
        assert_eq!(page.body.contains("trop peu de témoins"), told, "{after}: {}", page.body);
        let expected = if open { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
        let shown = marie.get(&answer).await;
        assert_eq!((page.status, shown.status), (expected, expected), "{after}");
        assert_eq!(shown.body.contains("85.07.30-999.32"), open, "{after}");
        assert_eq!(consulted(&app).await.status == StatusCode::SEE_OTHER, open, "{after}");
    }
    let mut marie = app.signed_in("marie.dubois").await;
    let before = app.log_size().await;
    marie.get(&format!("{answer}/export.json")).await;
    assert_eq!(app.log_size().await, before, "nothing left");

    outsiders.answers(1, true);
    assert_eq!(outsiders.round(&app, 2).await, Round::Met);
    gate.note(app.database.witnessed().await.expect("the store").waiting_since);
    assert!(marie.get(&answer).await.body.contains("85.07.30-999.32"));
}

#[tokio::test]
async fn an_older_copy_of_the_log_is_noticed_by_whoever_saw_a_longer_one() {
    let (app, _) = watched().await;
    let outsiders = Outsiders::of(&app, 1);
    consulted(&app).await;
    assert_eq!(outsiders.round(&app, 1).await, Round::Met);
    let seen = outsiders.sizes.lock().expect("not poisoned")["witness.example/1"];
    let (copy, _) = watched().await;
    let Round::Missed(missed) = outsiders.round(&copy, 1).await else { panic!("it is shorter") };
    assert_eq!(missed[0].1, NotWitnessed::Longer(seen));
    consulted(&copy).await;
    consulted(&copy).await;
    consulted(&copy).await;
    let Round::Missed(missed) = outsiders.round(&copy, 1).await else { panic!("it is another") };
    assert!(matches!(missed[0].1, NotWitnessed::Refused(422, _)), "{missed:?}");
}
