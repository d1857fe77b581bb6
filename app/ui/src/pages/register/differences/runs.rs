//! The words of a part, old and new: underlined and struck through, and said to those who do not see it.

use delibero_domain::deliberation::differences::{Kind, Run, paragraphs};
use delibero_words::say;

use super::DifferencesPage;
use crate::components::html::{Html, html};

/// The words of a part in the way that was chosen.
pub(super) fn write(out: &mut Html, page: &DifferencesPage, runs: &[Run], kind: Kind) {
    // What is new or gone as a whole has no line under or through each word: it would be hard to read, and its sign
    // says it.
    let is_whole = matches!(runs, [run] if !run.is_same());
    if !page.is_side_by_side() {
        return wording(out, page, runs, (kind == Kind::Repealed, is_whole));
    }
    let of = |is_on: fn(&Run) -> bool| runs.iter().filter(|run| is_on(run)).cloned().collect::<Vec<_>>();
    let old = if kind == Kind::Inserted { Vec::new() } else { of(Run::is_old) };
    let new = if kind == Kind::Removed { Vec::new() } else { of(Run::is_new) };
    out.mark("<div class=\"sides\">");
    side(out, page, say!(page.language, differences.before), &old, (kind == Kind::Restored, is_whole));
    side(out, page, say!(page.language, differences.after), &new, (kind == Kind::Repealed, is_whole));
    out.mark("</div>");
}

fn side(out: &mut Html, page: &DifferencesPage, name: &str, runs: &[Run], look: (bool, bool)) {
    own(out, page, "<div class=\"side\"><p class=\"side-name\"");
    html!(out, {name} "</p>");
    if paragraphs(runs).is_empty() {
        own(out, page, "<p class=\"quiet\"");
        html!(out, {say!(page.language, differences.not_there_yet)} "</p>");
    } else {
        wording(out, page, runs, look);
    }
    out.mark("</div>");
}

/// Begins words of the page within the text: `mark` is open.
pub(super) fn own(out: &mut Html, page: &DifferencesPage, mark: &'static str) {
    out.mark(mark);
    out.attribute("lang", page.own_language());
    out.mark(">");
}

fn wording(out: &mut Html, page: &DifferencesPage, runs: &[Run], (is_repealed, is_whole): (bool, bool)) {
    out.mark(if is_repealed { "<div class=\"wording repealed\">" } else { "<div class=\"wording\">" });
    for paragraph in paragraphs(runs) {
        out.mark("<p>");
        for run in &paragraph {
            let (begin, end, words) = match run {
                Run::Same(words) => {
                    out.words(words);
                    continue;
                }
                Run::Removed(_) => ("<del", "</del>", say!(page.language, differences.word_removed)),
                Run::Inserted(_) => ("<ins", "</ins>", say!(page.language, differences.word_inserted)),
            };
            out.mark(begin);
            out.mark(if is_whole { " class=\"whole\">" } else { ">" });
            own(out, page, "<span class=\"sr-only\"");
            html!(out, " [" {words} " </span>" {run.text()} "<span class=\"sr-only\">] </span>");
            out.mark(end);
        }
        out.mark("</p>");
    }
    out.mark("</div>");
}
