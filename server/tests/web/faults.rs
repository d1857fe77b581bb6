//! A fault of the store is not an outage: it is answered with 500, and what was typed stays.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use delibero_domain::access_log::PersonToken;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::niss::Niss;
use delibero_store::Database;
use delibero_usecases::access_log::{LogFilter, LogPage, LogPosition, LoggedRecord};
use delibero_usecases::accounts::{Account, Credentials};
use delibero_usecases::directory::Organisation;
use delibero_usecases::limits::LimitRule;
use delibero_usecases::ports::{Cause, Store, StoreError, UnitOfWork};
use http::StatusCode;
use jiff::Timestamp;

use super::support::{App, PERSON, social_inquiry};

#[tokio::test]
async fn a_fault_is_answered_with_500_and_what_was_typed_stays() {
    let app = App::with(|state, database| state.services.store = Arc::new(Refusing(database.clone()))).await;
    for (language, words) in [("fr", "a rencontré une erreur"), ("nl", "heeft een fout"), ("de", "hat einen Fehler")] {
        let mut browser = app.signed_in("marie.dubois").await;
        browser.language = language;
        let sent = browser.post("/consultation", &social_inquiry(PERSON)).await;
        assert_eq!(sent.status, StatusCode::INTERNAL_SERVER_ERROR);
        for kept in [words, PERSON, "2024Q3", "name=\"niss\""] {
            assert!(sent.body.contains(kept), "{kept}: {}", sent.body);
        }
        let file = browser.get("/consultations/0123456789abcdef0123456789abcdef/export.csv").await;
        assert_eq!(file.status, StatusCode::INTERNAL_SERVER_ERROR);
        let mut auditor = app.signed_in("sarah.benali").await;
        for path in ["/log", "/log.csv"] {
            assert_eq!(auditor.get(path).await.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        }
    }
}

/// A store that knows its accounts and organisations, and whose database refuses whatever else it is asked.
struct Refusing(Database);

fn fault() -> StoreError {
    StoreError::Fault(Cause::of("no such column"))
}

#[async_trait]
impl Store for Refusing {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        Err(fault())
    }
    fn person_token(&self, person: Niss) -> PersonToken {
        self.0.person_token(person)
    }
    fn person_of(&self, token: &PersonToken) -> Result<Niss, StoreError> {
        self.0.person_of(token)
    }
    async fn account(&self, user: &UserName) -> Result<Option<Account>, StoreError> {
        self.0.account(user).await
    }
    async fn credentials(&self, user: &UserName) -> Result<Option<Credentials>, StoreError> {
        self.0.credentials(user).await
    }
    async fn display_names(&self, users: &[UserName]) -> Result<BTreeMap<UserName, String>, StoreError> {
        self.0.display_names(users).await
    }
    async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError> {
        self.0.organisation(id).await
    }
    async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        self.0.organisations().await
    }
    async fn limits(&self) -> Result<Vec<LimitRule>, StoreError> {
        Err(fault())
    }
    async fn log_page(&self, _: &LogFilter, _: Option<LogPosition>, _: u32) -> Result<LogPage, StoreError> {
        Err(fault())
    }
    async fn log_records(&self, _: LogPosition, _: u32) -> Result<Vec<LoggedRecord>, StoreError> {
        Err(fault())
    }
    async fn ready(&self) -> Result<(), StoreError> {
        Err(fault())
    }
    async fn beat(&self, _: Timestamp) -> Result<(), StoreError> {
        Err(fault())
    }
    async fn has_attestations(&self) -> Result<bool, StoreError> {
        Err(fault())
    }
}
