//! How much differs, in a sentence: `3 points insérés, 1 modifié, 2 déplacés.`

use delibero_domain::deliberation::differences::{Counts, Differences, Row, Run};
use delibero_words::say;

use super::DifferencesPage;
use super::labels::counted;

pub(super) fn words(page: &DifferencesPage, differences: &Differences) -> String {
    let also = also(page, differences).map(|words| format!(" {words}"));
    format!("{}{}", points(page, differences.summary().points), also.unwrap_or_default())
}

/// What became of how many points; the first number alone has its noun.
fn points(page: &DifferencesPage, counts: Counts) -> String {
    macro_rules! told {
        ($($field:ident $one:ident $many:ident;)+) => {
            [$((counts.$field, say!(page.language, differences.$one), say!(page.language, differences.$many))),+]
        };
    }
    let told = told! {
        inserted inserted_one inserted_many;
        changed changed_one changed_many;
        removed removed_one removed_many;
        repealed repealed_one repealed_many;
        restored restored_one restored_many;
        moved moved_one moved_many;
        renumbered renumbered_one renumbered_many;
    };
    let told = told.into_iter().filter(|(count, ..)| *count > 0).enumerate().map(|(place, (count, one, many))| {
        let participle = if count == 1 { one } else { many };
        let number = if place == 0 { counted!(page, count, points_one, points_many) } else { count.to_string() };
        format!("{number} {participle}")
    });
    let told: Vec<_> = told.collect();
    if told.is_empty() { say!(page.language, differences.no_point).to_owned() } else { format!("{}.", told.join(", ")) }
}

/// What differs beside the points.
fn also(page: &DifferencesPage, differences: &Differences) -> Option<String> {
    let language = page.language;
    let of = |runs: &[Run], words: &str| (!runs.iter().all(Run::is_same)).then(|| words.to_owned());
    let sections = differences.sections.iter().filter(|section| !section.heading.is_untouched()).count();
    let notes = differences.footnotes.iter().filter(|row: &&Row<_>| !row.is_untouched()).count();
    let parts = [
        of(&differences.title, say!(language, differences.also_title)),
        (sections > 0).then(|| counted!(page, sections, sections_one, sections_many)),
        of(&differences.operative, say!(language, differences.also_operative)),
        of(&differences.signed_by, say!(language, differences.also_signed)),
        of(&differences.annex, say!(language, differences.also_annex)),
        (notes > 0).then(|| counted!(page, notes, notes_one, notes_many)),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| say!(language, differences.also, parts = parts.join(", ")))
}
