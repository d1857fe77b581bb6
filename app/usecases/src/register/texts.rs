//! The texts of a deliberation, each under its version and its language.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use delibero_domain::deliberation::register::VersionText;
use delibero_domain::text::Language;
use thiserror::Error;

/// Versions in their order, the languages of one beside each other.
pub type Texts = BTreeMap<TextKey, VersionText>;

/// Which text, as it stands in an address: `2-fr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextKey {
    /// Its place among the versions of the deliberation, from 0.
    pub version: u16,
    pub language: Language,
}

impl TextKey {
    #[must_use]
    pub const fn new(version: u16, language: Language) -> Self {
        Self { version, language }
    }
}

impl fmt::Display for TextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.version, self.language)
    }
}

/// A word that names no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a version and a language")]
pub struct NotATextKey;

impl FromStr for TextKey {
    type Err = NotATextKey;

    fn from_str(word: &str) -> Result<Self, NotATextKey> {
        let (version, language) = word.split_once('-').ok_or(NotATextKey)?;
        let version = version.parse().map_err(|_| NotATextKey)?;
        let language = Language::from_code(language).ok_or(NotATextKey)?;
        Ok(Self { version, language })
    }
}

/// As saves are kept for ever: a list of version, language and text, in the order of the keys.
pub(super) mod stored {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::{Language, TextKey, Texts, VersionText};

    pub fn serialize<S: Serializer>(texts: &Texts, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(texts.iter().map(|(key, text)| (key.version, key.language, text)))
    }

    /// # Errors
    /// When two texts have one key: neither is thrown away silently.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Texts, D::Error> {
        let listed = Vec::<(u16, Language, VersionText)>::deserialize(deserializer)?;
        let count = listed.len();
        let texts: Texts =
            listed.into_iter().map(|(version, language, text)| (TextKey { version, language }, text)).collect();
        if texts.len() == count { Ok(texts) } else { Err(D::Error::custom("two texts of one version in one language")) }
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Kept(#[serde(with = "stored")] Texts);

    #[test]
    fn texts_are_kept_as_they_were_before_they_were_keyed() {
        let text = |title: &str| VersionText { title: title.to_owned(), ..VersionText::default() };
        let kept = Kept(Texts::from([
            (TextKey::new(1, Language::Nl), text("Twee")),
            (TextKey::new(0, Language::Fr), text("Un")),
        ]));
        let json = serde_json::to_value(&kept).expect("written");
        assert_eq!((&json[0][0], &json[0][1], &json[0][2]["title"]), (&0.into(), &"fr".into(), &"Un".into()));
        assert_eq!((&json[1][0], &json[1][1]), (&1.into(), &"nl".into()));
        assert_eq!(serde_json::from_value::<Kept>(json.clone()).expect("read"), kept);
        let twice = serde_json::Value::from(vec![json[0].clone(), json[0].clone()]);
        assert!(serde_json::from_value::<Kept>(twice).is_err(), "two texts under one key");
    }

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let key = TextKey::new(2, Language::De);
        assert_eq!((key.to_string().as_str(), key.to_string().parse()), ("2-de", Ok(key)));
        for word in ["", "2", "2-it", "-fr", "x-fr", "65536-fr"] {
            assert_eq!(word.parse::<TextKey>(), Err(NotATextKey), "{word}");
        }
    }
}
