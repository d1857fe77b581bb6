//! Stems: words without their endings.

use delibero_domain::text::Language;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// The stemmer of one language. It wants folded words: people who search leave out the accents.
pub(super) struct LanguageStemmer {
    language: Language,
    stemmer: Stemmer,
}

/// French endings that a stemmer knows by their accents, `première` and `traitée`, as they are without.
const FRENCH_ENDINGS: [(&str, &str); 8] = [
    ("eres", "er"),
    ("ere", "er"),
    ("ers", "er"),
    ("ees", "e"),
    ("ee", "e"),
    ("iquer", "ique"),
    ("travaux", "travail"),
    ("euses", "eurs"),
];

impl LanguageStemmer {
    pub fn of(language: Language) -> Self {
        let algorithm = match language {
            Language::Fr => Algorithm::French,
            // The newer algorithm for Dutch keeps `sociaal` and `sociale` apart, and makes `zon` of `gezondheid`.
            Language::Nl => Algorithm::DutchPorter,
            Language::De => Algorithm::German,
        };
        Self { language, stemmer: Stemmer::create(algorithm) }
    }

    pub fn stem(&self, folded: &str) -> String {
        // Years and numbers have no endings.
        if folded.bytes().any(|b| b.is_ascii_digit()) {
            return folded.to_owned();
        }
        match self.language {
            Language::Fr => self.stemmer.stem(&regular(folded)).into_owned(),
            Language::Nl => single_vowels(&self.stemmer.stem(&self.stemmer.stem(folded))),
            Language::De => self.stemmer.stem(folded).into_owned(),
        }
    }
}

fn regular(word: &str) -> String {
    for (ending, other) in FRENCH_ENDINGS {
        if let Some(begin) = word.strip_suffix(ending) {
            return format!("{begin}{other}");
        }
    }
    word.to_owned()
}

/// `sociaal` and `sociale` have one stem when long vowels are written once.
fn single_vowels(stem: &str) -> String {
    let mut last = ' ';
    let mut single = String::with_capacity(stem.len());
    for c in stem.chars() {
        if c != last || !matches!(c, 'a' | 'e' | 'o' | 'u') {
            single.push(c);
        }
        last = c;
    }
    single
}

#[cfg(test)]
mod tests {
    use super::*;
    use delibero_domain::folding::folded;

    fn share_a_stem(language: Language, words: &str) {
        let stems = LanguageStemmer::of(language);
        let found: Vec<String> = words.split(' ').map(|word| stems.stem(&folded(word))).collect();
        assert!(found.iter().all(|stem| *stem == found[0]), "{words}: {found:?}");
    }

    #[test]
    fn french_words_with_and_without_their_accents() {
        for words in [
            "incapacité incapacités incapacite INCAPACITES",
            "délibération délibérations deliberation",
            "social sociale sociaux sociales",
            "traité traitée traitées traitees traiter traitement traitements",
            "premier première premiere premières",
            "financier financière financiere",
            "étranger étrangers étrangère etrangeres",
            "complet complète complete",
            "donnée données donnees",
            "travail travaux",
            "communiquer communiquée communiquees",
        ] {
            share_a_stem(Language::Fr, words);
        }
    }

    #[test]
    fn dutch_words() {
        for words in [
            "uitkering uitkeringen",
            "beraadslaging beraadslagingen Beraadslaging",
            "gegeven gegevens",
            "mededeling mededelingen",
            "sociaal sociale",
            "financieel financiële financiele",
            "geïntegreerd geintegreerd",
            "werknemer werknemers",
            "gerechtigde gerechtigden",
            "bevoegd bevoegde",
        ] {
            share_a_stem(Language::Nl, words);
        }
    }

    #[test]
    fn german_words() {
        share_a_stem(Language::De, "Mitteilung Mitteilungen");
        share_a_stem(Language::De, "Haus Häuser");
    }

    #[test]
    fn different_words_keep_different_stems() {
        let stems = LanguageStemmer::of(Language::Fr);
        assert_ne!(stems.stem("incapacite"), stems.stem("invalidite"));
        assert_eq!(stems.stem("2019"), "2019");
    }
}
