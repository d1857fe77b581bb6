//! Two recipients side by side: element by element, then condition by condition. What differs says so in words.

use delibero_domain::text::Text;
use delibero_words::reasons::role_names;
use delibero_words::say;
use leptos::prelude::*;

use super::view::{Comparison, Difference, ElementColumn, Mark, MatrixCell, MatrixRow};
use super::{MatrixPage, detail, marks, query, table as matrix_table};
use crate::components::html::{Html, html};
use crate::components::table::{Column, Row, Table};
use crate::pages::conditions::rules;
use crate::pages::conditions::view::ConditionsView;

struct Side<'s> {
    row: &'s MatrixRow,
    name: String,
    conditions: Option<&'s ConditionsView>,
}

struct Sides<'s> {
    page: &'s MatrixPage,
    left: Side<'s>,
    right: Side<'s>,
}

pub(super) fn view(page: &MatrixPage, comparison: &Comparison) -> AnyView {
    let language = page.language;
    let [left, right] = page.view.rows.as_slice() else { return ().into_any() };
    let side = |row, conditions| {
        let row: &MatrixRow = row;
        Side { row, name: row.recipient.full(language), conditions }
    };
    let sides =
        Sides { page, left: side(left, comparison.left.as_ref()), right: side(right, comparison.right.as_ref()) };
    let heading = say!(language, matrix.compare_heading, left = sides.left.name, right = sides.right.name);
    view! {
        <h2 class="heading">{heading}</h2>
        {sides.standing()}
        {sides.elements(comparison)}
        {sides.conditions()}
    }
    .into_any()
}

