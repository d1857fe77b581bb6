//! One recipient: who it is, and its authorisations.

use delibero_api::catalogue::{RecipientView as Recipient, load_recipient};
use delibero_domain::text::{Language, Text};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_router::hooks::{use_location, use_params_map};

use super::anchors::Anchors;
use super::{authorisation, contents};
use crate::components::language::{say, use_language};
use crate::components::page::Page;
use crate::components::problem::Problem;
use crate::i18n::{Locale, t_string, use_i18n};

/// What every part of the page works with.
pub(super) struct Shown {
    pub i18n: I18nContext<Locale>,
    pub language: Signal<Language>,
    pub anchors: Anchors,
}

/// The page.
#[component]
pub fn RecipientView() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let address = use_params_map();
    let id = Memo::new(move |_| address.with(|map| map.get_str("recipient").unwrap_or_default().to_owned()));
    let page = Resource::new_blocking(move || id.get(), load_recipient);
    view! {
        <Suspense fallback=move || view! { <p class="text-muted">{move || t_string!(i18n, catalogue.loading)}</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(recipient) => Either::Left(content(i18n, language, &recipient)),
                    Err(error) => Either::Right(view! { <Problem error /> }),
                }
            })}
        </Suspense>
    }
}

fn content(i18n: I18nContext<Locale>, language: Signal<Language>, recipient: &Recipient) -> impl IntoView + use<> {
    let shown = Shown { i18n, language, anchors: Anchors::of(recipient) };
    let label = recipient.label.clone();
    let title = Signal::derive(move || label.get(language.get()).to_owned());
    let nothing = recipient.authorisations.is_empty();
    let authorisations: Vec<AnyView> = recipient
        .authorisations
        .iter()
        .enumerate()
        .map(|(place, found)| authorisation::view(&shown, place, found))
        .collect();
    let belonging = belonging(i18n, recipient);
    let contents = contents::contents(i18n, language, &recipient.authorisations);
    view! {
        <Page title>
            <p class="mb-3 print:hidden">
                <a class="link inline-flex min-h-6 items-center text-sm" href="/catalogue">
                    {move || t_string!(i18n, catalogue.back)}
                </a>
            </p>
            {belonging}
            {nothing.then(|| view! { <p class="text-muted">{move || t_string!(i18n, catalogue.no_authorisation)}</p> })}
            <div class="xl:grid xl:grid-cols-[minmax(0,1fr)_16rem] xl:gap-8">
                {contents}
                <div class="min-w-0">{authorisations}</div>
            </div>
            <Target />
        </Page>
    }
}

fn belonging(i18n: I18nContext<Locale>, recipient: &Recipient) -> impl IntoView + use<> {
    let owner = recipient.member_of.clone().map(|owner| {
        view! {
            <p class="mb-2">
                {move || t_string!(i18n, catalogue.member_of)} " " {link(owner)}
            </p>
        }
    });
    let members = recipient.members.clone();
    let members = (!members.is_empty()).then(|| {
        let items = members.into_iter().map(|member| view! { <li>{link(member)}</li> }).collect_view();
        view! {
            <h2 class="mb-1 text-base font-semibold">{move || t_string!(i18n, catalogue.members)}</h2>
            <ul class="mb-4 columns-1 gap-8 sm:columns-2 xl:columns-3">{items}</ul>
        }
    });
    (owner, members)
}

fn link((id, label): (String, Text)) -> impl IntoView {
    let address = format!("/catalogue/{id}");
    view! { <a class="link inline-flex min-h-6 items-center" href=address>{say(label)}</a> }
}

/// Marks the place that the address names and brings it into view. When the router changed the page, the browser
/// does not: `:target` follows its own navigations only.
#[component]
fn Target() -> impl IntoView {
    const MARK: &str = "data-target";
    let hash = use_location().hash;
    Effect::new(move |_| {
        let id = hash.get().trim_start_matches('#').to_owned();
        request_animation_frame(move || {
            if let Ok(Some(marked)) = document().query_selector("[data-target]") {
                let _ = marked.remove_attribute(MARK);
            }
            if let Some(place) = document().get_element_by_id(&id) {
                let _ = place.set_attribute(MARK, "");
                place.scroll_into_view();
            }
        });
    });
}
