//! Documents: two versions compared, and for the secretariat the history and the ways to write.

use delibero_words::say;
use leptos::prelude::*;

use super::words::{HEADING, version_name};
use super::{Shown, address};
use crate::components::form_mark::FilledInBy;

/// The section.
pub(super) fn view(shown: &Shown) -> AnyView {
    view! {
        <section class="print:hidden" aria-labelledby="documents">
            <h2 id="documents" class=HEADING>{say!(shown.language, deliberation.documents)}</h2>
            {compare(shown)}
            {writing(shown)}
        </section>
    }
    .into_any()
}

fn compare(shown: &Shown) -> AnyView {
    let known: Vec<u16> =
        (0..).zip(&shown.page.versions).filter(|(_, version)| version.is_known()).map(|(place, _)| place).collect();
    let (Some(last), true) = (known.last().copied(), known.len() > 1) else {
        return without_texts(shown);
    };
    let before = known[known.len() - 2];
    let choice = |id: &'static str, words: &'static str, chosen: u16| {
        let options = known.iter().map(|place| {
            view! { <option value=place.to_string() selected=*place == chosen>{version_name(shown, *place)}</option> }
        });
        let options: Vec<_> = options.collect();
        view! {
            <div>
                <label class="label text-sm" for=id>{words}</label>
                <select class="field" id=id name=id>{options}</select>
            </div>
        }
        .into_any()
    };
    let action = format!("{}/compare", address::deliberation(shown.page.number));
    view! {
        <form method="get" action=action class="mb-4 flex flex-wrap items-end gap-3">
            {choice("from", say!(shown.language, deliberation.compare_from), before)}
            {choice("to", say!(shown.language, deliberation.compare_to), last)}
            <button class="button button-quiet">{say!(shown.language, deliberation.compare)}</button>
        </form>
    }
    .into_any()
}

/// Where fewer than two texts are known, what two versions authorise can still be compared.
fn without_texts(shown: &Shown) -> AnyView {
    let to = format!("{}/compare", address::deliberation(shown.page.number));
    let grants = (shown.page.versions.len() > 1).then(|| {
        view! { <a class="link inline-flex min-h-6 items-center" href=to>{say!(shown.language, deliberation.compare_grants)}</a> }
    });
    view! { <p class="mb-3 text-sm text-muted">{say!(shown.language, deliberation.compare_nothing)} " " {grants}</p> }
        .into_any()
}

/// The history for those who see drafts, and the two ways to write for the secretariat.
fn writing(shown: &Shown) -> Option<AnyView> {
    let page = &shown.page;
    let own = address::deliberation(page.number);
    let drafts = format!("{own}/drafts");
    let write = page.writes.then(|| {
        view! {
            <a class="button" href=drafts.clone()>{say!(shown.language, deliberation.amend)}</a>
            <form method="post" action=drafts>
                <FilledInBy />
                <button class="button button-quiet" name="kind" value="correction">{say!(shown.language, deliberation.correct)}</button>
            </form>
        }
    });
    page.sees_history.then(|| {
        view! {
            <div class="flex flex-wrap items-center gap-3">
                {write}
                <a class="link inline-flex min-h-9 items-center" href=format!("{own}/history")>{say!(shown.language, deliberation.history)}</a>
            </div>
        }
        .into_any()
    })
}
