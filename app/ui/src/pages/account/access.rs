//! Choosing a password with a link: without being signed in.

use delibero_domain::text::Language;
use delibero_usecases::accounts::people::PasswordError;
use delibero_words::say;
use leptos::prelude::*;

use super::PasswordProblem;
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::field::Field;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::text_field::TextField;
use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::page_facts::PageFacts;
use crate::pages::people::access_address;
use crate::services::services;

/// What became of a password that was sent.
#[derive(Clone, Debug)]
pub enum AccessReplay {
    Done {
        user: String,
    },
    /// It was not taken.
    Not(PasswordProblem),
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let (language, token) = (use_language(), address.part("token"));
    let problem = match FormReplay::given() {
        Some(AccessReplay::Done { user }) => return Ok(done(language, user)),
        Some(AccessReplay::Not(problem)) => Some(problem),
        None => None,
    };
    let words = match services()?.usable_link(token).await {
        Ok((link, user)) => {
            let account = (link.user.to_string(), user.display_name);
            return Ok(usable(language, &access_address(token), account, problem));
        }
        Err(PasswordError::UsedLink(by)) => say!(language, people.access_used, user = by.to_string()),
        Err(PasswordError::ExpiredLink(by)) => say!(language, people.access_expired, user = by.to_string()),
        Err(PasswordError::Store(error)) => return Err(error.into()),
        Err(_) => say!(language, people.access_unknown).to_owned(),
    };
    if let Some(facts) = use_context::<PageFacts>() {
        facts.set_status(http::StatusCode::GONE);
    }
    Ok(ended(language, Banner::new(Tone::Problem).role("alert").view(words)))
}

fn usable(
    language: Language,
    action: &str,
    (user, name): (String, String),
    problem: Option<PasswordProblem>,
) -> AnyView {
    let wrongs: Vec<_> = problem.into_iter().map(|problem| problem.wrong(language)).collect();
    let field = Field::new("password", say!(language, people.password_new));
    let field = field.hint(say!(language, people.password_hint)).of(&wrongs).required().begins(true);
    let action = action.to_owned();
    view! {
        <div class="mx-auto max-w-[40rem]">
            <Page title=say!(language, people.access_title) wrongs>
                <p class="lead">{say!(language, people.access_intro, user = user.clone(), name = name)}</p>
                <form method="post" action=action class="grid justify-items-start gap-4" novalidate>
                    <input type="text" name="user" value=user autocomplete="username" hidden readonly />
                    {TextField::new(field, "").password().autocomplete("new-password").view()}
                    {Button::new(say!(language, people.access_do)).view()}
                </form>
            </Page>
        </div>
    }
    .into_any()
}

fn done(language: Language, user: String) -> AnyView {
    let says = Banner::new(Tone::Information).role("status").view(say!(language, people.access_done, user = user));
    ended(language, says)
}

fn ended(language: Language, says: AnyView) -> AnyView {
    view! {
        <div class="mx-auto max-w-[40rem]">
            <Page title=say!(language, people.access_title)>
                {says}
                <p class="mt-4"><a class="link" href="/sign-in">{say!(language, people.access_sign_in)}</a></p>
            </Page>
        </div>
    }
    .into_any()
}
