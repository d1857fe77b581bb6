//! What is proved, and what is not: in words, or as JSON.

use serde::Serialize;

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
}

/// What every proof leaves open.
const WITHOUT_RECORD: &str = "what the entries commit to: that needs each record and its salt";
const UNLOGGED: &str = "that everything which happened was logged: only that what was logged is there, unchanged";

impl Verdict {
    #[must_use]
    pub fn proved(proves: Vec<String>, opened: bool) -> Self {
        let leaves_open = if opened { vec![UNLOGGED] } else { vec![WITHOUT_RECORD, UNLOGGED] };
        Self { proved: true, proves, failed: None, leaves_open }
    }

    #[must_use]
    pub fn failed(proves: Vec<String>, why: impl ToString) -> Self {
        Self { proved: false, proves, failed: Some(why.to_string()), leaves_open: Vec::new() }
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> String {
        let line = |mark: &str, words: &str| format!("{mark}{words}\n");
        let mut words: String = self.proves.iter().map(|proof| line("proved: ", proof)).collect();
        words.extend(self.failed.iter().map(|why| line("NOT PROVED: ", why)));
        words.extend(self.leaves_open.iter().map(|open| line("not said: ", open)));
        words
    }
}
