//! Organisations, users, failures to sign in.

use delibero_domain::role::Role;
use delibero_domain::text::Text;
use delibero_testkit::examples::{account, organisation, word};
use delibero_usecases::accounts::{Account, NewUser};
use delibero_usecases::directory::Organisation;
use delibero_usecases::ports::{Store, StoreError};
use jiff::Timestamp;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    an_organisation_is_read_as_it_was_added,
    an_organisation_is_added_once,
    an_account_is_read_as_it_was_added,
    a_user_name_is_given_once,
    a_user_belongs_to_an_organisation_that_exists,
    failures_to_sign_in_count_for_one_subject_and_one_span,
);

async fn an_organisation_is_read_as_it_was_added(case: TestDatabase) {
    let name = Text { fr: "CPAS d’Arlon".into(), nl: "OCMW Aarlen".into(), de: "ÖSHZ Arel".into() };
    let arlon = Organisation { name, ..organisation("cpas-arlon") };
    let fund = Organisation {
        recipients: vec![word("vsf"), word("onem"), word("capac")],
        sector: None,
        legal_context: Some("decree".into()),
        region: Some(word("flanders")),
        ..organisation("cpas.vsf")
    };
    let committee = Organisation { recipients: Vec::new(), ..organisation("bcss-committee") };
    for added in [&fund, &arlon, &committee] {
        case.add_organisation(added).await;
    }
    assert_eq!(case.database.organisation(&arlon.id).await.unwrap(), Some(arlon.clone()));
    assert_eq!(case.begin().await.organisation(&fund.id).await.unwrap(), Some(fund.clone()));
    assert_eq!(case.database.organisation(&word("nobody")).await.unwrap(), None);
    assert_eq!(case.database.organisations().await.unwrap(), [committee, arlon, fund]);
}

async fn an_organisation_is_added_once(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let again = case.begin().await.add_organisation(&organisation("cpas-namur")).await;
    assert_eq!(again.unwrap_err().to_string(), "organisation cpas-namur exists already");
}

async fn an_account_is_read_as_it_was_added(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let anna = Account { roles: vec![Role::PaymentsOfficer, Role::CaseWorker], ..account("anna", "cpas-namur") };
    let bert = Account { roles: Vec::new(), enabled: false, language: None, ..account("bert", "cpas-namur") };
    case.add_user(&anna).await;
    case.add_user(&bert).await;
    assert_eq!(case.database.account(&anna.user).await.unwrap(), Some(anna));
    assert_eq!(case.begin().await.account(&bert.user).await.unwrap(), Some(bert));
    assert_eq!(case.database.account(&word("chris")).await.unwrap(), None);
}

async fn a_user_name_is_given_once(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    case.add_user(&account("anna", "cpas-namur")).await;
    let other = Account { display_name: "Another".into(), ..account("anna", "cpas-namur") };
    let again = case.begin().await.add_user(&NewUser { account: other }).await;
    assert_eq!(again.unwrap_err().to_string(), "user anna exists already");
    let kept = case.database.account(&word("anna")).await.unwrap().unwrap();
    assert_eq!(kept.display_name, "anna");
}

async fn a_user_belongs_to_an_organisation_that_exists(case: TestDatabase) {
    let refused = case.begin().await.add_user(&NewUser { account: account("anna", "cpas-namur") }).await;
    assert!(matches!(refused, Err(StoreError::Unreadable(why)) if why.contains("organisation")));
}

async fn failures_to_sign_in_count_for_one_subject_and_one_span(case: TestDatabase) {
    let at = |time: &str| -> Timestamp { word(&format!("2025-06-16T{time}Z")) };
    for time in ["09:00:00", "09:10:00", "09:10:00", "09:20:00"] {
        case.database.note_sign_in_failure("account:anna", at(time)).await.unwrap();
    }
    case.database.note_sign_in_failure("address:::1", at("09:20:00")).await.unwrap();
    let count = async |subject: &str, since: &str| case.database.sign_in_failures(subject, at(since)).await.unwrap();
    assert_eq!(count("account:anna", "09:00:00").await, 4);
    assert_eq!(count("account:anna", "09:10:00").await, 3);
    assert_eq!(count("account:anna", "09:20:01").await, 0);
    assert_eq!(count("address:::1", "09:00:00").await, 1);
    case.database.forget_sign_in_failures("account:anna").await.unwrap();
    assert_eq!(count("account:anna", "09:00:00").await, 0);
    assert_eq!(count("address:::1", "09:00:00").await, 1);
}
