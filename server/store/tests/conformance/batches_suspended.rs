//! Batches while something is suspended, and what was decided of them decided again.

use std::sync::Arc;

use delibero_domain::access_log::{AdministrationKind, Entry, replay};
use delibero_domain::catalogue::files::builtin;
use delibero_domain::consultation::RefusalReason;
use delibero_domain::effect::{Became, Happened};
use delibero_domain::role::Role;
use delibero_testkit::AtOnce;
use delibero_testkit::batches::{catalogue_of_batches, documents_of_batches};
use delibero_testkit::examples::{account, word};
use delibero_usecases::accounts::Actor;
use delibero_usecases::batches::{BatchError, BatchState, Going, PersonResult, ResultUse};
use delibero_usecases::catalogue::{CatalogueStore as _, Comparer as _, Suspending, ToSuspend, decide_again, publish};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::journal::{AdministrationFilter, JournalStore as _, LogFilter};

use crate::batches::{Desk, lines};
use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    whoever_is_left_is_refused_with_the_point_once_the_authorisation_is_suspended,
    whoever_is_left_is_refused_with_the_point_once_it_is_suspended_for_the_organisation,
    nobody_more_is_asked_about_while_the_organisation_is_suspended,
    each_person_is_decided_again_as_a_consultation_that_happened,
);

const WHY: &str = "Files were missing";

async fn suspended(desk: &Desk, organisation: Option<&str>) {
    let secretary = Actor { roles: vec![Role::Secretariat], ..account("helene", "cpas-namur").actor };
    let asked = ToSuspend {
        deliberation: "20/130".to_owned(),
        recipient: word("cpas"),
        service: word("hdi"),
        organisation: organisation.map(word),
        reason: WHY.to_owned(),
    };
    let database = &desk.case.database;
    let with = Suspending::new(database, database, &AtOnce, &desk.clock, &desk.randomness, &secretary);
    with.suspend(&asked).await.unwrap();
}

/// The batch of 450 persons of whom 400 were asked about before it was suspended.
async fn suspended_midway(case: TestDatabase, organisation: Option<&str>) {
    let desk = Desk::new(case, 450).await;
    publish(&desk.case.database, &documents_of_batches(), None, "begun", desk.clock.now()).await.unwrap();
    let id = desk.begun(&lines(1..=450)).await.id;
    let job = desk.claimed("w").await.unwrap();
    assert_eq!(desk.running().go_on(&job, "w").await.unwrap(), Going::On);
    let before = desk.parts(&id).await;
    suspended(&desk, organisation).await;
    while desk.running().go_on(&job, "w").await.unwrap() == Going::On {}

    assert_eq!(desk.agrees(&id).await, 450);
    let (batch, parts) = (desk.batch(&id).await, desk.parts(&id).await);
    assert_eq!(batch.state, BatchState::Ended);
    assert_eq!((batch.counts.answered, batch.counts.empty, batch.counts.refused), (1, 399, 50));
    let [(why, 50)] = batch.refusals.as_slice() else { panic!("one reason: {:?}", batch.refusals) };
    assert_eq!(why.reason, RefusalReason::Suspended);
    assert_eq!(why.source.as_ref().unwrap().deliberation, "20/130");
    assert_eq!(parts[..1], before, "what was decided before stays");
    for (place, answered) in parts[1].persons.iter().enumerate() {
        let PersonResult::Refused { refusal, .. } = &answered.result else { panic!("line {}", answered.line) };
        assert_eq!((refusal, answered.line), (why, 402 + place as u64));
    }
    let used = ResultUse::Page { filter: String::new() };
    let shut = desk.batches().result(&id, used).await.map(drop);
    assert!(matches!(shut, Err(BatchError::Refused(refusal)) if refusal == *why), "nobody looks at it meanwhile");
    let logged: Vec<Entry> = desk.logged().await.into_iter().map(|found| found.entry).collect();
    let refused: Vec<&Entry> = logged.iter().filter(|entry| entry.outcome == "suspended").collect();
    assert_eq!(refused.len(), 50);
    let state = desk.case.database.state_in_force().await.unwrap();
    let documents = desk.case.database.documents(state).await.unwrap();
    let catalogue = AtOnce.compiled(documents).await.unwrap().unwrap();
    for entry in refused {
        assert_eq!(entry.decided.as_ref().unwrap().suspended.as_ref().unwrap().reason, WHY);
        assert!(replay(&catalogue, entry).same);
    }
}

