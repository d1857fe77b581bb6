//! One document of the catalogue as a form: an authorisation with its grid, or anything that authorisations are made of.

mod address;
mod case_lines;
mod cases;
mod choices;
mod fields;
mod grid;
mod points;
pub mod view;
pub(in crate::pages) mod words;

use delibero_domain::catalogue::files::CatalogueError;
use delibero_domain::text::Language;
use delibero_usecases::catalogue::editing::DocumentKind;
use delibero_usecases::drafts::EditKind;
use delibero_words::fault_words::catalogue_fault;
use delibero_words::formats::date_time;
use delibero_words::say;
use http::StatusCode;
use leptos::prelude::*;

use self::address::copy_address;
pub use self::address::{changes_address, document_address, new_document_address};
use self::fields::Filling;
use self::view::{DocumentView, EndedView, FaultPlace, UnreadableView, load};
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::errors::error_summary;
use crate::components::form_mark::{EndOfForm, FilledInBy};
use crate::components::language::use_language;
use crate::components::name::Name;
use crate::components::page::Page;
use crate::components::saved_line::SavedLine;
use crate::components::typed_form::typed_form;

use crate::error::PageError;
use crate::page_facts::PageFacts;
use crate::pages::changes::draft::ended;
use crate::pages::changes::missing;
use crate::pages::changes::words::{document_kind, document_label};
use delibero_islands::Unsaved;

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    match load(&address).await {
        Ok(Ok(view)) => Ok(content(view)),
        Ok(Err(unreadable)) => Ok(not_shown(unreadable)),
        Err(PageError::Unknown) => ended(address.part("id")).await,
        Err(error) => Err(error),
    }
}

