//! Beginning a draft.

use delibero_words::say;
use leptos::prelude::*;

use super::view::new::{BeginFrom, BeginView, load};
use super::{describe, words};
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::errors::error_summary;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::leads::hidden;
use crate::components::name::Name;
use crate::components::page::Page;
use crate::components::typed_form::typed_form;
use crate::error::PageError;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let from = BeginFrom {
        recipient: address.asked("recipient").to_owned(),
        point: address.asked("point").to_owned(),
        state: address.asked("state").to_owned(),
    };
    Ok(content(load(from, address.asked("deliberation")).await?).into_any())
}

pub(super) fn content(mut page: BeginView) -> impl IntoView {
    let language = use_language();
    if page.untouched {
        page.describe.form.title = proposed_title(&page);
    }
    let wrongs = page.describe.errors.iter();
    let wrongs = wrongs.map(|error| (error.field().map(Name::from), words::describe(language, *error).to_owned()));
    let wrongs = error_summary(wrongs.collect());
    let back = page.back_to.map(|(number, count)| {
        let says = match count {
            0 => say!(language, changes.going_back_nothing, number = number),
            count => say!(language, changes.going_back, number = number, documents = words::documents(language, count)),
        };
        Banner::new(Tone::Information).view(view! { <p>{says}</p> })
    });
    let BeginFrom { recipient, point, state } = page.from.clone();
    view! {
        <Page title=say!(language, changes.new_title).to_owned()>
            {wrongs}
            <p class="lead">{say!(language, changes.new_intro)}</p>
            {back}
            <form id=typed_form() method="post" action="/changes/new" class="grid max-w-[72ch] gap-4" novalidate>
                <FilledInBy />
                {hidden([("recipient", recipient), ("point", point), ("state", state)])}
                {describe::fields(&page.describe)}
                <div class="actions">
                    {Button::new(say!(language, changes.begin_do)).view()}
                    <a class="link" href="/changes">{say!(language, changes.cancel)}</a>
                </div>
            </form>
        </Page>
    }
}

/// From where it is begun, in words.
fn proposed_title(page: &BeginView) -> String {
    let language = use_language();
    if let Some((number, _)) = page.back_to {
        return say!(language, changes.title_back_to, number = number);
    }
    let deliberation = page.describe.form.deliberation.trim();
    match (&page.recipient, deliberation, page.from.point.trim()) {
        (Some(label), ..) => format!("{}{}", label.get(language), say!(language, changes.title_colon)),
        (None, "", _) => String::new(),
        (None, number, "") => format!("{number}{}", say!(language, changes.title_colon)),
        (None, number, point) => {
            format!("{number}, {} {point}{}", say!(language, shell.point), say!(language, changes.title_colon))
        }
    }
}
