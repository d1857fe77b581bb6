//! Views that the reader keeps under a name: links above the filters, and the form that keeps one.

use delibero_words::say;
use leptos::prelude::*;

use super::view::{KeepProblem, SavedLink};
use super::{ListPage, ListQuery, filters};
use crate::components::button::Button;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::icon::{Icon, IconName};
use crate::components::problem::not_done;
use crate::components::text_field::TextField;
use crate::filters::Filters as _;

const NAME: &str = "keep-name";

/// What is wrong with the filters, and with the form that keeps them.
pub(super) fn wrongs(page: &ListPage) -> Vec<Wrong> {
    let language = page.language;
    let words = page.view.keeping.as_ref().map(|keeping| match keeping.problem {
        KeepProblem::NoName => say!(language, register_list.problem_no_name),
        KeepProblem::NameTooLong => say!(language, register_list.problem_name_too_long),
        KeepProblem::Niss => say!(language, register_list.problem_niss),
        KeepProblem::Query => say!(language, register_list.problem_query),
        KeepProblem::TooMany => say!(language, register_list.problem_too_many),
        KeepProblem::Store(trouble) => not_done(language, trouble, say!(language, register_list.problem_unavailable)),
    });
    let with_form = can_keep(page);
    let wrong = |words: &'static str| match with_form {
        true => Wrong::with(NAME, words),
        false => Wrong::whole(words),
    };
    filters::wrongs(page).into_iter().chain(words.map(wrong)).collect()
}

/// Something is filtered or sorted.
fn can_keep(page: &ListPage) -> bool {
    page.view.unread.is_empty() && !page.query.first_page().written().is_empty()
}

pub(super) fn views(page: &ListPage) -> Option<AnyView> {
    let language = page.language;
    let saved = &page.view.saved;
    let items = saved.iter().map(|view| item(page, view)).collect_view();
    (!saved.is_empty()).then(|| {
        view! {
            <nav class="presets" aria-labelledby="list-saved">
                <h2 id="list-saved">{say!(language, register_list.saved)} {say!(language, kit.colon)}</h2>
                <ul>{items}</ul>
            </nav>
        }
        .into_any()
    })
}

fn item(page: &ListPage, saved: &SavedLink) -> AnyView {
    let SavedLink { name, query } = saved.clone();
    let current = (page.query.first_page().written() == query).then_some("true");
    let remove = format!("{} {name}", say!(page.language, register_list.saved_remove));
    view! {
        <li>
            <a class="order" href=format!("{}?{query}", ListQuery::PATH) aria-current=current>{name.clone()}</a>
            <form method="post" action=page.query.address() class="contents">
                <FilledInBy />
                <button class="tool" name="remove" value=name aria-label=remove.clone() title=remove>
                    <Icon name=IconName::Close />
                </button>
            </form>
        </li>
    }
    .into_any()
}

/// The form that keeps what is shown under a name; nothing where nothing is filtered.
pub(super) fn keep(page: &ListPage) -> Option<AnyView> {
    let language = page.language;
    let keeping = page.view.keeping.as_ref();
    let typed = keeping.map(|keeping| keeping.name.clone()).unwrap_or_default();
    let field = Field::new("keep", say!(language, register_list.keep_name)).id(NAME);
    let field = field.hint(say!(language, register_list.keep_hint)).of(&wrongs(page)).required();
    can_keep(page).then(|| {
        view! {
            <details class="keep" open=keeping.is_some()>
                <summary>{say!(language, register_list.keep)}</summary>
                <form method="post" action=page.query.address() class="search-row">
                    <FilledInBy />
                    {TextField::new(field, typed).longest(60).view()}
                    {Button::quiet(say!(language, register_list.keep_do)).view()}
                </form>
            </details>
        }
        .into_any()
    })
}
