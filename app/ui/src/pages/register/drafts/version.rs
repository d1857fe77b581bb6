//! Beginning a draft from what is published: a new version, or a correction.

use super::view::begin::{NewVersionReplay, NewVersionView, load_version};
use crate::error::PageError;
use delibero_domain::text::Language;
use delibero_usecases::register::editing::{AnyField, FieldError, FieldKey, NewVersionForm};
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::{deliberation_address, problem_line, summary, words};
use crate::address::Address;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::page::Page;

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let number = format!("{}/{}", address.part("year"), address.part("number"));
    Ok(content(load_version(&number).await?).into_any())
}

/// What is wrong with a field, in words.
fn wrong(language: Language, key: FieldKey, error: FieldError) -> &'static str {
    match (key, error) {
        (FieldKey::VersionApproved, FieldError::DayTwice) => say!(language, drafts.wrong_after_newest),
        _ => words::wrong(language, error),
    }
}

/// Where a field stands in the page.
const fn id_of(key: FieldKey) -> &'static str {
    match key {
        FieldKey::VersionInForce => "in-force",
        FieldKey::VersionDocument => "document",
        _ => "approved",
    }
}

fn wrongs(typed: Option<&NewVersionReplay>) -> Vec<(Option<String>, String)> {
    let language = use_language();
    let Some(NewVersionReplay { form, says_errors, trouble }) = typed else { return Vec::new() };
    let line = |field: &dyn AnyField| {
        let error = field.error().filter(|_| *says_errors)?;
        Some((Some(id_of(field.key()).to_owned()), wrong(language, field.key(), error).to_owned()))
    };
    let mut wrongs: Vec<_> = form.fields().into_iter().filter_map(line).collect();
    wrongs.extend(trouble.map(|trouble| (None, words::store(language, trouble).to_owned())));
    wrongs
}

pub(super) fn content(page: NewVersionView) -> impl IntoView {
    let language = use_language();
    let NewVersionView { number, title, language: title_language, newest, typed } = page;
    let wrongs = wrongs(typed.as_ref());
    let says_errors = typed.as_ref().is_some_and(|typed| typed.says_errors);
    let form = typed.map_or_else(NewVersionForm::empty, |typed| typed.form);
    let error = |field: &dyn AnyField| {
        let error = field.error().filter(|_| says_errors)?;
        Some(wrong(language, field.key(), error).to_owned())
    };
    let [approved, in_force, document] = [error(&form.approved), error(&form.in_force), error(&form.document)];
    let is_wrong = |words: &Option<String>| words.is_some().then_some("true");
    let invalid = [is_wrong(&approved), is_wrong(&in_force), is_wrong(&document)];
    let described = approved.is_some().then_some("approved-problem");
    let action = format!("{}/drafts", deliberation_address(&number));
    let newest = newest.map(move |day| {
        view! {
            <p class="hint">
                {say!(language, drafts.newest_is)} " " {long_date(day, language)} "."
            </p>
        }
    });
    let heading = number.clone();
    view! {
        <Page title=format!("{} – {heading}", say!(language, drafts.version_title))>
            {summary(wrongs)}
            <p class="mb-5 max-w-[72ch]">
                <a class="link tabular-nums" href=deliberation_address(&number)>{number.clone()}</a>
                " "
                <span lang=title_language.code()>{title}</span>
            </p>
            <div class="grid max-w-[72ch] gap-8">
                <section aria-labelledby="amend">
                    <h2 id="amend" class="mb-1 text-lg font-semibold">{say!(language, drafts.amend)}</h2>
                    <p class="hint mb-1">{say!(language, drafts.amend_hint)}</p>
                    {newest}
                    <form method="post" action=action.clone() class="mt-3 grid gap-4" novalidate>
                        <FilledInBy />
                        <div>
                            <label class="label" for="approved">{say!(language, drafts.field_version_approved)}</label>
                            {problem_line("approved-problem".to_owned(), approved)}
                            <input
                                class="field mt-1 w-48"
                                id="approved"
                                name="approved"
                                type="date"
                                aria-invalid=invalid[0]
                                aria-describedby=described
                                value=form.approved.typed().to_owned()
                            />
                        </div>
                        <div>
                            <label class="label" for="in-force">{say!(language, drafts.field_version_in_force)}</label>
                            <p class="hint" id="in-force-hint">{say!(language, drafts.in_force_hint)}</p>
                            {problem_line("in-force-problem".to_owned(), in_force)}
                            <input
                                class="field mt-1 w-48"
                                id="in-force"
                                name="in_force"
                                type="date"
                                aria-invalid=invalid[1]
                                aria-describedby="in-force-hint in-force-problem"
                                value=form.in_force.typed().to_owned()
                            />
                        </div>
                        <div>
                            <label class="label" for="document">{say!(language, drafts.field_version_document)}</label>
                            <p class="hint" id="document-hint">{say!(language, drafts.document_hint)}</p>
                            {problem_line("document-problem".to_owned(), document)}
                            <input
                                class="field mt-1 w-64 tabular-nums"
                                id="document"
                                name="document"
                                autocomplete="off"
                                aria-invalid=invalid[2]
                                aria-describedby="document-hint document-problem"
                                value=form.document.typed().to_owned()
                            />
                        </div>
                        <p>
                            <button class="button" name="kind" value="amendment">
                                {say!(language, drafts.begin_amendment)}
                            </button>
                        </p>
                    </form>
                </section>
                <section aria-labelledby="correct">
                    <h2 id="correct" class="mb-2 text-lg font-semibold">{say!(language, drafts.correct_published)}</h2>
                    <form method="post" action=action>
                        <FilledInBy />
                        <button class="button button-quiet" name="kind" value="correction">
                            {say!(language, drafts.begin_correction)}
                        </button>
                    </form>
                </section>
            </div>
        </Page>
    }
}
