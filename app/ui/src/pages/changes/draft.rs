//! A draft: what it changes, what is wrong with it, and what may be done with it.

use delibero_domain::text::Language;
use delibero_usecases::catalogue::editing::DocumentKind;
use delibero_words::fault_words::catalogue_fault;
use delibero_words::formats::date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::documents::Writing;
use super::view::draft::{DraftView, FaultView, MOST_FOUND, load};
use super::{describe, documents, draft_address, edits, effect, missing, state_address, words};
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::errors::error_summary;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::leads::hidden;
use crate::components::name::Name;
use crate::components::page::Page;
use crate::components::search_field::search_field;
use crate::components::stepper::{Progress, Step, stepper};
use crate::components::text_field::TextField;
use crate::components::typed_form::typed_form;
use crate::error::PageError;
use crate::pages::documents::words::{kind as kind_name, of_key_path as field_of_key};
use crate::pages::documents::{document_address, new_document_address};
use crate::pages::drafting::end_of;
use crate::services::{services, signed_in};

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    match load(address.part("id"), address.asked("find")).await {
        Err(PageError::Unknown) => ended(address.part("id")).await,
        page => Ok(content(page?).into_any()),
    }
}

/// A draft that is no longer one.
pub(in crate::pages) async fn ended(id: &str) -> Result<AnyView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let end = end_of(with.catalogue_drafts(&account.actor)?, id).await?;
    let states = with.catalogue_states(&account.actor)?.all().await?;
    let became = states.iter().find(|state| state.draft.as_deref() == Some(id));
    let became = became.map(|state| state_address(state.number));
    Ok(end.page(say!(use_language(), changes.ended_heading), became))
}

pub(super) fn content(page: DraftView) -> impl IntoView {
    let language = use_language();
    let wrongs = page.problem.iter().flat_map(|problem| words::action(language, problem));
    let wrongs = wrongs.map(|(field, words)| (field.map(Name::from), words.to_owned()));
    let wrongs = error_summary(wrongs.collect());
    let file = format!("{}/effect.json", draft_address(&page.id));
    let answering = missing::Answering {
        draft: &page.id,
        revision: page.revision,
        writes: page.writes,
        problem: page.problem.as_ref(),
    };
    let missing = missing::section(language, &page.missing, answering);
    let happened = format!("{}/happened", draft_address(&page.id));
    let ways = effect::Ways { file, states: [String::new(), page.id.clone()], happened: Some(happened) };
    view! {
        <Page title=say!(language, changes.draft_title, title = page.title)>
            <p class="mb-3 print:hidden"><a class="link" href="/changes">{say!(language, changes.back_to_changes)}</a></p>
            {wrongs}
            {head(&page)}
            {describe::ended(&page.describe)}
            {faults(language, &page)}
            {missing}
            {effect::section(language, &page.effect, &ways)}
            {changed(language, &page)}
            {page.writes.then(|| find(language, &page))}
            {actions(language, &page)}
            {page.writes.then(|| described(language, &page))}
            <section aria-labelledby="edits" class="mt-8">
                <h2 id="edits" class="heading">{say!(language, changes.edits_heading)}</h2>
                {edits::table(language, &page.edits)}
            </section>
        </Page>
    }
}

fn head(page: &DraftView) -> AnyView {
    let language = use_language();
    let by = page.author.clone();
    let by = match by {
        Some(by) => view! { <span translate="no">{by}</span> }.into_any(),
        None => say!(language, changes.by_program).into_any(),
    };
    let note = page.note.clone().filter(|_| page.proposed.is_none()).map(|note| {
        let says = view! { <p class="whitespace-pre-line">{note}</p> };
        Banner::new(Tone::Warning).heading(say!(language, changes.sent_back)).view(says)
    });
    view! {
        <p class="mb-4 text-sm quiet">
            {carried(language, page)} {say!(language, changes.begun_by)} " " {by} ", " {say!(language, changes.last_saved)} " "
            {date_time(&page.saved, language)}
        </p>
        <div class="mb-4 max-w-[72ch]">{stepper(steps(language, page))}</div>
        {note}
    }
    .into_any()
}

