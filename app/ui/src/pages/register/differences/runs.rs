//! The words of a part, old and new: underlined and struck through, and said to those who do not see it.

use delibero_domain::deliberation::differences::{Kind, Run, paragraphs};
use delibero_words::say;
use leptos::prelude::*;

use super::DifferencesPage;

/// Whose words are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Old,
    New,
    Both,
}

/// The words of a part in the way that was chosen.
pub(super) fn view(page: &DifferencesPage, runs: &[Run], kind: Kind) -> AnyView {
    if !page.is_side_by_side() {
        let look = if kind == Kind::Repealed { "wording repealed" } else { "wording" };
        return view! { <div class=look>{written(page, runs, Side::Both)}</div> }.into_any();
    }
    let old = (kind != Kind::Inserted).then(|| written(page, runs, Side::Old)).filter(|words| !words.is_empty());
    let new = (kind != Kind::Removed).then(|| written(page, runs, Side::New)).filter(|words| !words.is_empty());
    view! {
        <div class="sides">
            {side(page, say!(page.language, differences.before), old, kind == Kind::Restored)}
            {side(page, say!(page.language, differences.after), new, kind == Kind::Repealed)}
        </div>
    }
    .into_any()
}

fn side(page: &DifferencesPage, name: &'static str, words: Option<Vec<AnyView>>, repealed: bool) -> AnyView {
    let lang = page.own_language();
    let look = if repealed { "wording repealed" } else { "wording" };
    let words = match words {
        Some(words) => view! { <div class=look>{words}</div> }.into_any(),
        None => {
            view! { <p class="text-muted" lang=lang>{say!(page.language, differences.not_there_yet)}</p> }.into_any()
        }
    };
    view! {
        <div class="side">
            <p class="side-name" lang=lang>{name}</p>
            {words}
        </div>
    }
    .into_any()
}

fn written(page: &DifferencesPage, runs: &[Run], side: Side) -> Vec<AnyView> {
    let kept: Vec<Run> = runs.iter().filter(|run| stands_on(run, side)).cloned().collect();
    let is_whole = kept.iter().all(|run| !run.is_same()) && runs.len() == 1;
    let paragraph = |runs: Vec<Run>| {
        let words: Vec<_> = runs.iter().map(|run| word(page, run, is_whole)).collect();
        view! { <p>{words}</p> }.into_any()
    };
    paragraphs(&kept).into_iter().map(paragraph).collect()
}

const fn stands_on(run: &Run, side: Side) -> bool {
    match side {
        Side::Old => run.is_old(),
        Side::New => run.is_new(),
        Side::Both => true,
    }
}

/// A stretch of words. What is new or gone as a whole has no line under or through each word: it would be hard to
/// read, and its sign says it.
fn word(page: &DifferencesPage, run: &Run, is_whole: bool) -> AnyView {
    let lang = page.own_language();
    let text = run.text().to_owned();
    let look = is_whole.then_some("whole");
    let begin = |words: &'static str| view! { <span class="sr-only" lang=lang>" [" {words} " "</span> };
    let end = view! { <span class="sr-only">"] "</span> };
    match run {
        Run::Same(_) => text.into_any(),
        Run::Removed(_) => {
            view! { <del class=look>{begin(say!(page.language, differences.word_removed))} {text} {end}</del> }
                .into_any()
        }
        Run::Inserted(_) => {
            view! { <ins class=look>{begin(say!(page.language, differences.word_inserted))} {text} {end}</ins> }
                .into_any()
        }
    }
}
