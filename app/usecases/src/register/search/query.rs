//! What is typed for a search, taken apart.

use delibero_domain::text::Language;

use super::index::{MARKS, Stemming, pair, three};
use super::stop::is_stop_word;
use super::token::{Token, tokens};

/// More terms are not looked for: no question needs them, and each costs time.
const MAX_TERMS: usize = 12;
/// Fewer letters begin too many words.
const MIN_PREFIX: usize = 3;

/// What is searched: deliberations in which every term is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    Word {
        /// Its index words, one of which must be there.
        any: Vec<String>,
        /// Or a word that begins so.
        prefix: Option<String>,
    },
    /// A phrase in each language: one of them must be there.
    Phrase(Vec<Phrase>),
}

/// A phrase as one language reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub language: Language,
    /// Its stems, in order.
    pub stems: Vec<String>,
}

impl Phrase {
    /// The index words that must all be there: each three stems that follow each other, or the two that there are.
    #[must_use]
    pub fn index_words(&self) -> Vec<String> {
        match self.stems.as_slice() {
            [first, second] => vec![pair(self.language, first, second)],
            stems => stems.windows(3).map(|stems| three(self.language, [&stems[0], &stems[1], &stems[2]])).collect(),
        }
    }

    /// What the stems of a text must contain, where the index words alone do not prove it: more than three words.
    #[must_use]
    pub fn sequence(&self) -> Option<String> {
        (self.stems.len() > 3).then(|| format!(" {} ", self.stems.join(" ")))
    }
}

impl Query {
    /// Takes apart what was typed: words, and phrases between quotation marks. Everything else is ignored, so that any
    /// text is a query. Without any word there is no term.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let stemming = Stemming::default();
        let mut phrases = Vec::new();
        let mut words: Vec<Token> = Vec::new();
        let mut ends_in_a_word = false;
        for (index, part) in typed.split(is_quotation_mark).enumerate() {
            let found = tokens(part);
            if index % 2 == 1 && found.len() > 1 {
                ends_in_a_word = false;
                phrases.push(phrase(&stemming, &found));
            } else if !found.is_empty() {
                ends_in_a_word = index % 2 == 0;
                words.extend(found);
            }
        }
        let telling = |token: &Token| !is_stop_word(&token.word);
        let only_stop_words = phrases.is_empty() && !words.iter().any(telling);
        let last = words.len().checked_sub(1).filter(|_| ends_in_a_word);
        let words = words.iter().enumerate().filter(|(_, token)| only_stop_words || telling(token));
        let words = words.map(|(index, token)| word(&stemming, token, last == Some(index)));
        Self { terms: phrases.into_iter().chain(words).take(MAX_TERMS).collect() }
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

const fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '＂')
}

fn word(stemming: &Stemming, token: &Token, is_last: bool) -> Term {
    if token.is_number {
        return Term::Word { any: vec![token.word.clone()], prefix: None };
    }
    let stems = MARKS.map(|(language, mark)| format!("{mark}{}", stemming.stem(language, token)));
    let prefix = (is_last && token.word.chars().count() >= MIN_PREFIX).then(|| token.word.clone());
    Term::Word { any: stems.into(), prefix }
}

fn phrase(stemming: &Stemming, tokens: &[Token]) -> Term {
    let of_language = |(language, _)| Phrase {
        language,
        stems: tokens.iter().map(|token| stemming.stem(language, token).to_string()).collect(),
    };
    Term::Phrase(MARKS.map(of_language).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefixes(typed: &str) -> Vec<Option<String>> {
        let prefix = |term: &Term| match term {
            Term::Word { prefix, .. } => prefix.clone(),
            Term::Phrase(_) => Some("phrase".to_owned()),
        };
        Query::of(typed).terms.iter().map(prefix).collect()
    }

    #[test]
    fn stop_words_count_only_where_there_is_nothing_else() {
        assert_eq!(Query::of("la délibération de la"), Query::of("délibération la"));
        assert_eq!(Query::of("n° 08/20"), Query::of("08/020"));
        assert_eq!(Query::of("de la").terms.len(), 2);
    }

    #[test]
    fn the_last_word_may_be_the_beginning_of_one() {
        assert_eq!(prefixes("santé incapac"), [None, Some("incapac".to_owned())]);
        assert_eq!(prefixes("in"), [None]);
        assert_eq!(prefixes("santé 23/058"), [None, None]);
        assert_eq!(prefixes("incapac \"de travail\""), [Some("phrase".to_owned()), None]);
        assert_eq!(prefixes("\"incapac\""), [None], "a word between quotation marks is whole");
    }

    #[test]
    fn phrases_stand_between_quotation_marks() {
        let Query { terms } = Query::of("« incapacités de travail »");
        let [Term::Phrase(phrases)] = terms.as_slice() else { panic!("{terms:?}") };
        assert_eq!(phrases[0].stems, ["incapacit", "de", "travail"]);
        assert_eq!(phrases[0].index_words().len(), 1, "three words are one index word");
        assert_eq!(phrases[0].sequence(), None, "which proves the phrase");
        let Query { terms } = Query::of("\"incapacité de travail totale\"");
        let [Term::Phrase(phrases)] = terms.as_slice() else { panic!("{terms:?}") };
        assert_eq!(phrases[0].index_words().len(), 2);
        assert_eq!(phrases[0].sequence().as_deref(), Some(" incapacit de travail total "));
        let Query { terms } = Query::of("\"sécurité sociale\"");
        let [Term::Phrase(phrases)] = terms.as_slice() else { panic!("{terms:?}") };
        assert_eq!(phrases[0].index_words(), ["f.securit_social"]);
        assert_eq!(Query::of("\"sécurité sociale"), Query::of("\"sécurité sociale\""), "one that is not closed yet");
    }

    #[test]
    fn what_holds_no_word_looks_for_nothing() {
        for typed in ["", "  ", "?!", "\"", "\"\"\"", "«»", "* ^ - : ( ) { } '", "\u{0}", "--;"] {
            assert!(Query::of(typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn a_query_has_an_end() {
        assert_eq!(Query::of(&"mot ".repeat(10_000)).terms.len(), MAX_TERMS);
    }
}
