//! A whole page that explains why there is nothing to show, and what to do next.

use delibero_api::error::{ApiError, Trouble};
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::page::WindowTitle;
use crate::i18n::{Locale, t_string, td_string, use_i18n};
use leptos_i18n::I18nContext;

/// The explanation of an error: what happened, that nothing was lost or disclosed, and the next step.
#[component]
pub fn Problem(
    /// What happened.
    error: ApiError,
) -> impl IntoView {
    let i18n = use_i18n();
    let icon = if matches!(error, ApiError::SignInNeeded | ApiError::Unknown | ApiError::Closed) {
        IconName::Lock
    } else {
        IconName::Warning
    };
    view! {
        <WindowTitle text=Signal::derive(move || heading(i18n, error).to_owned()) />
        <div class="max-w-[72ch] py-6">
            <h1 class="mb-3 flex items-center gap-2 text-xl font-semibold">
                <Icon name=icon />
                {move || heading(i18n, error)}
            </h1>
            <p class="mb-4">{move || explanation(i18n, error)}</p>
            <p>
                <a class="link" rel="external" href=if error == ApiError::SignInNeeded { "/sign-in" } else { "/" }>
                    {move || if error == ApiError::SignInNeeded {
                        t_string!(i18n, shell.problem_sign_in_link)
                    } else {
                        t_string!(i18n, shell.problem_home_link)
                    }}
                </a>
            </p>
        </div>
    }
}

fn heading(i18n: I18nContext<Locale>, error: ApiError) -> &'static str {
    heading_in(i18n.get_locale(), error)
}

fn explanation(i18n: I18nContext<Locale>, error: ApiError) -> &'static str {
    explanation_in(i18n.get_locale(), error)
}

/// What happened, in a few words.
#[must_use]
pub fn heading_in(locale: Locale, error: ApiError) -> &'static str {
    match error {
        ApiError::SignInNeeded => td_string!(locale, shell.problem_sign_in_heading),
        ApiError::NotAllowed => td_string!(locale, shell.problem_not_allowed_heading),
        ApiError::Unknown => td_string!(locale, shell.problem_unknown_heading),
        ApiError::Closed => td_string!(locale, shell.problem_closed_heading),
        ApiError::Malformed => td_string!(locale, shell.problem_malformed_heading),
        ApiError::Unavailable => td_string!(locale, shell.problem_unavailable_heading),
        ApiError::Fault => td_string!(locale, shell.problem_fault_heading),
        ApiError::NoConnection => td_string!(locale, shell.problem_no_connection_heading),
    }
}

/// That a form was not executed because of the store; `outage` is what the form says while the store does not answer.
#[must_use]
pub fn not_done(locale: Locale, trouble: Trouble, outage: &'static str) -> &'static str {
    match trouble {
        Trouble::Outage => outage,
        Trouble::Fault => td_string!(locale, shell.problem_fault_at_form),
    }
}

/// What it means, and what to do.
#[must_use]
pub fn explanation_in(locale: Locale, error: ApiError) -> &'static str {
    match error {
        ApiError::SignInNeeded => td_string!(locale, shell.problem_sign_in_text),
        ApiError::NotAllowed => td_string!(locale, shell.problem_not_allowed_text),
        ApiError::Unknown => td_string!(locale, shell.problem_unknown_text),
        ApiError::Closed => td_string!(locale, shell.problem_closed_text),
        ApiError::Malformed => td_string!(locale, shell.problem_malformed_text),
        ApiError::Unavailable => td_string!(locale, shell.problem_unavailable_text),
        ApiError::Fault => td_string!(locale, shell.problem_fault_text),
        ApiError::NoConnection => td_string!(locale, shell.problem_no_connection_text),
    }
}
