//! Words that no spreadsheet computes, whatever it takes for the separator.

use delibero_domain::folding::is_invisible;

/// An apostrophe before whatever a spreadsheet would take for a formula: at the beginning of the cell, and behind each
/// character that may separate cells where another separator than ours is set.
pub(super) fn safe(words: &str) -> String {
    let mut safe = String::with_capacity(words.len() + 1);
    if words.starts_with(['\t', '\r', '\n']) {
        safe.push('\'');
    }
    for part in words.split_inclusive(is_separator) {
        if begins_formula(part) && !safe.ends_with('\'') {
            safe.push('\'');
        }
        safe.push_str(part);
    }
    safe
}

/// Whether words begin as a formula does, behind blanks, quotation marks and what nobody sees.
pub(super) fn begins_formula(words: &str) -> bool {
    let is_before =
        |c: char| c.is_whitespace() || c.is_control() || is_invisible(c) || matches!(c, '"' | '“' | '”' | '„');
    words.trim_start_matches(is_before).starts_with(is_formula_sign)
}

/// Takes away the apostrophe that [`safe`] put at the beginning of a cell.
pub(super) fn unsafe_again(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins_formula(rest)).unwrap_or(cell)
}

const fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '|' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Full-width, small, raised and lowered signs too: programs take them for the plain ones.
const fn is_formula_sign(c: char) -> bool {
    matches!(
        c,
        '=' | '+'
            | '-'
            | '@'
            | '＝'
            | '＋'
            | '－'
            | '＠'
            | '﹦'
            | '﹢'
            | '﹣'
            | '﹫'
            | '⁼'
            | '⁺'
            | '⁻'
            | '₌'
            | '₊'
            | '₋'
            | '−'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_as_a_formula() {
        for (words, expected) in [
            ("=1+1", "'=1+1"),
            (" =1+1", "' =1+1"),
            ("\t=1+1", "'\t'=1+1"),
            ("\n=1+1", "'\n'=1+1"),
            ("\r\n@SUM(A1)", "'\r\n'@SUM(A1)"),
            ("\ttext", "'\ttext"),
            ("\u{a0}\u{feff}=1", "'\u{a0}\u{feff}=1"),
            ("＝1+1", "'＝1+1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠A1", "'＠A1"),
            ("-inf", "'-inf"),
            ("-1", "'-1"),
            ("+32 2 555", "'+32 2 555"),
            ("\"=1\"", "'\"=1\""),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("a;=1+1", "a;'=1+1"),
            ("a; =1+1", "a;' =1+1"),
            ("a\t-1", "a\t'-1"),
            ("a\n=1", "a\n'=1"),
            ("a|@b", "a|'@b"),
            ("a,\"=1\"", "a,'\"=1\""),
        ] {
            assert_eq!(safe(words), expected, "{words:?}");
        }
    }

    #[test]
    fn other_words_stay_as_they_are() {
        for words in ["", "Sous-traitant", "a = b", "08/020", "12:30", "l'aide; et plus", "x-y"] {
            assert_eq!(safe(words), words);
        }
    }
}
