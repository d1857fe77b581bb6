//! A whole page that explains why there is nothing to show, and what to do next.

use delibero_api::error::{ApiError, Trouble};
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::page::set_window_title;
use crate::i18n::{Locale, td_string, use_locale};

/// The explanation of an error: what happened, that nothing was lost or disclosed, and the next step.
#[component]
pub fn Problem(
    /// What happened.
    error: ApiError,
) -> impl IntoView {
    let locale = use_locale();
    let icon = if matches!(error, ApiError::SignInNeeded | ApiError::Unknown | ApiError::Closed) {
        IconName::Lock
    } else {
        IconName::Warning
    };
    set_window_title(heading(locale, error));
    view! {
        <div class="max-w-[72ch] py-6">
            <h1 class="mb-3 flex items-center gap-2 text-xl font-semibold">
                <Icon name=icon />
                {heading(locale, error)}
            </h1>
            <p class="mb-4">{explanation(locale, error)}</p>
            <p>
                <a class="link" href=if error == ApiError::SignInNeeded { "/sign-in" } else { "/" }>
                    {if error == ApiError::SignInNeeded {
                        td_string!(locale, shell.problem_sign_in_link)
                    } else {
                        td_string!(locale, shell.problem_home_link)
                    }}
                </a>
            </p>
        </div>
    }
}

fn heading(locale: Locale, error: ApiError) -> &'static str {
    heading_in(locale, error)
}

fn explanation(locale: Locale, error: ApiError) -> &'static str {
    explanation_in(locale, error)
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
    }
}
