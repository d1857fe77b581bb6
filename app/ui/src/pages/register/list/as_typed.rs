//! Searching while somebody types: a refinement, since the form does the same when it is sent.

use std::time::Duration;

use delibero_api::filters::TAKEN_OUT;
use delibero_api::register::list::{ListField, ListQuery};
use delibero_domain::niss::holds_niss;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::HtmlInputElement;

use super::address;

/// How long nobody types before the words are looked for.
const PAUSE: Duration = Duration::from_millis(250);

/// The field of the words.
pub(super) const FIELD: &str = "list-q";

/// Takes the words while they are typed.
#[derive(Clone, Copy)]
pub(super) struct AsTyped(Callback<String>);

impl AsTyped {
    pub(super) fn take(self, words: String) {
        self.0.run(words);
    }
}

/// Makes words typed in the field the address's, and words of another address the field's.
pub(super) fn provide(query: Memo<ListQuery>) {
    // Nobody types on the server, where what a page keeps is dropped by another thread than made it.
    if cfg!(feature = "ssr") {
        return;
    }
    let navigate = use_navigate();
    let search = move |words: String| {
        if field().is_none_or(|field| field.value() != words) {
            return;
        }
        let mut wanted = query.get_untracked().first_page();
        // A NISS typed here by mistake must not stand in an address.
        ListField::Words.set(&mut wanted, if holds_niss(&words) { TAKEN_OUT } else { &words });
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&address::page(&wanted), options);
    };
    let later = StoredValue::new_local(debounce(PAUSE, search));
    provide_context(AsTyped(Callback::new(move |words| {
        later.update_value(|search| search(words));
    })));
    Effect::new(move |before: Option<()>| {
        let words = query.with(|query| query.q.clone());
        if let Some(field) = field().filter(|field| before.is_some() && !has_focus(field)) {
            field.set_value(&words);
        }
    });
}

fn field() -> Option<HtmlInputElement> {
    document().get_element_by_id(FIELD)?.dyn_into().ok()
}

fn has_focus(field: &HtmlInputElement) -> bool {
    document().active_element().is_some_and(|active| &active == AsRef::<web_sys::Element>::as_ref(field))
}
