//! Help: the keyboard shortcuts, and the switch for them.

use crate::error::PageError;
use delibero_domain::text::Language;
use delibero_islands::ShortcutsSwitch;
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::language::use_language;
use crate::components::page::Page;

/// The list of shortcuts.
pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    let language = use_language();
    let then = say!(language, shell.help_then);
    let view = view! {
        <Page title=say!(language, shell.help_title).to_owned()>
            <p class="max-w-[72ch]">{say!(language, shell.help_intro)}</p>
            <p class="mb-4 max-w-[72ch] text-muted">{say!(language, shell.help_no_script)}</p>
            <table class="mb-6 border-collapse">
                <thead class="border-b border-control text-left">
                    <tr>
                        <th scope="col" class="py-1 pr-8 font-semibold">{say!(language, shell.help_key)}</th>
                        <th scope="col" class="py-1 font-semibold">{say!(language, shell.help_effect)}</th>
                    </tr>
                </thead>
                <tbody>
                    {line(view! { <kbd>"n"</kbd> }, say!(language, shell.help_new))}
                    {line(view! { <kbd>"/"</kbd> }, say!(language, shell.help_search))}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then} " " <kbd>"c"</kbd> },
                        say!(language, shell.help_go_consultation),
                    )}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then} " " <kbd>"l"</kbd> },
                        say!(language, shell.help_go_log),
                    )}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then} " " <kbd>"k"</kbd> },
                        say!(language, shell.help_go_catalogue),
                    )}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then} " " <kbd>"d"</kbd> },
                        say!(language, shell.help_go_register),
                    )}
                    {line(
                        view! { <kbd>{say!(language, shell.help_control)}</kbd> " + " <kbd>"K"</kbd> },
                        say!(language, shell.help_palette),
                    )}
                    {line(view! { <kbd>"?"</kbd> }, say!(language, shell.help_help))}
                </tbody>
            </table>
            {switch(language)}
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

fn switch(language: Language) -> AnyView {
    view! {
        <section class="with-script" aria-labelledby="switch">
            <h2 id="switch" class="mb-1 text-lg font-semibold">{say!(language, shell.help_switch_heading)}</h2>
            <p
                class="mb-2"
                role="status"
                data-on=say!(language, shell.help_are_on)
                data-off=say!(language, shell.help_are_off)
            >
                {say!(language, shell.help_are_on)}
            </p>
            <button
                type="button"
                class="button button-quiet"
                data-on=say!(language, shell.help_switch_off)
                data-off=say!(language, shell.help_switch_on)
            >
                {say!(language, shell.help_switch_off)}
            </button>
            <ShortcutsSwitch />
        </section>
    }
    .into_any()
}
