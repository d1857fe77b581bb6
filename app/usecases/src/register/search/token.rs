//! Words of a text, and where they stand.

use std::ops::Range;

use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber};
use delibero_domain::folding::{begins_word, continues_word, folded, is_invisible};
use unicode_normalization::UnicodeNormalization;

/// A word in the index is never longer: nobody types more, and engines have limits.
const MAX_LENGTH: usize = 64;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The bytes that it takes.
    pub range: Range<usize>,
    /// The word, folded; a number in its normal form.
    pub word: String,
    /// Whether it is the number of a deliberation or of a document.
    pub is_number: bool,
}

/// The words of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = 0;
    while let Some(begin) = text[rest..].find(begins_word).map(|at| rest + at) {
        let end = begin + compound_length(&text[begin..]);
        match number(&text[begin..end]) {
            Some(word) => tokens.push(Token { range: begin..end, word, is_number: true }),
            None => plain(text, begin..end, &mut tokens),
        }
        rest = end;
    }
    tokens
}

/// Letters and digits, and slashes between them.
fn compound_length(text: &str) -> usize {
    let mut end = 0;
    let mut after_slash = false;
    for (at, c) in text.char_indices() {
        match c {
            c if is_slash(c) && !after_slash => after_slash = true,
            c if is_invisible(c) => {}
            c if continues_word(c) => {
                after_slash = false;
                end = at + c.len_utf8();
            }
            _ => break,
        }
    }
    end
}

const fn is_slash(c: char) -> bool {
    matches!(c, '/' | '／' | '⁄' | '∕')
}

/// A number of a deliberation or of a document, in a form of which there is one only.
pub(super) fn number(compound: &str) -> Option<String> {
    if !compound.contains(is_slash) {
        return None;
    }
    let plain = |c: char| if is_slash(c) { '/' } else { c };
    let compound: String = compound.chars().filter(|c| !is_invisible(*c)).map(plain).nfkc().collect();
    if let Ok(number) = compound.parse::<DeliberationNumber>() {
        return Some(number.to_string());
    }
    let document: DocumentNumber = compound.to_uppercase().parse().ok()?;
    let (letters, last) = document.as_str().rsplit_once('/')?;
    Some(format!("{}/{last:0>3}", letters.to_ascii_lowercase()))
}

fn plain(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let mut begin = range.start;
    for part in text[range].split_inclusive(is_slash) {
        let length = part.len();
        let part = part.trim_end_matches(is_slash);
        let mut word = folded(part);
        if let Some((end, _)) = word.char_indices().nth(MAX_LENGTH) {
            word.truncate(end);
        }
        if !word.is_empty() {
            tokens.push(Token { range: begin..begin + part.len(), word, is_number: false });
        }
        begin += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_are_split_at_everything_else() {
        assert_eq!(
            words("L'incapacité de travail (« I.T. »), sous-traitant"),
            ["l", "incapacite", "de", "travail", "i", "t", "sous", "traitant"]
        );
        assert_eq!(words("et/ou // / 2016/679"), ["et", "ou", "2016", "679"]);
        assert_eq!(words("\"*\" AND ( ^ - : ' \u{0}"), ["and"]);
        assert!(words("?!… «»").is_empty());
    }

    #[test]
    fn numbers_are_one_word() {
        assert_eq!(
            words("n° 08/20, 23/058 et CSI/CSSS/25/114; SCSZ/04/70"),
            ["n", "08/020", "23/058", "et", "csi/csss/25/114", "scsz/04/070"]
        );
        assert_eq!(words("nr.08/040"), ["nr", "08/040"]);
        assert_eq!(words("n° 08\u{ad}/\u{200b}20 et ０８／２０"), ["n", "08/020", "et", "08/020"]);
    }

    #[test]
    fn apostrophes_of_every_kind_part_words_and_what_nobody_sees_does_not() {
        for apostrophe in "'’‘‟＇ʼ´‛`′".chars() {
            assert_eq!(words(&format!("l{apostrophe}incapacité")), ["l", "incapacite"], "{apostrophe}");
        }
        assert_eq!(words("vrĳ\u{ad}willi\u{200d}ger, Œuvre; Straße"), ["vrijwilliger", "oeuvre", "strasse"]);
    }

    #[test]
    fn ranges_lead_back_to_the_text() {
        let text = "« Été/hiver » 08/20";
        let parts: Vec<&str> = tokens(text).into_iter().map(|token| &text[token.range]).collect();
        assert_eq!(parts, ["Été", "hiver", "08/20"]);
        let hidden = "in\u{ad}capa\u{200b}cité\u{ad}, x";
        assert_eq!(&hidden[tokens(hidden)[0].range.clone()], "in\u{ad}capa\u{200b}cité");
        let decomposed = "e\u{301}te\u{301} x";
        assert_eq!(tokens(decomposed)[0].range, 0..7);
    }
}
