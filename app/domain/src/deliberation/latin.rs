//! The Latin adverbs that number what was inserted: `10bis`, `10ter`.

const ADVERBS: [&str; 19] = [
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
    "quindecies",
    "sexdecies",
    "septdecies",
    "octodecies",
    "novodecies",
    "vicies",
];

/// Other ways of writing some of them.
const VARIANTS: [(&str, u8); 8] = [
    ("quinquiès", 5),
    ("novies", 9),
    ("tredecies", 13),
    ("quinquiesdecies", 15),
    ("sexiesdecies", 16),
    ("septiesdecies", 17),
    ("octiesdecies", 18),
    ("noniesdecies", 19),
];

/// Which insertion it is: 2 for `bis`, 3 for `ter`.
#[must_use]
pub fn ordinal(word: &str) -> Option<u8> {
    let adverb = ADVERBS.iter().position(|adverb| adverb.eq_ignore_ascii_case(word));
    let variant =
        || VARIANTS.iter().find(|(variant, _)| variant.eq_ignore_ascii_case(word)).map(|(_, ordinal)| *ordinal);
    adverb.and_then(|index| u8::try_from(index + 2).ok()).or_else(variant)
}

/// The adverb of an insertion: `bis` for 2; nothing for any other number than 2 to 20.
#[must_use]
pub fn adverb(ordinal: u8) -> &'static str {
    usize::from(ordinal).checked_sub(2).and_then(|index| ADVERBS.get(index)).copied().unwrap_or_default()
}
