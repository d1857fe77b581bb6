//! The fields of a document, group by group, as its kind describes them.

use delibero_domain::catalogue::files::CatalogueError;
use delibero_domain::text::Language;
use delibero_usecases::catalogue::editing::{Choices, DocumentKind, Fault, LANGUAGES, Part, REMOVE, Shape};
use delibero_words::fault_words::catalogue_fault;
use delibero_words::say;
use leptos::prelude::*;

use super::view::DocumentView;
use super::{choices, grid, words};
use crate::components::choice_field::choice_field;
use crate::components::date_field::date_field;
use crate::components::field::Field;
use crate::components::radio_group::{GroupChoice, Layout, checkbox, checkbox_group};
use crate::components::text_field::{TextField, Width};

/// The form being written.
#[derive(Clone, Copy)]
pub(super) struct Filling<'v> {
    pub view: &'v DocumentView,
    pub language: Language,
}

/// The identifier of a field; that of a text is the one of its first language.
pub(super) fn id_of(path: &str) -> String {
    let path = path.strip_suffix(".fr").unwrap_or(path);
    format!("f-{}", path.replace('.', "-"))
}

/// The rows that the grid stands before: what they grant is said in it.
const GRID_ROWS: &str = "authorisation.module";

/// A list as long as this stands behind a summary that says what is chosen.
const LONG: usize = 8;

