//! What a draft would have made of past consultations: how many, for which organisations, and which, for those who may
//! read the journal.

use delibero_domain::effect::{Became, Counts, MOST_KEPT};
use delibero_domain::text::Language;
use delibero_words::formats::{grouped, short_date};
use delibero_words::say;
use leptos::prelude::*;

use super::draft_address;
use super::view::happened::{HappenedFound, HappenedLine, HappenedQuery, HappenedTold, HappenedView, load};
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::date_field::date_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filters::{self, NoLines};
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::table::{Column, Row, Table};
use crate::error::PageError;
use crate::filters::{Filters as _, Unread};
use crate::pages::drafting::saved_at;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = HappenedQuery::of_address(address.query());
    Ok(content(use_language(), load(address.part("id"), query).await?))
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    filters::refusal(language, unread, label)
}

const fn id(field: &str) -> Option<&'static str> {
    Some(match field.as_bytes() {
        b"from" => "happened-from",
        b"to" => "happened-to",
        b"on" => "happened-on",
        _ => return None,
    })
}

fn label(language: Language, field: &str) -> Option<&'static str> {
    Some(match field {
        "from" => say!(language, happened.from),
        "to" => say!(language, happened.to),
        "on" => say!(language, happened.on),
        _ => return None,
    })
}

pub(super) fn content(language: Language, page: HappenedView) -> AnyView {
    let unread = match &page.found {
        HappenedFound::Unread(unread) => unread.as_slice(),
        _ => &[],
    };
    let wrongs = filters::wrongs(language, unread, id);
    let form = form(language, &page, &wrongs);
    let found = match &page.found {
        HappenedFound::Unread(_) => view! { <NoLines /> }.into_any(),
        HappenedFound::NotSound => problem(say!(language, changes.effect_not_sound)),
        HappenedFound::NotCompared => problem(say!(language, changes.effect_not_compared)),
        HappenedFound::Told(told) => told_part(language, &page, told),
    };
    let back = page.reads_drafts.then(|| {
        view! { <p class="mb-3 print:hidden"><a class="link" href=draft_address(&page.id)>{say!(language, happened.back)}</a></p> }
    });
    let own = page.own_only.then(|| view! { <p class="mb-3 quiet">{say!(language, access_log.own_only)}</p> });
    view! {
        <Page title=say!(language, happened.title, title = page.title) wrongs>
            {back}
            <p class="lead">{say!(language, happened.intro)}</p>
            {own}
            {form}
            {found}
        </Page>
    }
    .into_any()
}

fn problem(words: &'static str) -> AnyView {
    Banner::new(Tone::Problem).view(view! { <p>{words}</p> })
}

fn form(language: Language, page: &HappenedView, wrongs: &[Wrong]) -> AnyView {
    let period = match &page.found {
        HappenedFound::Told(told) => Some(told.period),
        _ => None,
    };
    let field = |name: &'static str| {
        Field::new(name, label(language, name).unwrap_or_default()).id(id(name).unwrap_or_default()).of(wrongs)
    };
    let shown = |name: &'static str, day: Option<jiff::civil::Date>| {
        day.map_or_else(|| page.query.get(name).to_owned(), |day| day.to_string())
    };
    let on = field("on").hint(say!(language, happened.on_hint));
    view! {
        <form method="get" action=HappenedQuery::default().of_draft(&page.id, "") aria-label=say!(language, happened.form) class="filter-forms">
            <div class="filter-form">
                {date_field(field("from"), &shown("from", period.map(|period| period.from)))}
                {date_field(field("to"), &shown("to", period.map(|period| period.to)))}
                {date_field(on, &page.query.on)}
                <div class="filter-do">{Button::new(say!(language, happened.apply)).view()}</div>
            </div>
        </form>
    }
    .into_any()
}

