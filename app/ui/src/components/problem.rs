//! A whole page that explains why there is nothing to show, and what to do next.

use delibero_api::error::ApiError;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::page::WindowTitle;
use crate::i18n::{Locale, t_string, use_i18n};
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
    match error {
        ApiError::SignInNeeded => t_string!(i18n, shell.problem_sign_in_heading),
        ApiError::NotAllowed => t_string!(i18n, shell.problem_not_allowed_heading),
        ApiError::Unknown => t_string!(i18n, shell.problem_unknown_heading),
        ApiError::Closed => t_string!(i18n, shell.problem_closed_heading),
        ApiError::Malformed => t_string!(i18n, shell.problem_malformed_heading),
        ApiError::Unavailable => t_string!(i18n, shell.problem_unavailable_heading),
        ApiError::NoConnection => t_string!(i18n, shell.problem_no_connection_heading),
    }
}

fn explanation(i18n: I18nContext<Locale>, error: ApiError) -> &'static str {
    match error {
        ApiError::SignInNeeded => t_string!(i18n, shell.problem_sign_in_text),
        ApiError::NotAllowed => t_string!(i18n, shell.problem_not_allowed_text),
        ApiError::Unknown => t_string!(i18n, shell.problem_unknown_text),
        ApiError::Closed => t_string!(i18n, shell.problem_closed_text),
        ApiError::Malformed => t_string!(i18n, shell.problem_malformed_text),
        ApiError::Unavailable => t_string!(i18n, shell.problem_unavailable_text),
        ApiError::NoConnection => t_string!(i18n, shell.problem_no_connection_text),
    }
}
