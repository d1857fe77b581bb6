//! How a line opens: what it would be if the context agrees.

use delibero_domain::deliberation::PointLabel;

use crate::characters::{begins_low, is_heading_like, leading_superscript};
use crate::numbering::{begins_with_a_day, is_of_a_list, label_length};
use crate::pattern::pattern;

/// What the beginning of a line looks like; `rest` is where the words after it begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The label of a point, perhaps.
    Label {
        label: PointLabel,
        /// Where the words begin.
        rest: usize,
    },
    /// The letter or numeral of a section, perhaps.
    Section {
        mark: SectionMark,
        /// Where the title begins.
        rest: usize,
    },
    /// An item of a list.
    Item {
        /// Where the words begin; marks that count, such as `a)`, are among them.
        rest: usize,
    },
    /// A legal ground.
    Ground,
    /// The mark of a footnote, perhaps.
    Footnote {
        number: u32,
        /// Where the words begin.
        rest: usize,
        /// Whether the mark is raised, and so beyond doubt.
        raised: bool,
    },
    /// The title of a deliberation or of another kind of document.
    Title,
    /// A document number by itself.
    Document,
    /// The formula that begins the operative part.
    Operative,
    /// The address of the seat.
    Seat,
    /// Anything else.
    Plain,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionMark {
    /// As printed, `A.`.
    pub printed: String,
    /// What it counts with, and its number.
    pub first: Numeral,
    /// `A.1.2.` goes down two levels.
    pub depth: u8,
}

/// What a section is counted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    /// `A.` is 1.
    Letter(u8),
    /// `II.` is 2; `I.` may be a letter too.
    Roman(u8),
}

pub fn of(line: &str) -> Opening {
    if line.is_empty() {
        return Opening::Plain;
    }
    if pattern!(
        r"(?i)^(?:\(?projet de |ontwerp van )?(?:(?:d[ée]lib[ée]ration|beraadslaging)\s+(?:(?:du|van|d\.\s?d\.)\s+\d|n\s?[°ºo⁰.r]|n\s?\d|num|\d{2}\s?/)|(?:avis|advies|recommandation|aanbeveling)\s+(?:n\s?[°ºo⁰.r]|n\s?\d|num|\d{2}\s?/))"
    )
    .is_match(line)
    {
        return Opening::Title;
    }
    if document_number(line).is_some() && line.len() <= 40 {
        return Opening::Document;
    }
    if pattern!(r"(?i)^(?:par|pour) ces (?:motifs|raisons)\b|^om (?:deze|die) redenen\b").is_match(line) {
        return Opening::Operative;
    }
    if pattern!(r"^(?i:le siège d|de zetel van )").is_match(line) {
        return Opening::Seat;
    }
    if pattern!(r"^(?:Vu|VU|Gelet op|GELET OP|Gezien|Considérant|Overwegende)\s").is_match(line) {
        return Opening::Ground;
    }
    if let Some((number, rest)) = leading_superscript(line) {
        return Opening::Footnote { number, rest: line.len() - rest.len(), raised: true };
    }
    numbered(line).or_else(|| section(line)).or_else(|| item(line)).unwrap_or(Opening::Plain)
}

/// The document number in a text, as printed.
pub fn document_number(text: &str) -> Option<&str> {
    let number = pattern!(
        r"\b((?:(?:CSI|IVC)\s?[/–-]\s?)?(?:CSSSS|CSSS|SCSZG|SCSZ|KSZG|CSI|IVC|TC|CT)(?:\s?[/–-]\s?[A-Z]{2,6})?(?:\s?[/–-]\s?|\s?)\d{2}\s?[/–-]\s?\d{1,4})\b"
    );
    number.captures(text).and_then(|found| found.get(1)).map(|found| found.as_str())
}

