//! The places of a statement that takes a list.

/// `$1, $2, …`
pub(super) fn placeholders(count: usize) -> String {
    (1..=count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}
