//! Beginning a draft from what is published: a new version, or a correction.

use super::view::begin::{NewVersionReplay, NewVersionView, load_version};
use crate::error::PageError;
use delibero_domain::text::Language;
use delibero_usecases::register::editing::{AnyField, FieldError, FieldKey, NewVersionForm};
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::{deliberation_address, words};
use crate::address::Address;
use crate::components::date_field::date_field;
use crate::components::errors::error_summary;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::name::Name;
use crate::components::page::Page;
use crate::components::text_field::{TextField, Width};

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

fn wrongs(typed: Option<&NewVersionReplay>) -> Vec<(Option<Name>, String)> {
    let language = use_language();
    let Some(NewVersionReplay { form, says_errors, trouble }) = typed else { return Vec::new() };
    let line = |field: &dyn AnyField| {
        let error = field.error().filter(|_| *says_errors)?;
        Some((Some(id_of(field.key()).into()), wrong(language, field.key(), error).to_owned()))
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
    let field = |field: &dyn AnyField, name, label| {
        let error = field.error().filter(|_| says_errors);
        let problem = error.map(|error| wrong(language, field.key(), error).to_owned());
        Field::new(name, label).id(id_of(field.key())).wrong(problem)
    };
    let approved = field(&form.approved, "approved", say!(language, drafts.field_version_approved));
    let in_force = field(&form.in_force, "in_force", say!(language, drafts.field_version_in_force));
    let document = field(&form.document, "document", say!(language, drafts.field_version_document));
    let document = document.hint(say!(language, drafts.document_hint));
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
            {error_summary(wrongs)}
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
                        {date_field(approved, form.approved.typed())}
                        {date_field(in_force.hint(say!(language, drafts.in_force_hint)), form.in_force.typed())}
                        {TextField::new(document, form.document.typed()).width(Width::Short).view()}
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
