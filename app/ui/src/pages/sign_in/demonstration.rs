//! The accounts of the demonstration, each with a form of its own.

use crate::session::DemonstrationAccount;
use delibero_words::reasons::role_names;
use delibero_words::say;
use leptos::prelude::*;

use crate::components::language::{text_of, use_language};

/// The table of accounts.
#[component]
pub fn Demonstration(
    /// The accounts.
    accounts: Vec<DemonstrationAccount>,
    /// Where to go afterwards.
    next: Option<String>,
) -> impl IntoView {
    let language = use_language();
    let password = accounts.first().map(|account| account.password.clone()).unwrap_or_default();
    let row = move |account: DemonstrationAccount| view! { <Account account next=next.clone() /> };
    view! {
        <section class="mt-10" aria-labelledby="demonstration">
            <h2 id="demonstration" class="text-lg font-semibold">{say!(language, sign_in.demonstration)}</h2>
            <p class="mb-3 text-muted">
                {say!(language, sign_in.demonstration_text)} " " <code class="text-ink">{password}</code>
            </p>
            <table class="w-full border-collapse text-sm">
                <thead class="border-b border-control text-left max-sm:sr-only">
                    <tr>
                        <th scope="col" class="py-1 pr-4 font-semibold">{say!(language, sign_in.user)}</th>
                        <th scope="col" class="py-1 pr-4 font-semibold">{say!(language, sign_in.demonstration_organisation)}</th>
                        <th scope="col" class="py-1 pr-4 font-semibold">{say!(language, sign_in.demonstration_roles)}</th>
                        <th scope="col" class="py-1 font-semibold">
                            <span class="sr-only">{say!(language, sign_in.demonstration_action)}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{accounts.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Account(
    /// The account.
    account: DemonstrationAccount,
    /// Where to go afterwards.
    next: Option<String>,
) -> impl IntoView {
    let language = use_language();
    let DemonstrationAccount { user, password, organisation, roles } = account;
    view! {
        <tr class="border-b border-line max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-3 max-sm:py-2">
            <th scope="row" class="py-1 pr-4 text-left font-medium">{user.clone()}</th>
            <td class="py-1 pr-4 max-sm:order-3 max-sm:w-full">{text_of(organisation)}</td>
            <td class="py-1 pr-4 text-muted max-sm:order-4">{role_names(use_language(), &roles)}</td>
            <td class="py-1 text-right max-sm:ml-auto">
                <form method="post" action="/sign-in">
                    <input type="hidden" name="user" value=user.clone() />
                    <input type="hidden" name="password" value=password />
                    {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
                    <button class="button button-quiet button-small">
                        <span aria-hidden="true">{say!(language, sign_in.demonstration_enter)}</span>
                        <span class="sr-only">{say!(language, sign_in.demonstration_enter_as)} " " {user}</span>
                    </button>
                </form>
            </td>
        </tr>
    }
}
