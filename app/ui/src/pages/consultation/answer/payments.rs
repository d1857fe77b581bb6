//! The rows below a row, as a table: a column is either shown, or named once as withheld in the whole block.

use delibero_domain::authorisation::Withheld;
use delibero_domain::consultation::Seen;
use delibero_words::say;

use super::terms::Terms;
use super::{scope, values};
use crate::components::html::{Html, html};
use crate::pages::consultation::view::{CellValue, ElementInfo, GrantedAnswer, RowPage};

/// The rows of one shape below a row.
pub(super) struct Payments<'t> {
    granted: &'t GrantedAnswer,
    shape: u8,
    rows: Vec<&'t RowPage>,
    columns: Vec<(u8, &'t ElementInfo)>,
    /// The same NISS in every row: said once.
    person: Option<(&'t ElementInfo, &'t CellValue)>,
    /// Withheld in every row of this block, for these records.
    withheld: Vec<(&'t Withheld, Vec<u8>)>,
    /// How many elements are withheld whatever the record.
    always: usize,
}

impl<'t> Payments<'t> {
    pub fn new(granted: &'t GrantedAnswer, shape: u8, rows: impl IntoIterator<Item = &'t RowPage>) -> Self {
        let rows: Vec<&RowPage> = rows.into_iter().filter(|row| row.shape == shape).collect();
        let mut table =
            Self { granted, shape, rows, columns: Vec::new(), person: None, withheld: Vec::new(), always: 0 };
        let Some(first) = table.rows.first() else {
            table.always = granted.withheld_always_in(shape);
            return table;
        };
        table.always = first.cells.iter().filter(|cell| granted.withholds_always(cell)).count();
        let here = first.cells.iter().filter(|cell| !granted.withholds_always(cell));
        for (place, element) in here.filter_map(|cell| Some((cell.element, granted.element(cell.element)?))) {
            table.place(place, element);
        }
        table
    }

    /// Makes of an element a column, the person of all rows, or something withheld in all of them.
    fn place(&mut self, place: u8, element: &'t ElementInfo) {
        let mut values = self.rows.iter().filter_map(|row| value_of(row, place));
        let first = values.next();
        let always_the_same = first.is_some_and(|first| values.all(|value| value == first));
        match first {
            Some(CellValue::Withheld(why)) if always_the_same => {
                match self.withheld.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, elements)) => elements.push(place),
                    None => self.withheld.push((why, vec![place])),
                }
            }
            Some(niss @ CellValue::Niss(_)) if always_the_same => self.person = Some((element, niss)),
            _ => self.columns.push((place, element)),
        }
    }

    /// The table, and the lines that say what is withheld in the whole block.
    pub fn write(&self, out: &mut Html, with_total: bool, terms: &Terms) {
        let language = terms.language;
        let (label, colon) = (self.granted.shape_label(self.shape, terms), say!(language, kit.colon));
        if self.rows.is_empty() {
            let closed = self.granted.closes(self.shape);
            let words = match (closed, self.granted.declared) {
                (true, _) => "",
                (false, true) => say!(language, answer.no_row),
                (false, false) => say!(language, answer.no_rows),
            };
            html!(out, "<p class=\"none\">" {label} {colon} {words} "</p>");
            terms.withheld_below(out, if closed { self.always } else { 0 });
            return;
        }
        if let Some((element, value)) = self.person {
            let words = say!(language, answer.same_in_every_row);
            html!(out, "<p>" {terms.text(&element.label)} ", " {words} {colon});
            values::write(out, value, terms);
            out.mark("</p>");
        }
        if !self.columns.is_empty() {
            self.table(out, label, with_total, terms);
        }
        if !self.withheld.is_empty() {
            html!(out, "<div class=\"hatched\"><p>" {say!(language, answer.withheld_in_block)} " (" {label} ")" {colon} "</p><ul>");
            for (why, elements) in &self.withheld {
                html!(out, "<li><strong>" {self.granted.names(elements, terms)} "</strong>" {colon});
                terms.lock(out, why);
                out.mark("</li>");
            }
            out.mark("</ul></div>");
        }
        terms.withheld_below(out, self.always);
    }

    fn table(&self, out: &mut Html, label: &str, with_total: bool, terms: &Terms) {
        out.mark("<table role=\"table\" class=\"payments\"><caption>");
        out.words(label);
        // Where only what is said in the records may be seen, their number is not told.
        if scope::seen(self.granted, self.granted.block_of(self.shape)) != Seen::Values {
            html!(out, " (" {self.rows.len()} ")");
        }
        out.mark("</caption><thead role=\"rowgroup\"><tr role=\"row\">");
        for (_, element) in &self.columns {
            out.mark(if element.numeric {
                "<th role=\"columnheader\" scope=\"col\" class=\"number\">"
            } else {
                "<th role=\"columnheader\" scope=\"col\">"
            });
            html!(out, {terms.text(&element.label)} "</th>");
        }
        out.mark("</tr></thead><tbody role=\"rowgroup\">");
        for row in &self.rows {
            out.mark("<tr role=\"row\">");
            for (place, element) in &self.columns {
                let value = value_of(row, *place);
                self::open_cell(out, element, matches!(value, Some(CellValue::Withheld(_))), terms);
                if let Some(value) = value {
                    values::write(out, value, terms);
                }
                out.mark("</span></td>");
            }
            out.mark("</tr>");
        }
        out.mark("</tbody>");
        if with_total {
            self.total(out, terms);
        }
        out.mark("</table>");
    }

    fn total(&self, out: &mut Html, terms: &Terms) {
        let sum_of = |place: u8| {
            let numbers = self.rows.iter().filter_map(|row| value_of(row, place).and_then(values::number));
            numbers.reduce(i64::saturating_add)
        };
        let Some(first) = self.columns.iter().position(|(place, _)| sum_of(*place).is_some()) else { return };
        out.mark("<tfoot role=\"rowgroup\"><tr role=\"row\">");
        let words =
            if self.granted.declared { say!(terms.language, answer.sum) } else { say!(terms.language, answer.total) };
        if first > 0 {
            html!(out, "<th role=\"rowheader\" scope=\"row\" colspan=\"" {first} "\">" {words} "</th>");
        }
        for (place, element) in &self.columns[first..] {
            let mut values = self.rows.iter().filter_map(|row| value_of(row, *place));
            match sum_of(*place).zip(values.find(|value| values::is_number(value))) {
                Some((sum, like)) => {
                    self::open_cell(out, element, false, terms);
                    values::write_total(out, like, sum, terms);
                    out.mark("</span></td>");
                }
                None => out.mark("<td role=\"cell\" class=\"nothing\"></td>"),
            }
        }
        out.mark("</tr></tfoot>");
    }
}

fn value_of(row: &RowPage, place: u8) -> Option<&CellValue> {
    row.cells.iter().find(|cell| cell.element == place).map(|cell| &cell.value)
}

/// A cell, with the label of its column where the head is not shown.
fn open_cell(out: &mut Html, element: &ElementInfo, withheld: bool, terms: &Terms) {
    let class = match (element.numeric, withheld) {
        (true, false) => " class=\"number\"",
        (_, true) => " class=\"hatched\"",
        (false, false) => "",
    };
    html!(out, "<td role=\"cell\" data-label=\"" {terms.text(&element.label)} "\"");
    out.mark(class);
    out.mark("><span>");
}
