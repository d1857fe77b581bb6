//! Mandates: designations, offices and deputies, only added to, and ended once.

use delibero_testkit::examples::{account, organisation, word};
use delibero_usecases::accounts::mandates::{EndedMandate, Given, Holder, Mandate, user_facts};
use delibero_usecases::accounts::people::PeopleStore as _;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    what_was_given_is_read_back_with_the_holder_of_an_office,
    a_mandate_is_ended_once_and_stays,
    what_was_given_is_never_changed_or_deleted,
    a_decision_knows_what_its_user_was_given,
);

async fn with_people(case: &TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    for user in ["luc", "simon", "paul"] {
        case.add_user(&account(user, "cpas-namur")).await;
    }
}

fn mandate(id: &str, user: &str, given: Given) -> Mandate {
    Mandate {
        id: id.to_owned(),
        user: word(user),
        organisation: word("cpas-namur"),
        given,
        from: word("2025-01-01"),
        until: Some(word("2025-12-31")),
        by: Some(word("paul")),
        at: word("2025-01-01T08:00:00Z"),
        ended: None,
    }
}

fn office() -> Mandate {
    Mandate { until: None, ..mandate("m1", "luc", Given::Office(word("financial-director"))) }
}

fn deputy() -> Mandate {
    let holder =
        Holder { mandate: "m1".to_owned(), user: word("luc"), from: word("2025-01-01"), until: None, ended: false };
    mandate("m2", "simon", Given::Deputy { office: word("financial-director"), holder })
}

fn designation() -> Mandate {
    let given = Given::Designation { recipient: word("cpas"), service: word("hdi") };
    Mandate { at: word("2025-02-01T08:00:00Z"), by: None, ..mandate("m3", "simon", given) }
}

fn ended() -> EndedMandate {
    EndedMandate { by: Some(word("paul")), at: word("2025-03-01T08:00:00Z"), why: "back".to_owned() }
}

async fn add(case: &TestDatabase, all: &[Mandate]) {
    let mut work = case.database.begin_people().await.unwrap();
    for mandate in all {
        work.add_mandate(mandate).await.unwrap();
    }
    work.commit().await.unwrap();
}

async fn end(case: &TestDatabase, id: &str) -> bool {
    let mut work = case.database.begin_people().await.unwrap();
    work.end_mandate(id, &ended()).await.is_ok() && work.commit().await.is_ok()
}

async fn what_was_given_is_read_back_with_the_holder_of_an_office(case: TestDatabase) {
    with_people(&case).await;
    add(&case, &[office(), deputy(), designation()]).await;
    let of = |user: &str| word(user);
    assert_eq!(case.database.mandates_of(&of("luc")).await.unwrap(), [office()]);
    assert_eq!(case.database.mandates_of(&of("simon")).await.unwrap(), [designation(), deputy()], "the newest first");
    assert!(case.database.mandates_of(&of("paul")).await.unwrap().is_empty());
    assert_eq!(case.database.offices_of(&word("cpas-namur")).await.unwrap(), [office()], "not the deputy's");
}

async fn a_mandate_is_ended_once_and_stays(case: TestDatabase) {
    with_people(&case).await;
    add(&case, &[office(), deputy()]).await;
    assert!(end(&case, "m1").await);
    assert!(!end(&case, "m1").await, "a second time");
    let luc = case.database.mandates_of(&word("luc")).await.unwrap();
    assert_eq!(luc, [Mandate { ended: Some(ended()), ..office() }]);
    let simon = case.database.mandates_of(&word("simon")).await.unwrap();
    assert!(matches!(&simon[0].given, Given::Deputy { holder, .. } if holder.ended), "nobody is left to replace");
}

async fn what_was_given_is_never_changed_or_deleted(case: TestDatabase) {
    with_people(&case).await;
    add(&case, &[office(), deputy()]).await;
    for statement in [
        "UPDATE mandates SET user_name = 'paul' WHERE id = 'm1'",
        "UPDATE mandates SET until_day = '2026-12-31' WHERE id = 'm2'",
        "UPDATE mandates SET office = 'secretary', ended_us = 1 WHERE id = 'm1'",
        "DELETE FROM mandates WHERE id = 'm2'",
        "INSERT INTO mandates (id, organisation, user_name, from_day, given_us)
         VALUES ('m4', 'cpas-namur', 'paul', '2025-01-01', 0)",
        "INSERT INTO mandates (id, organisation, user_name, office, in_place_of, from_day, given_us)
         VALUES ('m5', 'cpas-namur', 'paul', 'secretary', 'm1', '2025-01-01', 0)",
    ] {
        assert!(case.run(statement).await.is_err(), "{statement}");
    }
    assert_eq!(case.database.mandates_of(&word("luc")).await.unwrap(), [office()]);
}

async fn a_decision_knows_what_its_user_was_given(case: TestDatabase) {
    with_people(&case).await;
    add(&case, &[office(), deputy(), designation()]).await;
    let mut work = case.begin().await;
    let mandates = work.mandates_of(&word("simon")).await.unwrap();
    let facts = user_facts(&mandates, &word("cpas-namur"), (&word("cpas"), &word("hdi")), word("2025-06-01"));
    assert_eq!(facts.designated, Some(true));
    let offices = facts.offices.unwrap();
    assert_eq!((offices[0].office.as_str(), offices[0].deputy, offices.len()), ("financial-director", true, 1));
}