/// A document that a form would not say whole: nothing of it is shown, so that nothing of it gets lost.
fn not_shown(view: UnreadableView) -> AnyView {
    let language = use_language();
    if let Some(facts) = use_context::<PageFacts>() {
        facts.set_status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let says = view! {
        <p>{say!(language, documents.unreadable)}</p>
        <p><code translate="no">{view.name.clone()}</code> ", " {place(language, &view.fault)}</p>
        <p>{catalogue_fault(language, &view.fault.what)}</p>
    };
    view! {
        <Page title=say!(language, documents.unreadable_title)>
            {Banner::new(Tone::Problem).view(says)}
            <p class="mt-4"><a class="link" href=changes_address(&view.draft)>{say!(language, documents.back)}</a></p>
        </Page>
    }
    .into_any()
}

fn content(view: DocumentView) -> AnyView {
    let language = use_language();
    let title = match &view.name {
        Some(_) => format!("{} – {}", words::kind(language, view.kind), view.subject),
        None => format!("{} – {}", say!(language, documents.title_new), words::kind(language, view.kind)),
    };
    let wrongs = wrongs(&view);
    let action = match &view.name {
        Some(name) => document_address(&view.draft, name),
        None => new_document_address(&view.draft, view.kind),
    };
    let back = changes_address(&view.draft);
    let copy = view.name.as_ref().filter(|_| view.kind == DocumentKind::Authorisation).map(|name| {
        let copy = copy_address(&view.draft, view.kind, name);
        view! { " · " <a class="link" href=copy>{say!(language, documents.copy)}</a> }
    });
    let notices = notices(&view);
    let errors = errors(&view);
    // In a draft that ended, nothing can be saved: the same button begins another with what was typed.
    let (action_word, action_words) = match &view.ended {
        Some(_) => ("anew", say!(language, documents.begin_anew)),
        None => ("save", say!(language, documents.save)),
    };
    // What is new gets its identifier, which stays, when somebody says so.
    let is_saved_as_one_goes = view.name.is_some() && view.ended.is_none();
    let filling = Filling { view: &view, language };
    let fields = filling.parts(view.kind.parts(), "");
    let beside = points::beside(&view, language);
    let answering = missing::Answering { draft: &view.draft, revision: view.revision, writes: true, problem: None };
    let missing = missing::section(language, &view.missing, answering);
    let results = cases::results(&view, language);
    let to_cases = view.cases_document.as_ref().map(|to| {
        view! { " · " <a class="link" href=to.clone()>{say!(language, documents.cases_link)}</a> }
    });
    view! {
        <Page title=title>
            <p class="mb-3">
                <a class="link" href=back.clone()>{say!(language, documents.back)} {say!(language, kit.colon)} {view.draft_title.clone()}</a>
                {copy}
                {to_cases}
            </p>
            {error_summary(wrongs)}
            {notices}
            {errors}
            {missing}
            {results}
            <div class="form-and-points">
                <form id=typed_form() method="post" action=action class="document-form" novalidate data-guarded="">
                    // Enter saves, whatever button comes first.
                    <button class="sr-only" name="do" value=action_word tabindex="-1" aria-hidden="true">
                        {action_words}
                    </button>
                    <input type="hidden" name="revision" value=view.revision.to_string() />
                    <FilledInBy />
                    {fields}
                    <div class="document-actions">
                        <button class="button" name="do" value=action_word>{action_words}</button>
                        <a class="link" href=back>{say!(language, documents.back)}</a>
                        <span class="hint">{say!(language, documents.save_hint)}</span>
                        {is_saved_as_one_goes.then(|| view! { <SavedLine /> })}
                    </div>
                    <EndOfForm />
                </form>
                {beside}
            </div>
            <Unsaved />
        </Page>
    }
    .into_any()
}

/// What the summary above the form says, each with the field that it is about.
fn wrongs(view: &DocumentView) -> Vec<(Option<Name>, String)> {
    let language = use_language();
    let mut wrongs: Vec<(Option<Name>, String)> = Vec::new();
    if view.name_is_taken {
        wrongs.push((None, say!(language, documents.name_taken).to_owned()));
    }
    wrongs.extend(view.faults.iter().map(|found| {
        let label = words::of_path(language, &found.path);
        (
            Some(fields::id_of(&found.path).into()),
            format!("{label}{}{}", say!(language, kit.colon), words::fault(language, found.fault)),
        )
    }));
    wrongs
}

fn notices(view: &DocumentView) -> Option<AnyView> {
    let language = use_language();
    if let Some(EndedView { how, by, at }) = &view.ended {
        let at = date_time(at, language);
        let words = match how {
            EditKind::Published => say!(language, documents.ended_published, by = by, at = at),
            _ => say!(language, documents.ended_discarded, by = by, at = at),
        };
        let says = view! { <p>{words}</p> <p>{say!(language, documents.ended_next)}</p> };
        return Some(Banner::new(Tone::Warning).id("ended").role("alert").view(says));
    }
    if view.is_saved {
        return Some(Banner::new(Tone::Information).role("status").view(say!(language, documents.saved)));
    }
    if view.theirs.is_empty() {
        return None;
    }
    let words = if view.is_conflict { say!(language, documents.conflict) } else { say!(language, documents.outdated) };
    Some(Banner::new(Tone::Warning).role("alert").view(words))
}

/// The line and the field of a fault.
fn place(language: Language, error: &CatalogueError) -> String {
    let line = (error.line > 0).then(|| say!(language, changes.at_line, line = error.line));
    let field = words::of_key_path(language, &error.key).map(|field| say!(language, faults.in_field, field = field));
    line.into_iter().chain(field).collect::<Vec<_>>().join(", ")
}

fn errors(view: &DocumentView) -> Option<AnyView> {
    let language = use_language();
    if view.errors.is_empty() {
        return None;
    }
    let line = |found: &FaultPlace| {
        let place = place(language, &found.error);
        let place = match (&found.document, &found.at) {
            (Some(document), _) => {
                let (kind, label) = (document_kind(language, document), document_label(language, document));
                let to = document_address(&view.draft, &document.name);
                view! { {kind} " " <a class="link" href=to>{label}</a> ", " {place} }.into_any()
            }
            (None, Some(at)) => view! { <a class="link" href=format!("#{}", fields::id_of(at))>{place}</a> }.into_any(),
            (None, None) => place.into_any(),
        };
        view! { <li class="py-1"><p>{place}</p> <p>{catalogue_fault(language, &found.error.what)}</p></li> }
    };
    let lines = view.errors.iter().map(line).collect_view();
    Some(
        view! {
            <section class="panel mb-6" aria-labelledby="catalogue-errors">
                <h2 id="catalogue-errors" class="heading">{say!(language, documents.errors_heading)}</h2>
                <p class="hint">{say!(language, documents.errors_hint)}</p>
                <ul class="plain-list">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}
