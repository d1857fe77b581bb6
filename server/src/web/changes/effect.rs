//! What a change gives and takes, as the document of `delibero catalogue effect --json`.

use std::sync::Arc;

use axum::extract::{Extension, Path, Query, State};
use axum::response::{IntoResponse, Response};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::effect::export;
use delibero_ui::error::PageError;
use delibero_ui::services::{Services, SignedIn};
use http::StatusCode;
use serde::Deserialize;

use crate::web::AppState;
use crate::web::download::attachment;

type Pair = (Arc<Catalogue>, Arc<Catalogue>);

/// Of a draft, laid over the state in force.
pub async fn of_draft(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Response {
    let services = state.application.services();
    let found = async {
        let drafts = services.catalogue_drafts(&account.actor)?;
        let draft = drafts.draft(&id).await?.ok_or(PageError::Unknown)?;
        let judged = services.catalogue_states(&account.actor)?.judged(&draft).await?;
        Ok(judged.after.as_ref().ok().map(|after| (Arc::clone(&judged.before), Arc::clone(after))))
    };
    answer(&services, found.await).await
}

#[derive(Deserialize)]
pub struct States {
    from: u32,
    to: u32,
}

/// Of one state in the place of another.
pub async fn of_states(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    Query(States { from, to }): Query<States>,
) -> Response {
    let services = state.application.services();
    let found = async {
        let compared = services.catalogue_states(&account.actor)?.compared(from, to).await?;
        let compared = compared.ok_or(PageError::Unknown)?;
        Ok(Some((compared.before, compared.after)))
    };
    answer(&services, found.await).await
}

/// None: the catalogue would not be sound.
async fn answer(services: &Services, found: Result<Option<Pair>, PageError>) -> Response {
    let (before, after) = match found {
        Ok(Some(pair)) => pair,
        Ok(None) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(error) => return error.http_status().into_response(),
    };
    match services.comparer.effect(Arc::clone(&before), Arc::clone(&after)).await {
        Ok(effect) => {
            let document = format!("{:#}\n", export(&before, &after, &effect));
            attachment(document.into_bytes(), "application/json", "effect.json")
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
