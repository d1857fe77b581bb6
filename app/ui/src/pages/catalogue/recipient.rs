//! One recipient: who it is, and its authorisations.

use crate::error::PageError;
use crate::pages::catalogue::view::{RecipientView as Recipient, load_recipient};
use crate::services::signed_in_with;
use delibero_domain::capability::Capability;
use delibero_domain::text::{Language, Text};
use delibero_words::say;
use leptos::prelude::*;

use super::anchors::Anchors;
use super::recipient_page::RecipientPage;
use super::{authorisation, contents};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::language::{text_of, use_language};
use crate::components::page::Page;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let recipient = load_recipient(address.part("recipient").to_owned()).await?;
    Ok(content(use_language(), &recipient).into_any())
}

fn content(language: Language, recipient: &Recipient) -> impl IntoView + use<> {
    let page = RecipientPage { id: recipient.id.clone(), language, anchors: Anchors::of(recipient) };
    let title = recipient.label.get(language).to_owned();
    let nothing = recipient.authorisations.is_empty();
    let authorisations: Vec<AnyView> = recipient
        .authorisations
        .iter()
        .enumerate()
        .map(|(place, found)| authorisation::view(&page, place, found))
        .collect();
    let belonging = belonging(language, recipient);
    let begin = signed_in_with(Capability::WriteDrafts).is_ok().then(|| {
        let to = format!("/changes/new?recipient={}", recipient.id);
        let button = Button::quiet(say!(language, changes.begin)).leads_to(to);
        view! { <p class="actions mb-4 print:hidden">{button.view()}</p> }
    });
    let contents = contents::contents(language, &recipient.authorisations);
    view! {
        <Page title>
            <p class="mb-3 print:hidden">
                <a class="link" href="/catalogue">{say!(language, catalogue.back)}</a>
            </p>
            {belonging}
            {begin}
            {nothing.then(|| view! { <p class="quiet">{say!(language, catalogue.no_authorisation)}</p> })}
            <div class="beside">
                {contents}
                <div class="min-w-0">{authorisations}</div>
            </div>
        </Page>
    }
}

fn belonging(language: Language, recipient: &Recipient) -> impl IntoView + use<> {
    let owner = recipient.member_of.clone().map(|owner| {
        view! {
            <p class="mb-2">
                {say!(language, catalogue.member_of)} " " {link(owner)}
            </p>
        }
    });
    let members = recipient.members.clone();
    let members = (!members.is_empty()).then(|| {
        let items = members.into_iter().map(|member| view! { <li>{link(member)}</li> }).collect_view();
        view! {
            <h2 class="heading-small">{say!(language, catalogue.members)}</h2>
            <ul class="links links-columns">{items}</ul>
        }
    });
    (owner, members)
}

fn link((id, label): (String, Text)) -> impl IntoView {
    let address = format!("/catalogue/{id}");
    view! { <a class="link" href=address>{text_of(&label)}</a> }
}
