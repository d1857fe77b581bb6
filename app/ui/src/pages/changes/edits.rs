//! Every save of a draft.

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::view::EditLine;
use super::words;
use crate::components::html::{Html, html};
use crate::components::table::{Column, Row, Table};
use crate::pages::drafting::{person, saved_at};

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
        let cells =
            [saved_at(&edit.at), person(language, edit.user.as_deref()), what, edit.documents.to_string().into()];
        table.row(&Row::new(cells));
    }
    table.view()
}
