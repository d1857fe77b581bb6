//! The switch between the system's theme, light and dark.

use delibero_api::session::Theme;
use leptos::prelude::*;

use super::browser;
use super::icon::{Icon, IconName};
use crate::i18n::{Locale, t_string, use_i18n};
use leptos_i18n::I18nContext;

/// The theme as the server knows it from the cookie, and as the browser finds it in the document.
#[must_use]
pub fn current_theme() -> Theme {
    if cfg!(target_arch = "wasm32") {
        let root = document().document_element();
        let word = root.and_then(|root| root.get_attribute("data-theme"));
        word.and_then(|word| Theme::from_word(&word)).unwrap_or_default()
    } else {
        use_context::<Theme>().unwrap_or_default()
    }
}

const fn next(theme: Theme) -> Theme {
    match theme {
        Theme::System => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::System,
    }
}

fn apply(theme: Theme) {
    browser::set_cookie("theme", theme.as_str());
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
}

fn label(i18n: I18nContext<Locale>, theme: Theme) -> &'static str {
    match theme {
        Theme::System => t_string!(i18n, shell.theme_is_system),
        Theme::Light => t_string!(i18n, shell.theme_is_light),
        Theme::Dark => t_string!(i18n, shell.theme_is_dark),
    }
}

/// One button that goes from theme to theme; a form without JavaScript.
#[component]
pub fn ThemeSwitch(
    /// The address to come back to.
    back: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let theme = RwSignal::new(current_theme());
    let icon = move || match theme.get() {
        Theme::System => IconName::Theme,
        Theme::Light => IconName::Sun,
        Theme::Dark => IconName::Moon,
    };
    view! {
        <form method="post" action="/theme" class="contents">
            <input type="hidden" name="back" value=move || back.get() />
            <button
                class="tool"
                name="theme"
                value=move || next(theme.get()).as_str()
                title=move || label(i18n, theme.get())
                aria-label=move || label(i18n, theme.get())
                on:click=move |event| {
                    event.prevent_default();
                    theme.update(|theme| *theme = next(*theme));
                    apply(theme.get_untracked());
                }
            >
                {move || view! { <Icon name=icon() /> }}
            </button>
        </form>
    }
}
