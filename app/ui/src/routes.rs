//! The root component and every address.

use leptos::prelude::*;
use leptos_meta::{Link, Stylesheet, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use crate::components::frame::Frame;
use crate::i18n::I18nContextProvider;
use crate::pages::access_log::LogView;
use crate::pages::catalogue::{MatrixView, RecipientView, RecipientsView};
use crate::pages::consultation::FormView;
use crate::pages::consultation::answer::AnswerView;
use crate::pages::help::KeyboardView;
use crate::pages::not_found::NotFound;
use crate::pages::register::deliberation::DeliberationView;
use crate::pages::register::differences::DifferencesView;
use crate::pages::register::drafts::{DraftsView, EditView, HistoryView, NewDraftView, NewVersionView, ReviewView};
use crate::pages::register::list::DeliberationsView;
use crate::pages::sign_in::SignInView;

/// The root component. The server decides the language, and the browser goes by the document; the cookie is ours.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Stylesheet id="delibero" href="/pkg/delibero.css" />
        <Link rel="icon" href="/favicon.svg" type_="image/svg+xml" />
        <I18nContextProvider enable_cookie=false set_dir_attr_on_html=false>
            <Pages />
        </I18nContextProvider>
    }
}

#[component]
fn Pages() -> impl IntoView {
    let (waiting, set_waiting) = signal(false);
    view! {
        <Router set_is_routing=set_waiting>
            <Frame waiting>
                <FlatRoutes fallback=NotFound>
                    <Route path=path!("/sign-in") view=SignInView ssr=SsrMode::Async />
                    <Route path=path!("/consultation") view=FormView ssr=SsrMode::Async />
                    <Route path=path!("/consultations/:id") view=AnswerView ssr=SsrMode::Async />
                    <Route path=path!("/log") view=LogView ssr=SsrMode::Async />
                    <Route path=path!("/catalogue") view=RecipientsView ssr=SsrMode::Async />
                    <Route path=path!("/catalogue/:recipient") view=RecipientView ssr=SsrMode::Async />
                    <Route path=path!("/matrix") view=MatrixView ssr=SsrMode::Async />
                    <Route path=path!("/deliberations") view=DeliberationsView ssr=SsrMode::Async />
                    <Route path=path!("/deliberations/:year/:number") view=DeliberationView ssr=SsrMode::Async />
                    <Route path=path!("/deliberations/:year/:number/points/:label") view=DeliberationView ssr=SsrMode::Async />
                    <Route path=path!("/deliberations/:year/:number/history") view=HistoryView ssr=SsrMode::Async />
                    <Route path=path!("/deliberations/:year/:number/compare") view=DifferencesView ssr=SsrMode::Async />
                    <Route path=path!("/deliberations/:year/:number/drafts") view=NewVersionView ssr=SsrMode::Async />
                    <Route path=path!("/drafts") view=DraftsView ssr=SsrMode::Async />
                    <Route path=path!("/drafts/new") view=NewDraftView ssr=SsrMode::Async />
                    <Route path=path!("/drafts/:id") view=ReviewView ssr=SsrMode::Async />
                    <Route path=path!("/drafts/:id/edit/:part") view=EditView ssr=SsrMode::Async />
                    <Route path=path!("/help/keyboard") view=KeyboardView ssr=SsrMode::Async />
                </FlatRoutes>
            </Frame>
        </Router>
    }
}
