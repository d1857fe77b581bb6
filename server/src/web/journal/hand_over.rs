//! A part of the log as one signed archive, for whoever is to verify it without this program (12/057 point 25).

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use delibero_domain::access_log::{Entry, Opening};
use delibero_domain::text::Language;
use delibero_domain::tlog::{KeyKind, Manifest, Signer};
use delibero_files::archive::archive;
use delibero_files::sheets::FileFormat;
use delibero_ui::error::PageError;
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::access_log::LogQuery;
use delibero_ui::pages::access_log::refusal;
use delibero_ui::pages::access_log::view::{Whole, whole};
use delibero_ui::services::SignedIn;
use delibero_usecases::log_tree::HandOver;
use delibero_words::say;
use http::StatusCode;
use serde_json::Value as Json;

use super::{not_proved, table};
use crate::web::AppState;
use crate::web::download::attachment;
use crate::web::frame::trouble::no_file;

/// The most lines that are handed over at once: each comes with its proof.
const MOST: usize = 5_000;

type Files = Vec<(String, Vec<u8>)>;

/// The lines that fulfil the filters, all of them or none.
pub(super) async fn handed_over(
    state: &AppState,
    SignedIn(reader): &SignedIn,
    language: Language,
    query: &LogQuery,
    person: &str,
) -> Response {
    let Some(signer) = &state.log_signer else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let services = state.application.services();
    let found = match whole(&services, &reader.actor, query, person).await {
        Ok(Ok(found)) => found,
        Ok(Err(unread)) => return no_file(refusal(language, &unread)),
        Err(error) => return error.http_status().into_response(),
    };
    if found.cut || found.lines.len() > MOST {
        return no_file(say!(language, hand_over.too_many, most = MOST));
    }
    let positions: Vec<_> = found.lines.iter().map(|line| line.position).collect();
    let (receipts, deciding) = match (services.receipts(&reader.actor), services.deciding_entries(&reader.actor)) {
        (Ok(receipts), Ok(deciding)) => (receipts, deciding),
        _ => return PageError::NotAllowed.http_status().into_response(),
    };
    let hand_over = match receipts.hand_over(&positions).await {
        Ok(hand_over) => hand_over,
        Err(why) => return not_proved(language, why),
    };
    let states = match deciding.exported(&entries(&hand_over)).await {
        Ok(states) => states.into_iter().map(|(number, state)| (format!("catalogue/{number}.json"), state)).collect(),
        Err(error) => return PageError::from(error).http_status().into_response(),
    };
    let today = state.application.clock.today();
    let (signer, asked) = (Arc::clone(signer), asked(language, query, !person.trim().is_empty()));
    let written = tokio::task::spawn_blocking(move || {
        let parts = Parts { found: &found, hand_over: &hand_over, states, asked: &asked, language };
        parts.archive(&signer)
    });
    match written.await {
        Ok(Ok(bytes)) => attachment(bytes, "application/zip", &format!("delibero-hand-over-{today}.zip")),
        Ok(Err(error)) => {
            tracing::error!(error, "a hand-over was not written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The consultations among what is handed over.
fn entries(hand_over: &HandOver) -> Vec<Entry> {
    let record = |extra: &Option<Vec<u8>>| {
        let opening = Opening::from_bytes(extra.as_deref()?).ok()?;
        Entry::from_canonical(&opening.record).ok()
    };
    hand_over.receipts.iter().filter_map(|(_, receipt)| record(&receipt.extra)).collect()
}

/// The filters as an address has them, and that it is about one person; never a NISS.
fn asked(language: Language, query: &LogQuery, by_person: bool) -> String {
    let filters = query.with("before", "").written();
    let person = by_person.then(|| say!(language, hand_over.one_person).to_owned());
    let parts: Vec<String> = [filters].into_iter().filter(|filters| !filters.is_empty()).chain(person).collect();
    if parts.is_empty() { say!(language, hand_over.everything).to_owned() } else { parts.join(", ") }
}

struct Parts<'p> {
    found: &'p Whole,
    hand_over: &'p HandOver,
    /// By the names of their files.
    states: Vec<(String, Json)>,
    /// The filters in words.
    asked: &'p str,
    language: Language,
}

impl Parts<'_> {
    fn archive(self, signer: &Signer) -> Result<Vec<u8>, String> {
        let mut files = self.files(signer)?;
        let listed = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        let manifest = Manifest::of(signer.name(), listed).signed(signer).to_string();
        files.push((Manifest::NAME.to_owned(), manifest.into_bytes()));
        archive(&files).map_err(|error| error.to_string())
    }

    fn files(&self, signer: &Signer) -> Result<Files, String> {
        let csv = table(self.found, self.language).write(FileFormat::Csv).map_err(|error| error.to_string())?;
        let mut files: Files = vec![
            ("README.html".to_owned(), self.page(signer).into_bytes()),
            ("entries.csv".to_owned(), csv),
            ("entries.ndjson".to_owned(), self.ndjson()),
            ("checkpoint".to_owned(), self.hand_over.checkpoint.to_string().into_bytes()),
        ];
        for (position, receipt) in &self.hand_over.receipts {
            files.push((format!("proofs/{position}.tlog-proof"), receipt.to_string().into_bytes()));
        }
        for (name, state) in &self.states {
            files.push((name.clone(), state.to_string().into_bytes()));
        }
        Ok(files)
    }

    /// One record a line, byte for byte, with its position and its place in the tree.
    fn ndjson(&self) -> Vec<u8> {
        let mut lines = Vec::new();
        for (position, receipt) in &self.hand_over.receipts {
            let opening = receipt.extra.as_deref().and_then(|extra| Opening::from_bytes(extra).ok());
            let record = opening.map(|opening| opening.record).unwrap_or_default();
            lines.extend(format!("{{\"position\":{position},\"index\":{},\"record\":", receipt.index).into_bytes());
            lines.extend(record);
            lines.extend(b"}\n");
        }
        lines
    }

    /// What it is, how it is verified, what is proved and what is not.
    fn page(&self, signer: &Signer) -> String {
        let language = self.language;
        let count = self.hand_over.receipts.len();
        let waiting = self.hand_over.waiting.len();
        let key = signer.verifier(KeyKind::Text).to_string();
        let facts = [
            say!(language, hand_over.page_what, count = count, origin = signer.name()),
            say!(language, hand_over.page_asked, asked = self.asked),
            say!(language, hand_over.page_waiting, count = waiting),
            say!(language, hand_over.page_files).to_owned(),
            say!(language, hand_over.page_proved).to_owned(),
            say!(language, hand_over.page_not_proved).to_owned(),
            say!(language, hand_over.page_how).to_owned(),
        ];
        let paragraphs: String = facts.iter().map(|words| format!("<p>{}</p>\n", escaped(words))).collect();
        let title = escaped(say!(language, hand_over.title));
        let commands = escaped(&format!("log {key}\n\ndelibero-verify --policy policy hand-over ARCHIVE.zip"));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n\
             <h1>{title}</h1>\n{paragraphs}<pre>{commands}</pre>\n</body>\n</html>\n",
            language.code()
        )
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
