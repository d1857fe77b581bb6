//! Takes a text apart into plain words, citations of other deliberations and marks of footnotes. Every character of
//! the text stays, in its order.

use delibero_domain::deliberation::DeliberationNumber;

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment<'t> {
    /// Words as they are.
    Words(&'t str),
    /// The number of another deliberation, as printed.
    Citation(&'t str, DeliberationNumber),
    /// The mark of a footnote, as printed, and its number.
    Mark(&'t str, u32),
}

/// The segments of a text. What looks like a number or a mark and is not known stays among the words.
pub(super) fn segments<'t>(
    text: &'t str,
    is_cited: impl Fn(DeliberationNumber) -> bool,
    is_noted: impl Fn(u32) -> bool,
) -> Vec<Segment<'t>> {
    let mut found = Vec::new();
    let mut rest = 0;
    let mut at = 0;
    while let Some(step) = text[at..].chars().next() {
        let segment = citation(text, at)
            .filter(|(_, number)| is_cited(*number))
            .map(|(end, number)| (end, Segment::Citation(&text[at..end], number)))
            .or_else(|| {
                mark(text, at).filter(|(_, n)| is_noted(*n)).map(|(end, n)| (end, Segment::Mark(&text[at..end], n)))
            });
        let Some((end, segment)) = segment else {
            at += step.len_utf8();
            continue;
        };
        if rest < at {
            found.push(Segment::Words(&text[rest..at]));
        }
        found.push(segment);
        (rest, at) = (end, end);
    }
    if rest < text.len() {
        found.push(Segment::Words(&text[rest..]));
    }
    found
}

/// A number such as `08/20`, `18/ 047` or `03/10bis` that begins here, and where it ends.
fn citation(text: &str, at: usize) -> Option<(usize, DeliberationNumber)> {
    let bytes = text.as_bytes();
    let digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
    if !digit(at) || !digit(at + 1) || text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '/') {
        return None;
    }
    let slash = after_space(text, at + 2);
    if bytes.get(slash) != Some(&b'/') {
        return None;
    }
    let first = after_space(text, slash + 1);
    let mut end = first;
    while digit(end) && end < first + 3 {
        end += 1;
    }
    if end == first {
        return None;
    }
    let suffix = after_space(text, end);
    for word in ["bis", "ter", "quater"] {
        let behind = suffix + word.len();
        if text.get(suffix..behind).is_some_and(|found| found.eq_ignore_ascii_case(word)) && ends_word(text, behind) {
            end = behind;
        }
    }
    let whole = ends_word(text, end) && !text[end..].starts_with('/');
    Some((end, text[at..end].replace('\u{a0}', " ").parse().ok()?)).filter(|_| whole)
}

fn ends_word(text: &str, at: usize) -> bool {
    !text[at..].starts_with(char::is_alphanumeric)
}

/// Behind one space, if there is one.
fn after_space(text: &str, at: usize) -> usize {
    let space = text[at..].chars().next().filter(|found| [' ', '\u{a0}', '\u{202f}'].contains(found));
    at + space.map_or(0, char::len_utf8)
}

/// Raised digits that begin here, and where they end.
fn mark(text: &str, at: usize) -> Option<(usize, u32)> {
    let mut number = 0_u32;
    let mut end = at;
    for (digit, length) in text[at..].chars().map_while(|found| raised(found).map(|digit| (digit, found.len_utf8()))) {
        number = number.checked_mul(10)?.checked_add(digit)?;
        end += length;
    }
    (end > at).then_some((end, number))
}

const fn raised(character: char) -> Option<u32> {
    match character {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(character as u32 - '⁰' as u32),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
