//! Whether the hyphen at the end of a line belongs to the word, or only broke it.

use delibero_domain::text::Language;

/// What becomes of a hyphen between two halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hyphen {
    /// It is part of the word: `médecin-conseil`.
    Kept,
    /// It only broke the word.
    Dropped,
    /// It stands for a part of the word that follows: `gezondheids- en`.
    Suspended,
    /// Nothing but the usage of the language tells: kept or not.
    Guessed(bool),
}

/// Words before a hyphen of their own, whatever follows.
const BEFORE: [&str; 36] = [
    "banque",
    "médecin",
    "médecins",
    "sous",
    "non",
    "vice",
    "celui",
    "celle",
    "celles",
    "ceux",
    "peut",
    "rendez",
    "socio",
    "avant",
    "après",
    "demi",
    "quasi",
    "semi",
    "au",
    "vis",
    "tiers",
    "chèque",
    "procès",
    "savoir",
    "lui",
    "elle",
    "eux",
    "soi",
    "saint",
    "sainte",
    "sint",
    "niet",
    "oud",
    "adjunct",
    "sociaal",
    "procureur",
];

/// Words behind a hyphen of their own, whatever stands before.
const BEHIND: [&str; 38] = [
    "ci",
    "là",
    "conseil",
    "conseils",
    "carrefour",
    "même",
    "mêmes",
    "loi",
    "dessus",
    "dessous",
    "après",
    "avant",
    "être",
    "delà",
    "capitale",
    "hoofdstad",
    "brabant",
    "bruxelles",
    "payant",
    "clé",
    "clés",
    "temps",
    "conjoint",
    "conjointe",
    "conjoints",
    "époux",
    "épouse",
    "partenaire",
    "partenaires",
    "employeur",
    "employeurs",
    "verbal",
    "verbaux",
    "vous",
    "generaal",
    "economisch",
    "economische",
    "maladie",
];

/// Beginnings of words whose first half looks like one of [`BEFORE`] or whose halves are words by themselves.
const WHOLE: [&str; 17] = [
    "souscri",
    "soustrac",
    "soustraire",
    "soustrait",
    "nonobstant",
    "nonante",
    "avantag",
    "aucun",
    "aux",
    "augment",
    "aut",
    "auparavant",
    "visa",
    "vise",
    "visi",
    "soins",
    "soit",
];

/// Who somebody was, behind `ex`.
const FORMER: [&str; 8] =
    ["echtgenoot", "echtgenote", "echtgenoten", "partner", "partners", "mari", "femme", "travailleur"];

/// Words that a hyphen is only suspended before.
const JOINING: [&str; 7] = ["en", "of", "et", "ou", "noch", "resp", "tot"];

/// Short words that no compound begins with: they are halves here, `de-` `mande`, `op-` `dracht`.
const SHORT: [&str; 34] = [
    "le", "la", "les", "de", "des", "du", "un", "en", "par", "pour", "sur", "son", "ses", "ces", "que", "qui", "est",
    "ont", "met", "het", "een", "van", "voor", "op", "aan", "in", "door", "bij", "uit", "over", "te", "be", "ge", "om",
];

/// Judges the hyphen between two halves; `knows` tells whether the document has a word.
pub fn between(left: &str, right: &str, language: Language, knows: impl Fn(&str) -> bool) -> Hyphen {
    let (low_left, low_right) = (left.to_lowercase(), right.to_lowercase());
    let whole = format!("{low_left}{low_right}");
    if JOINING.contains(&right) {
        return Hyphen::Suspended;
    }
    let is_known = (knows(&format!("{low_left}-{low_right}")), knows(&whole));
    match is_known {
        (true, _) => return Hyphen::Kept,
        (false, true) => return Hyphen::Dropped,
        (false, false) => {}
    }
    if WHOLE.iter().any(|start| whole.starts_with(start)) && !whole.starts_with("soustraita") {
        return Hyphen::Dropped;
    }
    if has_own_hyphen(left, right) || BEFORE.contains(&low_left.as_str()) || BEHIND.contains(&low_right.as_str()) {
        return Hyphen::Kept;
    }
    if language == Language::Nl && vowels_clash(&low_left, &low_right) {
        return Hyphen::Kept;
    }
    if SHORT.contains(&low_left.as_str()) || !(knows(&low_left) && knows(&low_right)) {
        return Hyphen::Dropped;
    }
    // Both halves are words: French puts a hyphen between them, Dutch writes one word.
    Hyphen::Guessed(language == Language::Fr)
}

