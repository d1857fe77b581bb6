//! Organisations, users.

use delibero_domain::role::Role;
use delibero_domain::text::Text;
use delibero_testkit::examples::{account, credentials, organisation, word};
use delibero_usecases::accounts::{Account, AccountStore as _};
use delibero_usecases::directory::{DirectoryStore as _, Membership, Organisation};
use delibero_usecases::store_error::StoreError;

use crate::harness::{Engine, TestDatabase, on_both_engines};

on_both_engines!(
    an_organisation_is_read_as_it_was_added,
    an_organisation_is_added_once,
    an_account_is_read_as_it_was_added,
    a_user_name_is_given_once,
    a_user_belongs_to_an_organisation_that_exists,
    a_refusal_keeps_what_the_database_said,
);

async fn an_organisation_is_read_as_it_was_added(case: TestDatabase) {
    let name = Text { fr: "CPAS d’Arlon".into(), nl: "OCMW Aarlen".into(), de: "ÖSHZ Arel".into() };
    let arlon = Organisation { name, ..organisation("cpas-arlon") };
    let fund = Organisation {
        memberships: ["vsf", "onem", "capac"].map(|id| Membership::always(word(id))).into(),
        sector: None,
        legal_contexts: vec!["decree".into(), "other decree".into()],
        region: Some(word("flanders")),
        ..organisation("cpas.vsf")
    };
    let committee = Organisation { memberships: Vec::new(), ..organisation("bcss-committee") };
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
    let mut anna = account("anna", "cpas-namur");
    anna.actor.roles = vec![Role::PaymentsOfficer, Role::CaseWorker];
    let mut bert = Account { enabled: false, language: None, ..account("bert", "cpas-namur") };
    bert.actor.roles.clear();
    case.add_user(&anna).await;
    case.add_user(&bert).await;
    assert_eq!(case.database.account(&anna.actor.user).await.unwrap(), Some(anna));
    assert_eq!(case.begin().await.account(&bert.actor.user).await.unwrap(), Some(bert));
    assert_eq!(case.database.account(&word("chris")).await.unwrap(), None);
}

async fn a_user_name_is_given_once(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    case.add_user(&account("anna", "cpas-namur")).await;
    let other = Account { display_name: "Another".into(), ..account("anna", "cpas-namur") };
    let again = case.begin().await.add_user(&credentials(other)).await;
    assert_eq!(again.unwrap_err().to_string(), "user anna exists already");
    let kept = case.database.account(&word("anna")).await.unwrap().unwrap();
    assert_eq!(kept.display_name, "anna");
}

async fn a_user_belongs_to_an_organisation_that_exists(case: TestDatabase) {
    let refused = case.begin().await.add_user(&credentials(account("anna", "cpas-namur"))).await;
    assert!(matches!(refused, Err(StoreError::Unreadable(why)) if why.what.contains("organisation")));
}

async fn a_refusal_keeps_what_the_database_said(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    case.add_user(&account("anna", "cpas-namur")).await;
    let again = case.begin().await.add_user(&credentials(account("anna", "cpas-namur"))).await;
    let Err(StoreError::Exists(there)) = again else { panic!("{again:?}") };
    let missing = case.begin().await.add_user(&credentials(account("bert", "nobody"))).await;
    let Err(StoreError::Unreadable(missing)) = missing else { panic!("{missing:?}") };
    for cause in [&there, &missing] {
        let source = cause.source.as_ref().expect("the error of the database");
        assert!(source.to_string().to_lowercase().contains("constraint"), "{source}");
        assert!(!format!("{cause:?}").contains(&source.to_string()), "it may hold values, and is not shown");
    }
    // SQLite names neither apart from its words.
    if case.engine == Engine::Postgres {
        assert_eq!(there.table.as_deref(), Some("users"));
        assert_eq!(there.constraint.as_deref(), Some("users_pkey"));
        assert_eq!(missing.constraint.as_deref(), Some("users_organisation_fkey"));
    }
}
