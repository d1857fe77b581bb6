//! The index of words on SQLite: FTS5, with nothing left to do for its tokenizer but to split at spaces.

use delibero_usecases::register::search::{Phrase, Query, Term};

pub(super) const KEEP: &str =
    "INSERT INTO deliberation_words (rowid, identity, title, headings, body) VALUES ($1, $2, $3, $4, $5)";

pub(super) const FORGET: &str = "DELETE FROM deliberation_words WHERE rowid = $1";

pub(super) fn answering(column: &str, place: usize) -> String {
    format!(
        "SELECT rowid AS id FROM deliberation_words WHERE deliberation_words MATCH '{column} : (' || ${place} || ')'"
    )
}

/// Index words hold letters, digits, `.`, `/` and `_` only, and stand between quotation marks: none is an operator.
pub(super) fn question(query: &Query) -> String {
    query.terms.iter().map(term).collect::<Vec<_>>().join(" AND ")
}

fn term(term: &Term) -> String {
    let alternatives: Vec<String> = match term {
        Term::Word { any, prefix } => {
            let prefix = prefix.iter().map(|prefix| format!("\"{prefix}\" *"));
            any.iter().map(|word| format!("\"{word}\"")).chain(prefix).collect()
        }
        Term::Phrase(phrases) => phrases.iter().map(phrase).collect(),
    };
    format!("({})", alternatives.join(" OR "))
}

fn phrase(phrase: &Phrase) -> String {
    let words: Vec<String> = phrase.index_words().iter().map(|word| format!("\"{word}\"")).collect();
    format!("({})", words.join(" AND "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_between_quotation_marks() {
        assert_eq!(
            question(&Query::of("\"sécurité sociale\" body:incapac*")),
            "((\"f.securit_social\") OR (\"n.securit_social\") OR (\"d.securit_social\")) AND \
             (\"f.body\" OR \"n.body\" OR \"d.body\") AND \
             (\"f.incapac\" OR \"n.incapac\" OR \"d.incapac\" OR \"incapac\" *)"
        );
    }
}
