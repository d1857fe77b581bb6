//! Searching while somebody types: a refinement, since the form does the same when it is sent. The server answers with
//! the page, of which the results take the place of those shown. A field says in `data-results` what holds them.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsValue;
use web_sys::{DomParser, Element, HtmlInputElement, SupportedType};

use super::dom;

/// How long nobody types before the words are looked for.
const PAUSE: Duration = Duration::from_millis(250);
const FIELD: &str = "input[data-results]";

/// Shows what is found for the words in a field while they are typed.
#[island]
pub fn LiveSearch() -> impl IntoView {
    dom::in_browser(|| {
        let Some(field) = dom::find::<HtmlInputElement>(FIELD) else { return };
        let shown = Rc::new(RefCell::new(field.default_value()));
        let look = {
            let field = field.clone();
            move || {
                let words = field.value();
                if *shown.borrow() != words {
                    shown.borrow_mut().clone_from(&words);
                    set_timeout(
                        move || {
                            spawn_local(async move {
                                show(&words).await;
                            })
                        },
                        PAUSE,
                    );
                }
            }
        };
        // What was typed before the island began is looked for as well.
        look();
        dom::listen(&field, "input", move |_| look());
    });
}

/// Asks for the page with these words and shows its results, unless others are typed by then.
async fn show(words: &str) -> Option<()> {
    let still_typed = || dom::find::<HtmlInputElement>(FIELD).filter(|field| field.value() == words);
    let field = still_typed()?;
    let form = field.form()?;
    let results = format!("#{}", field.get_attribute("data-results")?);
    let answer = dom::post(&form.action(), &dom::fields_of(&form)?).await?;
    let page = dom::text(&answer).await?;
    still_typed()?;
    let page = DomParser::new().ok()?.parse_from_string(&page, SupportedType::TextHtml).ok()?;
    let found = page.query_selector(&results).ok()??;
    dom::find::<Element>(&results)?.replace_with_with_node_1(&found).ok()?;
    let history = window().history().ok()?;
    history.replace_state_with_url(&JsValue::NULL, "", Some(&answer.url())).ok()
}
