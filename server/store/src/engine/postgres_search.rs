//! The index of words on PostgreSQL: `tsvector` made of the words as they are, without any of its configurations.

use delibero_usecases::register::search::{Phrase, Query, Term};

pub(super) const KEEP: &str = "INSERT INTO deliberation_words (id, identity, title, headings, body)
     VALUES ($1, array_to_tsvector(string_to_array($2, ' ')), array_to_tsvector(string_to_array($3, ' ')),
             array_to_tsvector(string_to_array($4, ' ')), array_to_tsvector(string_to_array($5, ' ')))";

pub(super) const FORGET: &str = "DELETE FROM deliberation_words WHERE id = $1";

pub(super) fn answering(column: &str, place: usize) -> String {
    format!("SELECT w.id FROM deliberation_words w WHERE w.{column} @@ CAST(${place} AS tsquery)")
}

/// Index words hold letters, digits, `.`, `/` and `_` only, and stand between apostrophes: none is an operator.
pub(super) fn question(query: &Query) -> String {
    query.terms.iter().map(term).collect::<Vec<_>>().join(" & ")
}

fn term(term: &Term) -> String {
    let alternatives: Vec<String> = match term {
        Term::Word { any, prefix } => {
            let prefix = prefix.iter().map(|prefix| format!("'{prefix}':*"));
            any.iter().map(|word| format!("'{word}'")).chain(prefix).collect()
        }
        Term::Phrase(phrases) => phrases.iter().map(phrase).collect(),
    };
    format!("({})", alternatives.join(" | "))
}

fn phrase(phrase: &Phrase) -> String {
    let words: Vec<String> = phrase.index_words().iter().map(|word| format!("'{word}'")).collect();
    format!("({})", words.join(" & "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_between_apostrophes() {
        assert_eq!(
            question(&Query::of("l'été 08/20 & santé | !x:*")),
            "('f.ete' | 'n.ete' | 'd.ete') & ('08/020') & ('f.sant' | 'n.sant' | 'd.sant') & ('f.x' | 'n.x' | 'd.x')"
        );
    }
}
