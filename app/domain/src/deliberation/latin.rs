//! The Latin adverbs that number what was inserted: `10bis`, `10ter`.

const ADVERBS: [&str; 9] = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies"];

/// Which insertion it is: 2 for `bis`, 3 for `ter`.
#[must_use]
pub fn ordinal(word: &str) -> Option<u8> {
    let index = ADVERBS.iter().position(|adverb| adverb.eq_ignore_ascii_case(word))?;
    u8::try_from(index + 2).ok()
}

/// The adverb of an insertion: `bis` for 2; nothing for any other number than 2 to 10.
#[must_use]
pub fn adverb(ordinal: u8) -> &'static str {
    usize::from(ordinal).checked_sub(2).and_then(|index| ADVERBS.get(index)).copied().unwrap_or_default()
}