impl Sides<'_> {
    fn standing(&self) -> Vec<AnyView> {
        let colon = say!(self.page.language, kit.colon);
        let told = [&self.left, &self.right].into_iter().filter_map(|side| {
            let words = matrix_table::standing(self.page, side.row.standing)?;
            Some(view! { <p class="standing">{format!("{}{colon}{words}", side.name)}</p> }.into_any())
        });
        told.collect()
    }

    fn table(&self, caption: String, first: &'static str) -> Table {
        let columns = [
            Column::new(first),
            Column::new(self.left.name.clone()),
            Column::new(self.right.name.clone()),
            Column::new(say!(self.page.language, matrix.difference)),
        ];
        Table::new(caption, columns)
    }

    fn elements(&self, comparison: &Comparison) -> AnyView {
        let (language, view) = (self.page.language, &self.page.view);
        let (count, all) = (comparison.differences.iter().flatten().count(), comparison.differences.len().to_string());
        let counted = match count {
            0 => say!(language, matrix.no_difference).to_owned(),
            1 => say!(language, matrix.count_difference_one, all = all),
            _ => say!(language, matrix.count_differences, count = count.to_string(), all = all),
        };
        let caption = say!(language, matrix.compare_caption, left = self.left.name, right = self.right.name);
        let only_differences = self.page.query.only_differences();
        let mut table = self.table(caption, say!(language, matrix.element));
        let cells = self.left.row.cells.iter().zip(&self.right.row.cells);
        let mut lines = cells.zip(&comparison.differences);
        for block in &view.blocks {
            let of_block = block.elements.iter().zip(lines.by_ref());
            let told = of_block.filter(|(_, (_, difference))| difference.is_some() || !only_differences);
            for (at, (column, (cells, difference))) in told.collect::<Vec<_>>().into_iter().enumerate() {
                if at == 0 {
                    table.group(self.page.say(&block.label));
                }
                table.row(&self.line(column, cells, *difference));
            }
        }
        let table = (count > 0 || !only_differences).then(|| table.view());
        view! { <p class="hint tabular-nums">{counted}</p> <div class="mb-6">{table}</div> }.into_any()
    }

    fn line(&self, column: &ElementColumn, cells: (&MatrixCell, &MatrixCell), difference: Option<Difference>) -> Row {
        let cells = [
            Html::from(self.page.say(&column.label)),
            self.cell(&self.left, column, cells.0),
            self.cell(&self.right, column, cells.1),
            self.difference(difference),
        ];
        Row::new(cells).class(different(difference.is_some()))
    }

    /// The mark in words, with the modules that have it, as a link where there is something to tell.
    fn cell(&self, side: &Side<'_>, column: &ElementColumn, cell: &MatrixCell) -> Html {
        let (page, view) = (self.page, &self.page.view);
        let words = marks::cell(page, cell);
        let mut out = Html::default();
        html!(out, "<div class=\"marked\">");
        marks::write_shape(&mut out, cell.mark);
        html!(out, "<div>");
        if cell.mark == Mark::NotAsked {
            html!(out, "<small>" {words} "</small>");
        } else {
            let word = query::cell(&side.row.recipient.id, &column.id);
            html!(out, "<a id=\"" {query::place(false, &word)} "\" class=\"link\" href=\"" {page.opened(&word)} "\"");
            if page.query.cell == word {
                html!(out, " aria-current=\"true\"");
            }
            html!(out, ">" {words} "</a>");
        }
        let modules = cell.modules.iter().filter_map(|place| view.modules.get(usize::from(*place)));
        let modules: Vec<_> = modules.map(|(_, label)| page.say(label)).collect();
        if view.module.is_empty() && !modules.is_empty() {
            html!(out, "<small>" {modules.join(", ")} "</small>");
        }
        html!(out, "</div></div>");
        out
    }

    fn difference(&self, difference: Option<Difference>) -> Html {
        let language = self.page.language;
        let words = match difference {
            None => return self.same(),
            Some(Difference::OnlyLeft) => say!(language, matrix.only_one, name = self.left.name),
            Some(Difference::OnlyRight) => say!(language, matrix.only_one, name = self.right.name),
            Some(Difference::Purposes) => say!(language, matrix.different_purposes).to_owned(),
            Some(Difference::Form) => say!(language, matrix.different_form).to_owned(),
            Some(Difference::Modules) => say!(language, matrix.different_modules).to_owned(),
            Some(Difference::Wording) => say!(language, matrix.different_wording).to_owned(),
        };
        let mut out = Html::default();
        html!(out, "<b>" {words} "</b>");
        out
    }

    fn same(&self) -> Html {
        let mut out = Html::default();
        html!(out, "<small>" {say!(self.page.language, matrix.same)} "</small>");
        out
    }

    fn conditions(&self) -> Option<AnyView> {
        let language = self.page.language;
        let (left, right) = (self.facts(self.left.conditions?), self.facts(self.right.conditions?));
        let only_differences = self.page.query.only_differences();
        let heading = say!(language, matrix.conditions);
        let mut table = self.table(heading.to_owned(), say!(language, matrix.condition));
        let pairs = left.into_iter().zip(right).filter(|((_, left), (_, right))| !only_differences || left != right);
        let rows: Vec<_> = pairs.map(|((label, left), (_, right))| self.condition(label, &left, &right)).collect();
        rows.iter().for_each(|row| table.row(row));
        let shown = match rows.is_empty() {
            true => view! { <p class="hint">{say!(language, matrix.no_same_condition)}</p> }.into_any(),
            false => table.view(),
        };
        Some(view! { <h2 class="heading">{heading}</h2> <div class="mb-6">{shown}</div> }.into_any())
    }

    /// The conditions of an authorisation, always the same ones in the same order.
    fn facts(&self, found: &ConditionsView) -> Vec<(&'static str, Vec<String>)> {
        let (page, language) = (self.page, self.page.language);
        let say = |texts: &[Text]| texts.iter().map(|text| page.say(text).to_owned()).collect::<Vec<_>>();
        let purposes: Vec<_> = found.purposes.iter().map(|purpose| page.say(&purpose.label).to_owned()).collect();
        let retention = found.retention.iter().map(|rule| page.say(&rule.summary).to_owned()).collect();
        let limits = found.use_limits.iter().map(|limit| page.say(&limit.text).to_owned()).collect();
        let rules = found.rules.iter().map(|rule| rules::line(language, rule)).collect();
        let own_file = found.own_file.iter().map(|_| say!(language, matrix.own_file_words).to_owned()).collect();
        let designated = found.designated.iter().map(|_| say!(language, matrix.designated_words).to_owned()).collect();
        vec![
            (say!(language, matrix.validity), vec![detail::validity(page, found)]),
            (say!(language, matrix.rules), rules),
            (say!(language, matrix.purposes), purposes),
            (say!(language, matrix.person_roles), say(&found.person_roles)),
            (say!(language, matrix.roles), vec![role_names(language, &found.roles)]),
            (say!(language, matrix.integration), vec![detail::integration(page, found)]),
            (say!(language, matrix.own_file), own_file),
            (say!(language, matrix.designated), designated),
            (say!(language, matrix.batch), vec![detail::batch(page, found)]),
            (say!(language, matrix.retention), retention),
            (say!(language, matrix.use_limits), limits),
        ]
    }

    fn condition(&self, label: &'static str, left: &[String], right: &[String]) -> Row {
        let told = match left == right {
            true => self.same(),
            false => {
                let mut out = Html::default();
                html!(out, "<b>" {say!(self.page.language, matrix.different)} "</b>");
                out
            }
        };
        Row::new([label.into(), self.list(left), self.list(right), told]).class(different(left != right))
    }

    fn list(&self, lines: &[String]) -> Html {
        let mut out = Html::default();
        if lines.is_empty() {
            html!(out, "<small>" {say!(self.page.language, matrix.none)} "</small>");
        }
        for words in lines {
            html!(out, "<span class=\"line\">" {words} "</span>");
        }
        out
    }
}

/// A difference stands out by more than its words.
const fn different(differs: bool) -> &'static str {
    if differs { "different" } else { "" }
}
