//! A fault of the store is not an outage: it is answered with 500, and what was typed stays.

use std::sync::Arc;

use async_trait::async_trait;
use delibero_domain::access_log::PersonToken;
use delibero_domain::niss::Niss;
use delibero_store::Database;
use delibero_usecases::consultation::{ConsultationStore, ConsultationWork, LimitRule};
use delibero_usecases::journal::{
    AdministrationFilter, AdministrationPage, JournalStore, JournalWork, LogFilter, LogPage, LogPosition,
    LoggedOpening, LoggedRecord, PersonTokens,
};
use delibero_usecases::services::Stores;
use delibero_usecases::store_error::{Cause, StoreError};
use http::StatusCode;

use crate::support::{App, PERSON, social_inquiry};

#[tokio::test]
async fn a_fault_is_answered_with_500_and_what_was_typed_stays() {
    let app = App::with(|state, database| {
        state.application = state.application.clone().on(Stores {
            consultations: Arc::new(Refusing(database.clone())),
            journal: Arc::new(Refusing(database.clone())),
            ..Stores::of(database)
        });
    })
    .await;
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

/// A database that refuses whatever it is asked.
struct Refusing(Database);

fn fault() -> StoreError {
    StoreError::Fault(Cause::of("no such column"))
}

impl PersonTokens for Refusing {
    fn person_token(&self, person: Niss) -> PersonToken {
        self.0.person_token(person)
    }
    fn person_of(&self, token: &PersonToken) -> Result<Niss, StoreError> {
        self.0.person_of(token)
    }
}

#[async_trait]
impl ConsultationStore for Refusing {
    async fn begin_consultation(&self) -> Result<Box<dyn ConsultationWork>, StoreError> {
        Err(fault())
    }
    async fn limits(&self) -> Result<Vec<LimitRule>, StoreError> {
        Err(fault())
    }
}

#[async_trait]
impl JournalStore for Refusing {
    /// Who signs in is written down.
    async fn begin_journal(&self) -> Result<Box<dyn JournalWork>, StoreError> {
        self.0.begin_journal().await
    }
    async fn log_page(&self, _: &LogFilter, _: Option<LogPosition>, _: u32) -> Result<LogPage, StoreError> {
        Err(fault())
    }
    async fn administration_page(
        &self,
        _: &AdministrationFilter,
        _: Option<LogPosition>,
        _: u32,
    ) -> Result<AdministrationPage, StoreError> {
        Err(fault())
    }
    async fn log_records(&self, _: LogPosition, _: u32) -> Result<Vec<LoggedRecord>, StoreError> {
        Err(fault())
    }
    async fn opening(&self, _: LogPosition) -> Result<Option<LoggedOpening>, StoreError> {
        Err(fault())
    }
}
