//! The link with which somebody chooses a password: shown once, to hand over on paper.

use delibero_domain::text::Language;
use delibero_islands::Print;
use delibero_words::formats::date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::view::MadeLink;
use crate::components::banner::{Banner, Tone};
use crate::components::definitions::definition_rows;
use crate::pages::consultation::view::local_time;

/// The address of a link, without the portal's own.
pub(crate) fn access_address(token: &str) -> String {
    format!("/access/{token}")
}

pub(super) fn shown_once(language: Language, made: &MadeLink) -> AnyView {
    let link = &made.link;
    let address = format!("{}{}", made.origin, access_address(&link.token));
    let facts = [
        (
            say!(language, people.user).to_owned(),
            view! { <code translate="no">{link.link.user.to_string()}</code> }.into_any(),
        ),
        (
            say!(language, people.link_label).to_owned(),
            view! { <code translate="no" class="break-all" id="access-link">{address}</code> }.into_any(),
        ),
        (say!(language, people.link_until).to_owned(), date_time(&local_time(link.link.expires), language).into_any()),
    ];
    let says = view! {
        <p>{say!(language, people.link_once)}</p>
        {definition_rows(facts)}
        <p class="with-script print:hidden">
            <button type="button" class="button button-quiet" data-prints="">{say!(language, people.link_print)}</button>
        </p>
        <Print />
    };
    Banner::new(Tone::Information).id("link").role("status").view(says)
}
