//! The palette: a dialogue that finds sections, recipients of the catalogue and deliberations, never persons.

use delibero_api::catalogue::load_recipients;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::folding::folded_line;
use delibero_domain::niss::holds_niss;
use delibero_domain::text::Text;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos_router::hooks::use_navigate;
use web_sys::HtmlDialogElement;

use super::browser;
use super::frame::Section;
use super::icon::{Icon, IconName};
use super::language::use_language;
use crate::i18n::{Locale, t_string, use_i18n};
use crate::pages::access_log::encoded;
use leptos_i18n::I18nContext;

const MOST: usize = 8;

/// Somewhere to go.
#[derive(Clone, PartialEq)]
struct Place {
    icon: IconName,
    name: String,
    address: String,
}

/// Opens the palette; says whether it could.
pub fn open() -> bool {
    let dialog = browser::find("#palette").and_then(|found| found.dyn_into::<HtmlDialogElement>().ok());
    dialog.is_some_and(|dialog| dialog.open() || dialog.show_modal().is_ok())
}

/// The palette, closed at first; the recipients are fetched when it is used for the first time.
#[component]
pub fn Palette(
    /// The sections that the roles open.
    sections: Vec<Section>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let dialog = NodeRef::<Dialog>::new();
    let typed = RwSignal::new(String::new());
    let marked = RwSignal::new(0_usize);
    let recipients = RwSignal::new(None::<Vec<(String, Text)>>);
    let sections = StoredValue::new(sections);
    let places = Memo::new(move |_| {
        let own = sections.get_value().into_iter().map(|section| Place {
            icon: IconName::Chevron,
            name: section.name(i18n).to_owned(),
            address: section.address().to_owned(),
        });
        let matrix = Place {
            icon: IconName::Chevron,
            name: t_string!(i18n, matrix.title).to_owned(),
            address: "/matrix".to_owned(),
        };
        let listed = recipients.get().unwrap_or_default();
        let listed = listed.into_iter().map(|(id, label)| Place {
            icon: IconName::Book,
            name: label.get(language.get()).to_owned(),
            address: format!("/catalogue/{id}"),
        });
        let wanted = folded_line(&typed.get());
        let fits = |place: &Place| folded_line(&place.name).contains(&wanted);
        let found = own.chain([matrix]).chain(listed).filter(fits).take(MOST);
        numbered(&typed.get()).into_iter().chain(found).chain(searched(i18n, &typed.get())).collect::<Vec<_>>()
    });
    let navigate = use_navigate();
    let navigate = StoredValue::new(navigate);
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        typed.set(String::new());
        marked.set(0);
    };
    let follow = move |address: &str| {
        close();
        navigate.with_value(|navigate| navigate(address, Default::default()));
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = places.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => marked.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => marked.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                let chosen = places.with_untracked(|places| places.get(marked.get_untracked()).cloned());
                if let Some(place) = chosen {
                    follow(&place.address);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(index, place): (usize, Place)| {
        let address = place.address;
        view! {
            <li
                role="option"
                id=format!("palette-{index}")
                aria-selected=move || if marked.get() == index { "true" } else { "false" }
                on:click=move |_| follow(&address)
            >
                <Icon name=place.icon />
                {place.name}
            </li>
        }
    };
    view! {
        <dialog
            id="palette"
            class="palette"
            node_ref=dialog
            aria-label=move || t_string!(i18n, shell.palette_title)
            on:close=move |_| typed.set(String::new())
        >
            <div class="flex items-center gap-2 border-b border-line p-2">
                <input
                    class="field w-full"
                    type="text"
                    role="combobox"
                    autofocus
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=move || t_string!(i18n, shell.palette_title)
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-autocomplete="list"
                    aria-activedescendant=move || {
                        places.with(|places| !places.is_empty()).then(|| format!("palette-{}", marked.get()))
                    }
                    placeholder=move || t_string!(i18n, shell.palette_placeholder)
                    prop:value=move || typed.get()
                    on:focus=move |_| fetch(recipients)
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        marked.set(0);
                    }
                    on:keydown=on_key
                />
                <button
                    type="button"
                    class="tool"
                    aria-label=move || t_string!(i18n, shell.palette_close)
                    on:click=move |_| close()
                >
                    <Icon name=IconName::Close />
                </button>
            </div>
            <ul id="palette-list" role="listbox" class="py-1" aria-label=move || t_string!(i18n, shell.palette_title)>
                {move || places.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
            <p class="px-4 pb-2 text-muted" role="status">
                {move || if places.with(Vec::is_empty) { t_string!(i18n, shell.palette_nothing) } else { "" }}
            </p>
        </dialog>
    }
}

/// Fetches the recipients once; without them the palette still finds the sections.
fn fetch(recipients: RwSignal<Option<Vec<(String, Text)>>>) {
    if recipients.with_untracked(Option::is_some) {
        return;
    }
    recipients.set(Some(Vec::new()));
    spawn_local(async move {
        let lines = load_recipients().await.ok();
        recipients.set(lines.map(|lines| {
            lines.into_iter().flat_map(|line| std::iter::once((line.id, line.label)).chain(line.members)).collect()
        }));
    });
}

/// The deliberation of a number.
fn numbered(typed: &str) -> Option<Place> {
    let number = typed.parse::<DeliberationNumber>().ok()?.to_string();
    Some(Place { icon: IconName::Sheets, address: format!("/deliberations/{number}"), name: number })
}

fn is_harmless(words: &str) -> bool {
    !words.trim().is_empty() && !holds_niss(words)
}

/// The deliberations that hold the words typed; never those of somebody's NISS, which would then stand in an address.
fn searched(i18n: I18nContext<Locale>, typed: &str) -> Option<Place> {
    let words = typed.trim();
    is_harmless(words).then(|| Place {
        icon: IconName::Search,
        name: format!("{} {words}", t_string!(i18n, shell.palette_search)),
        address: format!("/deliberations?q={}", encoded(words)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_niss_is_never_looked_for_in_an_address() {
        assert!(is_harmless("données"));
        for typed in ["", "85.07.30-999.32", "Dupont 85 07 30 999 32"] {
            assert!(!is_harmless(typed), "{typed}");
        }
    }

    #[test]
    fn a_number_however_written_leads_to_its_deliberation() {
        assert_eq!(numbered("08/20").map(|place| place.address).as_deref(), Some("/deliberations/08/020"));
        assert!(numbered("ONEM").is_none());
    }
}