/// What the letters show: `e-Health`, `Bruxelles-Capitale`, `BCSS-bericht`; capitals throughout show nothing.
fn has_own_hyphen(left: &str, right: &str) -> bool {
    let is_capital = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let is_single = left.chars().count() == 1;
    let begins_name = right.starts_with(char::is_uppercase) && !(is_capital(left) && is_capital(right));
    let is_abbreviation = is_capital(left) && right.starts_with(char::is_lowercase);
    let is_question = matches!(right, "il" | "ils" | "on" | "t" | "je");
    // `c'est-à-dire`: no word ends in it alone.
    let is_preposition = right == "à";
    let is_former = left == "ex" && FORMER.contains(&right);
    is_single || begins_name || is_abbreviation || is_question || is_preposition || is_former
}

/// Dutch keeps two words apart whose vowels would be read as one: `auto-ongeval`, `mede-eigenaar`.
fn vowels_clash(left: &str, right: &str) -> bool {
    const READ_AS_ONE: [&str; 13] = ["aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "oe", "oi", "oo", "ou", "uu"];
    let pair: String = left.chars().next_back().into_iter().chain(right.chars().next()).collect();
    left.chars().count() > 2 && READ_AS_ONE.contains(&pair.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(left: &str, right: &str, language: Language) -> Hyphen {
        between(left, right, language, |word| ["gegevens", "uitwisseling", "chef", "lieu", "de", "op"].contains(&word))
    }

    #[test]
    fn compounds_keep_their_hyphen() {
        for (left, right) in [
            ("médecin", "conseil"),
            ("médecins", "conseils"),
            ("Bruxelles", "Capitale"),
            ("BRUXELLES", "CAPITALE"),
            ("e", "Health"),
            ("e", "santé"),
            ("E", "HEALTH"),
            ("sous", "traitant"),
            ("sous", "traitants"),
            ("vice", "président"),
            ("BCSS", "numéro"),
            ("ci", "après"),
            ("doit", "il"),
            ("ex", "conjoint"),
            ("ex", "mari"),
            ("est", "à"),
        ] {
            assert_eq!(judged(left, right, Language::Fr), Hyphen::Kept, "{left}-{right}");
        }
        for (left, right) in [
            ("Brussel", "Hoofdstad"),
            ("Vlaams", "Brabant"),
            ("HDI", "bericht"),
            ("mede", "eigenaar"),
            ("ex", "echtgenoot"),
            ("administrateur", "generaal"),
            ("e", "gezondheid"),
        ] {
            assert_eq!(judged(left, right, Language::Nl), Hyphen::Kept, "{left}-{right}");
        }
    }

    #[test]
    fn ordinary_words_are_joined() {
        for (left, right) in [
            ("communi", "cation"),
            ("COMMUNI", "CATION"),
            ("sous", "criptions"),
            ("non", "obstant"),
            ("avan", "tages"),
            ("ex", "clusion"),
            ("mi", "nistre"),
            ("de", "mande"),
            ("sur", "veillance"),
            ("aug", "mentation"),
        ] {
            assert_eq!(judged(left, right, Language::Fr), Hyphen::Dropped, "{left}-{right}");
        }
        for (left, right) in [("mede", "deling"), ("op", "dracht"), ("BERAAD", "SLAGING")] {
            assert_eq!(judged(left, right, Language::Nl), Hyphen::Dropped, "{left}-{right}");
        }
    }

    #[test]
    fn the_language_decides_where_nothing_else_does() {
        assert_eq!(judged("gegevens", "uitwisseling", Language::Nl), Hyphen::Guessed(false));
        assert_eq!(judged("chef", "lieu", Language::Fr), Hyphen::Guessed(true));
        assert_eq!(judged("gezondheids", "en", Language::Nl), Hyphen::Suspended);
    }
}
