//! Where the forms of the documents of a draft are.

use delibero_usecases::catalogue::editing::DocumentKind;

/// The address of the form of a document of a draft.
#[must_use]
pub fn document_address(draft: &str, name: &str) -> String {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    format!("/changes/{draft}/edit?document={name}")
}

/// The address of the form of a new document.
#[must_use]
pub fn new_document_address(draft: &str, kind: DocumentKind) -> String {
    format!("/changes/{draft}/edit?kind={}", kind.word())
}

/// The address of the form of a new document that begins as a copy of another.
pub(super) fn copy_address(draft: &str, kind: DocumentKind, name: &str) -> String {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    format!("{}&copy={name}", new_document_address(draft, kind))
}

/// The address of a draft of changes.
#[must_use]
pub fn changes_address(draft: &str) -> String {
    format!("/changes/{draft}")
}
