//! The page to sign in.

mod demonstration;

use crate::error::PageError;
use crate::session::{SignInPage, SignInProblem, load_sign_in};
use delibero_words::say;
use leptos::prelude::*;

use self::demonstration::Demonstration;
use crate::address::Address;
use crate::components::errors::{ErrorSummary, FieldProblem, Wrong};
use crate::components::icon::{Icon, IconName};
use crate::components::language::use_language;
use crate::components::page::{set_window_title, typed_form};
use crate::components::problem::not_done;

/// The page.
pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    Ok(view! { <SignIn page=load_sign_in().await? /> }.into_any())
}

#[component]
fn SignIn(
    /// What the page shows.
    page: SignInPage,
) -> impl IntoView {
    let language = use_language();
    let wrongs = wrongs(page.problem);
    let ended = page.problem == Some(SignInProblem::SessionEnded);
    let with_errors = !wrongs.is_empty();
    set_window_title(if with_errors {
        say!(language, sign_in.title_with_errors)
    } else {
        say!(language, sign_in.title)
    });
    let next = page.next.clone();
    view! {
        <div class="mx-auto max-w-[56rem]">
            <ErrorSummary wrongs=wrongs.clone() />
            <h1 class="mb-2 text-xl font-semibold">{say!(language, sign_in.title)}</h1>
            <p class="mb-5 max-w-[72ch] text-muted">{say!(language, sign_in.intro)}</p>
            {ended.then(|| view! {
                <p class="mb-5 flex items-baseline gap-2 border-l-4 border-warning bg-warning-soft px-4 py-3" role="status">
                    <Icon name=IconName::Clock />
                    {say!(language, sign_in.session_ended)}
                </p>
            })}
            <Credentials user=page.user next=page.next wrongs />
            {(!page.demonstration.is_empty()).then(|| view! { <Demonstration accounts=page.demonstration next /> })}
        </div>
    }
}

fn wrongs(problem: Option<SignInProblem>) -> Vec<Wrong> {
    let language = use_language();
    match problem {
        None | Some(SignInProblem::SessionEnded) => Vec::new(),
        Some(SignInProblem::Refused) => vec![Wrong::with("user", say!(language, sign_in.refused).to_owned())],
        Some(SignInProblem::TooManyFailures) => {
            vec![Wrong::whole(say!(language, sign_in.too_many_failures).to_owned())]
        }
        Some(SignInProblem::Store(trouble)) => {
            vec![Wrong::whole(not_done(language, trouble, say!(language, sign_in.unavailable)).to_owned())]
        }
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
    let language = use_language();
    let refused = wrongs.iter().any(|wrong| wrong.field.is_some());
    let invalid = refused.then_some("true");
    let described = refused.then_some("user-problem");
    view! {
        <form id=typed_form() method="post" action="/sign-in" class="max-w-[24rem]">
            {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
            <div class="mb-4">
                <label class="label" for="user">{say!(language, sign_in.user)}</label>
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
                <label class="label" for="password">{say!(language, sign_in.password)}</label>
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
            <button class="button">{say!(language, sign_in.submit)}</button>
        </form>
    }
}