/// The text that carries it, as it was saved.
fn carried(language: Language, page: &DraftView) -> Option<AnyView> {
    let number = page.describe.form.deliberation.trim().to_owned();
    let known = page.describe.versions.len();
    (known > 0).then(|| {
        let place = page.describe.form.version.parse::<u16>().unwrap_or_default();
        let version = page.describe.versions.get(usize::from(place));
        let name = delibero_words::versions::version_name(language, place, version);
        view! {
            {say!(language, changes.carried_by)} " " <a class="link" href=format!("/deliberations/{number}")>{number.clone()}</a>
            ", " {name} " · "
        }
        .into_any()
    })
}

fn steps(language: Language, page: &DraftView) -> Vec<Step> {
    let proposed = page.proposed.is_some();
    let current =
        |who: String, follows: &str| Progress::Current { who, since: page.since, follows: follows.to_owned() };
    let writing = match proposed {
        true => Progress::Done,
        false => current(say!(language, changes.who_secretariat).to_owned(), say!(language, changes.follows_writing)),
    };
    let approval = match proposed {
        true => {
            let others = page.contributors.join(", ");
            current(say!(language, changes.who_approver, others = others), say!(language, changes.follows_proposed))
        }
        false => Progress::Coming,
    };
    vec![
        Step { name: say!(language, changes.step_writing).to_owned(), progress: writing },
        Step { name: say!(language, changes.step_approval).to_owned(), progress: approval },
        Step { name: say!(language, changes.step_in_force).to_owned(), progress: Progress::Coming },
    ]
}

fn faults(language: Language, page: &DraftView) -> Option<AnyView> {
    if page.faults.is_empty() {
        return None;
    }
    let line = |fault: &FaultView| {
        let label = words::document_label(language, &fault.document);
        let name = match page.writes {
            true => {
                let to = document_address(&page.id, &fault.document.name);
                view! { <a class="link" href=to>{label}</a> }.into_any()
            }
            false => label.into_any(),
        };
        let mut place = vec![];
        if fault.line > 0 {
            place.push(say!(language, changes.at_line, line = fault.line));
        }
        let field = field_of_key(language, &fault.key);
        place.extend(field.map(|field| say!(language, faults.in_field, field = field)));
        view! {
            <li class="py-1">
                <p>
                    {words::document_kind(language, &fault.document)} " " {name}
                    <span>", " {place.join(", ")}</span>
                </p>
                <p>{catalogue_fault(language, &fault.what)}</p>
            </li>
        }
    };
    let lines = page.faults.iter().map(line).collect_view();
    let says = view! { <p>{say!(language, changes.faults_help)}</p> <ul>{lines}</ul> };
    let heading = say!(language, changes.faults_heading, count = page.faults.len());
    Some(Banner::new(Tone::Problem).id("faults").heading(heading).view(says))
}