/// Numbers at the beginning of a line: the label of a point, or the mark of a footnote.
fn numbered(line: &str) -> Option<Opening> {
    // A list in Markdown may hold points: `- **30.** …`.
    let bullet = pattern!(r"^[-–•*]\s+").find(line).map_or(0, |found| found.end());
    let inner = &line[bullet..];
    if begins_with_a_day(inner) {
        return None;
    }
    if let Some(length) = label_length(inner) {
        let (printed, words) = inner.split_at(length);
        // `1.- De gegevens`
        let words = words.strip_prefix(['-', '–']).filter(|_| printed.ends_with('.')).unwrap_or(words);
        let rest = line.len() - words.trim_start().len();
        if let Some(label) = printed.parse().ok().filter(|_| is_plausible(printed, words.trim_start())) {
            return Some(Opening::Label { label, rest });
        }
    }
    let found = pattern!(r#"^(\d{1,3})\s+[\p{Lu}«"“]"#).captures(line).filter(|_| bullet == 0)?;
    let number = found.get(1)?;
    let rest = number.end() + line[number.end()..].len() - line[number.end()..].trim_start().len();
    Some(Opening::Footnote { number: number.as_str().parse().ok()?, rest, raised: false })
}

/// `08/20 du 8 avril` goes on with a small letter: it is the number of a deliberation. So is `12/72 DU 4 SEPTEMBRE`.
fn is_plausible(printed: &str, words: &str) -> bool {
    let is_number = printed.contains('/') && pattern!(r"(?i)^,?\s*(?:du|van|d\.\s?d\.|le|op)\s+\d").is_match(words);
    let may_begin_low = printed.ends_with('.') && !is_of_a_list(printed);
    !printed.starts_with('0') && !is_number && (may_begin_low || !begins_low(words))
}

fn section(line: &str) -> Option<Opening> {
    let found =
        pattern!(r"^(?:([A-H])|([IVX]{1,5}))(\.\d{1,2})?(\.\d{1,2})?\s?(?:[.)]|[-–]\s|\s[-–]\s)?\s*").captures(line)?;
    let whole = found.get(0)?;
    let rest = &line[whole.end()..];
    let printed = whole.as_str().trim();
    let has_subsection = found.get(3).is_some();
    let is_marked = printed.ends_with(['.', ')', '-', '–']) || has_subsection;
    let depth = 1 + u8::from(has_subsection) + u8::from(found.get(4).is_some());
    let first = match (found.get(1), found.get(2)) {
        (Some(letter), _) => Numeral::Letter(letter.as_str().bytes().next()? - b'A' + 1),
        (_, Some(numeral)) => Numeral::Roman(roman(numeral.as_str())?),
        _ => return None,
    };
    // `I.N.A.M.I. ET` is an abbreviation.
    let is_abbreviation = pattern!(r"^\p{Lu}\.\p{Lu}").is_match(line) && pattern!(r"^\p{Lu}\.").is_match(rest);
    // A title may be alone on the next line, as a label may.
    let is_section =
        is_marked && !is_abbreviation && !printed.ends_with(')') && (rest.is_empty() || is_heading_like(rest));
    let mark = SectionMark { printed: printed.to_owned(), first, depth };
    is_section.then_some(Opening::Section { mark, rest: whole.end() })
}

fn roman(numeral: &str) -> Option<u8> {
    const NUMERALS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    NUMERALS.iter().position(|known| *known == numeral).and_then(|index| u8::try_from(index + 1).ok())
}

fn item(line: &str) -> Option<Opening> {
    if let Some(bullet) = pattern!(r"^(?:[-–—•·▪◦●○➢*→]\s*|o\s+)").find(line) {
        let is_separate = bullet.as_str().ends_with(' ') || line[bullet.end()..].starts_with(char::is_alphabetic);
        return is_separate.then_some(Opening::Item { rest: bullet.end() });
    }
    pattern!(r"^(?:\(?[a-z]\)|\(?[ivx]{1,4}\)|\d{1,2}°|\(?\d{1,2}\))\s*\S")
        .is_match(line)
        .then_some(Opening::Item { rest: 0 })
}
