//! The form of a consultation: what, what for, about whom, which quarters.

mod choices;
mod confirmations;
mod period;
mod person;
mod wrongs;

use delibero_api::consultation::{FormPage, load_form};
use leptos::prelude::*;

use self::choices::{ModuleField, PersonRoleField, PurposeField, purpose_choices, role_choices};
use self::confirmations::{ConfirmationField, confirmation_choices};
use self::period::PeriodFields;
use self::person::PersonField;
use self::wrongs::wrongs;
use crate::components::browser;
use crate::components::errors::{ErrorSummary, Wrong};
use crate::components::form_mark::FilledInBy;
use crate::components::page::{Page, WindowTitle};
use crate::components::problem::Problem;
use crate::i18n::{t, t_string, use_i18n};

/// The page of the form.
#[component]
pub fn FormView() -> impl IntoView {
    let page = Resource::new_blocking(|| (), |()| load_form());
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) if page.modules.is_empty() => view! { <NothingOffered /> }.into_any(),
                    Ok(page) => view! { <Consultation page /> }.into_any(),
                    Err(error) => view! { <Problem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn NothingOffered() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=move || t_string!(i18n, consultation.title).to_owned()>
            <p class="mb-4 max-w-[72ch]">{t!(i18n, consultation.nothing_offered)}</p>
            <p>
                <a class="link" href="/catalogue">{t!(i18n, consultation.nothing_offered_link)}</a>
            </p>
        </Page>
    }
}

#[component]
fn Consultation(
    /// What may be asked for, and what was typed.
    page: FormPage,
) -> impl IntoView {
    let i18n = use_i18n();
    let FormPage { modules, quarters, niss_rules, entered, errors } = page;
    let wrongs = wrongs(&errors);
    let with_errors = !wrongs.is_empty();
    let title = move || {
        if with_errors { t_string!(i18n, consultation.title_with_errors) } else { t_string!(i18n, consultation.title) }
    };
    let focus = wrongs.iter().find_map(|wrong| wrong.field).unwrap_or("niss");
    let module = RwSignal::new(entered.module.clone());
    let purpose = RwSignal::new(entered.purpose.clone());
    let purposes = purpose_choices(&modules);
    let roles = role_choices(&modules);
    let confirmations = confirmation_choices(&modules);
    Effect::new(move || {
        // After a full load `autofocus` did it; after a navigation within the page nothing did.
        // The next frame, since only then the field is in the document.
        request_animation_frame(move || {
            if !with_errors && browser::focus_is_free() {
                browser::focus("#niss");
            }
        });
    });
    view! {
        <WindowTitle text=Signal::derive(move || title().to_owned()) />
        <div class="max-w-[66rem]">
            <ErrorSummary wrongs=wrongs.clone() />
            <h1 class="mb-3 text-xl font-semibold">{t!(i18n, consultation.title)}</h1>
            <OneSending form=entered.form>
                <ModuleField modules module purpose purposes=purposes.clone() wrongs=wrongs.clone() focus />
                <PurposeField purposes confirmations=confirmations.clone() module purpose wrongs=wrongs.clone() focus />
                {(!roles.is_empty()).then(|| view! {
                    <PersonRoleField roles chosen=entered.person_role purpose wrongs=wrongs.clone() focus />
                })}
                {(!confirmations.is_empty()).then(|| view! {
                    <ConfirmationField confirmations chosen=entered.confirmed module purpose wrongs=wrongs.clone() focus />
                })}
                <PersonField typed=entered.niss rules=niss_rules errors wrongs=wrongs.clone() focus />
                <PeriodFields quarters first=entered.first last=entered.last wrongs focus />
            </OneSending>
        </div>
    }
}

/// The form, which is sent once: a second Enter while it is on its way does not ask, and log, a second time.
#[component]
fn OneSending(
    /// The token by which the server recognises a second sending.
    form: String,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let sending = RwSignal::new(false);
    Effect::new(move || {
        let listener = window_event_listener_untyped("pageshow", move |_| sending.set(false));
        on_cleanup(move || listener.remove());
    });
    view! {
        <form
            id="consultation"
            method="post"
            action="/consultation"
            autocomplete="off"
            novalidate
            class="grid gap-4"
            on:submit=move |event| {
                if sending.get_untracked() {
                    event.prevent_default();
                } else {
                    sending.set(true);
                }
            }
        >
            <input type="hidden" name="form" value=form autocomplete="off" />
            <FilledInBy />
            {children()}
            <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
                <button class="button">{t!(i18n, consultation.submit)}</button>
                <p class="hint" role="status">
                    {move || {
                        if sending.get() {
                            t_string!(i18n, consultation.sending)
                        } else {
                            t_string!(i18n, consultation.logged)
                        }
                    }}
                </p>
            </div>
        </form>
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