fn changed(language: Language, page: &DraftView) -> AnyView {
    let list = documents::list(language, &page.changes, page.writes.then_some(Writing { id: &page.id }));
    let list = match page.writes {
        true => view! {
            <form method="post" action=draft_address(&page.id)>
                <FilledInBy />
                {hidden([("revision", page.revision.to_string())])}
                {list}
            </form>
        }
        .into_any(),
        false => list,
    };
    let heading = say!(language, changes.documents_heading, count = words::documents(language, page.changes.len()));
    view! {
        <section aria-labelledby="documents" class="mt-8">
            <h2 id="documents" class="heading">{heading}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn actions(language: Language, page: &DraftView) -> AnyView {
    let proposed = page.proposed.is_some();
    let sound = page.faults.is_empty() && !page.changes.iter().any(|change| change.outdated);
    let propose = (page.writes && !proposed).then(|| {
        view! {
            <div>
                {Button::new(say!(language, changes.propose)).sends("do", "propose").view()}
                <p class="hint mt-1">{say!(language, changes.propose_hint)}</p>
            </div>
        }
    });
    let own = page.had_a_part.then(|| {
        let says = say!(language, changes.own_draft, others = page.contributors.join(", "));
        Banner::new(Tone::Information).view(view! { <p>{says}</p> })
    });
    let not_yet = (!page.writes && !proposed).then(|| view! { <p>{say!(language, changes.not_proposed_yet)}</p> });
    let discard = page.writes.then(|| {
        view! {
            <details>
                <summary class="min-h-6 quiet">{say!(language, changes.discard)}</summary>
                <p class="hint my-2">{say!(language, changes.discard_hint)}</p>
                {Button::danger(say!(language, changes.discard)).sends("do", "discard").view()}
            </details>
        }
    });
    view! {
        <section id="actions" aria-labelledby="actions-heading" class="mt-8 print:hidden">
            <h2 id="actions-heading" class="heading">{say!(language, changes.actions)}</h2>
            {own}
            {not_yet}
            <form method="post" action=draft_address(&page.id) class="grid max-w-[72ch] gap-4">
                <FilledInBy />
                {hidden([("revision", page.revision.to_string()), ("compared", page.state.to_string())])}
                {propose}
                {page.publishes.then(|| decide(language, page, sound))}
                {discard}
            </form>
        </section>
    }
    .into_any()
}

/// For an approver: in force, or back with a reason.
fn decide(language: Language, page: &DraftView, sound: bool) -> AnyView {
    let problem =
        page.problem.as_ref().filter(|problem| problem.is_of_note()).map(|problem| words::action(language, problem));
    let problem = problem.and_then(|lines| lines.first().map(|(_, words)| (*words).to_owned()));
    let note = Field::new("note", say!(language, changes.note)).wrong(problem);
    let publish = sound.then(|| {
        view! {
            <div>
                {Button::new(say!(language, changes.publish)).sends("do", "publish").view()}
                <p class="hint mt-1">{say!(language, changes.publish_hint, number = page.state)}</p>
            </div>
        }
    });
    view! {
        {publish}
        <div>
            {TextField::new(note, page.typed_note.clone()).rows(3).view()}
            <p class="mt-2">{Button::quiet(say!(language, changes.send_back)).sends("do", "return").view()}</p>
        </div>
    }
    .into_any()
}

/// Something else of the catalogue, to change it in the same draft.
fn find(language: Language, page: &DraftView) -> AnyView {
    let searched = !page.find.trim().is_empty();
    let found = page.found.iter().map(|document| {
        let kind = words::document_kind(language, document);
        let label = words::document_label(language, document);
        view! { <li><span class="quiet">{kind} " "</span> <a class="link" href=document_address(&page.id, &document.name)>{label}</a></li> }
    });
    let found = found.collect_view();
    let count = match (searched, page.found.len(), page.more) {
        (false, ..) => None,
        (true, 0, _) => Some(say!(language, changes.found_nothing).to_owned()),
        (true, _, true) => Some(say!(language, changes.found_more, most = MOST_FOUND)),
        (true, ..) => None,
    };
    let new = DocumentKind::ALL.iter().filter(|kind| kind.can_be_new()).map(|kind| {
        let to = new_document_address(&page.id, *kind);
        view! { <li><a class="link" href=to>{kind_name(language, *kind)}</a></li> }
    });
    let new = new.collect_view();
    let field = Field::new("find", say!(language, changes.find)).hint(say!(language, changes.find_hint));
    view! {
        <section aria-labelledby="more" class="mt-8 print:hidden">
            <h2 id="more" class="heading">{say!(language, changes.find_heading)}</h2>
            <form method="get" action=format!("{}#more", draft_address(&page.id)) class="grid max-w-[72ch] gap-3">
                {search_field(field, page.find.clone())}
                <p>{Button::quiet(say!(language, changes.find_do)).view()}</p>
            </form>
            <p class="hint mt-2" role="status">{count}</p>
            <ul class="links mt-2">{found}</ul>
            <h3 class="heading-small mt-4">{say!(language, changes.new_heading)}</h3>
            <ul class="links links-columns">{new}</ul>
        </section>
    }
    .into_any()
}

fn described(language: Language, page: &DraftView) -> AnyView {
    view! {
        <section aria-labelledby="describe" class="mt-8 print:hidden">
            <h2 id="describe" class="heading">{say!(language, changes.describe_heading)}</h2>
            <form id=typed_form() method="post" action=draft_address(&page.id) class="grid max-w-[72ch] gap-4" novalidate>
                <FilledInBy />
                {hidden([("revision", page.revision.to_string())])}
                {describe::fields(&page.describe)}
                <p>{Button::quiet(say!(language, changes.describe_do)).sends("do", "save").view()}</p>
            </form>
        </section>
    }
    .into_any()
}
