//! The versions of a record: what changed between two of them, within what is granted.

mod paired;

use delibero_domain::consultation::Seen;
use delibero_domain::text::Language;
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use self::paired::{Fate, Pair, paired};
use super::marks::{record_time, write_marks};
use super::terms::Terms;
use super::{refusal, scope, summary, values, withheld};
use crate::address::{Address, percent_encoded};
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::field::Field;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::leads::hidden;
use crate::components::page::Page;
use crate::error::PageError;
use crate::pages::consultation::view::{
    AnswerOutcome, AnswerPage, CellPage, CellValue, GrantedAnswer, RecordPage, RowPage, load_versions,
};

/// The fields of the address: the time that the records are about, which of them is meant, and its two versions.
const OF: &str = "of";
const RECORD: &str = "record";
const OLDER: &str = "older";
const NEWER: &str = "newer";

/// Which two versions were chosen of which record; what cannot be read chooses nothing.
#[derive(Clone, Debug, Default)]
struct Chosen {
    record: usize,
    older: Option<u64>,
    newer: Option<u64>,
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let of = address.asked(OF);
    let page = load_versions(address.part("id"), of).await?;
    let chosen = Chosen {
        record: address.asked(RECORD).parse().unwrap_or_default(),
        older: address.asked(OLDER).parse().ok(),
        newer: address.asked(NEWER).parse().ok(),
    };
    Ok(view_of(&page, of, &chosen, use_language()))
}

/// Leads from a record of the answer to its versions, where there was one before.
pub(super) fn write_link(out: &mut Html, record: &RecordPage, terms: &Terms) {
    let Some(time) = record.time.filter(|_| record.identified && !record.temporary) else { return };
    if record.version.is_some_and(|version| version > 0) {
        let of = percent_encoded(&time.to_string());
        html!(out, "<p class=\"print:hidden\"><a class=\"link\" href=\"/consultations/" {&terms.page.id} "/versions?of=" {of} "\">");
        html!(out, {say!(terms.language, answer.versions_link)} "</a></p>");
    }
}

fn view_of(page: &AnswerPage, of: &str, chosen: &Chosen, language: Language) -> AnyView {
    let terms = Terms { language, page };
    let mut out = Html::default();
    summary::running_head(&mut out, &terms);
    out.mark("<div class=\"sheets-body\"><div class=\"answer\">");
    html!(out, "<p class=\"print:hidden\"><a class=\"link\" href=\"/consultations/" {&page.id} "#attestations\">");
    html!(out, {say!(language, answer.versions_back)} "</a></p>");
    summary::write_short(&mut out, &terms);
    match &page.outcome {
        AnswerOutcome::Granted(granted) => {
            let of_each: Vec<&[RecordPage]> = granted.records.chunk_by(|one, next| one.id == next.id).collect();
            if of_each.is_empty() {
                html!(out, "<p class=\"none\">" {say!(language, answer.versions_none)} "</p>");
            }
            for (place, versions) in of_each.iter().enumerate() {
                let chosen =
                    if place == chosen.record { chosen } else { &Chosen { record: place, ..Chosen::default() } };
                one(&mut out, granted, versions, (of, chosen), &terms);
            }
            withheld::write(&mut out, granted, &terms);
        }
        AnswerOutcome::Refused { reason, source, replaced_by, suspension } => {
            refusal::write(&mut out, *reason, source.as_ref(), replaced_by.as_deref(), suspension.as_deref(), &terms);
        }
    }
    out.mark("</div></div>");
    view! {
        <Page title=say!(language, answer.versions_title)>
            <div class="sheets" translate="no" inner_html=out.into_string()></div>
        </Page>
    }
    .into_any()
}

/// The versions of one record, the newest first.
fn one(out: &mut Html, granted: &GrantedAnswer, versions: &[RecordPage], (of, chosen): (&str, &Chosen), terms: &Terms) {
    let (language, [newest, ..]) = (terms.language, versions) else { return };
    let place = chosen.record;
    html!(out, "<section class=\"section panel\" aria-labelledby=\"record-" {place} "\"><h2 id=\"record-" {place} "\" class=\"heading\">");
    let what = if granted.declared { terms.text(&newest.kind.1) } else { say!(language, answer.attestation) };
    html!(out, {what} " " {record_time(newest, terms)} "</h2><p class=\"code break-all\">" {&newest.id} "</p>");
    match versions {
        [_] => html!(out, "<p class=\"none\">" {say!(language, answer.versions_one)} "</p>"),
        _ => {
            let (older, newer) = pair_of(versions, chosen);
            if versions.len() > 2 {
                out.view(choose(language, versions, (of, place), (older, newer)));
            }
            compare(out, granted, older, newer, terms);
        }
    }
    out.mark("</section>");
}

/// The two that were chosen, the older one first; else the newest and the one before.
fn pair_of<'v>(versions: &'v [RecordPage], chosen: &Chosen) -> (&'v RecordPage, &'v RecordPage) {
    let found = |wanted: Option<u64>| wanted.and_then(|wanted| versions.iter().find(|one| one.version == Some(wanted)));
    let (older, newer) = (found(chosen.older).unwrap_or(&versions[1]), found(chosen.newer).unwrap_or(&versions[0]));
    if older.version <= newer.version { (older, newer) } else { (newer, older) }
}

