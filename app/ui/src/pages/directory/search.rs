//! Searching a person: by POST, so that the NISS stands in no address; each search is in the journal.

use delibero_words::say;
use leptos::prelude::*;

use super::view::{SearchReplay, SearchView, load_search};
use super::{DIRECTORY, UPKEEP};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::errors::Wrong;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::niss_field::niss_field;
use crate::components::page::Page;
use crate::components::problem::not_done;
use crate::components::typed_form::typed_form;
use crate::error::PageError;

pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    Ok(content(load_search()?))
}

pub(super) fn content(page: SearchView) -> AnyView {
    let language = use_language();
    let SearchReplay { niss, broken, trouble } = page.replay;
    let broken_words = broken.map(|error| Wrong::with("niss", delibero_words::reasons::niss_reason(language, error)));
    let trouble =
        trouble.map(|trouble| Wrong::whole(not_done(language, trouble, say!(language, directory.unavailable))));
    let wrongs: Vec<Wrong> = broken_words.into_iter().chain(trouble).collect();
    let begins = wrongs.is_empty();
    view! {
        <Page title=say!(language, directory.title) wrongs>
            <p class="lead">{say!(language, directory.intro)}</p>
            <form
                id=typed_form()
                method="post"
                action=DIRECTORY
                autocomplete="off"
                novalidate
                class="grid max-w-[72ch] gap-4"
            >
                <FilledInBy />
                {niss_field(say!(language, consultation.niss), niss, page.niss_rules, broken, begins)}
                <div class="actions">
                    {Button::new(say!(language, directory.search)).view()}
                    <p class="hint">{say!(language, directory.search_logged)}</p>
                </div>
            </form>
            <section aria-labelledby="many" class="mt-8">
                <h2 id="many" class="heading">{say!(language, directory.many)}</h2>
                <ul class="links">
                    <li><a class="link" href="/directory/import">{say!(language, directory.import_title)}</a></li>
                    <li><a class="link" href=UPKEEP>{say!(language, directory.upkeep_title)}</a></li>
                </ul>
            </section>
        </Page>
    }
    .into_any()
}
