//! Persons and the reference directory.

use delibero_domain::period::Period;
use delibero_domain::reference_directory::Integration;
use delibero_testkit::examples::{integration, organisation, person, word};
use delibero_usecases::directory::{Membership, Organisation, PersonState};
use delibero_usecases::store_error::StoreError;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    a_niss_is_in_use_until_it_is_said_to_be_replaced_or_cancelled,
    an_organisation_sees_its_own_integrations,
    an_integration_gets_an_end,
    an_integration_belongs_to_an_organisation_that_exists,
    a_sender_has_a_person_integrated_through_any_of_its_organisations,
);

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
    work.integrate(&namur, person(1), &integration(1)).await.unwrap();
    work.integrate(&namur, person(1), &closed).await.unwrap();
    work.integrate(&arlon, person(1), &integration(3)).await.unwrap();
    work.integrate(&namur, person(2), &integration(4)).await.unwrap();
    work.commit().await.unwrap();
    let mut work = case.begin().await;
    assert_eq!(work.integrations(&namur, person(1)).await.unwrap(), [closed, integration(1)]);
    assert_eq!(work.integrations(&arlon, person(1)).await.unwrap(), [integration(3)]);
    assert_eq!(work.integrations(&arlon, person(2)).await.unwrap(), []);
}

async fn an_integration_gets_an_end(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let ended =
        Integration { period: Period { begin: word("2024-01-01"), end: Some(word("2024-06-30")) }, ..integration(1) };
    let mut work = case.begin().await;
    work.integrate(&word("cpas-namur"), person(1), &integration(1)).await.unwrap();
    work.integrate(&word("cpas-namur"), person(1), &ended).await.unwrap();
    assert_eq!(work.integrations(&word("cpas-namur"), person(1)).await.unwrap(), [ended]);
}

async fn an_integration_belongs_to_an_organisation_that_exists(case: TestDatabase) {
    let refused = case.begin().await.integrate(&word("nobody"), person(1), &integration(1)).await;
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
    work.integrate(&word("fund-2"), person(1), &spring).await.unwrap();
    work.integrate(&word("cpas-namur"), person(2), &integration(1)).await.unwrap();
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
