//! What is proved, and what is not: in words, or as JSON.

use serde::Serialize;
use serde_json::Value as Json;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    pub proved: bool,
    /// Sentences, each of which is proved.
    pub proves: Vec<String>,
    /// What stopped it; none where everything is proved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
    /// What even a whole proof leaves open.
    pub leaves_open: Vec<&'static str>,
    /// The record that the proof is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Json>,
}

/// What every proof leaves open.
const WITHOUT_RECORD: &str = "what the entries commit to: that needs each record and its salt";
const NOT_ALL: &str =
    "that every entry which fulfils the filters is among them, and that the table says what the records say";
const UNLOGGED: &str = "that everything which happened was logged: only that what was logged is there, unchanged";

impl Verdict {
    #[must_use]
    pub fn proved(proves: Vec<String>, opened: bool) -> Self {
        let leaves_open = if opened { vec![UNLOGGED] } else { vec![WITHOUT_RECORD, UNLOGGED] };
        Self { proved: true, proves, failed: None, leaves_open, record: None }
    }

    /// Of some entries of a log.
    #[must_use]
    pub fn of_a_part(mut self) -> Self {
        self.leaves_open.insert(0, NOT_ALL);
        self
    }

    #[must_use]
    pub fn failed(proves: Vec<String>, why: impl ToString) -> Self {
        Self { proved: false, proves, failed: Some(why.to_string()), leaves_open: Vec::new(), record: None }
    }

    /// With the record, as far as it can be read: what was proved are its bytes.
    #[must_use]
    pub fn with_record(self, record: &[u8]) -> Self {
        Self { record: serde_json::from_slice(record).ok(), ..self }
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> String {
        let line = |mark: &str, words: &str| format!("{mark}{words}\n");
        let mut words: String = self.proves.iter().map(|proof| line("proved: ", proof)).collect();
        words.extend(self.failed.iter().map(|why| line("NOT PROVED: ", why)));
        words.extend(self.leaves_open.iter().map(|open| line("not said: ", open)));
        if let Some(record) = &self.record {
            words.push_str("record:\n");
            words.push_str(&serde_json::to_string_pretty(record).unwrap_or_default());
            words.push('\n');
        }
        words
    }
}
