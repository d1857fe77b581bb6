//! What a draft or a save changes: one line a thing, its words old and new beneath.

use delibero_domain::deliberation::differences::{Run, diff};
use delibero_domain::text::Language;
use delibero_usecases::register::changes::{Change, Subject};
use delibero_usecases::register::editing::FieldKey;
use delibero_words::formats::short_date;
use delibero_words::say;
use leptos::prelude::*;

use super::words;
use crate::components::language::use_language;

/// A thing with more words than this is shut until somebody opens it.
const SHOWN_AT_ONCE: usize = 12;

/// The changes; open where there are few.
pub(super) fn list(changes: Vec<Change>) -> AnyView {
    let few = changes.len() <= SHOWN_AT_ONCE;
    let lines = changes.into_iter().map(|change| line(change, few)).collect_view();
    view! { <ul class="max-w-[72ch] ruled">{lines}</ul> }.into_any()
}

fn line(change: Change, open: bool) -> AnyView {
    let language = use_language();
    let Change { subject, text, kind, runs } = change;
    let lang = text.map(|text| text.language.code());
    let runs = if holds_days(&subject) { in_days_of_people(&runs) } else { runs };
    let (name, label) = named(language, subject);
    view! {
        <li class="py-2">
            <details open=open>
                <summary class="min-h-6">
                    <span class="font-semibold">{name} " " {label}</span>
                    " "
                    <span class="quiet">{words::change(language, kind)}</span>
                </summary>
                <p class="mt-1 whitespace-pre-line" lang=lang>{marked(runs)}</p>
            </details>
        </li>
    }
    .into_any()
}

/// Whether the words of a change are days and numbers.
const fn holds_days(subject: &Subject) -> bool {
    matches!(subject, Subject::Version(_) | Subject::Field(FieldKey::Date | FieldKey::EndDate))
}

/// The same change, with days as people write them.
fn in_days_of_people(runs: &[Run]) -> Vec<Run> {
    let side = |left_out: fn(&Run) -> bool| -> String {
        let words = |run: &Run| match run {
            Run::Same(words) | Run::Removed(words) | Run::Inserted(words) => words.clone(),
        };
        let whole: String = runs.iter().filter(|run| !left_out(run)).map(words).collect();
        let day = |word: &str| word.parse().map_or_else(|_| word.to_owned(), short_date);
        whole.split(' ').map(day).collect::<Vec<_>>().join(" ")
    };
    diff(&side(|run| matches!(run, Run::Inserted(_))), &side(|run| matches!(run, Run::Removed(_))))
}

/// What changed: what it is, and which one.
fn named(language: Language, subject: Subject) -> (String, String) {
    match subject {
        Subject::Field(key) => (words::field_unhinted(language, key).to_owned(), String::new()),
        Subject::Version(day) => {
            let label = day.parse().map_or(day, short_date);
            (say!(language, drafts.field_version).to_owned(), label)
        }
        Subject::Section(label) => (say!(language, drafts.field_section).to_owned(), label),
        Subject::Point(label) => (say!(language, drafts.field_point).to_owned(), label),
        Subject::Footnote(mark) => (say!(language, drafts.field_footnote).to_owned(), mark),
    }
}

/// Words that went and came: marked by elements of their own, never by colour alone.
pub(super) fn marked(runs: Vec<Run>) -> AnyView {
    let run = |run: Run| match run {
        Run::Same(words) => view! { <span>{words}</span> }.into_any(),
        Run::Removed(words) => view! { <del class="word-removed">{words}</del> }.into_any(),
        Run::Inserted(words) => view! { <ins class="word-inserted">{words}</ins> }.into_any(),
    };
    runs.into_iter().map(run).collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_a_change_are_written_as_people_do() {
        let runs = diff("2011-05-03 CSSS/11/052", "2011-05-03 CSSS/11/052 2011-05-18");
        let words: String = in_days_of_people(&runs)
            .into_iter()
            .map(|run| match run {
                Run::Same(words) => words,
                Run::Removed(words) => format!("-{words}"),
                Run::Inserted(words) => format!("+{words}"),
            })
            .collect();
        assert!(words.starts_with("03.05.2011 CSSS/11/052") && words.ends_with("18.05.2011"), "{words}");
    }
}
