//! The page to sign in.

mod demonstration;

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use self::demonstration::demonstration;
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::icon::IconName;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::problem::not_done;
use crate::components::text_field::TextField;
use crate::components::typed_form::typed_form;
use crate::error::PageError;
use crate::session::{SignInPage, SignInProblem, load_sign_in};

pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    let language = use_language();
    let SignInPage { problem, user, next, demonstration: accounts } = load_sign_in().await?;
    let wrongs = wrongs(language, problem);
    let ended = (problem == Some(SignInProblem::SessionEnded)).then(|| {
        Banner::new(Tone::Warning).icon(IconName::Clock).role("status").view(say!(language, sign_in.session_ended))
    });
    let page = view! {
        <div class="mx-auto max-w-[56rem]">
            <Page title=say!(language, sign_in.title) wrongs=wrongs.clone()>
                <p class="lead">{say!(language, sign_in.intro)}</p>
                {ended}
                {credentials(language, user, next.clone(), &wrongs)}
                {demonstration(language, accounts, next.as_deref())}
            </Page>
        </div>
    };
    Ok(page.into_any())
}

fn wrongs(language: Language, problem: Option<SignInProblem>) -> Vec<Wrong> {
    match problem {
        None | Some(SignInProblem::SessionEnded) => Vec::new(),
        Some(SignInProblem::Refused) => vec![Wrong::with("user", say!(language, sign_in.refused))],
        Some(SignInProblem::TooManyFailures) => vec![Wrong::whole(say!(language, sign_in.too_many_failures))],
        Some(SignInProblem::Store(trouble)) => {
            vec![Wrong::whole(not_done(language, trouble, say!(language, sign_in.unavailable)))]
        }
    }
}

fn credentials(language: Language, user: String, next: Option<String>, wrongs: &[Wrong]) -> AnyView {
    let name = Field::new("user", say!(language, sign_in.user)).of(wrongs).required().begins(wrongs.is_empty());
    let password = Field::new("password", say!(language, sign_in.password)).wrong_with("user", wrongs).required();
    view! {
        <form id=typed_form() method="post" action="/sign-in" class="grid max-w-[24rem] justify-items-start gap-4">
            {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
            {TextField::new(name, user).autocomplete("username").verbatim().view()}
            {TextField::new(password, "").password().autocomplete("current-password").view()}
            {Button::new(say!(language, sign_in.submit)).view()}
        </form>
    }
    .into_any()
}
