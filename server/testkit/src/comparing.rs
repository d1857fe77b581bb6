//! Catalogues read and compared where they are asked for.

use std::sync::Arc;

use async_trait::async_trait;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::effect::{Effect, Happened, effect};
use delibero_usecases::catalogue::{Comparer, Compiled, Judged, LaidOver, NotCompared, compile};
use delibero_usecases::journal::LoggedEntry;

/// On the thread of the test, and nothing is remembered.
#[derive(Clone, Copy, Debug)]
pub struct AtOnce;

#[async_trait]
impl Comparer for AtOnce {
    async fn judged(&self, draft: LaidOver) -> Result<Arc<Judged>, NotCompared> {
        Ok(Arc::new(draft.judged()))
    }

    async fn compiled(&self, documents: Vec<Document>) -> Result<Compiled, NotCompared> {
        Ok(compile(&documents).map(Arc::new))
    }

    async fn effect(&self, before: Arc<Catalogue>, after: Arc<Catalogue>) -> Result<Arc<Effect>, NotCompared> {
        Ok(Arc::new(effect(&before, &after)))
    }

    async fn decide_again(&self, mut happened: Happened, entries: Vec<LoggedEntry>) -> Result<Happened, NotCompared> {
        entries.iter().for_each(|found| happened.add(found.position, &found.entry));
        Ok(happened)
    }
}
