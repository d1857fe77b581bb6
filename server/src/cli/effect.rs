//! `delibero catalogue effect`: what a change of the catalogue gives and takes, in words.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::effect::Effect;
use delibero_domain::text::Language;
use delibero_words::effect_words::Telling;

/// What differs in lines that people read, party by party: what is gained first.
pub(super) fn lines(before: &Catalogue, after: &Catalogue, found: &Effect, language: Language) -> Vec<String> {
    let telling = Telling { before, after, language, with_identifiers: true };
    let mut lines = Vec::new();
    for touched in found.touched() {
        lines.push(telling.heading(&touched));
        let signed = [("+", &touched.gains), ("-", &touched.loses), ("~", &touched.other)];
        for (sign, differences) in signed {
            lines.extend(differences.iter().map(|found| format!("  {sign} {}", telling.difference(found))));
        }
        lines.extend(telling.refused(&touched).map(|words| format!("  ~ {words}")));
    }
    lines.push(telling.conclusion(found));
    lines
}
