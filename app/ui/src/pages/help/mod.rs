//! Help: the keyboard shortcuts, and the switch for them.

use leptos::prelude::*;

use crate::components::page::Page;
use crate::components::shortcuts::{are_on, switch};
use crate::i18n::{t, t_string, use_i18n};

/// The list of shortcuts.
#[component]
pub fn KeyboardView() -> impl IntoView {
    let i18n = use_i18n();
    let then = move || t!(i18n, shell.help_then).into_any();
    view! {
        <Page title=move || t_string!(i18n, shell.help_title).to_owned()>
            <p class="max-w-[72ch]">{t!(i18n, shell.help_intro)}</p>
            <p class="mb-4 max-w-[72ch] text-muted">{t!(i18n, shell.help_no_script)}</p>
            <table class="mb-6 border-collapse">
                <thead class="border-b border-control text-left">
                    <tr>
                        <th scope="col" class="py-1 pr-8 font-semibold">{t!(i18n, shell.help_key)}</th>
                        <th scope="col" class="py-1 font-semibold">{t!(i18n, shell.help_effect)}</th>
                    </tr>
                </thead>
                <tbody>
                    {line(view! { <kbd>"n"</kbd> }, move || t_string!(i18n, shell.help_new))}
                    {line(view! { <kbd>"/"</kbd> }, move || t_string!(i18n, shell.help_search))}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then()} " " <kbd>"c"</kbd> },
                        move || t_string!(i18n, shell.help_go_consultation),
                    )}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then()} " " <kbd>"l"</kbd> },
                        move || t_string!(i18n, shell.help_go_log),
                    )}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then()} " " <kbd>"k"</kbd> },
                        move || t_string!(i18n, shell.help_go_catalogue),
                    )}
                    {line(
                        view! { <kbd>"g"</kbd> " " {then()} " " <kbd>"d"</kbd> },
                        move || t_string!(i18n, shell.help_go_register),
                    )}
                    {line(
                        view! { <kbd>{t!(i18n, shell.help_control)}</kbd> " + " <kbd>"K"</kbd> },
                        move || t_string!(i18n, shell.help_palette),
                    )}
                    {line(view! { <kbd>"?"</kbd> }, move || t_string!(i18n, shell.help_help))}
                </tbody>
            </table>
            <Switch />
        </Page>
    }
}

fn line(keys: impl IntoView, effect: impl Fn() -> &'static str + Send + Sync + 'static) -> impl IntoView {
    view! {
        <tr class="border-b border-line">
            <th scope="row" class="py-1.5 pr-8 text-left font-normal whitespace-nowrap">{keys}</th>
            <td class="py-1.5">{effect}</td>
        </tr>
    }
}

#[component]
fn Switch() -> impl IntoView {
    let i18n = use_i18n();
    let on = RwSignal::new(true);
    Effect::new(move || on.set(are_on()));
    view! {
        <section class="with-script" aria-labelledby="switch">
            <h2 id="switch" class="mb-1 text-lg font-semibold">{t!(i18n, shell.help_switch_heading)}</h2>
            <p class="mb-2" role="status">
                {move || if on.get() { t_string!(i18n, shell.help_are_on) } else { t_string!(i18n, shell.help_are_off) }}
            </p>
            <button
                type="button"
                class="button button-quiet"
                on:click=move |_| {
                    switch(!on.get_untracked());
                    on.set(are_on());
                }
            >
                {move || {
                    if on.get() { t_string!(i18n, shell.help_switch_off) } else { t_string!(i18n, shell.help_switch_on) }
                }}
            </button>
        </section>
    }
}
