//! The form of a batch: what, what for, what has to be respected, and the list.

use delibero_domain::authorisation::Source;
use delibero_domain::text::{Language, Text};
use delibero_islands::{Choices, Sending};
use delibero_words::say;
use leptos::prelude::*;

use super::view::{MOST_MEBIBYTES, NewProblem, NewView, load_new};
use super::{BATCHES, NEW_BATCH, words};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::file_field::file_field;
use crate::components::form_mark::marked;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::radio_group::{GroupChoice, Layout, radio_group};
use crate::components::source::SourceLink;
use crate::error::PageError;
use crate::pages::consultation::form::{legal_context, parameters, what_for, wrongs};
use crate::pages::consultation::parameters::Fields;

pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    Ok(content(use_language(), load_new().await?))
}

fn content(language: Language, view: NewView) -> AnyView {
    let NewView { form, replay } = view;
    let mut said: Vec<Wrong> = Vec::new();
    for problem in &replay.problems {
        match problem {
            NewProblem::Field(error) => said.extend(wrongs(language, &[*error])),
            other => {
                let (field, words) = words::new_problem(language, other);
                said.push(field.map_or_else(|| Wrong::whole(words.clone()), |field| Wrong::with(field, words.clone())));
            }
        }
    }
    let refused = refused(language, &form.refused);
    let body = if form.modules.is_empty() {
        view! { <p class="lead">{say!(language, batches.nothing_offered)}</p> }.into_any()
    } else {
        let fields = Fields { language, today: form.today, entered: &replay.entered, wrongs: &said, prefix: "" };
        let asked = parameters(fields, &form.modules);
        let to_confirm = (say!(language, batches.to_confirm), say!(language, batches.to_confirm_hint));
        let file = Field::new("file", say!(language, batches.file)).hint(say!(language, batches.file_hint)).of(&said);
        view! {
            <p class="lead">{say!(language, batches.new_intro)}</p>
            <form
                method="post"
                action=marked(NEW_BATCH)
                enctype="multipart/form-data"
                autocomplete="off"
                novalidate
                class="grid gap-4"
            >
                {what_for(language, &form.modules, &replay.entered, &said, to_confirm)}
                {legal_context(language, &form.legal_contexts, &replay.entered.legal_context)}
                {asked}
                {origin(language, &replay.origin, &said)}
                {file_field(file, ".csv,.txt,.xlsx,.ndjson,.jsonl,.json,.xml", MOST_MEBIBYTES)}
                <div class="actions">
                    {Button::new(say!(language, batches.begin)).view()}
                    <p class="hint" role="status" data-meanwhile=say!(language, batches.sending)>
                        {say!(language, batches.logged)}
                    </p>
                </div>
            </form>
            <Choices />
            <Sending />
        }
        .into_any()
    };
    view! {
        <div class="max-w-[66rem]">
            <Page title=say!(language, batches.new) wrongs=said>
                <p class="mb-3"><a class="link" href=BATCHES>{say!(language, batches.back)}</a></p>
                {body}
                {refused}
            </Page>
        </div>
    }
    .into_any()
}

fn origin(language: Language, chosen: &str, wrongs: &[Wrong]) -> AnyView {
    let field = Field::new("origin", say!(language, batches.origin)).id("origin").of(wrongs);
    let choice = |value: &str, words: &'static str| GroupChoice {
        value: value.to_owned(),
        checked: value == chosen,
        words: Some(words.into_any()),
        ..GroupChoice::default()
    };
    let choices = vec![
        choice("file", say!(language, batches.from_file)),
        choice("integrations", say!(language, batches.from_integrations)),
    ];
    radio_group(field, "", Layout::Row, choices)
}

/// About what one may only ask case by case, and where that is said.
fn refused(language: Language, refused: &[(Text, Source)]) -> Option<AnyView> {
    let lines = refused.iter().map(|(service, source)| {
        let (service, source) = (service.get(language).to_owned(), source.clone());
        view! {
            <li>{service} " – " {say!(language, batches.case_by_case)} " " <SourceLink source=source /></li>
        }
    });
    let lines = lines.collect_view();
    (!refused.is_empty()).then(|| {
        view! {
            <section class="mt-6" aria-labelledby="refused">
                <h2 id="refused" class="heading">{say!(language, batches.refused_title)}</h2>
                <ul class="grid gap-2">{lines}</ul>
            </section>
        }
        .into_any()
    })
}
