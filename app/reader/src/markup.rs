//! Markdown, HTML and typographic leftovers, taken off one line at a time.

use std::borrow::Cow;

use regex::{Captures, Regex};

use crate::characters::superscript;
use crate::pattern::pattern;

/// Whether a text uses Markdown, so that its stars mean emphasis.
pub fn is_markdown(text: &str) -> bool {
    pattern!(r"(?m)\*\*\S|\S\*\*|\*\p{L}[^*\n]{1,200}\p{L}\*|^#{1,6} |\[\^\w+\]|\^\{").is_match(text)
}

pub fn without_markup(line: &str, markdown: bool) -> String {
    let line = plain_characters(line);
    let line = without_tags(&line);
    let line = raised(&line);
    let line = if markdown { without_markdown(&line) } else { line.into_owned() };
    collapse_blanks(&line)
}

/// One kind of blank, no invisible characters, no ligatures, accents joined to their letters.
fn plain_characters(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let line = line.trim_end_matches(|c: char| c != '\u{ad}' && (c.is_whitespace() || takes_no_room(c)));
    let breaks = line.ends_with('\u{ad}');
    for c in line.chars() {
        match c {
            c if takes_no_room(c) => {}
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            'ﬅ' | 'ﬆ' => plain.push_str("st"),
            '№' => plain.push_str("n°"),
            '˚' | 'ᵒ' => plain.push('°'),
            '\u{2044}' | '\u{2215}' | '\u{ff0f}' => plain.push('/'),
            // Word's bullets come out of a PDF as private characters.
            '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f0fc}' => plain.push('•'),
            '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}' => plain.push('-'),
            '\u{300}'..='\u{327}' => accented(&mut plain, c),
            c if c.is_whitespace() => plain.push(' '),
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    if breaks {
        // It parts a word only where the line ends.
        plain.push('\u{ad}');
    }
    plain
}

/// Whether a character shows nothing: hyphens that may be, joiners, marks of direction, variants.
pub fn takes_no_room(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Puts a combining accent on the letter before it.
fn accented(text: &mut String, accent: char) {
    const PLAIN: &str = "aeiouAEIOUcC";
    let row = match accent {
        '\u{300}' => "àèìòùÀÈÌÒÙcC",
        '\u{301}' => "áéíóúÁÉÍÓÚćĆ",
        '\u{302}' => "âêîôûÂÊÎÔÛĉĈ",
        '\u{308}' => "äëïöüÄËÏÖÜcC",
        '\u{327}' => "aȩiouAȨIOUçÇ",
        _ => return,
    };
    let Some(letter) = text.chars().next_back() else { return };
    if let Some(place) = PLAIN.chars().position(|c| c == letter)
        && let Some(joined) = row.chars().nth(place)
    {
        text.pop();
        text.push(joined);
    }
}

fn without_tags(line: &str) -> Cow<'_, str> {
    if !line.contains(['<', '&']) {
        return Cow::Borrowed(line);
    }
    let line = pattern!(r"(?i)<sup>\s*(\d{1,3}|er|e|o)\s*</sup>").replace_all(line, "^{$1}");
    let tags = pattern!(
        r"(?i)</?(?:p|br|hr|b|i|u|em|strong|sub|sup|div|span|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]|a|center|font)(?:\s[^<>]*)?/?>"
    );
    let line = tags.replace_all(&line, " ").into_owned();
    let named = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    Cow::Owned(named.iter().fold(line, |line, (name, character)| line.replace(name, character)))
}

/// `1^{er}` is `1er`, `5^o` is `5°`; raised digits become superscripts, as do the marks `[^1]`.
fn raised(line: &str) -> Cow<'_, str> {
    if !line.contains('^') {
        return Cow::Borrowed(line);
    }
    let line = pattern!(r"^(\s*\[\^\d{1,3}\]):").replace(line, "$1 ");
    let raised: &Regex = pattern!(r"\$?\[?\^(?:\{([^{}]{1,8})\}|(\d{1,3}|er|o|e))\]?\$?");
    let replaced = raised.replace_all(&line, |found: &Captures<'_>| {
        let inner = found.get(1).or_else(|| found.get(2)).map_or("", |inner| inner.as_str()).trim();
        match inner {
            "o" | "°" => "°".to_owned(),
            digits if digits.bytes().all(|b| b.is_ascii_digit()) => superscript(digits),
            letters => letters.to_owned(),
        }
    });
    Cow::Owned(replaced.into_owned())
}

fn without_markdown(line: &str) -> String {
    let line = line.trim_start().trim_start_matches('#').trim_start().to_owned() + trailing_blank(line);
    let line = pattern!(r"\[([^\[\]]+)\]\(([^()\s]+)\)").replace_all(&line, "$1 ($2)");
    let line = without_emphasis(&line);
    pattern!(r"\\([\\`*_{}\[\]()#+.!|-])").replace_all(&line, "$1").into_owned()
}

/// A blank at the end keeps a line that ends within a sentence apart from the next.
fn trailing_blank(line: &str) -> &'static str {
    if line.ends_with(' ') { " " } else { "" }
}

/// Drops the stars and underscores of emphasis; a star between blanks or in brackets stays, as does one that lists.
fn without_emphasis(line: &str) -> String {
    let characters: Vec<char> = line.chars().collect();
    let mut kept = String::with_capacity(line.len());
    for (at, c) in characters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map_or(' ', |before| characters[before]);
        let after = characters.get(at + 1).copied().unwrap_or(' ');
        let stays = match c {
            '*' => {
                before == '\\' || (before.is_whitespace() && after.is_whitespace()) || (before == '(' && after == ')')
            }
            '_' => before == '\\' || before.is_alphanumeric() == after.is_alphanumeric(),
            _ => true,
        };
        if stays {
            kept.push(c);
        }
    }
    kept
}

fn collapse_blanks(line: &str) -> String {
    let mut collapsed = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}
