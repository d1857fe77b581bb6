//! The page to sign in.

mod demonstration;

use delibero_api::session::{SignInPage, SignInProblem, load_sign_in};
use leptos::prelude::*;

use self::demonstration::Demonstration;
use crate::components::errors::{ErrorSummary, FieldProblem, Wrong};
use crate::components::icon::{Icon, IconName};
use crate::components::page::WindowTitle;
use crate::components::problem::{Problem, not_done};
use crate::i18n::{t, t_string, use_i18n};

/// The page to sign in.
#[component]
pub fn SignInView() -> impl IntoView {
    let page = Resource::new_blocking(|| (), |()| load_sign_in());
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <SignIn page /> }.into_any(),
                    Err(error) => view! { <Problem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn SignIn(
    /// What the page shows.
    page: SignInPage,
) -> impl IntoView {
    let i18n = use_i18n();
    let wrongs = wrongs(page.problem);
    let ended = page.problem == Some(SignInProblem::SessionEnded);
    let with_errors = !wrongs.is_empty();
    let title = move || {
        if with_errors { t_string!(i18n, sign_in.title_with_errors) } else { t_string!(i18n, sign_in.title) }.to_owned()
    };
    let next = page.next.clone();
    view! {
        <WindowTitle text=Signal::derive(title) />
        <div class="mx-auto max-w-[56rem]">
            <ErrorSummary wrongs=wrongs.clone() />
            <h1 class="mb-2 text-xl font-semibold">{t!(i18n, sign_in.title)}</h1>
            <p class="mb-5 max-w-[72ch] text-muted">{t!(i18n, sign_in.intro)}</p>
            {ended.then(|| view! {
                <p class="mb-5 flex items-baseline gap-2 border-l-4 border-warning bg-warning-soft px-4 py-3" role="status">
                    <Icon name=IconName::Clock />
                    {t!(i18n, sign_in.session_ended)}
                </p>
            })}
            <Credentials user=page.user next=page.next wrongs />
            {(!page.demonstration.is_empty()).then(|| view! { <Demonstration accounts=page.demonstration next /> })}
        </div>
    }
}

fn wrongs(problem: Option<SignInProblem>) -> Vec<Wrong> {
    let i18n = use_i18n();
    match problem {
        None | Some(SignInProblem::SessionEnded) => Vec::new(),
        Some(SignInProblem::Refused) => vec![Wrong::with("user", move || t_string!(i18n, sign_in.refused).to_owned())],
        Some(SignInProblem::TooManyFailures) => {
            vec![Wrong::whole(move || t_string!(i18n, sign_in.too_many_failures).to_owned())]
        }
        Some(SignInProblem::Store(trouble)) => vec![Wrong::whole(move || {
            not_done(i18n.get_locale(), trouble, t_string!(i18n, sign_in.unavailable)).to_owned()
        })],
    }
}

#[component]
fn Credentials(
    /// The name as it was typed.
    user: String,
    /// Where to go afterwards.
    next: Option<String>,
    /// What is wrong.
    wrongs: Vec<Wrong>,
) -> impl IntoView {
    let i18n = use_i18n();
    let refused = wrongs.iter().any(|wrong| wrong.field.is_some());
    let invalid = refused.then_some("true");
    let described = refused.then_some("user-problem");
    view! {
        <form method="post" action="/sign-in" class="max-w-[24rem]">
            {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
            <div class="mb-4">
                <label class="label" for="user">{t!(i18n, sign_in.user)}</label>
                <FieldProblem id="user-problem" field="user" wrongs />
                <input
                    class="field mt-1 w-full"
                    id="user"
                    name="user"
                    value=user
                    required
                    autofocus
                    autocomplete="username"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=invalid
                    aria-describedby=described
                />
            </div>
            <div class="mb-5">
                <label class="label" for="password">{t!(i18n, sign_in.password)}</label>
                <input
                    class="field mt-1 w-full"
                    id="password"
                    name="password"
                    type="password"
                    required
                    autocomplete="current-password"
                    aria-invalid=invalid
                    aria-describedby=described
                />
            </div>
            <button class="button">{t!(i18n, sign_in.submit)}</button>
        </form>
    }
}