async fn whoever_is_left_is_refused_with_the_point_once_the_authorisation_is_suspended(case: TestDatabase) {
    suspended_midway(case, None).await;
}

async fn whoever_is_left_is_refused_with_the_point_once_it_is_suspended_for_the_organisation(case: TestDatabase) {
    suspended_midway(case, Some("cpas-namur")).await;
}

async fn nobody_more_is_asked_about_while_the_organisation_is_suspended(case: TestDatabase) {
    let desk = Desk::new(case, 450).await;
    let id = desk.begun(&lines(1..=450)).await.id;
    let job = desk.claimed("w").await.unwrap();
    assert_eq!(desk.running().go_on(&job, "w").await.unwrap(), Going::On);
    desk.suspend(true).await;
    assert_eq!(desk.running().go_on(&job, "w").await.unwrap(), Going::Ended);
    let batch = desk.batch(&id).await;
    assert_eq!((batch.state, batch.counts.done(), batch.ended), (BatchState::Stopped, 400, None));
    let filter =
        AdministrationFilter { kind: Some(AdministrationKind::BatchStopped), ..AdministrationFilter::default() };
    let told = desk.case.database.administration_page(&filter, None, 10).await.unwrap().entries;
    let [told] = told.as_slice() else { panic!("once: {told:?}") };
    assert_eq!((&told.entry.subject, &told.entry.user), (&id, &None), "nobody stopped it by hand");
    let used = || ResultUse::Page { filter: String::new() };
    assert!(matches!(desk.batches().result(&id, used()).await.map(drop), Err(BatchError::Stopped(_))));
    assert!(matches!(desk.batches().resume(&id).await, Err(BatchError::Stopped(_))));

    desk.suspend(false).await;
    desk.batches().resume(&id).await.unwrap();
    desk.to_the_end("w").await;
    assert_eq!(desk.agrees(&id).await, 450);
    assert_eq!((desk.batch(&id).await.counts.refused, desk.batch(&id).await.state), (0, BatchState::Ended));
    let opened = desk.batches().result(&id, used()).await.unwrap();
    assert_eq!((opened.part(0).await.unwrap().persons.len(), opened.part(1).await.unwrap().persons.len()), (400, 50));
}

async fn each_person_is_decided_again_as_a_consultation_that_happened(case: TestDatabase) {
    let desk = Desk::new(case, 2).await;
    desk.begun(&lines(1..=3)).await;
    desk.to_the_end("w").await;
    let day = Some(word("2025-06-16"));
    for (after, became, refused) in
        [(catalogue_of_batches(), Became::Same, 0), (builtin().unwrap(), Became::Refused, 2)]
    {
        let happened = Happened::of(Arc::new(catalogue_of_batches()), Arc::new(after), None);
        let filter = LogFilter { from: day, to: day, ..LogFilter::default() };
        let found = decide_again(&desk.case.database, &AtOnce, happened, filter, None).await;
        let (happened, whole) = found.unwrap();
        assert!(whole);
        assert_eq!((happened.looked_at, happened.logged_otherwise), (3, 0));
        // Who has no file is refused before and after, with another point.
        assert_eq!(happened.counts.of(Became::Refused), refused);
        assert!(happened.counts.of(became) >= 2, "{:?}", happened.counts);
        assert_eq!(happened.organisations.values().collect::<Vec<_>>(), [&happened.counts]);
    }
}
