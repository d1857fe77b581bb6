//! How much differs, in a sentence: `3 points insérés, 1 modifié, 2 déplacés.`

use delibero_domain::deliberation::differences::{Counts, Differences, Row, Run};
use delibero_words::say;
use leptos::prelude::*;

use super::DifferencesPage;
use super::labels::counted;

pub(super) fn view(page: &DifferencesPage, differences: &Differences) -> AnyView {
    let sentences = [Some(points(page, page.view.summary.points)), also(page, differences)];
    let words = sentences.into_iter().flatten().collect::<Vec<_>>().join(" ");
    view! { <p class="mb-3 max-w-[72ch] font-medium">{words}</p> }.into_any()
}

/// What became of how many points; the first number alone has its noun.
fn points(page: &DifferencesPage, counts: Counts) -> String {
    let told = [
        (
            counts.inserted,
            say!(page.language, differences.inserted_one),
            say!(page.language, differences.inserted_many),
        ),
        (counts.changed, say!(page.language, differences.changed_one), say!(page.language, differences.changed_many)),
        (counts.removed, say!(page.language, differences.removed_one), say!(page.language, differences.removed_many)),
        (
            counts.repealed,
            say!(page.language, differences.repealed_one),
            say!(page.language, differences.repealed_many),
        ),
        (
            counts.restored,
            say!(page.language, differences.restored_one),
            say!(page.language, differences.restored_many),
        ),
        (counts.moved, say!(page.language, differences.moved_one), say!(page.language, differences.moved_many)),
        (
            counts.renumbered,
            say!(page.language, differences.renumbered_one),
            say!(page.language, differences.renumbered_many),
        ),
    ];
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
    let of = |runs: &[Run], words: &'static str| (!runs.iter().all(Run::is_same)).then(|| words.to_owned());
    let sections = touched(differences.sections.iter().map(|section| &section.heading));
    let notes = touched(differences.footnotes.iter());
    let parts = [
        of(&differences.title, say!(page.language, differences.also_title)),
        (sections > 0).then(|| counted!(page, sections, sections_one, sections_many)),
        of(&differences.operative, say!(page.language, differences.also_operative)),
        of(&differences.signed_by, say!(page.language, differences.also_signed)),
        of(&differences.annex, say!(page.language, differences.also_annex)),
        (notes > 0).then(|| counted!(page, notes, notes_one, notes_many)),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| say!(page.language, differences.also, parts = parts.join(", ")))
}

/// To how many parts something happened.
fn touched<'r, S: 'r>(rows: impl Iterator<Item = &'r Row<S>>) -> usize {
    rows.filter(|row| !row.is_untouched()).count()
}
