//! Two recipients side by side: element by element, then condition by condition. What differs says so in words.

use crate::pages::conditions::view::ConditionsView;
use crate::pages::matrix::view::{BlockColumns, Comparison, Difference, ElementColumn, Mark, MatrixCell, MatrixRow};
use delibero_domain::text::Text;
use delibero_words::reasons::role_names;
use delibero_words::say;
use leptos::prelude::*;

use crate::pages::catalogue::authorisation::{CELL, ROW, cell, table};
use crate::pages::conditions::rules;
use crate::pages::matrix::{Shown, detail, filters, marks, query, table as matrix_table};

const HEADING: &str = "mt-2 mb-2 text-lg font-semibold";
/// A difference stands out by more than its words.
const DIFFERENT: &str = "bg-warning-soft";

struct Side<'s> {
    row: &'s MatrixRow,
    name: String,
    conditions: Option<&'s ConditionsView>,
}

struct Sides<'s> {
    shown: &'s Shown,
    left: Side<'s>,
    right: Side<'s>,
}

/// The comparison.
pub(super) fn view(shown: &Shown, comparison: &Comparison) -> AnyView {
    let [left, right] = shown.asked.page.rows.as_slice() else { return ().into_any() };
    let side = |row, conditions| {
        let row: &MatrixRow = row;
        Side { row, name: filters::full_name(shown, &row.recipient), conditions }
    };
    let sides =
        Sides { shown, left: side(left, comparison.left.as_ref()), right: side(right, comparison.right.as_ref()) };
    let heading =
        say!(shown.language, matrix.compare_heading, left = sides.left.name.clone(), right = sides.right.name.clone());
    view! {
        <h2 class=HEADING>{heading}</h2>
        {sides.standing()}
        {sides.elements(comparison)}
        {sides.conditions()}
    }
    .into_any()
}

