//! What a draft says: facts, versions and text, with the ways to mend them.

use super::view::review::ReviewView;
use super::view::text::{FactLine, PointLine, SectionLine, TextView, VersionLine};
use delibero_usecases::register::TextKey;
use delibero_usecases::register::editing::{FieldKey, Part};
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::{draft_address, part_address, words};
use crate::components::language::use_language;

/// What may be mended of a draft, and where.
#[derive(Clone)]
struct Mending {
    id: String,
    text: Option<TextKey>,
    writes: bool,
}

impl Mending {
    /// A way to the form of a part.
    fn link(&self, part: Part, words: impl IntoView + 'static) -> Option<AnyView> {
        self.writes.then(|| {
            let address = part_address(&self.id, part, self.text);
            view! { <a class="link text-sm print:hidden" href=address>{words}</a> }.into_any()
        })
    }
}

pub(super) fn as_read(page: &ReviewView) -> AnyView {
    let language = use_language();
    let mending = Mending { id: page.id.clone(), text: page.shown, writes: page.writes };
    let texts = (page.texts.len() > 1).then(|| {
        let versions = page.versions.clone();
        let (id, shown) = (page.id.clone(), page.shown);
        let link = |key: TextKey| {
            let day = versions.get(usize::from(key.version)).map(|version| version.approved);
            let current = (shown == Some(key)).then_some("true");
            view! {
                <li>
                    <a class="link" href=draft_address(&id, Some(key)) aria-current=current class:font-semibold=current.is_some()>
                        {key.language.own_name()} ", "
                        {day.map(|day| long_date(day, language))}
                    </a>
                </li>
            }
        };
        let links = page.texts.iter().copied().map(link).collect_view();
        view! {
            <nav aria-label=say!(language, drafts.texts) class="mb-3">
                <ul class="flex flex-wrap gap-x-4">{links}</ul>
            </nav>
        }
    });
    view! {
        <section aria-labelledby="reading-heading" class="min-w-0">
            <h2 id="reading-heading" class="mb-2 text-lg font-semibold">{say!(language, drafts.reading_heading)}</h2>
            <div class="mb-1 flex flex-wrap items-baseline justify-between gap-2">
                <h3 class="font-semibold">{say!(language, drafts.facts)}</h3>
                {mending.link(Part::Facts, say!(language, drafts.correct_facts))}
            </div>
            {facts(page.facts.clone())}
            <div class="mt-4 mb-1 flex flex-wrap items-baseline justify-between gap-2">
                <h3 class="font-semibold">{say!(language, drafts.versions)}</h3>
                {mending.link(Part::Versions, say!(language, drafts.correct_versions))}
            </div>
            {version_list(page.versions.clone())}
            <div class="mt-5">{texts}</div>
            {page.shown.map(|key| body(key, page.text.clone(), &mending))}
        </section>
    }
    .into_any()
}

/// The facts as a list.
pub(super) fn facts(fields: Vec<FactLine>) -> AnyView {
    let language = use_language();
    let line = |field: FactLine| {
        let key = field.key;
        let name = words::field_unhinted(language, key);
        let lang = match key {
            FieldKey::TitleFr => Some("fr"),
            FieldKey::TitleNl => Some("nl"),
            FieldKey::TitleDe => Some("de"),
            _ => None,
        };
        let value = match (key, field.value.as_str()) {
            (FieldKey::AmendmentsComplete, _) => say!(language, drafts.yes).to_owned(),
            (FieldKey::End, "repealed") => say!(language, drafts.end_repealed).to_owned(),
            (FieldKey::End, "replaced") => say!(language, drafts.end_replaced).to_owned(),
            (FieldKey::Date | FieldKey::EndDate, day) => {
                day.parse().map_or_else(|_| day.to_owned(), |day| long_date(day, language))
            }
            (_, value) => value.to_owned(),
        };
        view! {
            <div class="py-1 sm:grid sm:grid-cols-[11rem_minmax(0,1fr)] sm:gap-3">
                <dt class="quiet">{name}</dt>
                <dd class="wrap-anywhere whitespace-pre-line" lang=lang>{value}</dd>
            </div>
        }
    };
    view! { <dl class="ruled text-sm">{fields.into_iter().map(line).collect_view()}</dl> }.into_any()
}

/// The versions with their days.
pub(super) fn versions(versions: Vec<VersionLine>) -> AnyView {
    let language = use_language();
    view! {
        <h3 class="mt-4 mb-1 font-semibold">{say!(language, drafts.versions)}</h3>
        {version_list(versions)}
    }
    .into_any()
}

fn version_list(versions: Vec<VersionLine>) -> AnyView {
    let language = use_language();
    let line = |version: VersionLine| {
        let in_force = version.in_force.map(|day| {
            view! { ", " {say!(language, drafts.in_force)} " " {long_date(day, language)} }
        });
        let dates_only = version.languages.is_empty().then(|| {
            view! { <span class="quiet">" – " {say!(language, drafts.dates_only)}</span> }
        });
        let approved = version.approved;
        view! {
            <li class="py-1">
                <span class="font-semibold tabular-nums">{version.document.map(|document| format!("{document} "))}</span>
                {say!(language, drafts.approved)} " " {long_date(approved, language)} {in_force}
                {dates_only}
            </li>
        }
    };
    view! { <ol class="ruled text-sm">{versions.into_iter().map(line).collect_view()}</ol> }.into_any()
}

