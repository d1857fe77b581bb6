//! What a save of a draft did, as it is stored.

use delibero_usecases::drafts::EditKind;
use delibero_usecases::store_error::StoreError;

use crate::error::unreadable;

const KINDS: [(EditKind, &str); 6] = [
    (EditKind::Begun, "begun"),
    (EditKind::Saved, "saved"),
    (EditKind::Proposed, "proposed"),
    (EditKind::Returned, "returned"),
    (EditKind::Published, "published"),
    (EditKind::Discarded, "discarded"),
];

pub(super) fn edit_kind(stored: &str) -> Result<EditKind, StoreError> {
    let kind = KINDS.iter().find(|(_, word)| *word == stored);
    kind.map(|(kind, _)| *kind).ok_or_else(|| unreadable("what a save did"))
}

pub(super) fn edit_word(kind: EditKind) -> Option<&'static str> {
    KINDS.iter().find(|(known, _)| *known == kind).map(|(_, word)| *word)
}
