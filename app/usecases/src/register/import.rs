//! Importing an official text from the command line.

use delibero_domain::deliberation::{DeliberationNumber, Reading};
use delibero_domain::identifier::UserName;

use super::draft::{Content, Edit};
use super::error::{RegisterError, RegisterRefusal};
use super::port::RegisterStore;
use super::publishable::sound;
use super::read_text::content_of;
use super::statuses::with_statuses;
use crate::clock::Clock;
use crate::drafts::EditKind;

/// What became of an import from the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// The deliberation is in the register now.
    New(DeliberationNumber),
    /// The register had it; this text was added or replaced.
    Changed(DeliberationNumber),
    /// The document was there with the same text: nothing was changed.
    AlreadyThere(DeliberationNumber),
}

/// Publishes what was read at once: whoever may write into the database from a shell needs no second person. The save
/// is kept under the name given.
///
/// # Errors
/// When the reading is not complete or faulty, or would replace a text and `replace` does not say that it may go.
pub async fn import(
    register: &dyn RegisterStore,
    clock: &dyn Clock,
    by: &UserName,
    reading: &Reading,
    replace: bool,
) -> Result<Imported, RegisterError> {
    let (content, base) = match content_of(register, reading, replace).await {
        Ok(found) => found,
        Err(RegisterError::Refused(RegisterRefusal::AlreadyThere)) => {
            let number = reading.number.ok_or(RegisterRefusal::AlreadyThere)?;
            return Ok(Imported::AlreadyThere(number));
        }
        Err(error) => return Err(error),
    };
    publish_content(register, clock, by, content, base).await
}

/// Publishes a content at once, as [`import`] does.
///
/// # Errors
/// When it has faults, or something else was published meanwhile.
pub async fn publish_content(
    register: &dyn RegisterStore,
    clock: &dyn Clock,
    by: &UserName,
    content: Content,
    base: Option<u32>,
) -> Result<Imported, RegisterError> {
    let content = with_statuses(content);
    sound(register, &content).await?;
    let number = content.deliberation.number;
    let mut work = register.begin_writing().await?;
    work.publish(&content, base).await?.map_err(|_| RegisterRefusal::Outdated)?;
    let (at, user) = (clock.now(), Some(by.clone()));
    let edit = Edit { place: 0, draft: String::new(), at, user, what: EditKind::Published, note: None, content };
    work.keep_edit(&edit).await?;
    work.commit().await?;
    Ok(if base.is_some() { Imported::Changed(number) } else { Imported::New(number) })
}
