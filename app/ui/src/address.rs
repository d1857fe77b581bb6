//! The address of a page: the parts of its path that have a name, and what stands behind the question mark.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What the browser asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    path: String,
    named: Vec<(&'static str, String)>,
    query: Vec<(String, String)>,
}

impl Address {
    /// Of a path, the parts that its pattern names, and the decoded pairs of its query.
    #[must_use]
    pub const fn new(path: String, named: Vec<(&'static str, String)>, query: Vec<(String, String)>) -> Self {
        Self { path, named, query }
    }

    /// For tests.
    #[cfg(test)]
    pub(crate) fn of(named: &[(&'static str, &str)], query: &[(&str, &str)]) -> Self {
        let named = named.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let query = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { path: "/".to_owned(), named, query }
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path with its query, as an address of this site.
    #[must_use]
    pub fn whole(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        let query = pairs.extend_pairs(&self.query).finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }

    /// A part of the path that has a name; empty: there is none.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        self.named.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// A field of the query, the last one where it is given several times; empty: there is none.
    #[must_use]
    pub fn asked(&self, name: &str) -> &str {
        self.query.iter().rev().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Every field of the query, in its order.
    pub fn query(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// What stands in an address as it is: unreserved characters (RFC 3986, 2.3), and the slash, which a query may hold.
const AS_IS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Words as they may stand in a query.
#[must_use]
pub fn percent_encoded(words: &str) -> String {
    utf8_percent_encode(words, AS_IS).to_string()
}

/// A part of an address, read once; what is no text is a mark of its own.
#[must_use]
pub fn percent_decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_were_written() {
        for (words, written) in [
            ("a b&c=d", "a%20b%26c%3Dd"),
            ("/log?user=Zoé", "/log%3Fuser%3DZo%C3%A9"),
            ("A-z_0.9~", "A-z_0.9~"),
            ("…", "%E2%80%A6"),
        ] {
            assert_eq!(percent_encoded(words), written);
            assert_eq!(percent_decoded(written), words);
        }
        assert_eq!(percent_decoded("100%&%zz%2"), "100%&%zz%2", "what encodes nothing stays");
    }
}
