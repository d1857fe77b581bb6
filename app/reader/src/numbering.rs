//! The label at the beginning of a line, in every form that laws and deliberations print.

use delibero_domain::deliberation::{dates, latin};

use crate::pattern::pattern;

/// How many bytes of a line are a label: `12.`, `1.1`, `23./1.`, `10bis.`, `7 septies.`, `7°.`, `7)`, `§ 3.`; never a
/// bare `12`.
pub fn label_length(line: &str) -> Option<usize> {
    let is_paragraph = line.starts_with('§');
    let sign = if is_paragraph { "§".len() + blanks(&line["§".len()..]) } else { 0 };
    let digits = line[sign..].bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let mut end = sign + digits;
    let ending = "er";
    if is_paragraph && line[end..].get(..ending.len()).is_some_and(|start| start.eq_ignore_ascii_case(ending)) {
        end += ending.len();
    }
    let degree = pattern!(r"^\s?[°º]").find(&line[end..]).map_or(0, |found| found.end());
    end += degree;
    let adverb = adverb_length(&line[end..]);
    end += adverb;
    let below = below_length(&line[end..], is_paragraph);
    end += below;
    let mark = pattern!(r"^\s?(?:\.\)?|\))").find(&line[end..]);
    let is_dotted = mark.is_some_and(|mark| mark.as_str().contains('.'));
    end += mark.map_or(0, |mark| mark.end());
    // `7° le nom` is an item of a list.
    let is_marked = if degree > 0 { is_dotted || adverb > 0 } else { mark.is_some() };
    let is_label = is_marked || adverb > 0 || below > 0 || is_paragraph;
    (is_label && is_apart(&line[end..])).then_some(end)
}

/// What may stand behind a label.
fn is_apart(rest: &str) -> bool {
    pattern!(r"^(?:$|\s|\p{Lu}|[«“(]|[-–—]\s)").is_match(rest)
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// `bis`, `.bis`, ` bis.`: with a blank before it the adverb needs a mark behind it, for `7. Ter uitvoering van` is a
/// sentence.
fn adverb_length(text: &str) -> usize {
    let Some(found) = pattern!(r"^(\s?\.?\s?)(\p{L}{3,14})(\s?[.)/]|$)?").captures(text) else { return 0 };
    let part = |index: usize| found.get(index).map_or("", |part| part.as_str());
    let (before, word) = (part(1), part(2));
    let Some(ordinal) = latin::ordinal(word) else { return 0 };
    let end = before.len() + word.len();
    let rest = &text[end..];
    if rest.starts_with(char::is_alphanumeric) {
        return 0;
    }
    let is_name = word.starts_with(char::is_uppercase) && word.ends_with(char::is_lowercase);
    let begins_sentence = rest.trim_start().starts_with(char::is_uppercase);
    let is_one = match before {
        "" => true,
        "." => !is_name,
        " " => found.get(3).is_some() || (ordinal != 3 && begins_sentence && !is_name),
        _ => found.get(3).is_some_and(|mark| !mark.is_empty()) && !is_name,
    };
    if is_one { end } else { 0 }
}

/// `.1.2`, `/1`: subdivisions and insertions below a number.
fn below_length(text: &str, is_paragraph: bool) -> usize {
    if is_paragraph {
        return 0;
    }
    let slash = pattern!(r"^\.?\s?/\s?\d{1,2}\b").find(text);
    if let Some(slash) = slash {
        return slash.end();
    }
    let mut end = 0;
    for _ in 0..3 {
        let Some(step) = pattern!(r"^\.\d{1,3}(?:/\d{1,2})?").find(&text[end..]) else { break };
        end += step.end();
        end += adverb_length(&text[end..]);
    }
    end
}

/// Whether a label has a form that lists within a point have too: `7)`, `7°.`.
pub fn is_of_a_list(printed: &str) -> bool {
    printed.ends_with(')') || printed.contains(['°', 'º'])
}

/// Whether a line begins with a day and its month, as a title that goes on does: `4 MAART 2014, MET …`.
pub fn begins_with_a_day(line: &str) -> bool {
    pattern!(r"(?i)^\d{1,2}\s?(?:er|ste|de|e|°)?\s+(\p{L}+)")
        .captures(line)
        .and_then(|found| found.get(1))
        .is_some_and(|month| dates::month(month.as_str()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(line: &str) -> Option<&str> {
        label_length(line).map(|end| &line[..end])
    }

    #[test]
    fn labels_as_laws_have_them() {
        for (line, expected) in [
            ("12. Le Fonds", "12."),
            ("12 . Le Fonds", "12 ."),
            ("1.1 Het Fonds", "1.1"),
            ("23./1. Le Fonds", "23./1."),
            ("56/1. Le Fonds", "56/1."),
            ("7sexies. Le Fonds", "7sexies."),
            ("7BIS. Le Fonds", "7BIS."),
            ("7 septies. Le Fonds", "7 septies."),
            ("7.bis Le Fonds", "7.bis"),
            ("7.bis. Le Fonds", "7.bis."),
            ("7 bis. Le Fonds", "7 bis."),
            ("7 bis Le Fonds", "7 bis"),
            ("7. bis. Le Fonds", "7. bis."),
            ("7 ter.", "7 ter."),
            ("7novies) Le Fonds", "7novies)"),
            ("7°. Le Fonds", "7°."),
            ("7º bis. Le Fonds", "7º bis."),
            ("7) Le Fonds", "7)"),
            ("7.) Le Fonds", "7.)"),
            ("§ 3. Le Fonds", "§ 3."),
            ("§3 Le Fonds", "§3"),
            ("§ 1er. Le Fonds", "§ 1er."),
            ("7.1bis. Le Fonds", "7.1bis."),
            ("7. – Le Fonds", "7."),
            ("7.«Le Fonds", "7."),
            ("7decies.", "7decies."),
        ] {
            assert_eq!(label(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn other_beginnings() {
        for line in ["12 Le Fonds", "7° le nom", "1234. Le", "2016/679 du", "§ 1er, de la loi", "12", "7.500 euros"] {
            let found = label(line);
            assert!(found.is_none() || line == "7.500 euros", "{line}: {found:?}");
        }
        assert_eq!(label("7. Ter uitvoering van de wet"), Some("7."));
        assert_eq!(label("7. Bis zum Ende"), Some("7."));
        assert_eq!(label("7 ter uitvoering van de wet"), None);
    }

    #[test]
    fn days() {
        assert!(begins_with_a_day("4 MAART 2014, MET BETREKKING TOT"));
        assert!(begins_with_a_day("1ER JUIN 2021"));
        assert!(begins_with_a_day("1 er août"));
        assert!(!begins_with_a_day("4 Voir la loi"));
    }
}
