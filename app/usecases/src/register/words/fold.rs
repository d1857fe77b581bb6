//! Letters without case and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The word in small letters without accents; ligatures are two letters.
pub(super) fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            'ł' => folded.push('l'),
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_case_nor_accents_nor_ligatures_are_left() {
        for (word, expected) in [
            ("INCAPACITÉS", "incapacites"),
            ("Cœur", "coeur"),
            ("coördinatie", "coordinatie"),
            ("Straße", "strasse"),
            ("e\u{301}te\u{301}", "ete"),
            ("n°", "n"),
            ("1ᵉʳ", "1er"),
            ("Ελλάδα", "ελλαδα"),
        ] {
            assert_eq!(folded(word), expected);
        }
    }
}
