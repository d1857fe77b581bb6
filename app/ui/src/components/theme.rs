//! The switch between the system's theme, light and dark.

use crate::session::Theme;
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::typed_form::TYPED_FORM;
use crate::components::language::use_language;

/// The theme of the page, from the cookie.
#[must_use]
pub fn current_theme() -> Theme {
    use_context::<Theme>().unwrap_or_default()
}

const fn next(theme: Theme) -> Theme {
    match theme {
        Theme::System => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::System,
    }
}

fn label(language: Language, theme: Theme) -> &'static str {
    match theme {
        Theme::System => say!(language, shell.theme_is_system),
        Theme::Light => say!(language, shell.theme_is_light),
        Theme::Dark => say!(language, shell.theme_is_dark),
    }
}

/// One button that goes from theme to theme. Where a form is being filled in, it sends what was typed along.
#[component]
pub fn ThemeButton(
    /// The address to come back to.
    back: String,
    /// Whether the page has a form whose fields are kept.
    has_typed_form: bool,
) -> impl IntoView {
    let language = use_language();
    let theme = current_theme();
    let icon = match theme {
        Theme::System => IconName::Theme,
        Theme::Light => IconName::Sun,
        Theme::Dark => IconName::Moon,
    };
    let words = label(language, theme);
    let value = next(theme).as_str();
    if has_typed_form {
        return view! {
            <button
                class="tool"
                form=TYPED_FORM
                formmethod="post"
                formaction=back
                formnovalidate
                name="show-in-theme"
                value=value
                title=words
                aria-label=words
            >
                <Icon name=icon />
            </button>
        }
        .into_any();
    }
    view! {
        <form method="post" action="/theme" class="contents">
            <input type="hidden" name="back" value=back />
            <button class="tool" name="theme" value=value title=words aria-label=words>
                <Icon name=icon />
            </button>
        </form>
    }
    .into_any()
}
