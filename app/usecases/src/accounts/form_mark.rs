//! Whom a form was filled in under: two tabs of a browser share one session, which may be another user's meanwhile.

use sha2::{Digest, Sha256};

use super::actor::Actor;

/// The name of the field, and of the word in an address where a form has no fields to read first.
pub const FORM_MARK: &str = "signed-in-as";
/// How many bytes of the hash are kept.
const BYTES: usize = 16;

/// The mark of whoever a page was rendered for. It is no secret and opens nothing; a user who moved to another
/// organisation is another. In letters: it stands in an address, where digits could read as a NISS.
#[must_use]
pub fn form_mark(actor: &Actor) -> String {
    let mut hash = Sha256::new();
    for word in ["form", actor.user.as_str(), actor.organisation.as_str()] {
        hash.update(word.as_bytes());
        hash.update([0]);
    }
    let nibbles = hash.finalize().into_iter().take(BYTES).flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.map(|nibble| char::from(b'a' + nibble)).collect()
}
