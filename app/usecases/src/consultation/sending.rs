//! One form, sent once or twice, opens one consultation.

use std::str::FromStr;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::model::{Consultation, Question};
use crate::accounts::Actor;
use crate::opaque_id::{ID_LENGTH, is_opaque_id, opaque_id};
use crate::randomness::Randomness;

/// What tells one form from every other: unpredictable, and shown in that form only.
#[derive(Clone, PartialEq, Eq)]
pub struct FormToken(String);

/// Why a word is not the token of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the token of a form is {ID_LENGTH} hexadecimal digits")]
pub struct FormTokenError;

impl FormToken {
    #[must_use]
    pub fn new(randomness: &dyn Randomness) -> Self {
        Self(opaque_id(randomness))
    }

    /// As the form holds it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FormToken {
    type Err = FormTokenError;

    fn from_str(word: &str) -> Result<Self, FormTokenError> {
        if is_opaque_id(word) { Ok(Self(word.to_owned())) } else { Err(FormTokenError) }
    }
}

impl std::fmt::Debug for FormToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FormToken(…)")
    }
}

/// What a sending is recognised by: the form, who sent it, and what was asked. A form that was changed and sent again,
/// as after going back in the browser, is another sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sending([u8; 32]);

impl Sending {
    /// The sending of a form by a user. Whoever does not have the token cannot try out which NISS it was about.
    #[must_use]
    pub fn new(form: &FormToken, actor: &Actor, question: &Question) -> Self {
        let Question { recipient, person, service, module, purpose, person_role, asked, confirmed, legal_context } =
            question;
        let person_role = person_role.as_ref().map(|role| role.as_str()).unwrap_or_default();
        let (first, last) = asked.span.ends().unwrap_or_default();
        let return_day = asked.return_day.map(|day| day.to_string()).unwrap_or_default();
        let niss = person.reveal();
        let mut parts = vec![
            form.as_str(),
            actor.user.as_str(),
            actor.organisation.as_str(),
            recipient.as_str(),
            service.as_str(),
            module.as_str(),
            purpose.as_str(),
            person_role,
            &niss,
            &first,
            &last,
            asked.message_number.as_deref().unwrap_or_default(),
            &return_day,
        ];
        parts.extend(confirmed.iter().map(|condition| condition.as_str()));
        parts.extend(legal_context.as_deref());
        Self::of(&parts)
    }

    /// The same sending after the consultation that it opened cannot be opened any more.
    #[must_use]
    pub fn after(&self, closed: &Consultation) -> Self {
        Self::of(&[&hex::encode(self.0), &closed.id])
    }

    /// The bytes that are stored.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn of(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        Self(hash.finalize().into())
    }
}
