//! Persons and the reference directory.

use delibero_domain::period::Period;
use delibero_domain::reference_directory::Integration;
use delibero_testkit::examples::{file, integration, organisation, person, registered_by, word};
use delibero_usecases::directory::{
    ChangeKind, FileOnPerson, Integrated, IntegrationChange, Membership, Organisation, PersonState,
};
use delibero_usecases::store_error::StoreError;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    a_niss_is_in_use_until_it_is_said_to_be_replaced_or_cancelled,
    an_organisation_sees_its_own_integrations,
    an_integration_gets_an_end,
    whoever_corrected_an_integration_had_a_part_in_it,
    the_history_of_integrations_is_append_only,
    the_same_integration_is_registered_once,
    an_integration_belongs_to_an_organisation_that_exists,
    a_sender_has_a_person_integrated_through_any_of_its_organisations,
);

fn said(all: Vec<Integrated>) -> Vec<Integration> {
    all.into_iter().map(|found| found.file.integration).collect()
}

async fn a_niss_is_in_use_until_it_is_said_to_be_replaced_or_cancelled(case: TestDatabase) {
    let mut work = case.begin().await;
    assert_eq!(work.person_state(person(1)).await.unwrap(), PersonState::InUse);
    for state in [PersonState::Replaced(person(2)), PersonState::Cancelled, PersonState::InUse, PersonState::Cancelled]
    {
        work.note_person_state(person(1), &state).await.unwrap();
        assert_eq!(work.person_state(person(1)).await.unwrap(), state);
    }
    assert_eq!(work.person_state(person(2)).await.unwrap(), PersonState::InUse);
    work.commit().await.unwrap();
    assert_eq!(case.begin().await.person_state(person(1)).await.unwrap(), PersonState::Cancelled);
}

async fn an_organisation_sees_its_own_integrations(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    case.add_organisation(&organisation("cpas-arlon")).await;
    let (namur, arlon) = (word("cpas-namur"), word("cpas-arlon"));
    let closed =
        Integration { period: Period { begin: word("2020-02-01"), end: Some(word("2021-01-31")) }, ..integration(2) };
    let mut work = case.begin().await;
    work.integrate(&namur, person(1), &file(integration(1)), &registered_by("anna")).await.unwrap();
    work.integrate(&namur, person(1), &file(closed.clone()), &registered_by("anna")).await.unwrap();
    work.integrate(&arlon, person(1), &file(integration(3)), &registered_by("anna")).await.unwrap();
    work.integrate(&namur, person(2), &file(integration(4)), &registered_by("anna")).await.unwrap();
    work.commit().await.unwrap();
    let mut work = case.begin().await;
    assert_eq!(said(work.integrations(&namur, person(1)).await.unwrap()), [closed, integration(1)]);
    assert_eq!(said(work.integrations(&arlon, person(1)).await.unwrap()), [integration(3)]);
    assert_eq!(work.integrations(&arlon, person(2)).await.unwrap(), []);
}

async fn an_integration_gets_an_end(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let namur = word("cpas-namur");
    let open = FileOnPerson { file_number: Some("2024/17".to_owned()), ..file(integration(1)) };
    let mut ended = open.clone();
    ended.integration.period.end = Some(word("2024-06-30"));
    let change = IntegrationChange {
        at: word("2025-06-02T08:00:00Z"),
        user: Some(word("bert")),
        kind: ChangeKind::Ended,
        why: "moved".to_owned(),
        before: open.clone(),
    };
    let mut work = case.begin().await;
    let number = work.integrate(&namur, person(1), &open, &registered_by("anna")).await.unwrap().unwrap();
    let whose = (&namur, person(1));
    assert!(work.change_integration(whose, (number, 1), &change, &ended).await.unwrap());
    assert!(!work.change_integration(whose, (number, 1), &change, &open).await.unwrap(), "another changed it since");
    assert!(
        !work.change_integration((&namur, person(2)), (number, 2), &change, &open).await.unwrap(),
        "another person"
    );
    let known = work.integrations(&namur, person(1)).await.unwrap();
    assert_eq!((&known[0].file, known[0].revision), (&ended, 2));
    assert_eq!(known[0].registration, registered_by("anna"));
    assert_eq!(work.integration_changes(&namur, person(1)).await.unwrap(), [(number, change)]);
}

