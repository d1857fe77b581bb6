//! What characters mean here: the ends of sentences, superscripts, capitals.

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The digit that a superscript shows.
pub fn superscript_value(c: char) -> Option<u32> {
    SUPERSCRIPTS.iter().position(|known| *known == c).and_then(|digit| u32::try_from(digit).ok())
}

/// A number as superscripts: the mark of a footnote.
pub fn superscript(number: &str) -> String {
    number
        .chars()
        .filter_map(|c| c.to_digit(10))
        .filter_map(|digit| usize::try_from(digit).ok())
        .map(|digit| SUPERSCRIPTS[digit])
        .collect()
}

/// The number written in superscripts at the beginning of a text, and what follows.
pub fn leading_superscript(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c| superscript_value(c).is_none()).unwrap_or(text.len());
    Some((superscript_number(&text[..end])?, text[end..].trim_start()))
}

/// The number that superscripts write.
pub fn superscript_number(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.chars().count() > 3 {
        return None;
    }
    digits.chars().try_fold(0, |number, c| Some(number * 10 + superscript_value(c)?))
}

/// The last character that counts: closing quotes, brackets and marks of footnotes do not.
fn last_that_counts(text: &str) -> Option<char> {
    let closes = |c: char| {
        c.is_whitespace() || matches!(c, '»' | '”' | '"' | ')' | ']' | '’' | '\'') || superscript_value(c).is_some()
    };
    text.trim_end_matches(closes).chars().next_back()
}

/// Whether a text ends as a sentence, an item or an announcement does.
pub fn is_terminated(text: &str) -> bool {
    last_that_counts(text).is_none_or(|c| matches!(c, '.' | ';' | ':' | '!' | '?' | '…'))
}

/// Words that nothing can end with.
const OPEN_WORDS: [&str; 47] = [
    "le",
    "la",
    "les",
    "l",
    "de",
    "du",
    "des",
    "d",
    "un",
    "une",
    "et",
    "ou",
    "à",
    "au",
    "aux",
    "par",
    "pour",
    "sur",
    "dans",
    "en",
    "que",
    "qui",
    "avec",
    "sans",
    "het",
    "een",
    "van",
    "voor",
    "met",
    "op",
    "aan",
    "in",
    "door",
    "bij",
    "of",
    "dat",
    "die",
    "der",
    "n°",
    "nr",
    "nr.",
    "article",
    "articles",
    "artikel",
    "artikelen",
    "art.",
    "§",
];

/// Whether a text ends with a word that nothing can end with, be it in capitals.
pub fn ends_open(text: &str) -> bool {
    let text = text.trim_end();
    let last = text.rsplit([' ', '’', '\'']).next().unwrap_or_default().to_lowercase();
    OPEN_WORDS.contains(&last.as_str())
}

/// Whether a text must go on: it ends with a comma or with a word that nothing can end with.
pub fn must_go_on(text: &str) -> bool {
    let text = text.trim_end();
    if text.ends_with([',', '(', '«', '’', '\'']) {
        return true;
    }
    let last = text.rsplit([' ', '’', '\'']).next().unwrap_or_default();
    OPEN_WORDS.contains(&last)
}

/// Whether it begins as the middle of a sentence does.
pub fn begins_low(text: &str) -> bool {
    text.trim_start_matches(['(', '«', '"', '“', ' ']).chars().next().is_some_and(char::is_lowercase)
}

/// The share of capitals among the letters, from 0 to 1; 0 without letters.
pub fn share_of_capitals(text: &str) -> f32 {
    let (mut capitals, mut letters) = (0_u16, 0_u16);
    // The beginning tells enough, and letters may be rare in a long text.
    for c in text.chars().take(8000).filter(|c| c.is_alphabetic()).take(2000) {
        letters += 1;
        capitals += u16::from(c.is_uppercase());
    }
    if letters == 0 { 0.0 } else { f32::from(capitals) / f32::from(letters) }
}

/// Whether a text has the form of a heading: short, begun with a capital, without the end of a sentence.
pub fn is_heading_like(text: &str) -> bool {
    const MAX_LENGTH: usize = 220;
    let text = text.trim();
    let begins = text.trim_start_matches(['«', '"', '“', '(', ' ']).chars().next();
    text.len() <= MAX_LENGTH
        && begins.is_some_and(char::is_uppercase)
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !is_terminated(text)
        && !text.trim_end().ends_with(',')
        && !must_go_on(text)
        && !holds_several_sentences(text)
}

fn holds_several_sentences(text: &str) -> bool {
    let mut parts = text.split(". ").peekable();
    while let Some(part) = parts.next() {
        let word_before = part.rsplit(' ').next().unwrap_or_default();
        // Abbreviations and initials have few letters: `M. Dupont`, `cfr. article`.
        let is_sentence = word_before.chars().count() > 4;
        let next_is_capital = parts.peek().and_then(|next| next.chars().next()).is_some_and(char::is_uppercase);
        if is_sentence && next_is_capital {
            return true;
        }
    }
    false
}