fn told_part(language: Language, page: &HappenedView, told: &HappenedTold) -> AnyView {
    let looked_at = say!(
        language,
        happened.looked_at,
        count = grouped(told.looked_at),
        from = short_date(told.period.from),
        to = short_date(told.period.to)
    );
    let note = |count: u64, words: String| (count > 0).then(|| view! { <p class="mt-2 max-w-[80ch]">{words}</p> });
    let cut = (!told.whole).then(|| Banner::new(Tone::Warning).view(view! { <p>{say!(language, happened.cut)}</p> }));
    let not_kept = note(told.not_kept, say!(language, happened.not_kept, count = grouped(told.not_kept)));
    let otherwise =
        note(told.logged_otherwise, say!(language, happened.logged_otherwise, count = grouped(told.logged_otherwise)));
    let file = page.query.of_draft(&page.id, ".json");
    let organisations = (!told.organisations.is_empty()).then(|| organisations(language, told));
    view! {
        {cut}
        <p class="font-semibold" role="status">{looked_at}</p>
        {counts(language, &told.counts)}
        {not_kept}
        {otherwise}
        <p class="mt-3 print:hidden">{Button::quiet(say!(language, lists.json)).small().downloads(file).view()}</p>
        {organisations}
        {lines(language, told)}
    }
    .into_any()
}

fn counts(language: Language, counts: &Counts) -> AnyView {
    let lines = Became::ALL.map(|became| {
        let count = grouped(counts.of(became));
        view! { <li>{say!(language, happened.count, became = became_words(language, became), count = count)}</li> }
    });
    view! { <ul class="mt-2">{lines.into_iter().collect_view()}</ul> }.into_any()
}

fn organisations(language: Language, told: &HappenedTold) -> AnyView {
    let head = Became::ALL.map(|became| Column::new(became_words(language, became)).numeric());
    let columns: Vec<_> = std::iter::once(Column::new(say!(language, happened.organisation))).chain(head).collect();
    let mut table = Table::new(say!(language, happened.organisations_caption), columns);
    for (name, counts) in &told.organisations {
        let cells = Became::ALL.map(|became| Html::from(grouped(counts.of(became))));
        table.row(&Row::new(std::iter::once(Html::from(name.get(language))).chain(cells).collect::<Vec<_>>()));
    }
    view! {
        <section aria-labelledby="organisations" class="mt-8">
            <h2 id="organisations" class="heading">{say!(language, happened.organisations_heading)}</h2>
            {table.view()}
        </section>
    }
    .into_any()
}

fn lines(language: Language, told: &HappenedTold) -> Option<AnyView> {
    if told.lines.is_empty() {
        return None;
    }
    let columns = [
        say!(language, happened.when),
        say!(language, happened.organisation),
        say!(language, happened.module),
        say!(language, happened.purpose),
        say!(language, happened.became),
    ];
    let mut table = Table::new(say!(language, happened.records_caption), columns.map(Column::new));
    told.lines.iter().for_each(|line| table.row(&row(language, line)));
    let most = (told.counts.differing() > MOST_KEPT as u64).then(|| {
        view! { <p class="hint mb-2">{say!(language, happened.most_kept, count = MOST_KEPT)}</p> }
    });
    let section = view! {
        <section aria-labelledby="records" class="mt-8">
            <h2 id="records" class="heading">{say!(language, happened.records_heading)}</h2>
            {most}
            {table.view()}
        </section>
    };
    Some(section.into_any())
}

fn row(language: Language, line: &HappenedLine) -> Row {
    let mut when = Html::default();
    html!(when, "<a class=\"link row-link\" href=\"" {&line.to} "\">");
    when.html(&saved_at(&line.at));
    html!(when, "</a>");
    Row::new([
        when,
        line.organisation.get(language).into(),
        line.module.get(language).into(),
        line.purpose.get(language).into(),
        became_words(language, line.became).into(),
    ])
}

const fn became_words(language: Language, became: Became) -> &'static str {
    match became {
        Became::Same => say!(language, happened.same),
        Became::Wider => say!(language, happened.wider),
        Became::Narrower => say!(language, happened.narrower),
        Became::Refused => say!(language, happened.refused),
        Became::Other => say!(language, happened.other),
    }
}