async fn whoever_corrected_an_integration_had_a_part_in_it(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let namur = word("cpas-namur");
    let before = file(integration(1));
    let change = |user: &str, kind| IntegrationChange {
        at: word("2025-06-02T08:00:00Z"),
        user: Some(word(user)),
        kind,
        why: String::new(),
        before: before.clone(),
    };
    let mut work = case.begin().await;
    let number = work.integrate(&namur, person(1), &before, &registered_by("anna")).await.unwrap().unwrap();
    for (revision, user, kind) in [(1, "bert", ChangeKind::Corrected), (2, "carl", ChangeKind::Ended)] {
        let of = (number, revision);
        assert!(work.change_integration((&namur, person(1)), of, &change(user, kind), &before).await.unwrap());
    }
    let found = work.integrations(&namur, person(1)).await.unwrap().remove(0);
    let apart = ["anna", "bert", "carl"].map(|user| found.is_of_another_than(&word(user)));
    assert_eq!(apart, [false, false, true]);
}

async fn the_history_of_integrations_is_append_only(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let namur = word("cpas-namur");
    let before = file(integration(1));
    let mut work = case.begin().await;
    let number = work.integrate(&namur, person(1), &before, &registered_by("anna")).await.unwrap().unwrap();
    let change = IntegrationChange {
        at: word("2025-06-02T08:00:00Z"),
        user: None,
        kind: ChangeKind::Loaded,
        why: String::new(),
        before: before.clone(),
    };
    assert!(work.change_integration((&namur, person(1)), (number, 1), &change, &before).await.unwrap());
    work.commit().await.unwrap();
    for statement in ["UPDATE integration_changes SET why = 'x'", "DELETE FROM integration_changes"] {
        let refused = case.run(statement).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{statement}: {refused}");
    }
}

/// Two registrars at the same second: one of them finds that it is there.
async fn the_same_integration_is_registered_once(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let register = async |user: &'static str, database: &TestDatabase| {
        let mut work = database.begin().await;
        let (namur, file) = (word("cpas-namur"), file(integration(1)));
        let number = work.integrate(&namur, person(1), &file, &registered_by(user)).await.unwrap();
        work.commit().await.unwrap();
        number
    };
    let (one, other) = tokio::join!(register("anna", &case), register("bert", &case));
    assert!(one.is_some() != other.is_some(), "{one:?} {other:?}");
    assert_eq!(case.begin().await.integrations(&word("cpas-namur"), person(1)).await.unwrap().len(), 1);
}

async fn an_integration_belongs_to_an_organisation_that_exists(case: TestDatabase) {
    let refused =
        case.begin().await.integrate(&word("nobody"), person(1), &file(integration(1)), &registered_by("anna")).await;
    assert!(matches!(refused, Err(StoreError::Unreadable(_))));
}

async fn a_sender_has_a_person_integrated_through_any_of_its_organisations(case: TestDatabase) {
    let fund = |id: &str| Organisation {
        memberships: ["cin", "fund"].map(|id| Membership::always(word(id))).into(),
        sector: Some(11),
        ..organisation(id)
    };
    case.add_organisation(&fund("fund-1")).await;
    case.add_organisation(&fund("fund-2")).await;
    case.add_organisation(&organisation("cpas-namur")).await;
    let spring =
        Integration { period: Period { begin: word("2025-03-01"), end: Some(word("2025-05-31")) }, ..integration(1) };
    let mut work = case.begin().await;
    work.integrate(&word("fund-2"), person(1), &file(spring.clone()), &registered_by("anna")).await.unwrap();
    work.integrate(&word("cpas-namur"), person(2), &file(integration(1)), &registered_by("anna")).await.unwrap();
    for (sender, number, day, expected) in [
        ("cin", 1, "2025-02-28", false),
        ("cin", 1, "2025-03-01", true),
        ("fund", 1, "2025-05-31", true),
        ("cin", 1, "2025-06-01", false),
        ("cpas", 1, "2025-04-01", false),
        ("cin", 2, "2025-04-01", false),
        ("cpas", 2, "2099-04-01", true),
    ] {
        let found = work.sender_integrated(sender, person(number), word(day)).await.unwrap();
        assert_eq!(found, expected, "{sender} has person {number} on {day}");
    }
}
