//! Help: the keyboard shortcuts, and the switch for them.

use delibero_api::error::ApiError;
use delibero_islands::ShortcutsSwitch;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::page::Page;
use crate::i18n::{Locale, td_string, use_locale};

/// The list of shortcuts.
pub(crate) async fn page(_: Address) -> Result<AnyView, ApiError> {
    let locale = use_locale();
    let then = td_string!(locale, shell.help_then);
    let view = view! {
        <Page title=td_string!(locale, shell.help_title).to_owned()>
            <p class="max-w-[72ch]">{td_string!(locale, shell.help_intro)}</p>
            <p class="mb-4 max-w-[72ch] text-muted">{td_string!(locale, shell.help_no_script)}</p>
            <table class="mb-6 border-collapse">
                <thead class="border-b border-control text-left">
                    <tr>
                        <th scope="col" class="py-1 pr-8 font-semibold">{td_string!(locale, shell.help_key)}</th>
                        <th scope="col" class="py-1 font-semibold">{td_string!(locale, shell.help_effect)}</th>
                    </tr>
                </thead>
                <tbody>
                    {line(view! { <kbd>"n"</kbd> }, td_string!(locale, shell.help_new))}
                    {line(view! { <kbd>"/"</kbd> }, td_string!(locale, shell.help_search))}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then} " " <kbd>"c"</kbd> },
                        td_string!(locale, shell.help_go_consultation),
                    )}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then} " " <kbd>"l"</kbd> },
                        td_string!(locale, shell.help_go_log),
                    )}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then} " " <kbd>"k"</kbd> },
                        td_string!(locale, shell.help_go_catalogue),
                    )}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then} " " <kbd>"d"</kbd> },
                        td_string!(locale, shell.help_go_register),
                    )}
                    {line(
                        view! { <kbd>{td_string!(locale, shell.help_control)}</kbd> " + " <kbd>"K"</kbd> },
                        td_string!(locale, shell.help_palette),
                    )}
                    {line(view! { <kbd>"?"</kbd> }, td_string!(locale, shell.help_help))}
                </tbody>
            </table>
            {switch(locale)}
        </Page>
    };
    Ok(view.into_any())
}

fn line(keys: impl IntoView, effect: &'static str) -> impl IntoView {
    view! {
        <tr class="border-b border-line">
            <th scope="row" class="py-1.5 pr-8 text-left font-normal whitespace-nowrap">{keys}</th>
            <td class="py-1.5">{effect}</td>
        </tr>
    }
}

fn switch(locale: Locale) -> AnyView {
    view! {
        <section class="with-script" aria-labelledby="switch">
            <h2 id="switch" class="mb-1 text-lg font-semibold">{td_string!(locale, shell.help_switch_heading)}</h2>
            <p
                class="mb-2"
                role="status"
                data-on=td_string!(locale, shell.help_are_on)
                data-off=td_string!(locale, shell.help_are_off)
            >
                {td_string!(locale, shell.help_are_on)}
            </p>
            <button
                type="button"
                class="button button-quiet"
                data-on=td_string!(locale, shell.help_switch_off)
                data-off=td_string!(locale, shell.help_switch_on)
            >
                {td_string!(locale, shell.help_switch_off)}
            </button>
            <ShortcutsSwitch />
        </section>
    }
    .into_any()
}
