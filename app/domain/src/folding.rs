//! Words as they are compared: without case, accents, ligatures, kinds of apostrophes, and what nobody sees.
//!
//! The index of the register, its queries and its highlighting, the palette and the filters of the browser fold here, so
//! that what one of them finds the others find too.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Counted up with every change of what a text folds to, so that an index made by another version is made again.
pub const VERSION: u32 = 2;

/// Characters that nobody sees: soft hyphens, zero-width characters, direction marks, selectors of variants.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Letters that are apostrophes: `lʼaide` is two words.
const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\u{2b9}'..='\u{2bf}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' | '\u{2ee}' | '\u{a78b}' | '\u{a78c}')
}

/// Whether a word may begin with a character.
#[must_use]
pub fn begins_word(c: char) -> bool {
    c.is_alphanumeric() && !is_apostrophe(c) && !is_invisible(c)
}

/// Whether a word goes on with a character: accents and what nobody sees may be characters of their own.
#[must_use]
pub fn continues_word(c: char) -> bool {
    begins_word(c) || is_combining_mark(c) || is_invisible(c)
}

/// A word in small letters without accents; ligatures are two letters, and everything but letters and digits is left out.
#[must_use]
pub fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().flat_map(char::to_lowercase).filter(|c| begins_word(*c) && !is_combining_mark(*c)) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ħ' => folded.push('h'),
            'ŧ' => folded.push('t'),
            'ı' => folded.push('i'),
            c => folded.push(c),
        }
    }
    folded
}

/// A line of folded words with one space between them, for comparing what was typed with a name.
#[must_use]
pub fn folded_line(line: &str) -> String {
    let mut folded_line = String::with_capacity(line.len());
    let plain: String = line.nfkc().collect();
    for word in plain.split(|c| !continues_word(c)) {
        let word = folded(word);
        if !word.is_empty() {
            if !folded_line.is_empty() {
                folded_line.push(' ');
            }
            folded_line.push_str(&word);
        }
    }
    folded_line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_case_nor_accents_nor_ligatures_are_left() {
        for (word, expected) in [
            ("INCAPACITÉS", "incapacites"),
            ("Cœur", "coeur"),
            ("ŒUVRE", "oeuvre"),
            ("coördinatie", "coordinatie"),
            ("vrĳwilliger", "vrijwilliger"),
            ("Ĳzer", "ijzer"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("oﬃciel", "officiel"),
            ("e\u{301}te\u{301}", "ete"),
            ("in\u{ad}capa\u{200b}ci\u{2060}té", "incapacite"),
            ("n°", "n"),
            ("1ᵉʳ", "1er"),
            ("２０２４", "2024"),
            ("Ελλάδα", "ελλαδα"),
        ] {
            assert_eq!(folded(word), expected);
        }
    }

    #[test]
    fn every_apostrophe_parts_words() {
        for apostrophe in "'’‘‟＇ʼ´‛`′‚ˈʹꞌ".chars() {
            assert_eq!(folded_line(&format!("  L{apostrophe}Aide  sociale")), "l aide sociale", "{apostrophe}");
        }
    }

    #[test]
    fn a_line_is_its_words() {
        assert_eq!(folded_line(" Büro für Élèves "), "buro fur eleves");
        assert_eq!(folded_line("Société « ß » – Œuvre (08/020)"), "societe ss oeuvre 08 020");
        assert_eq!(folded_line("?!"), "");
    }
}
