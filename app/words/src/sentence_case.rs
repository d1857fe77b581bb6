//! Titles that are printed in capitals, as a sentence that people can read.

/// A title of fewer letters is an abbreviation or a name, not a sentence.
const FEWEST_LETTERS: usize = 16;
const VOWELS: &str = "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ";

/// Abbreviations that read like words, which nothing but use tells apart.
const ABBREVIATIONS: &[&str] = &[
    "ACTIRIS", "ASBL", "AVIQ", "CAAMI", "CAPAC", "CIN", "CNT", "COSEC", "CPAS", "CSI", "CSSS", "DAVO", "DG", "FAMIFED",
    "FAO", "FEDRIS", "FFE", "FOREM", "HAN", "HDI", "IDESS", "IM", "INAMI", "INASTI", "IRISCARE", "IS", "ISI", "IVC",
    "MI", "NIC", "NISS", "OCMW", "OISZ", "ONAFTS", "ONEM", "ONP", "ONSS", "ONVA", "OPZ", "OSSOM", "OVAM", "PI", "POD",
    "REG", "RIZIV", "RKW", "RSVZ", "RSZ", "RVA", "RVP", "SECAL", "SIGEDIS", "SIPP", "SISP", "SLRB", "UVCW", "VAPH",
    "VDAB", "VLABEL", "VOTTEM", "VUTG", "VZW", "WSE",
];

/// Names, which keep a capital.
const NAMES: &[&str] = &[
    "ANVERS",
    "ANTWERPEN",
    "BELGIË",
    "BELGIQUE",
    "BRABANT",
    "BRUSSEL",
    "BRUXELLES",
    "EUPEN",
    "EUROPE",
    "EUROPA",
    "FLANDRE",
    "FLANDRES",
    "GENT",
    "HAINAUT",
    "LEUVEN",
    "LIÈGE",
    "LIMBURG",
    "LUXEMBOURG",
    "NAMUR",
    "VLAANDEREN",
    "WALLONIE",
    "WALLONIË",
];

/// Whether a title is printed in capitals: nine letters in ten are.
#[must_use]
pub fn is_in_capitals(title: &str) -> bool {
    let letters = title.chars().filter(|letter| letter.is_alphabetic());
    let (all, small) =
        letters.fold((0, 0), |(all, small), letter| (all + 1, small + usize::from(letter.is_lowercase())));
    all >= FEWEST_LETTERS && small * 10 <= all
}

/// A title in capitals as a sentence: abbreviations, numbered names and what stands alone in brackets keep theirs. Any
/// other title stays as it is.
#[must_use]
pub fn sentence_case(title: &str) -> String {
    if !is_in_capitals(title) {
        return title.to_owned();
    }
    let bracketed = in_brackets(title);
    let mut said = String::with_capacity(title.len());
    let mut begins = true;
    for piece in pieces(title) {
        if !piece.chars().any(char::is_alphabetic) {
            begins |= piece.contains(['.', '!', '?']) && piece.contains(char::is_whitespace);
            said.push_str(piece);
            continue;
        }
        if keeps_capitals(piece, &bracketed) {
            said.push_str(piece);
        } else if begins || NAMES.contains(&piece) {
            said.push_str(&capitalised(piece));
        } else {
            said.push_str(&piece.to_lowercase());
        }
        begins = false;
    }
    said
}

/// Words, and what stands between them. A digit belongs to its word.
fn pieces(title: &str) -> impl Iterator<Item = &str> {
    let mut rest = title;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let of_word = first.is_alphanumeric();
        let end = rest.find(|next: char| next.is_alphanumeric() != of_word).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// What stands alone between brackets: mostly an abbreviation of what stands before.
fn in_brackets(title: &str) -> Vec<&str> {
    let inside = title.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    inside.filter(|inside| inside.chars().count() <= 12 && !inside.contains(char::is_whitespace)).collect()
}

fn keeps_capitals(word: &str, bracketed: &[&str]) -> bool {
    let letters = word.chars().count();
    let vowelless = letters >= 2 && !word.chars().any(|letter| VOWELS.contains(letter));
    let numeral = letters >= 2 && word.chars().all(|letter| "IVX".contains(letter));
    vowelless
        || numeral
        || word.chars().any(char::is_numeric)
        || ABBREVIATIONS.contains(&word)
        || bracketed
            .iter()
            .any(|inside| inside.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == word))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| format!("{first}{}", letters.as_str().to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_in_capitals_is_a_sentence_with_its_abbreviations() {
        for (printed, said) in [
            (
                "DÉLIBÉRATION RELATIVE À LA COMMUNICATION DE DONNÉES PAR L’ONEM À LA BCSS ET AUX CPAS (A052L)",
                "Délibération relative à la communication de données par l’ONEM à la BCSS et aux CPAS (A052L)",
            ),
            (
                "BERAADSLAGING OVER DE MEDEDELING VAN GEGEVENS DOOR DE RVA AAN HET OCMW VAN LEUVEN",
                "Beraadslaging over de mededeling van gegevens door de RVA aan het OCMW van Leuven",
            ),
            (
                "DONNÉES AU FONDS DES BALISES (FOBAL), ANNEXE XII. LE FOBAL LES EFFACE",
                "Données au fonds des balises (FOBAL), annexe XII. Le FOBAL les efface",
            ),
            ("MEDEDELING AAN DE ZORGKAS (2016-2017) IN WALLONIË", "Mededeling aan de zorgkas (2016-2017) in Wallonië"),
        ] {
            assert_eq!(sentence_case(printed), said);
        }
    }

    #[test]
    fn any_other_title_stays_as_it_is() {
        for title in ["Communication de données au CPAS de Namur", "BCSS / KSZ", "", "Décision de l’ONSS et de la BCSS"]
        {
            assert_eq!(sentence_case(title), title);
        }
    }
}
