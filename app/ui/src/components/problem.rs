//! A whole page that explains why there is nothing to show, and what to do next.

use crate::error::{PageError, Trouble};
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::page::set_window_title;
use crate::components::language::use_language;

/// The explanation of an error: what happened, that nothing was lost or disclosed, and the next step.
#[component]
pub fn Problem(
    /// What happened.
    error: PageError,
) -> impl IntoView {
    let language = use_language();
    let icon = if matches!(error, PageError::SignInNeeded | PageError::Unknown | PageError::Closed) {
        IconName::Lock
    } else {
        IconName::Warning
    };
    set_window_title(heading(language, error));
    let (to, words) = match error {
        PageError::SignInNeeded => ("/sign-in", say!(language, shell.problem_sign_in_link)),
        _ => ("/", say!(language, shell.problem_home_link)),
    };
    view! {
        <div class="problem">
            <h1 class="title">
                <Icon name=icon />
                {heading(language, error)}
            </h1>
            <p>{explanation(language, error)}</p>
            <p><a class="link" href=to>{words}</a></p>
        </div>
    }
}

/// What happened, in a few words.
#[must_use]
pub fn heading(language: Language, error: PageError) -> &'static str {
    match error {
        PageError::SignInNeeded => say!(language, shell.problem_sign_in_heading),
        PageError::NotAllowed => say!(language, shell.problem_not_allowed_heading),
        PageError::Stopped => say!(language, shell.problem_stopped_heading),
        PageError::Unwitnessed => say!(language, shell.problem_unwitnessed_heading),
        PageError::Unknown => say!(language, shell.problem_unknown_heading),
        PageError::Closed => say!(language, shell.problem_closed_heading),
        PageError::Malformed => say!(language, shell.problem_malformed_heading),
        PageError::TooLarge => say!(language, shell.problem_too_large_heading),
        PageError::Unavailable => say!(language, shell.problem_unavailable_heading),
        PageError::Fault => say!(language, shell.problem_fault_heading),
    }
}

/// That a form was not executed because of the store; `outage` is what the form says while the store does not answer.
#[must_use]
pub fn not_done(language: Language, trouble: Trouble, outage: &'static str) -> &'static str {
    match trouble {
        Trouble::Outage => outage,
        Trouble::Fault => say!(language, shell.problem_fault_at_form),
    }
}

/// What it means, and what to do.
#[must_use]
pub fn explanation(language: Language, error: PageError) -> &'static str {
    match error {
        PageError::SignInNeeded => say!(language, shell.problem_sign_in_text),
        PageError::NotAllowed => say!(language, shell.problem_not_allowed_text),
        PageError::Stopped => say!(language, shell.problem_stopped_text),
        PageError::Unwitnessed => say!(language, shell.problem_unwitnessed_text),
        PageError::Unknown => say!(language, shell.problem_unknown_text),
        PageError::Closed => say!(language, shell.problem_closed_text),
        PageError::Malformed => say!(language, shell.problem_malformed_text),
        PageError::TooLarge => say!(language, shell.problem_too_large_text),
        PageError::Unavailable => say!(language, shell.problem_unavailable_text),
        PageError::Fault => say!(language, shell.problem_fault_text),
    }
}
