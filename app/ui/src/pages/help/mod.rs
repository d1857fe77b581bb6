//! Help: the keyboard shortcuts, and the switch for them.

use delibero_domain::text::Language;
use delibero_islands::ShortcutsSwitch;
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::error::PageError;

pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    let language = use_language();
    let then = say!(language, shell.help_then);
    let control = say!(language, shell.help_control);
    let palette = [control, "K"];
    let shortcuts: [(&[&'static str], &'static str, &'static str); 8] = [
        (&["n"], "", say!(language, shell.help_new)),
        (&["/"], "", say!(language, shell.help_search)),
        (&["g", "c"], then, say!(language, shell.help_go_consultation)),
        (&["g", "l"], then, say!(language, shell.help_go_log)),
        (&["g", "k"], then, say!(language, shell.help_go_catalogue)),
        (&["g", "d"], then, say!(language, shell.help_go_register)),
        (&palette, "+", say!(language, shell.help_palette)),
        (&["?"], "", say!(language, shell.help_help)),
    ];
    let line = |(keys, between, effect): (&[&'static str], &'static str, &'static str)| {
        let keys = keys.iter().enumerate().map(|(place, key)| {
            view! { {(place > 0).then(|| format!(" {between} "))} <kbd>{*key}</kbd> }
        });
        view! { <tr><th scope="row">{keys.collect_view()}</th><td>{effect}</td></tr> }
    };
    let lines = shortcuts.map(line).collect_view();
    let view = view! {
        <Page title=say!(language, shell.help_title)>
            <p class="max-w-[72ch]">{say!(language, shell.help_intro)}</p>
            <p class="lead">{say!(language, shell.help_no_script)}</p>
            <table class="simple-table mb-6">
                <thead>
                    <tr>
                        <th scope="col">{say!(language, shell.help_key)}</th>
                        <th scope="col">{say!(language, shell.help_effect)}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            {switch(language)}
        </Page>
    };
    Ok(view.into_any())
}

fn switch(language: Language) -> AnyView {
    let (on, off) = (say!(language, shell.help_are_on), say!(language, shell.help_are_off));
    let (switch_off, switch_on) = (say!(language, shell.help_switch_off), say!(language, shell.help_switch_on));
    view! {
        <section class="section with-script" aria-labelledby="switch">
            <h2 id="switch" class="heading">{say!(language, shell.help_switch_heading)}</h2>
            <p role="status" data-on=on data-off=off>{on}</p>
            <button type="button" class="button button-quiet" data-on=switch_off data-off=switch_on>{switch_off}</button>
            <ShortcutsSwitch />
        </section>
    }
    .into_any()
}