fn choose(
    language: Language,
    versions: &[RecordPage],
    (of, place): (&str, usize),
    (older, newer): (&RecordPage, &RecordPage),
) -> AnyView {
    let number = |record: &RecordPage| record.version.unwrap_or_default().to_string();
    let field = |name: &'static str, words: &'static str, chosen: &RecordPage| {
        let choices = versions.iter().map(|one| (number(one), version_words(one, language)));
        choice_field(Field::new(name, words).id(format!("{name}-{place}")), choices, &number(chosen))
    };
    view! {
        <form method="get" class="actions items-end print:hidden">
            {hidden([(OF, of.to_owned()), (RECORD, place.to_string())])}
            {field(OLDER, say!(language, answer.versions_older), older)}
            {field(NEWER, say!(language, answer.versions_newer), newer)}
            {Button::quiet(say!(language, answer.versions_compare)).view()}
        </form>
    }
    .into_any()
}

/// `Version 3, 7 avril 2025`
fn version_words(record: &RecordPage, language: Language) -> String {
    let version = record.version.unwrap_or_default();
    let day = record.created.map_or_else(String::new, |day| format!(", {}", long_date(day, language)));
    format!("{} {version}{day}", say!(language, answer.versions_version))
}

fn compare(out: &mut Html, granted: &GrantedAnswer, older: &RecordPage, newer: &RecordPage, terms: &Terms) {
    let language = terms.language;
    let pairs = paired(&older.rows, &newer.rows);
    let mut differ = Vec::new();
    let mut same = 0;
    for pair in &pairs {
        pair.each(&mut |pair| match pair.fate() {
            Fate::Same => same += usize::from(pair.row().is_some_and(|row| is_counted(granted, row))),
            _ => differ.push(pair),
        });
    }
    if differ.is_empty() && older.status == newer.status {
        html!(out, "<p class=\"none\">" {say!(language, answer.versions_same)} "</p>");
        return;
    }
    html!(out, "<div class=\"quarters-area\" tabindex=\"0\" role=\"region\" aria-label=\"" {say!(language, answer.versions_area)} "\">");
    html!(out, "<table class=\"quarters versions\"><caption class=\"sr-only\">" {say!(language, answer.versions_title)} "</caption>");
    html!(out, "<thead><tr><th scope=\"col\">" {say!(language, answer.element)} "</th>");
    for version in [older, newer] {
        html!(out, "<th scope=\"col\">" {version_words(version, language)} "<span class=\"behind\">" {terms.status(version.status)} "</span> ");
        write_marks(out, version, terms);
        out.mark("</th>");
    }
    out.mark("</tr></thead>");
    for pair in differ {
        write_pair(out, granted, pair, terms);
    }
    out.mark("</table></div>");
    if same > 0 {
        html!(out, "<p class=\"note\">" {say!(language, answer.versions_rows_same, count = same)} "</p>");
    }
}

/// Where only what is said in the records may be seen, the number of rows is not told.
fn is_counted(granted: &GrantedAnswer, row: &RowPage) -> bool {
    scope::seen(granted, granted.block_of(row.shape)) != Seen::Values
}

/// A row that differs: all that may be seen of it, what changed marked.
fn write_pair(out: &mut Html, granted: &GrantedAnswer, pair: &Pair<'_>, terms: &Terms) {
    let language = terms.language;
    let Some(row) = pair.row() else { return };
    let words = match pair.fate() {
        Fate::Added => say!(language, answer.versions_row_added),
        Fate::Removed => say!(language, answer.versions_row_removed),
        Fate::Changed | Fate::Same => say!(language, answer.versions_row_changed),
    };
    html!(out, "<tbody><tr><th scope=\"rowgroup\" colspan=\"3\">" {granted.shape_label(row.shape, terms)} " – " {words} "</th></tr>");
    for cell in &row.cells {
        if granted.withholds_always(cell) {
            continue;
        }
        let Some(element) = granted.element(cell.element) else { continue };
        let of = |row: Option<&'_ RowPage>| {
            row.and_then(|row| row.cells.iter().find(|one| one.element == cell.element).cloned())
        };
        let (old, new) = (of(pair.older), of(pair.newer));
        let changed = old != new;
        out.mark(if changed { "<tr>" } else { "<tr class=\"same\">" });
        html!(out, "<th scope=\"row\">" {terms.text(&element.label)} "</th>");
        write_cell(out, old.as_ref(), false, terms);
        write_cell(out, new.as_ref(), changed, terms);
        out.mark("</tr>");
    }
    out.mark("</tbody>");
}

fn write_cell(out: &mut Html, cell: Option<&CellPage>, changed: bool, terms: &Terms) {
    let language = terms.language;
    let withheld = cell.is_some_and(|cell| matches!(cell.value, CellValue::Withheld(_)));
    out.mark(match (withheld, changed) {
        (true, _) => "<td class=\"hatched\">",
        (_, true) => "<td class=\"changed\">",
        (_, false) => "<td>",
    });
    if changed && !withheld {
        let words = say!(language, answer.changed);
        html!(out, "<span class=\"changed-mark\" aria-hidden=\"true\">≠ </span><span class=\"sr-only\">" {words} " </span>");
    }
    match cell {
        Some(cell) => values::write(out, &cell.value, terms),
        None => html!(out, "<span class=\"none\">" {say!(language, answer.no_row)} "</span>"),
    }
    out.mark("</td>");
}

#[cfg(test)]
mod tests;
