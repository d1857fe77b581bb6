//! What the demonstration's catalogue has beside the one that ships: a made-up deliberation that grants the messages of
//! 02/110, which is not in the catalogue, so that they can be seen to work.

use delibero_domain::catalogue::files::BUILTIN;
use delibero_domain::catalogue::files::documents::documents;
use delibero_store::Database;
use delibero_usecases::catalogue::{PublishError, publish};
use jiff::Timestamp;

const MADE_UP: (&str, &str) = ("deliberations/26-901.toml", include_str!("catalogue/26-901.toml"));

/// Publishes it; nothing where it is in force already.
///
/// # Errors
/// When the store fails.
pub async fn publish_made_up(database: &Database, at: Timestamp) -> Result<(), PublishError> {
    let files: Vec<(&str, &str)> = BUILTIN.iter().copied().chain([MADE_UP]).collect();
    let documents = documents(&files).map_err(PublishError::NotSound)?;
    publish(database, &documents, None, "demonstration", at).await.map(drop)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
mod tests {
    use delibero_domain::catalogue::files::read;

    use super::*;

    #[test]
    fn the_made_up_deliberation_grants_the_three_messages_and_nothing_else_changes() {
        let files: Vec<(&str, &str)> = BUILTIN.iter().copied().chain([MADE_UP]).collect();
        let (with, without) = (read(&files).unwrap(), read(BUILTIN).unwrap());
        let granted = with.authorisations_of("forem", "ami-messages").next().unwrap();
        let service = with.service("ami-messages").unwrap();
        let modules = granted.modules.iter().map(|grant| service.modules[grant.module].id.as_str());
        assert_eq!(modules.collect::<Vec<_>>(), ["a052", "l051", "l052"]);
        assert!(without.authorisations_of("forem", "ami-messages").next().is_none());
    }
}
