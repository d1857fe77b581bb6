//! Short words for long ones, the same in every release: they stand in forms that outlive one.

use sha2::{Digest as _, Sha256};

/// How many bytes of the hash are kept.
const BYTES: usize = 16;

/// A hash of words, each behind its length, so that no two lists of words read the same.
pub(super) fn digest<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut hash = Sha256::new();
    for word in words {
        hash.update(u64::try_from(word.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(word.as_bytes());
    }
    hash.finalize().iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn the_words_of_a_form_have_the_same_mark_in_every_release() {
        assert_eq!(digest(["label", "5/1.", "text", "Les données."]), "b9eea93cdf01b7b75c4e23a1cb377866");
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
        assert_ne!(digest(["a", ""]), digest(["a"]));
    }
}