impl Sides<'_> {
    fn standing(&self) -> Vec<AnyView> {
        let told = [&self.left, &self.right].into_iter().filter_map(|side| {
            let words = matrix_table::standing(self.shown, side.row.standing)?;
            let colon = say!(self.shown.language, matrix.colon);
            Some(
                view! { <p class="mb-2 font-semibold text-warning">{format!("{}{colon} {words}", side.name)}</p> }
                    .into_any(),
            )
        });
        told.collect()
    }

    fn heads(&self, first: &'static str) -> Vec<AnyView> {
        let difference = say!(self.shown.language, matrix.difference);
        vec![
            first.into_any(),
            self.left.name.clone().into_any(),
            self.right.name.clone().into_any(),
            difference.into_any(),
        ]
    }

    fn elements(&self, comparison: &Comparison) -> AnyView {
        let (language, page) = (self.shown.language, &self.shown.asked.page);
        let count = comparison.differences.iter().flatten().count();
        let counted = match count {
            0 => say!(language, matrix.no_difference).to_owned(),
            1 => say!(language, matrix.count_difference_one, all = comparison.differences.len().to_string()),
            _ => say!(
                language,
                matrix.count_differences,
                count = count.to_string(),
                all = comparison.differences.len().to_string()
            ),
        };
        let caption =
            say!(language, matrix.compare_caption, left = self.left.name.clone(), right = self.right.name.clone());
        let mut lines = self.lines(comparison).into_iter();
        let bodies =
            page.blocks.iter().map(|block| self.block(block, lines.by_ref().take(block.elements.len()).collect()));
        let bodies = bodies.collect_view().into_any();
        let nothing = count == 0 && self.shown.asked.query.only_differences();
        let table = (!nothing).then(|| table(caption, self.heads(say!(language, matrix.element)), bodies));
        view! {
            <p class="mb-2 text-sm text-muted tabular-nums">{counted}</p>
            <div class="mb-6">{table}</div>
        }
        .into_any()
    }

    fn lines(&self, comparison: &Comparison) -> Vec<Option<AnyView>> {
        let cells = self.left.row.cells.iter().zip(&self.right.row.cells);
        let columns = self.shown.asked.page.columns().zip(cells).zip(&comparison.differences);
        columns
            .map(|((column, cells), difference)| {
                let shown = difference.is_some() || !self.shown.asked.query.only_differences();
                shown.then(|| self.line(column, cells, *difference))
            })
            .collect()
    }

    fn block(&self, block: &BlockColumns, lines: Vec<Option<AnyView>>) -> Option<AnyView> {
        let lines: Vec<_> = lines.into_iter().flatten().collect();
        (!lines.is_empty()).then(|| {
            view! {
                <tbody role="rowgroup" class="block md:table-row-group">
                    <tr role="row" class="block md:table-row">
                        <th
                            role="rowheader"
                            scope="rowgroup"
                            colspan="4"
                            class="block px-2 pt-3 pb-1 text-left font-semibold text-muted md:table-cell md:border-b \
                            md:border-line"
                        >
                            {self.shown.say(&block.label).to_owned()}
                        </th>
                    </tr>
                    {lines}
                </tbody>
            }
            .into_any()
        })
    }

    fn line(
        &self,
        column: &ElementColumn,
        (left, right): (&MatrixCell, &MatrixCell),
        difference: Option<Difference>,
    ) -> AnyView {
        let language = self.shown.language;
        let class = if difference.is_some() { DIFFERENT } else { "" };
        let label = self.shown.say(&column.label).to_owned();
        let name = |side: &Side<'_>| side.name.clone();
        view! {
            <tr role="row" class=format!("{ROW} {class}")>
                {cell(say!(language, matrix.element), label)}
                {named_cell(name(&self.left), self.cell(&self.left, column, left))}
                {named_cell(name(&self.right), self.cell(&self.right, column, right))}
                {cell(say!(language, matrix.difference), self.difference(difference))}
            </tr>
        }
        .into_any()
    }

    /// The mark in words, with the modules that have it, as a link where there is something to tell.
    fn cell(&self, side: &Side<'_>, column: &ElementColumn, cell: &MatrixCell) -> AnyView {
        let shown = self.shown;
        let words = marks::cell(shown, cell);
        let modules: Vec<_> = cell
            .modules
            .iter()
            .filter_map(|place| shown.asked.page.modules.get(usize::from(*place)))
            .map(|(_, label)| shown.say(label))
            .collect();
        let modules = (shown.asked.page.module.is_empty() && !modules.is_empty())
            .then(|| view! { <span class="block text-xs text-muted">{modules.join(", ")}</span> });
        let marked = match cell.mark {
            Mark::NotAsked => view! { <span class="text-muted">{words}</span> }.into_any(),
            _ => {
                let id = &side.row.recipient.id;
                let word = query::cell(id, &column.id);
                let current = (shown.asked.query.cell == word).then_some("true");
                view! {
                    <a
                        id=query::place(false, &word)
                        class="link inline-block min-h-6 aria-[current]:font-semibold"
                        href=query::opened(&shown.asked, id, &column.id)

                        aria-current=current
                    >
                        {words}
                    </a>
                }
                .into_any()
            }
        };
        view! {
            <span class="flex items-start gap-2">
                <span class="mt-0.5 flex-none">{marks::shape(cell.mark)}</span>
                <span>{marked} {modules}</span>
            </span>
        }
        .into_any()
    }

    fn difference(&self, difference: Option<Difference>) -> AnyView {
        let language = self.shown.language;
        let words = match difference {
            None => return view! { <span class="text-muted">{say!(language, matrix.same)}</span> }.into_any(),
            Some(Difference::OnlyLeft) => say!(language, matrix.only_one, name = self.left.name.clone()),
            Some(Difference::OnlyRight) => say!(language, matrix.only_one, name = self.right.name.clone()),
            Some(Difference::Purposes) => say!(language, matrix.different_purposes).to_owned(),
            Some(Difference::Form) => say!(language, matrix.different_form).to_owned(),
            Some(Difference::Modules) => say!(language, matrix.different_modules).to_owned(),
            Some(Difference::Wording) => say!(language, matrix.different_wording).to_owned(),
        };
        view! { <span class="font-semibold">{words}</span> }.into_any()
    }

    fn conditions(&self) -> Option<AnyView> {
        let language = self.shown.language;
        let (left, right) = (self.facts(self.left.conditions?), self.facts(self.right.conditions?));
        let only_differences = self.shown.asked.query.only_differences();
        let pairs = left.into_iter().zip(right).filter(|((_, left), (_, right))| !only_differences || left != right);
        let rows: Vec<_> = pairs.map(|((label, left), (_, right))| self.condition(label, left, right)).collect();
        let heading = say!(language, matrix.conditions);
        let shown = if rows.is_empty() {
            view! { <p class="text-sm text-muted">{say!(language, matrix.no_same_condition)}</p> }.into_any()
        } else {
            let bodies = view! { <tbody role="rowgroup" class="block md:table-row-group">{rows}</tbody> }.into_any();
            table(heading, self.heads(say!(language, matrix.condition)), bodies)
        };
        Some(view! { <h2 class=HEADING>{heading}</h2> <div class="mb-6">{shown}</div> }.into_any())
    }

    /// The conditions of an authorisation, always the same ones in the same order.
    fn facts(&self, found: &ConditionsView) -> Vec<(&'static str, Vec<String>)> {
        let (shown, language) = (self.shown, self.shown.language);
        let say = |texts: &[Text]| texts.iter().map(|text| shown.say(text).to_owned()).collect::<Vec<_>>();
        let purposes: Vec<_> = found.purposes.iter().map(|purpose| shown.say(&purpose.label).to_owned()).collect();
        let retention = found.retention.iter().map(|rule| shown.say(&rule.summary).to_owned()).collect();
        let limits = found.use_limits.iter().map(|limit| shown.say(&limit.text).to_owned()).collect();
        let rules = found.rules.iter().map(|rule| rules::line(shown.language, rule)).collect();
        let own_file = found.own_file.iter().map(|_| say!(language, matrix.own_file_words).to_owned()).collect();
        vec![
            (say!(language, matrix.validity), vec![detail::validity(shown, found)]),
            (say!(language, matrix.rules), rules),
            (say!(language, matrix.purposes), purposes),
            (say!(language, matrix.person_roles), say(&found.person_roles)),
            (say!(language, matrix.roles), vec![role_names(language, &found.roles)]),
            (say!(language, matrix.integration), vec![detail::integration(shown, found)]),
            (say!(language, matrix.own_file), own_file),
            (say!(language, matrix.batch), vec![detail::batch(shown, found)]),
            (say!(language, matrix.retention), retention),
            (say!(language, matrix.use_limits), limits),
        ]
    }

    fn condition(&self, label: &'static str, left: Vec<String>, right: Vec<String>) -> AnyView {
        let language = self.shown.language;
        let same = left == right;
        let class = if same { "" } else { DIFFERENT };
        let (left_name, right_name) = (self.left.name.clone(), self.right.name.clone());
        let told = match same {
            true => view! { <span class="text-muted">{say!(language, matrix.same)}</span> }.into_any(),
            false => view! { <span class="font-semibold">{say!(language, matrix.different)}</span> }.into_any(),
        };
        view! {
            <tr role="row" class=format!("{ROW} {class}")>
                {cell(say!(language, matrix.condition), label)}
                {named_cell(left_name, self.list(left))}
                {named_cell(right_name, self.list(right))}
                {cell(say!(language, matrix.difference), told)}
            </tr>
        }
        .into_any()
    }

    fn list(&self, lines: Vec<String>) -> AnyView {
        if lines.is_empty() {
            return view! { <span class="text-muted">{say!(self.shown.language, matrix.none)}</span> }.into_any();
        }
        let lines = lines.into_iter().map(|words| view! { <span class="block">{words}</span> });
        lines.collect_view().into_any()
    }
}

/// A cell whose label on a narrow screen is the name of a recipient.
fn named_cell(name: String, content: AnyView) -> AnyView {
    view! {
        <td role="cell" class=CELL>
            <span class="text-muted md:hidden">{name}</span>
            <div class="min-w-0">{content}</div>
        </td>
    }
    .into_any()
}