impl Filling<'_> {
    /// The fields of a group; `prefix` is its path with a dot behind, or empty.
    pub fn parts(self, parts: &'static [Part], prefix: &str) -> AnyView {
        parts.iter().map(|part| self.part(part, &format!("{prefix}{}", part.key))).collect_view().into_any()
    }

    fn part(self, part: &'static Part, path: &str) -> AnyView {
        // The text of the cases says of which deliberation they are, once there is one.
        if self.view.kind == DocumentKind::Cases && path == "deliberation" && self.view.name.is_some() {
            return ().into_any();
        }
        // A list of points stays that of its deliberation.
        if self.view.kind == DocumentKind::Points && path == "deliberation" && self.view.name.is_some() {
            let number = self.typed(path).to_owned();
            return view! { <input type="hidden" name="deliberation" value=number /> }.into_any();
        }
        let field = match &part.shape {
            Shape::Single(parts) => return self.parts(parts, &format!("{path}.")),
            Shape::Table(parts) | Shape::Maybe(parts) => return self.group(part, parts, path),
            Shape::Rows(parts) => return self.rows(part, parts, path),
            Shape::Text => return self.text(part, path),
            Shape::Tick { .. } => {
                checkbox(path.to_owned(), words::of_path(self.language, path), "yes", !self.typed(path).is_empty())
            }
            Shape::Identifier => {
                let hint = say!(self.language, documents.hint_identifier);
                self.line(self.field(part, path).hint(hint), path, Width::Short)
            }
            Shape::Line => self.line(self.field(part, path), path, Width::Whole),
            Shape::Toml => TextField::new(self.field(part, path), self.typed(path)).rows(30).verbatim().view(),
            Shape::Point => {
                let hint = say!(self.language, documents.hint_point);
                self.line(self.field(part, path).hint(hint), path, Width::Short)
            }
            Shape::PointList => {
                let field = self.field(part, path).hint(say!(self.language, documents.hint_point_list));
                let rows = if path == "points" { 6 } else { 2 };
                TextField::new(field, self.typed(path)).rows(rows).verbatim().view()
            }
            Shape::Number => self.line(self.field(part, path), path, Width::Day),
            Shape::Numbers => {
                let hint = say!(self.language, documents.hint_numbers);
                self.line(self.field(part, path).hint(hint), path, Width::Short)
            }
            Shape::Day => date_field(self.field(part, path), self.typed(path)),
            Shape::Word(list) => self.word(part, *list, path),
            Shape::Words(list) => self.words(part, *list, path),
        };
        view! { <div>{field} {self.theirs(path)}</div> }.into_any()
    }

    fn typed(&self, path: &str) -> &str {
        self.view.values.get(path)
    }

    fn field(self, part: &Part, path: &str) -> Field {
        let field = Field::new(path.to_owned(), words::of_path(self.language, path)).id(id_of(path));
        let field = field.wrong(self.problem(path));
        if part.required { field } else { field.optional() }
    }

    fn fault(&self, path: &str) -> Option<Fault> {
        self.view.faults.iter().find(|found| found.path == path).map(|found| found.fault)
    }

    /// What is wrong at a path: with what was typed there, or with what the rest of the catalogue makes of it.
    fn problem(&self, path: &str) -> Option<String> {
        let typed = self.fault(path).map(|fault| words::fault(self.language, fault).to_owned());
        typed.or_else(|| {
            let here = self.view.errors.iter().filter(|found| found.at.as_deref() == Some(path));
            let told: Vec<String> = here.map(|found| self.told(&found.error)).collect();
            (!told.is_empty()).then(|| told.join(" "))
        })
    }

    /// In the text of a document, each fault says its line.
    fn told(&self, error: &CatalogueError) -> String {
        let (what, colon) = (catalogue_fault(self.language, &error.what), say!(self.language, kit.colon));
        match self.view.kind {
            DocumentKind::Cases if error.line > 0 => {
                format!("{}{colon}{what}", say!(self.language, changes.at_line, line = error.line))
            }
            _ => what,
        }
    }

    /// The same below a heading, for what is no field of its own.
    fn problem_line(&self, path: &str) -> Option<AnyView> {
        let problem = self.problem(path)?;
        Some(view! { <p class="field-problem">{problem}</p> }.into_any())
    }

    fn line(self, field: Field, path: &str, width: Width) -> AnyView {
        TextField::new(field, self.typed(path)).width(width).verbatim().view()
    }

    /// What somebody else saved in the field.
    fn theirs(&self, path: &str) -> Option<AnyView> {
        let theirs = self.view.theirs.get(path)?;
        let words = if theirs.is_empty() {
            say!(self.language, documents.theirs_empty).to_owned()
        } else {
            theirs.replace('\n', ", ")
        };
        Some(view! { <p class="theirs">{say!(self.language, documents.theirs)} {say!(self.language, kit.colon)} <span translate="no">{words}</span></p> }.into_any())
    }

    fn text(self, part: &'static Part, path: &str) -> AnyView {
        let names = [
            say!(self.language, documents.french),
            say!(self.language, documents.dutch),
            say!(self.language, documents.german),
        ];
        let label = words::of_path(self.language, path);
        let missing = self.fault(path).is_some();
        let fields = LANGUAGES.iter().zip(names).enumerate().map(|(at, (language, name))| {
            let of_language = format!("{path}.{language}");
            let field = Field::new(of_language.clone(), format!("{label}, {name}")).id(id_of(&of_language));
            let first = (missing && at == 0).then(|| words::fault(self.language, Fault::Missing).to_owned());
            let wrong = self.problem(&of_language).or(first);
            let field = if part.required { field.wrong(wrong) } else { field.wrong(wrong).optional() };
            let input = TextField::new(field, self.typed(&of_language)).rows(2).lang(Some(*language)).view();
            view! { <div>{input} {self.theirs(&of_language)}</div> }
        });
        view! { <div class="three-languages">{fields.collect_view()}</div> }.into_any()
    }

    fn word(self, part: &Part, list: Choices, path: &str) -> AnyView {
        let typed = self.typed(path).to_owned();
        let mut choices = choices::of(self.view, self.language, list, &self.service(path));
        if !typed.is_empty() && !choices.iter().any(|(value, _)| *value == typed) {
            choices.push((typed.clone(), typed.clone()));
        }
        choices.insert(0, (String::new(), "–".to_owned()));
        choice_field(self.field(part, path), choices, &typed)
    }

    fn words(self, part: &Part, list: Choices, path: &str) -> AnyView {
        if part.key == "elements" && path.starts_with(GRID_ROWS) {
            return self.in_grid(path);
        }
        let chosen: Vec<&str> = self.view.values.words(path).collect();
        let mut choices = choices::of(self.view, self.language, list, &self.service(path));
        if list == Choices::Purposes && self.view.kind == DocumentKind::Authorisation {
            choices.retain(|(purpose, _)| self.has_purpose(purpose));
        }
        for word in &chosen {
            if !choices.iter().any(|(value, _)| value == word) {
                choices.push(((*word).to_owned(), (*word).to_owned()));
            }
        }
        let of_service = matches!(list, Choices::Regimes | Choices::Risks | Choices::Elements | Choices::Modules);
        if choices.is_empty() && of_service && self.service(path).is_empty() {
            let field = self.field(part, path).hint(say!(self.language, documents.hint_service_first));
            return checkbox_group(field, "", Layout::Columns, Vec::new());
        }
        let long = choices.len() >= LONG;
        let named: Vec<String> = choices
            .iter()
            .filter(|(value, _)| chosen.contains(&value.as_str()))
            .map(|(_, words)| words.clone())
            .collect();
        let options = choices.into_iter().map(|(value, words)| GroupChoice {
            checked: chosen.contains(&value.as_str()),
            value,
            words: Some(words.into_any()),
            ..GroupChoice::default()
        });
        let group = checkbox_group(self.field(part, path), "", Layout::Columns, options.collect());
        if !long {
            return group;
        }
        let summary =
            if named.is_empty() { say!(self.language, documents.none_chosen).to_owned() } else { named.join(", ") };
        let label = words::of_path(self.language, path);
        let open = self.problem(path).is_some();
        view! {
            <details class="many-choices" open=open>
                <summary><span class="label">{label}</span> {say!(self.language, kit.colon)} {summary}</summary>
                {group}
            </details>
        }
        .into_any()
    }

    /// What the grid says: sent as it is, and changed by the marks of the grid.
    fn in_grid(self, path: &str) -> AnyView {
        let hidden = |word: &str| view! { <input type="hidden" name=path.to_owned() value=word.to_owned() /> };
        let hidden = self.view.values.words(path).map(hidden).collect_view();
        let problem = self.problem(path).map(|words| view! { <p class="field-problem" id=id_of(path)>{words}</p> });
        view! { {hidden} {problem} }.into_any()
    }

    /// Fields that are there together.
    fn group(self, part: &'static Part, parts: &'static [Part], path: &str) -> AnyView {
        let label = words::of_path(self.language, path);
        let optional = (!part.required && part.key != "case").then(|| {
            let of_authorisation = self.view.kind == DocumentKind::Authorisation && path.matches('.').count() == 1;
            let words = if of_authorisation && has_default(part.key) {
                say!(self.language, documents.from_defaults)
            } else {
                say!(self.language, documents.optional_part)
            };
            view! { <p class="hint">{words}</p> }
        });
        let problem = self.problem_line(path);
        view! {
            <fieldset class="document-group" id=id_of(path)>
                <legend>{label}</legend>
                {optional}
                {problem}
                {self.parts(parts, &format!("{path}."))}
            </fieldset>
        }
        .into_any()
    }

    /// A list: its rows, and one more for another.
    fn rows(self, part: &'static Part, parts: &'static [Part], path: &str) -> AnyView {
        let rows = self.view.values.rows(path);
        let next = rows.last().map_or(0, |last| last + 1);
        let known = rows.len();
        let row = |(at, row): (usize, usize)| self.row(parts, &format!("{path}.{row}"), at + 1);
        let rows = rows.into_iter().enumerate().map(row).collect_view();
        let label = words::of_path(self.language, path);
        let problem = self.problem_line(path);
        let before = (path == GRID_ROWS).then(|| grid::grid(self.view, self.language));
        let hint =
            (self.view.kind == DocumentKind::Authorisation && path.matches('.').count() == 1 && has_default(part.key))
                .then(|| view! { <p class="hint">{say!(self.language, documents.from_defaults)}</p> });
        let open = known > 0 || part.required || problem.is_some();
        let asked = self.view.adding.as_deref() == Some(path);
        let new_row = if asked || (part.required && known == 0 && path != GRID_ROWS) {
            self.blank_row(parts, &format!("{path}.{next}"))
        } else {
            view! {
                <p>
                    <button class="button button-quiet button-small" name="do" value=format!("add:{path}")>
                        {say!(self.language, documents.new_row)}
                        <span class="sr-only">" " {label}</span>
                    </button>
                </p>
            }
            .into_any()
        };
        let open = open || asked;
        view! {
            {before}
            <details class="document-list" id=id_of(path) open=open>
                <summary><h2>{label} <span class="count">" (" {known} ")"</span></h2></summary>
                {hint}
                {problem}
                {rows}
                {new_row}
            </details>
        }
        .into_any()
    }

    fn row(self, parts: &'static [Part], path: &str, number: usize) -> AnyView {
        let legend = format!("{} {number}", say!(self.language, documents.row));
        let named = row_name(self.view, self.language, path).map(|name| format!(" – {name}"));
        let remove = format!("{path}.{REMOVE}");
        view! {
            <fieldset class="document-row">
                <legend>{legend} {named}</legend>
                {self.parts(parts, &format!("{path}."))}
                {checkbox(remove, say!(self.language, documents.remove_row), "yes", false)}
            </fieldset>
        }
        .into_any()
    }

    /// Its ticks are what they usually are. A list within stands there as soon as the row does.
    fn blank_row(self, parts: &'static [Part], path: &str) -> AnyView {
        let fields = parts.iter().filter(|part| !matches!(part.shape, Shape::Rows(_))).map(|part| {
            let path = format!("{path}.{}", part.key);
            match part.shape {
                Shape::Tick { usual } => checkbox(path.clone(), words::of_path(self.language, &path), "yes", usual),
                _ => self.part(part, &path),
            }
        });
        view! { <div class="document-row">{fields.collect_view()}</div> }.into_any()
    }

    /// What is said of some purposes is said of those that the authorisation has.
    fn has_purpose(&self, purpose: &str) -> bool {
        let rows = self.view.values.rows("authorisation.purpose");
        rows.into_iter().any(|row| self.typed(&format!("authorisation.purpose.{row}.id")) == purpose)
    }

    /// The service that a field is about: of its document, or of its row.
    fn service(&self, path: &str) -> String {
        match self.view.kind {
            DocumentKind::Authorisation => self.typed("authorisation.service").to_owned(),
            DocumentKind::Service => self.typed("id").to_owned(),
            DocumentKind::Cases => self.typed("case.given.service").to_owned(),
            DocumentKind::Deliberation => {
                let row: Vec<&str> = path.split('.').take(2).collect();
                let of_row = self.typed(&format!("{}.service", row.join("."))).to_owned();
                if of_row.is_empty() { self.service_with_regimes() } else { of_row }
            }
            _ => String::new(),
        }
    }

    /// What a deliberation says of all its authorisations is said of regimes by the one service that has them.
    fn service_with_regimes(&self) -> String {
        let mut services = self.view.catalogue.services().iter().filter(|service| service.regime_element.is_some());
        services.next().map(|service| service.id.to_string()).unwrap_or_default()
    }
}

