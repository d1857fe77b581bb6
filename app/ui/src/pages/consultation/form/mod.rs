//! The form of a consultation: what, what for, about whom, which quarters.

mod choices;
mod confirmations;
mod period;
mod person;
mod wrongs;

use crate::error::PageError;
use crate::pages::consultation::view::{FormPage, load_form};
use delibero_islands::{Choices, Sending};
use delibero_words::say;
use leptos::prelude::*;

use self::choices::{ModuleField, PersonRoleField, PurposeField, purpose_choices, role_choices};
use self::confirmations::{ConfirmationField, confirmation_choices};
use self::period::PeriodFields;
use self::person::PersonField;
use self::wrongs::wrongs;
use crate::address::Address;
use crate::components::errors::{ErrorSummary, Wrong};
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::page::{Page, set_window_title, typed_form};

/// The page.
pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    let page = load_form().await?;
    Ok(match page.modules.is_empty() {
        true => view! { <NothingOffered /> }.into_any(),
        false => view! { <Consultation page /> }.into_any(),
    })
}

#[component]
fn NothingOffered() -> impl IntoView {
    let language = use_language();
    view! {
        <Page title=say!(language, consultation.title).to_owned()>
            <p class="mb-4 max-w-[72ch]">{say!(language, consultation.nothing_offered)}</p>
            <p>
                <a class="link" href="/catalogue">{say!(language, consultation.nothing_offered_link)}</a>
            </p>
        </Page>
    }
}

#[component]
fn Consultation(
    /// What may be asked for, and what was typed.
    page: FormPage,
) -> impl IntoView {
    let language = use_language();
    let FormPage { modules, quarters, niss_rules, entered, errors } = page;
    let wrongs = wrongs(&errors);
    set_window_title(match wrongs.is_empty() {
        true => say!(language, consultation.title),
        false => say!(language, consultation.title_with_errors),
    });
    let focus = wrongs.iter().find_map(|wrong| wrong.field).unwrap_or("niss");
    let purposes = purpose_choices(&modules);
    let roles = role_choices(&modules);
    let roles = (!roles.is_empty()).then(|| {
        let (chosen, purpose) = (entered.person_role, entered.purpose.clone());
        view! { <PersonRoleField roles chosen purpose wrongs=wrongs.clone() focus /> }
    });
    let confirmations = confirmation_choices(&modules);
    let confirmed = (!confirmations.is_empty()).then(|| {
        let (confirmations, chosen) = (confirmations.clone(), entered.confirmed);
        let (module, purpose) = (entered.module.clone(), entered.purpose.clone());
        view! { <ConfirmationField confirmations chosen module purpose wrongs=wrongs.clone() focus /> }
    });
    view! {
        <div class="max-w-[66rem]">
            <ErrorSummary wrongs=wrongs.clone() />
            <h1 class="mb-3 text-xl font-semibold">{say!(language, consultation.title)}</h1>
            <form
                id=typed_form()
                method="post"
                action="/consultation"
                autocomplete="off"
                novalidate
                class="grid gap-4"
            >
                <input type="hidden" name="form" value=entered.form autocomplete="off" />
                <FilledInBy />
                <ModuleField modules chosen=entered.module.clone() wrongs=wrongs.clone() focus />
                <PurposeField
                    purposes
                    confirmations
                    module=entered.module
                    purpose=entered.purpose
                    wrongs=wrongs.clone()
                    focus
                />
                {roles}
                {confirmed}
                <PersonField typed=entered.niss rules=niss_rules errors wrongs=wrongs.clone() focus />
                <PeriodFields quarters first=entered.first last=entered.last wrongs focus />
                <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
                    <button class="button">{say!(language, consultation.submit)}</button>
                    <p class="hint" role="status" data-meanwhile=say!(language, consultation.sending)>
                        {say!(language, consultation.logged)}
                    </p>
                </div>
            </form>
            <Choices />
            <Sending />
        </div>
    }
}

/// Whether a field holds the first thing that is wrong, or is where one begins.
fn begins_at(focus: &str, field: &str) -> bool {
    focus == field
}

/// What is wrong with one field.
fn is_wrong(wrongs: &[Wrong], field: &str) -> bool {
    wrongs.iter().any(|wrong| wrong.field == Some(field))
}
