//! The language of an answer: the cookie first, then what the browser accepts, with its weights (RFC 9110, 12.5.4).

use delibero_domain::text::Language;
use http::{HeaderMap, header};

use super::cookies;

/// A weight that cannot be read says that the language is wanted, and nothing about how much.
const UNREADABLE: f64 = 0.000_5;

/// The language that a request is answered in.
#[must_use]
pub fn of(headers: &HeaderMap) -> Language {
    let chosen = cookies::preferred(headers, cookies::LANGUAGE).and_then(Language::from_code);
    chosen.unwrap_or_else(|| accepted(headers))
}

/// The weightiest of the languages there are; the first of equals; one that nobody named rather than one refused.
fn accepted(headers: &HeaderMap) -> Language {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|line| line.to_str().ok());
    let ranges: Vec<(&str, f64)> = lines.flat_map(|line| line.split(',')).filter_map(range).collect();
    let everything = ranges.iter().find(|(tag, _)| *tag == "*").map(|(_, weight)| *weight);
    let weighed = Language::ALL.into_iter().enumerate().map(|(place, language)| {
        let of_language = |tag: &str| Language::from_code(tag) == Some(language);
        let named = ranges.iter().enumerate().filter(|(_, (tag, _))| of_language(tag));
        let best = named.map(|(at, (_, weight))| (*weight, at)).reduce(|a, b| if b.0 > a.0 { b } else { a });
        let unnamed = || (everything.unwrap_or(f64::MIN_POSITIVE), ranges.len() + place);
        (language, best.unwrap_or_else(unnamed))
    });
    let best = weighed.reduce(|a, b| if heavier(b.1, a.1) { b } else { a });
    best.filter(|(_, (weight, _))| *weight > 0.0).map(|(language, _)| language).unwrap_or_default()
}

fn heavier((weight, at): (f64, usize), (other, other_at): (f64, usize)) -> bool {
    weight > other || (weight >= other && at < other_at)
}

fn range(part: &str) -> Option<(&str, f64)> {
    let mut parts = part.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty())?;
    let weight =
        parts.filter_map(|parameter| parameter.split_once('=')).find(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
    let weight =
        weight.map(|(_, value)| value.trim().parse::<f64>().ok().filter(|weight| (0.0..=1.0).contains(weight)));
    Some((tag, weight.map_or(1.0, |weight| weight.unwrap_or(UNREADABLE))))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn accepting(lines: &[&'static str]) -> Language {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::ACCEPT_LANGUAGE, HeaderValue::from_static(line));
        }
        of(&headers)
    }

    #[test]
    fn weights_count_and_the_order_among_equals() {
        for (line, expected) in [
            ("fr;q=0.1, nl;q=0.9", Language::Nl),
            ("fr;q=0, nl", Language::Nl),
            ("fr;q=0, nl;q=0.001", Language::Nl),
            ("de, fr", Language::De),
            ("fr;q=0.8, nl;q=0.8, de;q=0.8", Language::Fr),
            ("en-GB,en;q=0.9,de-BE;q=0.2,fr;q=0.1", Language::De),
            ("NL-be", Language::Nl),
            ("fr ; q = 0.3 , nl ; Q=0.7", Language::Nl),
            ("fr-CA;q=0.2, de;q=0.5, fr;q=0.9", Language::Fr),
            ("frr, nl;q=0.1", Language::Nl),
            ("en, ja", Language::Fr),
            ("", Language::Fr),
            (",;q=1,,", Language::Fr),
        ] {
            assert_eq!(accepting(&[line]), expected, "{line}");
        }
    }

    #[test]
    fn a_star_is_every_language_that_is_not_named() {
        for (line, expected) in [
            ("*", Language::Fr),
            ("fr;q=0.1, *;q=0.9", Language::Nl),
            ("nl;q=0.5, *;q=0.1", Language::Nl),
            ("fr;q=0, *", Language::Nl),
            ("fr;q=0, nl;q=0, *;q=0.1", Language::De),
            ("*;q=0, de", Language::De),
            ("fr;q=0", Language::Nl),
            ("*;q=0", Language::Fr),
        ] {
            assert_eq!(accepting(&[line]), expected, "{line}");
        }
    }

    #[test]
    fn several_lines_are_one_list_and_a_weight_that_cannot_be_read_comes_last() {
        assert_eq!(accepting(&["en;q=1", "fr;q=0.2", "nl;q=0.4"]), Language::Nl);
        for line in
            ["fr;q=much, nl;q=0.1", "fr;q=, nl;q=0.1", "fr;q=2, nl;q=0.1", "fr;q=-1, nl;q=0.1", "fr;q=NaN, nl;q=0.1"]
        {
            assert_eq!(accepting(&[line]), Language::Nl, "{line}");
        }
        assert_eq!(accepting(&["de;q=much"]), Language::De);
    }

    #[test]
    fn the_cookie_comes_first() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("de"));
        headers.insert(header::COOKIE, HeaderValue::from_static("theme=dark; __Host-language=nl"));
        assert_eq!(of(&headers), Language::Nl);
        headers.insert(header::COOKIE, HeaderValue::from_static("__Host-language=xx"));
        assert_eq!(of(&headers), Language::De);
    }
}