/// What an authorisation that says nothing has from its deliberation.
fn has_default(key: &str) -> bool {
    matches!(key, "integration" | "batch" | "retention")
}

/// What a row is about: the words of its identifier or first choice.
fn row_name(view: &DocumentView, language: Language, path: &str) -> Option<String> {
    let catalogue = view.catalogue.as_ref();
    let of_row = |key: &str| Some(view.values.get(&format!("{path}.{key}"))).filter(|word| !word.is_empty());
    let list = path.rsplit('.').nth(1).unwrap_or_default();
    if matches!(list, "not_for_a_machine" | "reading") {
        let points = of_row("points").or_else(|| of_row("point"))?;
        return Some(format!("{} {points}", say!(language, documents.point)));
    }
    let id = of_row("id").or_else(|| of_row("code")).or_else(|| of_row("event"))?;
    let service = catalogue.service(view.values.get("authorisation.service"));
    let named = match list {
        "purpose" => catalogue.purpose_label(id).get(language).to_owned(),
        "retention" => catalogue.event_label(id).get(language).to_owned(),
        "module" => {
            let modules = service.map(|service| service.modules.as_slice()).unwrap_or_default();
            let known = modules.iter().find(|module| module.id.as_str() == id);
            known.map_or_else(|| id.to_owned(), |module| module.label.get(language).to_owned())
        }
        _ => id.to_owned(),
    };
    Some(named)
}
