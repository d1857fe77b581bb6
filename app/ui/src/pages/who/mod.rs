//! Everybody who can ever see an element, a value of it, or several elements at once: complete, with conditions, days and
//! points, in the catalogue in force, in an earlier state or in a draft.

mod filters;
mod query;
mod table;
#[cfg(test)]
mod tests;
pub mod view;

use delibero_domain::text::Language;
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::empty::empty;
use crate::components::filters::NoLines;
use crate::components::language::use_language;
use crate::components::leads::Leads;
use crate::components::page::Page;
use crate::components::pagination::{numbered, page_of};
use crate::components::table::Direction;
use crate::components::toolbar::{Order, Toolbar};
use crate::error::PageError;
use crate::filters::{Filters as _, Unread};
use crate::pages::changes::{draft_address, state_address};
use view::{Found, Of, WhoView, load_who};

pub use query::{WhoQuery, WhoSort, who_address};

/// The answers with what was asked for.
struct WhoPage {
    language: Language,
    query: WhoQuery,
    view: WhoView,
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = WhoQuery::of_pairs(address.query());
    let view = load_who(&query).await?;
    Ok(content(&WhoPage { language: use_language(), query, view }))
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    crate::components::filters::refusal(language, unread, filters::label)
}

/// What a file that was not made says where no element is chosen.
#[must_use]
pub const fn nothing_chosen(language: Language) -> &'static str {
    say!(language, who.choose)
}

fn content(page: &WhoPage) -> AnyView {
    let language = page.language;
    let wrongs = filters::wrongs(page);
    let form = filters::form(page, &wrongs);
    let of = of(page);
    let found = match &page.view.found {
        Found::Unread(_) => view! { <NoLines /> }.into_any(),
        Found::NothingChosen => empty(say!(language, who.choose), view! { <p>{say!(language, who.choose_help)}</p> }),
        Found::NotSound => Banner::new(Tone::Problem).view(view! { <p>{say!(language, changes.effect_not_sound)}</p> }),
        Found::Answers(_) => answers(page),
    };
    view! {
        <div class="wide-page">
            <Page title=say!(language, who.title) wrongs>
                <p class="mb-3 max-w-[72ch] quiet">{say!(language, who.intro)}</p>
                <p class="mb-3 print:hidden"><a class="link" href="/matrix">{say!(language, matrix.title)}</a></p>
                {form}
                {of}
                {found}
            </Page>
        </div>
    }
    .into_any()
}

/// That this is not what is in force.
fn of(page: &WhoPage) -> Option<AnyView> {
    let language = page.language;
    let (words, to, name) = match &page.view.of {
        Of::InForce => return None,
        Of::State(number) => {
            let name = say!(language, changes.state_number, number = number);
            (say!(language, who.of_state), state_address(*number), name)
        }
        Of::Draft { id, title } => (say!(language, who.of_draft), draft_address(id), title.clone()),
    };
    let in_force = page.query.with("state", "").first_page().address();
    let says = view! {
        <p>{words} " " <a class="link" href=to>{name}</a></p>
        <p class="print:hidden"><a class="link" href=in_force>{say!(language, who.to_in_force)}</a></p>
    };
    Some(Banner::new(Tone::Information).view(says))
}

fn answers(page: &WhoPage) -> AnyView {
    let (language, view) = (page.language, &page.view);
    let Found::Answers(found) = &view.found else { return ().into_any() };
    let on = match view.at {
        Some(day) => say!(language, who.on_day, day = long_date(day, language)),
        None => say!(language, who.any_day).to_owned(),
    };
    let asked = format!(
        "{}{}{on}",
        found.elements.iter().map(|label| label.get(language)).collect::<Vec<_>>().join(" + "),
        say!(language, kit.colon)
    );
    if found.total == 0 {
        let help = view! { <p>{asked}</p> <p>{say!(language, who.nobody_help)}</p> };
        return view! { <div role="status">{empty(say!(language, who.nobody), help)}</div> }.into_any();
    }
    let count = match found.total {
        1 => say!(language, who.count_one).to_owned(),
        count => say!(language, who.count_many, count = count),
    };
    let count = match found.pages {
        1 => count,
        pages => format!("{count} · {}", page_of(language, found.page, pages)),
    };
    let query = page.query.first_page();
    let file = |extension: &'static str| Leads::File(query.file(extension));
    let tools = Toolbar::new([asked, count, say!(language, who.complete).to_owned()]);
    let tools = tools.orders(orders(page)).files(file).file("JSON", say!(language, lists.json), file("json"));
    view! {
        {tools.view()}
        {table::table(page, found)}
        {numbered(say!(language, who.pages), found.page, found.pages, |number| page.query.on_page(number).address())}
    }
    .into_any()
}

fn orders(page: &WhoPage) -> impl Iterator<Item = Order> + '_ {
    let (sort, descending) = page.query.sorted();
    WhoSort::ALL.into_iter().map(move |by| Order {
        label: sort_name(page.language, by),
        address: page.query.sorted_by(by).address(),
        current: by == sort,
        direction: Some(Direction::of(descending)),
        in_head: true,
    })
}

const fn sort_name(language: Language, sort: WhoSort) -> &'static str {
    match sort {
        WhoSort::Recipient => say!(language, who.recipient),
        WhoSort::Module => say!(language, who.module),
        WhoSort::Purpose => say!(language, who.purpose),
        WhoSort::From => say!(language, who.days),
        WhoSort::Point => say!(language, who.points),
    }
}
