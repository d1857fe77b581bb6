//! The accounts of the demonstration, each with a form of its own.

use delibero_domain::text::Language;
use delibero_words::reasons::role_names;
use delibero_words::say;
use leptos::prelude::*;

use crate::session::DemonstrationAccount;

/// The table of accounts; nothing where there are none. `next` is where to go afterwards.
pub(super) fn demonstration(
    language: Language,
    accounts: Vec<DemonstrationAccount>,
    next: Option<&str>,
) -> Option<AnyView> {
    let password = accounts.first()?.password.clone();
    let heads = [
        say!(language, sign_in.user),
        say!(language, sign_in.demonstration_organisation),
        say!(language, sign_in.demonstration_roles),
    ];
    let rows = accounts.into_iter().map(|account| row(language, account, next)).collect_view();
    let section = view! {
        <section class="section mt-10" aria-labelledby="demonstration">
            <h2 id="demonstration" class="heading">{say!(language, sign_in.demonstration)}</h2>
            <p class="quiet">
                {say!(language, sign_in.demonstration_text)} " " <code class="loud">{password}</code>
            </p>
            <table class="simple-table accounts">
                <thead>
                    <tr>
                        {heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                        <th scope="col"><span class="sr-only">{say!(language, sign_in.demonstration_action)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    };
    Some(section.into_any())
}

fn row(language: Language, account: DemonstrationAccount, next: Option<&str>) -> AnyView {
    let DemonstrationAccount { user, password, organisation, roles } = account;
    let next = next.map(|next| view! { <input type="hidden" name="next" value=next.to_owned() /> });
    view! {
        <tr>
            <th scope="row">{user.clone()}</th>
            <td>{organisation.get(language).to_owned()}</td>
            <td class="quiet">{role_names(language, &roles)}</td>
            <td>
                <form method="post" action="/sign-in">
                    <input type="hidden" name="user" value=user.clone() />
                    <input type="hidden" name="password" value=password />
                    {next}
                    <button class="button button-quiet button-small">
                        <span aria-hidden="true">{say!(language, sign_in.demonstration_enter)}</span>
                        <span class="sr-only">{say!(language, sign_in.demonstration_enter_as)} " " {user}</span>
                    </button>
                </form>
            </td>
        </tr>
    }
    .into_any()
}