/// A text that is only read.
pub(super) fn plain_text(key: TextKey, text: TextView) -> AnyView {
    let mending = Mending { id: String::new(), text: Some(key), writes: false };
    body(key, text, &mending)
}

fn body(key: TextKey, text: TextView, mending: &Mending) -> AnyView {
    let language = use_language();
    let TextView { title, sections, points, footnotes, modules, operative, signed_by, annex } = text;
    let first = mending.link(Part::NewPoint(1), say!(language, drafts.insert_first));
    // Sections in the order of the points that stand under them; what has no point stands where it is.
    let mut views: Vec<AnyView> = Vec::new();
    let mut shown = 0_usize;
    for (place, point) in points.into_iter().enumerate() {
        let until = point.heading.map_or(shown, |heading| heading as usize + 1).min(sections.len());
        views.extend(sections[shown.min(until)..until].iter().cloned().map(section));
        shown = shown.max(until);
        views.push(point_view(place, point, mending));
    }
    views.extend(sections[shown..].iter().cloned().map(section));
    let notes = (!footnotes.is_empty()).then(|| {
        let note = |(mark, words): (String, String)| {
            view! { <li class="py-1"><span class="tabular-nums">{mark}</span> " " {words}</li> }
        };
        view! { <ol class="text-sm">{footnotes.into_iter().map(note).collect_view()}</ol> }
    });
    let modules = (!modules.is_empty()).then(|| {
        view! { <p class="mt-2 text-sm quiet">{say!(language, drafts.modules_named)} " " {modules.join(", ")}</p> }
    });
    let paragraph =
        |words: Option<String>| words.map(|words| view! { <p class="my-3 whitespace-pre-line">{words}</p> });
    let has_operative = operative.is_some() || annex.is_some();
    view! {
        <div lang=key.language.code()>
            <h3 class="mb-2 font-semibold">{title}</h3>
            <p class="flex flex-wrap gap-x-4 gap-y-1">
                {mending.link(Part::Text, say!(language, drafts.correct_text))}
                {mending.link(Part::Sections, say!(language, drafts.correct_sections))}
                {mending.link(Part::Footnotes, say!(language, drafts.correct_footnotes))}
                {first}
            </p>
            {views}
            {has_operative.then(|| view! {
                <h4 class="mt-5 mb-1 font-semibold">{say!(language, drafts.field_operative)}</h4>
            })}
            {paragraph(operative)}
            {paragraph(signed_by)}
            {paragraph(annex)}
            {notes.map(|notes| view! {
                <h4 class="mt-5 mb-1 font-semibold">{say!(language, drafts.footnotes)}</h4>
                {notes}
            })}
            {modules}
        </div>
    }
    .into_any()
}

fn section(section: SectionLine) -> AnyView {
    let words = format!("{} {}", section.label, section.title).trim().to_owned();
    let text = (!section.text.is_empty()).then(|| view! { <p class="my-2 whitespace-pre-line">{section.text}</p> });
    let heading = if section.level <= 1 {
        view! { <h4 class="mt-5 mb-1 font-semibold">{words}</h4> }.into_any()
    } else {
        view! { <h5 class="mt-4 mb-1 text-sm font-semibold">{words}</h5> }.into_any()
    };
    view! { {heading} {text} }.into_any()
}

fn point_view(place: usize, point: PointLine, mending: &Mending) -> AnyView {
    let language = use_language();
    let PointLine { label, text, status, line, .. } = point;
    let number = u16::try_from(place + 1).unwrap_or(u16::MAX);
    let repealed = status == delibero_domain::deliberation::register::PointStatus::Repealed;
    let mark = words::status(language, status);
    let at = line.map(|line| {
        let address = format!("{}#line-{line}", draft_address(&mending.id, mending.text));
        view! {
            <a class="link text-sm tabular-nums print:hidden" href=address>
                {say!(language, drafts.line)} " " {line}
            </a>
        }
    });
    let (named, after) = (label.clone(), label.clone());
    let correct = view! { {say!(language, drafts.correct)} <span class="sr-only">" " {say!(language, drafts.point)} " " {named}</span> };
    let insert = view! { {say!(language, drafts.insert_after)} " " {after} };
    let words = if repealed {
        view! { <s class="whitespace-pre-line quiet">{text}</s> }.into_any()
    } else {
        view! { <span class="whitespace-pre-line">{text}</span> }.into_any()
    };
    view! {
        <div id=format!("point-{number}") class="scroll-mt-4 ruled-below py-2 lit-when-target">
            <p>
                <strong class="tabular-nums">{label}</strong>
                " "
                <span class="text-sm font-semibold quiet">{mark}</span>
                " "
                {words}
            </p>
            <p class="mt-1 flex flex-wrap gap-x-4">
                {mending.link(Part::Point(number), correct)}
                {mending.link(Part::NewPoint(number.saturating_add(1)), insert)}
                {at}
            </p>
        </div>
    }
    .into_any()
}
