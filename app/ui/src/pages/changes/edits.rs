//! Every save of a draft.

use delibero_domain::text::Language;
use delibero_words::formats::short_date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::view::EditLine;
use super::words;
use crate::components::html::{Html, html};
use crate::components::table::{Column, Row, Table};

pub(super) fn table(language: Language, edits: &[EditLine]) -> AnyView {
    let columns = [
        Column::new(say!(language, changes.col_when)),
        Column::new(say!(language, changes.col_who)),
        Column::new(say!(language, changes.col_what)),
        Column::new(say!(language, changes.col_documents)).numeric(),
    ];
    let mut table = Table::new(say!(language, changes.edits_caption), columns);
    for edit in edits {
        let mut what = Html::from(words::edit(language, edit.what));
        if let Some(note) = &edit.note {
            html!(what, "<small>" {note} "</small>");
        }
        let cells = [at(&edit.at), person(language, edit.user.as_deref()), what, edit.documents.to_string().into()];
        table.row(&Row::new(cells));
    }
    table.view()
}

/// A name, which no browser translates; the program where there is none.
pub(super) fn person(language: Language, name: Option<&str>) -> Html {
    let Some(name) = name else { return say!(language, changes.by_program).into() };
    let mut out = Html::default();
    html!(out, "<span translate=\"no\">" {name} "</span>");
    out
}

/// `2026-11-21 01:02:03`, as tables have it.
pub(super) fn at(at: &str) -> Html {
    let mut out = Html::default();
    html!(out, "<time datetime=\"" {at} "\">" {short_date_time(at)} "</time>");
    out
}
