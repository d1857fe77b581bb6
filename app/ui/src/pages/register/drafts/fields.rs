//! One field of a form, with what is wrong with it and, after a conflict, what somebody else saved.

use super::view::edit::{FieldKind, FieldView};
use delibero_domain::text::Language;
use delibero_usecases::register::editing::FieldKey;
use delibero_words::say;
use leptos::prelude::*;

use super::{problem_line, words};
use crate::components::language::use_language;

/// The field; `language` is that of the words typed in it.
pub(super) fn field(field: FieldView, lang: Option<&'static str>) -> AnyView {
    let language = use_language();
    let FieldView { name, key, kind, value, error, theirs } = field;
    let id = format!("f-{name}");
    let problem_id = format!("{id}-problem");
    let hint_id = format!("{id}-hint");
    let wrong = error.map(|error| words::wrong(language, error).to_owned());
    let hint = (key == FieldKey::PointText)
        .then(|| view! { <p class="hint" id=hint_id.clone()>{say!(language, drafts.point_text_hint)}</p> });
    let described = match (hint.is_some(), wrong.is_some()) {
        (true, true) => Some(format!("{hint_id} {problem_id}")),
        (true, false) => Some(hint_id),
        (false, true) => Some(problem_id.clone()),
        (false, false) => None,
    };
    let invalid = wrong.is_some().then_some("true");
    let label = words::field(language, key);
    let lang = spoken(key).or(lang.filter(|_| is_quoted(key)));
    let problem = problem_line(problem_id, wrong);
    let conflict = theirs.map(|theirs| other(&name, &kind, theirs, lang));
    if kind == FieldKind::Tick {
        let checked = value == "yes";
        return view! {
            <div>
                {problem}
                <label class="choice">
                    <input type="checkbox" id=id name=name value="yes" checked=checked />
                    <span>{label}</span>
                </label>
                {conflict}
            </div>
        }
        .into_any();
    }
    let control = match kind {
        FieldKind::Fixed => view! {
            <p class="tabular-nums">{value.clone()}</p>
            <input type="hidden" id=id.clone() name=name value=value />
        }
        .into_any(),
        FieldKind::Area(rows) => view! {
            <textarea
                class="field mt-1 w-full"
                id=id.clone()
                name=name
                rows=rows.to_string()
                lang=lang
                aria-invalid=invalid
                aria-describedby=described
            >
                {leading_line_kept(&value)}
            </textarea>
        }
        .into_any(),
        FieldKind::Day => view! {
            <input
                class="field mt-1 w-48"
                type="date"
                id=id.clone()
                name=name
                aria-invalid=invalid
                aria-describedby=described
                value=value
            />
        }
        .into_any(),
        FieldKind::Choice(choices) => select(id.clone(), name, &value, choices),
        FieldKind::Language => {
            let choices =
                Language::ALL.map(|language| (language.code().to_owned(), words::language(language).to_owned()));
            select(id.clone(), name, &value, choices.to_vec())
        }
        FieldKind::End => {
            let choices = [
                ("", say!(language, drafts.end_none)),
                ("repealed", say!(language, drafts.end_repealed)),
                ("replaced", say!(language, drafts.end_replaced)),
            ];
            select(
                id.clone(),
                name,
                &value,
                choices.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec(),
            )
        }
        _ => view! {
            <input
                class="field mt-1 w-full"
                class:tabular-nums=is_short(key)
                class:sm:max-w-64=is_short(key)
                id=id.clone()
                name=name
                autocomplete="off"
                lang=lang
                aria-invalid=invalid
                aria-describedby=described
                value=value
            />
        }
        .into_any(),
    };
    view! {
        <div>
            <label class="label" for=id>{label}</label>
            {hint}
            {problem}
            {control}
            {conflict}
        </div>
    }
    .into_any()
}

/// A page drops the first line end of such a field: what begins with one would lose it.
fn leading_line_kept(value: &str) -> String {
    if value.starts_with('\n') { format!("\n{value}") } else { value.to_owned() }
}

fn select(id: String, name: String, chosen: &str, choices: Vec<(String, String)>) -> AnyView {
    let option = |(value, words): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    };
    view! {
        <select class="field mt-1 max-w-full" id=id name=name>
            {choices.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

/// What somebody else saved, and the choice between both.
fn other(name: &str, kind: &FieldKind, theirs: String, lang: Option<&'static str>) -> AnyView {
    let language = use_language();
    let choose = format!("choose-{name}");
    let shown = match (kind, theirs.as_str()) {
        (FieldKind::Tick, "yes") => say!(language, drafts.yes).to_owned(),
        (FieldKind::Tick, _) => say!(language, drafts.no).to_owned(),
        (_, "") => say!(language, drafts.empty_value).to_owned(),
        (FieldKind::Choice(choices), _) => chosen(choices, theirs),
        _ => theirs,
    };
    view! {
        <fieldset class="mt-2 border-l-4 border-warning bg-warning-soft px-3 py-2">
            <legend class="sr-only">{say!(language, drafts.conflict_title)}</legend>
            <label class="choice">
                <input type="radio" name=choose.clone() value="mine" checked=true />
                <span>{say!(language, drafts.keep_mine)}</span>
            </label>
            <label class="choice">
                <input type="radio" name=choose value="theirs" />
                <span>{say!(language, drafts.take_theirs)}</span>
            </label>
            <p class="mt-1 whitespace-pre-wrap" lang=lang>{shown}</p>
        </fieldset>
    }
    .into_any()
}

/// The words of a choice: its value says nothing to people.
fn chosen(choices: &[(String, String)], value: String) -> String {
    let found = choices.iter().find(|(known, _)| *known == value);
    found.map_or(value, |(_, words)| words.clone())
}

/// The language that a field says in its name.
const fn spoken(key: FieldKey) -> Option<&'static str> {
    match key {
        FieldKey::TitleFr => Some("fr"),
        FieldKey::TitleNl => Some("nl"),
        FieldKey::TitleDe => Some("de"),
        _ => None,
    }
}

/// Whether a field holds words of the official text.
const fn is_quoted(key: FieldKey) -> bool {
    matches!(
        key,
        FieldKey::TextTitle
            | FieldKey::Operative
            | FieldKey::Annex
            | FieldKey::SectionTitle
            | FieldKey::SectionText
            | FieldKey::PointText
            | FieldKey::FootnoteText
            | FieldKey::Grounds
            | FieldKey::Committee
    )
}

const fn is_short(key: FieldKey) -> bool {
    matches!(
        key,
        FieldKey::Number
            | FieldKey::EndBy
            | FieldKey::VersionDocument
            | FieldKey::SectionLabel
            | FieldKey::PointLabel
            | FieldKey::FootnoteMark
            | FieldKey::FootnoteAt
    )
}
