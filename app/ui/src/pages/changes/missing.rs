//! Points that a draft cites and the text does not have: a warning that must be answered.

use delibero_domain::text::Language;
use delibero_words::formats::date_time;
use delibero_words::points::citation;
use delibero_words::say;
use leptos::prelude::*;

use super::draft_address;
use super::view::draft::{ActionProblem, NotDone};
use super::view::missing::MissingPointView;
use super::words;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::leads::hidden;
use crate::components::text_field::TextField;
use crate::pages::register::rules::problem::problem_words;

/// What the forms need to know of the draft.
#[derive(Clone, Copy, Debug)]
pub(in crate::pages) struct Answering<'a> {
    pub draft: &'a str,
    pub revision: u32,
    pub writes: bool,
    pub problem: Option<&'a ActionProblem>,
}

pub(in crate::pages) fn section(
    language: Language,
    missing: &[MissingPointView],
    answering: Answering<'_>,
) -> Option<AnyView> {
    if missing.is_empty() {
        return None;
    }
    let lines = missing.iter().map(|found| line(language, found, answering)).collect_view();
    let says = view! { <p>{say!(language, changes.missing_help)}</p> <ul class="mt-2 grid gap-3">{lines}</ul> };
    let open = missing.iter().any(|found| found.answer.is_none());
    let tone = if open { Tone::Warning } else { Tone::Information };
    Some(Banner::new(tone).id("missing-points").heading(say!(language, changes.missing_heading)).view(says))
}

fn line(language: Language, found: &MissingPointView, answering: Answering<'_>) -> AnyView {
    let label = words::document_label(language, &found.document);
    let answered = found.answer.clone().map(|(by, at, reason)| {
        view! {
            <p>
                {say!(language, changes.missing_answer)} {say!(language, kit.colon)} <q>{reason}</q> " – " <span translate="no">{by}</span> ", "
                {date_time(&at, language)}
            </p>
        }
    });
    let form = (answering.writes && found.answer.is_none()).then(|| form(language, found, answering));
    view! {
        <li>
            <p class="font-semibold">{citation(language, &found.cited)} " – " {label}</p>
            {answered}
            {form}
        </li>
    }
    .into_any()
}

/// The identifier of the field for the reason.
pub(super) fn field_of(document: &str, cited: &str) -> String {
    format!("answer-{document}-{cited}").replace(['/', '.', ' ', ','], "-")
}

fn form(language: Language, found: &MissingPointView, answering: Answering<'_>) -> AnyView {
    let (name, cited) = (found.document.name.clone(), String::from(found.cited.clone()));
    let undone = answering.problem.and_then(|problem| match problem {
        ActionProblem::Refused(NotDone::NotAnswered { document, cited: of, reason, problem })
            if *document == name && *of == cited =>
        {
            Some((reason.clone(), *problem))
        }
        _ => None,
    });
    let (typed, problem) = undone.unzip();
    let field = Field::new("reason", say!(language, changes.missing_reason)).id(field_of(&name, &cited));
    let field = field.wrong(problem.map(|problem| problem_words(language, problem).to_owned()));
    view! {
        <form method="post" action=draft_address(answering.draft) class="mt-1 grid max-w-[72ch] gap-2">
            <FilledInBy />
            {hidden([("revision", answering.revision.to_string()), ("document", name), ("cited", cited)])}
            {TextField::new(field, typed.unwrap_or_default()).rows(2).view()}
            <p>{Button::quiet(say!(language, changes.missing_do)).small().sends("do", "answer").view()}</p>
        </form>
    }
    .into_any()
}
