//! A table of data: a caption, heads that stay in sight and sort by link, rows. On a narrow screen each row is a sheet with
//! the same labels. Its cells are many, so that it is written as text: see `html`.

use std::borrow::Cow;

use delibero_words::say;
use leptos::prelude::*;

use super::html::{Html, html};
use super::language::use_language;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Ascending,
    Descending,
}

impl Direction {
    #[must_use]
    pub const fn of(descending: bool) -> Self {
        if descending { Self::Descending } else { Self::Ascending }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }

    /// An arrow, and in words what the link does with it.
    pub(super) fn sign(self) -> AnyView {
        let language = use_language();
        let (arrow, words) = match self {
            Self::Ascending => ("↑", say!(language, lists.ascending)),
            Self::Descending => ("↓", say!(language, lists.descending)),
        };
        view! {
            <span aria-hidden="true">{arrow}</span>
            <span class="sr-only">", " {words} " – " {say!(language, lists.reverse)}</span>
        }
        .into_any()
    }
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    label: Cow<'static, str>,
    numeric: bool,
    sorts: Option<(String, Option<Direction>)>,
}

impl Column {
    #[must_use]
    pub fn new(label: impl Into<Cow<'static, str>>) -> Self {
        Self { label: label.into(), numeric: false, sorts: None }
    }

    /// Of numbers, which stand at the right.
    #[must_use]
    pub const fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// Its head leads to another order of the rows; `now` where they have this one.
    #[must_use]
    pub fn sorts(mut self, address: String, now: Option<Direction>) -> Self {
        self.sorts = Some((address, now));
        self
    }

    const fn class(&self) -> &'static str {
        if self.numeric { "numeric" } else { "" }
    }
}

/// One row: its cells, in the order of the columns.
#[derive(Debug, Default)]
pub struct Row {
    cells: Vec<Html>,
    id: Option<String>,
    class: &'static str,
}

impl Row {
    #[must_use]
    pub fn new(cells: impl IntoIterator<Item = Html>) -> Self {
        Self { cells: cells.into_iter().collect(), ..Self::default() }
    }

    #[must_use]
    pub fn id(mut self, id: Option<String>) -> Self {
        self.id = id;
        self
    }

    #[must_use]
    pub const fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }
}

/// The table, written row by row.
#[derive(Debug)]
pub struct Table {
    caption: String,
    columns: Vec<Column>,
    class: &'static str,
    verbatim: bool,
    bodies: Html,
    open: bool,
}

impl Table {
    #[must_use]
    pub fn new(caption: impl Into<String>, columns: impl IntoIterator<Item = Column>) -> Self {
        let columns = columns.into_iter().collect();
        let caption = caption.into();
        Self { caption, columns, class: "records", verbatim: false, bodies: Html::default(), open: false }
    }

    /// Of many columns: rows are sheets on all but wide screens.
    #[must_use]
    pub const fn wide(mut self) -> Self {
        self.class = "records wide";
        self
    }

    /// Its words are records: no browser translates them.
    #[must_use]
    pub const fn verbatim(mut self) -> Self {
        self.verbatim = true;
        self
    }

    /// Begins rows that belong together, under a heading.
    pub fn group(&mut self, heading: &str) {
        self.end_body();
        self.begin_body();
        let span = self.columns.len();
        html!(self.bodies, "<tr role=\"row\" class=\"group-head\"><th role=\"rowheader\" scope=\"rowgroup\" colspan=\""
            {span} "\">" {heading} "</th></tr>");
    }

    /// Adds a row; what it has of cells beyond the columns is not shown.
    pub fn row(&mut self, row: &Row) {
        self.begin_body();
        html!(self.bodies, "<tr role=\"row\"");
        if let Some(id) = &row.id {
            html!(self.bodies, " id=\"" {id} "\"");
        }
        if !row.class.is_empty() {
            html!(self.bodies, " class=\"" {row.class} "\"");
        }
        html!(self.bodies, ">");
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            html!(self.bodies, "<td role=\"cell\"");
            if column.numeric {
                html!(self.bodies, " class=\"numeric\"");
            }
            html!(self.bodies, " data-label=\"" {&column.label} "\">");
            // Beside the label of a sheet, elements need one around them; words alone do not.
            if cell.holds_elements() {
                html!(self.bodies, "<div>");
                self.bodies.html(cell);
                html!(self.bodies, "</div></td>");
            } else {
                self.bodies.html(cell);
                html!(self.bodies, "</td>");
            }
        }
        html!(self.bodies, "</tr>");
    }

    fn begin_body(&mut self) {
        if !std::mem::replace(&mut self.open, true) {
            html!(self.bodies, "<tbody role=\"rowgroup\">");
        }
    }

    fn end_body(&mut self) {
        if std::mem::take(&mut self.open) {
            html!(self.bodies, "</tbody>");
        }
    }

    #[must_use]
    pub fn view(mut self) -> AnyView {
        self.begin_body();
        self.end_body();
        let mut out = Html::default();
        html!(out, "<caption class=\"sr-only\">" {&self.caption} "</caption><thead role=\"rowgroup\"><tr role=\"row\">");
        for column in self.columns {
            out.view(head(column));
        }
        html!(out, "</tr></thead>");
        out.html(&self.bodies);
        let translate = self.verbatim.then_some("no");
        view! { <table role="table" class=self.class translate=translate inner_html=out.into_string()></table> }
            .into_any()
    }
}

fn head(column: Column) -> impl IntoView {
    let class = column.class();
    let (address, now) = column.sorts.unzip();
    let now = now.flatten();
    let label = match address {
        Some(address) => {
            view! { <a class="order" href=address>{column.label} {now.map(Direction::sign)}</a> }.into_any()
        }
        None => column.label.into_any(),
    };
    view! {
        <th role="columnheader" scope="col" class=class aria-sort=now.map(Direction::as_str)>{label}</th>
    }
}

#[cfg(test)]
mod tests {
    use delibero_domain::text::Language;

    use super::*;
    use crate::rendering;

    #[test]
    fn a_table_has_heads_that_sort_labels_for_sheets_and_a_body() {
        let html = rendering::html(Language::Fr, |_| {
            let columns = [
                Column::new("Nom").sorts("/list?sort=name".to_owned(), Some(Direction::Descending)),
                Column::new("Nombre").numeric(),
            ];
            let mut table = Table::new("Tout", columns);
            table.group("A & B");
            table.row(&Row::new([Html::from("<b>"), Html::of(view! { <b>"12"</b> })]).id(Some("x".to_owned())));
            table.view()
        });
        for expected in [
            "aria-sort=\"descending\"",
            "href=\"/list?sort=name\"",
            "inverser l’ordre",
            "<tbody role=\"rowgroup\"><tr role=\"row\" class=\"group-head\">",
            "colspan=\"2\">A &amp; B</th>",
            "<td role=\"cell\" data-label=\"Nom\">&lt;b&gt;</td>",
            "<td role=\"cell\" class=\"numeric\" data-label=\"Nombre\"><div><b>12",
        ] {
            assert!(html.contains(expected), "{expected}: {html}");
        }
        assert_eq!(html.matches("<tbody").count(), 1);
    }

    #[test]
    fn a_table_without_rows_has_a_body_all_the_same() {
        let html = rendering::html(Language::Fr, |_| Table::new("Tout", [Column::new("Nom")]).view());
        assert!(html.contains("<tbody role=\"rowgroup\"></tbody>"), "{html}");
    }
}
