//! A draft: what to mend, the source and the reading side by side, and what may be done with it.

use delibero_api::register::drafts::{
    Field, FieldKey, Part, PointLine, Remark, ReviewPage, SectionLine, TextKey, TextPage, VersionLine, load_draft,
};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{changes, deliberation_address, draft_address, part_address, problem_line, summary, words};
use crate::components::formats::{date_time, long_date};
use crate::components::icon::{Icon, IconName};
use crate::components::language::language_of;
use crate::components::page::Page;
use crate::components::problem::Problem;
use crate::i18n::{t, t_string, use_i18n};

/// The page.
#[component]
pub fn ReviewView() -> impl IntoView {
    let i18n = use_i18n();
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let id = params.with(|params| params.get_str("id").unwrap_or_default().to_owned());
        let text = query.with(|query| query.get_str("text").unwrap_or_default().to_owned());
        (id, text)
    });
    let page = Resource::new_blocking(move || asked.get(), |(id, text)| load_draft(id, text));
    view! {
        <Suspense fallback=move || view! { <p class="text-muted">{t!(i18n, drafts.loading)}</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => Either::Left(content(page)),
                    Err(error) => Either::Right(view! { <Problem error /> }),
                }
            })}
        </Suspense>
    }
}

pub(super) fn content(page: ReviewPage) -> impl IntoView {
    let i18n = use_i18n();
    let problem = page.problem.clone();
    let wrongs = problem.iter().map(|problem| {
        let field = (*problem == delibero_api::register::drafts::ActionProblem::NoteMissing).then(|| "note".to_owned());
        (field, words::action(i18n.get_locale_untracked(), problem).to_owned())
    });
    let wrongs = summary(wrongs.collect());
    let title_number = page.number.clone();
    let side_by_side = !page.source.is_empty();
    let reading = reading(&page);
    let body = if side_by_side {
        view! {
            <div class="mt-6 grid gap-6 xl:grid-cols-2">
                {source(&page)}
                {reading}
            </div>
        }
        .into_any()
    } else {
        view! { <div class="mt-6 max-w-[72ch]">{reading}</div> }.into_any()
    };
    view! {
        <Page title=Signal::derive(move || format!("{} {title_number}", t_string!(i18n, drafts.review)))>
            {wrongs}
            {head(&page)}
            {faults(&page)}
            {warnings(&page)}
            {changed(&page)}
            {actions(&page)}
            {body}
        </Page>
    }
}

fn head(page: &ReviewPage) -> AnyView {
    let i18n = use_i18n();
    let kind = page.kind;
    let saved = page.saved.clone();
    let is_published = kind != delibero_api::register::drafts::DraftKind::New;
    let published = is_published.then(|| {
        view! {
            " · "
            <a class="link" href=deliberation_address(&page.number)>{t!(i18n, drafts.to_deliberation)}</a>
        }
    });
    let waits = page.proposed.clone().map(|by| {
        view! {
            <p class="mt-3 flex max-w-[72ch] items-start gap-2 border-l-4 border-warning bg-warning-soft px-3 py-2">
                <Icon name=IconName::Clock />
                <span>
                    {t!(i18n, drafts.state_proposed)} " – " {t!(i18n, drafts.proposed_by)} " " {by} ". "
                    {page.writes.then_some(t!(i18n, drafts.waiting_for_approver))}
                </span>
            </p>
        }
    });
    let note = page.note.clone().filter(|_| page.proposed.is_none()).map(|note| {
        view! {
            <p class="mt-3 max-w-[72ch] border-l-4 border-warning bg-warning-soft px-3 py-2 whitespace-pre-line">
                <strong>{t!(i18n, drafts.sent_back)}</strong> " " {note}
            </p>
        }
    });
    view! {
        <p class="max-w-[72ch] font-semibold" lang=page.language.code()>{page.title.clone()}</p>
        <p class="mt-1 text-sm text-muted">
            {move || words::kind(i18n.get_locale(), kind)} " · " {t!(i18n, drafts.begun_by)} " " {page.author.clone()}
            ", " {t!(i18n, drafts.last_saved)} " "
            {move || date_time(&saved, language_of(i18n.get_locale()))} " · "
            <a class="link" href=format!("{}/history", deliberation_address(&page.number))>{t!(i18n, drafts.history)}</a>
            {published}
        </p>
        {waits}
        {note}
    }
    .into_any()
}

fn faults(page: &ReviewPage) -> Option<AnyView> {
    let i18n = use_i18n();
    if page.faults.is_empty() {
        return None;
    }
    let (id, text, writes) = (page.id.clone(), page.shown, page.writes);
    let line = |fault: Remark| {
        let address = part_address(&id, fault.part, text);
        let said = move || words::fault(i18n.get_locale(), &fault);
        match writes {
            true => view! { <li><a class="link text-refused" href=address>{said}</a></li> }.into_any(),
            false => view! { <li>{said}</li> }.into_any(),
        }
    };
    let lines = page.faults.iter().cloned().map(line).collect_view();
    let view = view! {
        <section
            id="faults"
            aria-labelledby="faults-heading"
            class="mt-4 max-w-[72ch] border-l-4 border-refused bg-refused-soft px-4 py-3"
        >
            <h2 id="faults-heading" class="mb-1 flex items-center gap-2 font-semibold text-refused">
                <Icon name=IconName::Stop />
                {t!(i18n, drafts.faults_heading)}
            </h2>
            <ul>{lines}</ul>
        </section>
    };
    Some(view.into_any())
}

fn warnings(page: &ReviewPage) -> Option<AnyView> {
    let i18n = use_i18n();
    if page.source.is_empty() {
        return None;
    }
    if page.warnings.is_empty() {
        let none = view! {
            <p class="mt-4 flex items-center gap-2 text-granted">
                <Icon name=IconName::Check />
                {t!(i18n, drafts.no_warnings)}
            </p>
        };
        return Some(none.into_any());
    }
    let language = page.shown.map(|text| text.language.code());
    Some(remarks(page.warnings.clone(), &page.id, page.shown, language))
}

/// What the reader was not sure of: its words, the line of the source, and the part to mend it in.
pub(super) fn remarks(
    remarks: Vec<Remark>,
    id: &str,
    text: Option<TextKey>,
    language: Option<&'static str>,
) -> AnyView {
    let i18n = use_i18n();
    let id = id.to_owned();
    let count = remarks.len();
    let line = |remark: Remark| {
        let address = part_address(&id, remark.part, text);
        let (part, label) = (remark.part, remark.point);
        let at = remark.line.map(|line| {
            view! {
                <a class="link tabular-nums" rel="external" href=format!("{}#line-{line}", draft_address(&id, text))>
                    {t!(i18n, drafts.line)} " " {line}
                </a>
                " · "
            }
        });
        view! {
            <li class="py-1">
                <span lang=language>{remark.text}</span>
                " "
                <span class="text-sm whitespace-nowrap">
                    {at}
                    <a class="link" href=address>{move || words::part(i18n.get_locale(), part, &label)}</a>
                </span>
            </li>
        }
    };
    let lines = remarks.into_iter().map(line).collect_view();
    view! {
        <section
            id="warnings"
            aria-labelledby="warnings-heading"
            class="mt-4 mb-4 max-w-[72ch] border-l-4 border-warning bg-warning-soft px-4 py-3"
        >
            <h2 id="warnings-heading" class="mb-1 flex items-center gap-2 font-semibold text-warning">
                <Icon name=IconName::Warning />
                {t!(i18n, drafts.warnings_heading)} " (" {count} ")"
            </h2>
            <ul class="max-h-96 overflow-y-auto print:max-h-none" tabindex="0" aria-labelledby="warnings-heading">
                {lines}
            </ul>
        </section>
    }
    .into_any()
}

fn changed(page: &ReviewPage) -> Option<AnyView> {
    let i18n = use_i18n();
    if page.kind == delibero_api::register::drafts::DraftKind::New {
        return None;
    }
    let list = if page.changes.is_empty() {
        view! { <p class="text-muted">{t!(i18n, drafts.no_changes)}</p> }.into_any()
    } else {
        changes::list(page.changes.clone())
    };
    let view = view! {
        <section id="changes" aria-labelledby="changes-heading" class="mt-6">
            <h2 id="changes-heading" class="mb-1 text-lg font-semibold">{t!(i18n, drafts.changes_heading)}</h2>
            {list}
        </section>
    };
    Some(view.into_any())
}

fn actions(page: &ReviewPage) -> AnyView {
    let i18n = use_i18n();
    let address = draft_address(&page.id, None);
    let revision = page.revision;
    let proposed = page.proposed.is_some();
    let propose = (page.writes && !proposed).then(|| {
        view! {
            <div>
                <button class="button" name="do" value="propose">{t!(i18n, drafts.propose)}</button>
                <p class="hint mt-1">{t!(i18n, drafts.propose_hint)}</p>
            </div>
        }
    });
    let discard = page.writes.then(|| {
        view! {
            <details>
                <summary class="min-h-6 text-muted">{t!(i18n, drafts.discard)}</summary>
                <p class="hint my-2">{t!(i18n, drafts.discard_hint)}</p>
                <button class="button button-quiet" name="do" value="discard">{t!(i18n, drafts.discard)}</button>
            </details>
        }
    });
    let note_wrong = page.problem == Some(delibero_api::register::drafts::ActionProblem::NoteMissing);
    let note_words = note_wrong.then(|| t_string!(i18n, drafts.problem_note).to_owned());
    let typed = page.typed_note.clone();
    let decide = page.publishes.then(|| {
        view! {
            <p><button class="button" name="do" value="publish">{t!(i18n, drafts.publish)}</button></p>
            <div>
                <label class="label" for="note">{t!(i18n, drafts.note)}</label>
                {problem_line("note-problem".to_owned(), note_words)}
                <textarea
                    class="field mt-1 w-full max-w-[72ch]"
                    id="note"
                    name="note"
                    rows="3"
                    aria-invalid=note_wrong.then_some("true")
                    aria-describedby=note_wrong.then_some("note-problem")
                >
                    {typed}
                </textarea>
                <p class="mt-2">
                    <button class="button button-quiet" name="do" value="return">{t!(i18n, drafts.send_back)}</button>
                </p>
            </div>
        }
    });
    let own = page.wrote.then(|| view! { <p>{t!(i18n, drafts.own_draft)}</p> });
    let not_yet = (!page.writes && !proposed).then(|| view! { <p>{t!(i18n, drafts.not_proposed_yet)}</p> });
    view! {
        <section id="actions" aria-labelledby="actions-heading" class="mt-6 print:hidden">
            <h2 id="actions-heading" class="mb-2 text-lg font-semibold">{t!(i18n, drafts.actions)}</h2>
            {own}
            {not_yet}
            <form method="post" action=address class="grid gap-3">
                <input type="hidden" name="revision" value=revision.to_string() />
                {propose}
                {decide}
                {discard}
            </form>
        </section>
    }
    .into_any()
}

/// The source, line by line; a line with a warning says so.
fn source(page: &ReviewPage) -> AnyView {
    let i18n = use_i18n();
    let language = page.shown.map(|text| text.language.code());
    let warned = |number: u32| {
        let found = page.warnings.iter().filter(|warning| warning.line == Some(number));
        found.map(|warning| warning.text.clone()).collect::<Vec<_>>()
    };
    let lines = page.source.iter().enumerate().map(|(index, words)| {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        source_line(number, words.clone(), warned(number))
    });
    view! {
        <section aria-labelledby="source-heading" class="min-w-0">
            <h2 id="source-heading" class="mb-2 text-lg font-semibold">{t!(i18n, drafts.source_heading)}</h2>
            <div
                class="source-lines max-h-[70vh] overflow-auto rounded border border-line bg-surface p-2 xl:sticky \
                xl:top-2 xl:max-h-[calc(100vh-5rem)] print:max-h-none"
                tabindex="0"
                role="region"
                aria-labelledby="source-heading"
                lang=language
            >
                {lines.collect_view()}
            </div>
        </section>
    }
    .into_any()
}

fn source_line(number: u32, words: String, warnings: Vec<String>) -> AnyView {
    let marked = !warnings.is_empty();
    let notes = marked.then(|| {
        view! {
            <p class="ml-12 flex items-start gap-1 text-warning">
                <Icon name=IconName::Warning />
                <span>{warnings.join(" ")}</span>
            </p>
        }
    });
    let class = if marked { "flex gap-2 bg-warning-soft" } else { "flex gap-2" };
    view! {
        <div id=format!("line-{number}") class="scroll-mt-4 text-sm target:bg-accent-soft">
            <p class=class>
                <span class="w-10 shrink-0 text-right text-muted tabular-nums select-none">{number}</span>
                <span class="min-w-0 wrap-anywhere whitespace-pre-wrap">{words}</span>
            </p>
            {notes}
        </div>
    }
    .into_any()
}

/// The lines of the source around a part.
pub(super) fn excerpt(lines: Vec<(u32, String)>, language: Option<&'static str>) -> AnyView {
    let i18n = use_i18n();
    let lines = lines.into_iter().map(|(number, words)| source_line(number, words, Vec::new())).collect_view();
    view! {
        <section aria-labelledby="source-heading" class="min-w-0">
            <h2 id="source-heading" class="mb-2 font-semibold">{t!(i18n, drafts.source_heading)}</h2>
            <div
                class="max-h-[70vh] overflow-auto rounded border border-line bg-surface p-2"
                tabindex="0"
                role="region"
                aria-labelledby="source-heading"
                lang=language
            >
                {lines}
            </div>
        </section>
    }
    .into_any()
}

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

fn reading(page: &ReviewPage) -> AnyView {
    let i18n = use_i18n();
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
                        {words::language(key.language)} ", "
                        {move || day.map(|day| long_date(day, language_of(i18n.get_locale())))}
                    </a>
                </li>
            }
        };
        let links = page.texts.iter().copied().map(link).collect_view();
        view! {
            <nav aria-label=move || t_string!(i18n, drafts.texts) class="mb-3">
                <ul class="flex flex-wrap gap-x-4">{links}</ul>
            </nav>
        }
    });
    view! {
        <section aria-labelledby="reading-heading" class="min-w-0">
            <h2 id="reading-heading" class="mb-2 text-lg font-semibold">{t!(i18n, drafts.reading_heading)}</h2>
            <div class="mb-1 flex flex-wrap items-baseline justify-between gap-2">
                <h3 class="font-semibold">{t!(i18n, drafts.facts)}</h3>
                {mending.link(Part::Facts, t!(i18n, drafts.correct_facts))}
            </div>
            {facts(page.facts.clone())}
            <div class="mt-4 mb-1 flex flex-wrap items-baseline justify-between gap-2">
                <h3 class="font-semibold">{t!(i18n, drafts.versions)}</h3>
                {mending.link(Part::Versions, t!(i18n, drafts.correct_versions))}
            </div>
            {version_list(page.versions.clone())}
            <div class="mt-5">{texts}</div>
            {page.shown.map(|key| body(key, page.text.clone(), &mending))}
        </section>
    }
    .into_any()
}

/// The facts as a list.
pub(super) fn facts(fields: Vec<Field>) -> AnyView {
    let i18n = use_i18n();
    let line = |field: Field| {
        let key = field.key;
        let name = move || {
            let word = words::field(i18n.get_locale(), key);
            word.split(" (").next().unwrap_or(word).to_owned()
        };
        let lang = match key {
            FieldKey::TitleFr => Some("fr"),
            FieldKey::TitleNl => Some("nl"),
            FieldKey::TitleDe => Some("de"),
            _ => None,
        };
        let value = move || match (key, field.value.as_str()) {
            (FieldKey::AmendmentsComplete, _) => t_string!(i18n, drafts.yes).to_owned(),
            (FieldKey::End, "repealed") => t_string!(i18n, drafts.end_repealed).to_owned(),
            (FieldKey::End, "replaced") => t_string!(i18n, drafts.end_replaced).to_owned(),
            (FieldKey::Date | FieldKey::EndDate, day) => {
                day.parse().map_or_else(|_| day.to_owned(), |day| long_date(day, language_of(i18n.get_locale())))
            }
            (_, value) => value.to_owned(),
        };
        view! {
            <div class="py-1 sm:grid sm:grid-cols-[11rem_minmax(0,1fr)] sm:gap-3">
                <dt class="text-muted">{name}</dt>
                <dd class="wrap-anywhere whitespace-pre-line" lang=lang>{value}</dd>
            </div>
        }
    };
    view! { <dl class="divide-y divide-line border-y border-line text-sm">{fields.into_iter().map(line).collect_view()}</dl> }
        .into_any()
}

/// The versions with their days.
pub(super) fn versions(versions: Vec<VersionLine>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <h3 class="mt-4 mb-1 font-semibold">{t!(i18n, drafts.versions)}</h3>
        {version_list(versions)}
    }
    .into_any()
}

fn version_list(versions: Vec<VersionLine>) -> AnyView {
    let i18n = use_i18n();
    let line = |version: VersionLine| {
        let in_force = version.in_force.map(|day| {
            view! { ", " {t!(i18n, drafts.in_force)} " " {move || long_date(day, language_of(i18n.get_locale()))} }
        });
        let dates_only = version.languages.is_empty().then(|| {
            view! { <span class="text-muted">" – " {t!(i18n, drafts.dates_only)}</span> }
        });
        let approved = version.approved;
        view! {
            <li class="py-1">
                <span class="font-semibold tabular-nums">{version.document.map(|document| format!("{document} "))}</span>
                {t!(i18n, drafts.approved)} " " {move || long_date(approved, language_of(i18n.get_locale()))} {in_force}
                {dates_only}
            </li>
        }
    };
    view! { <ol class="divide-y divide-line border-y border-line text-sm">{versions.into_iter().map(line).collect_view()}</ol> }
        .into_any()
}

/// A text that is only read.
pub(super) fn plain_text(key: TextKey, text: TextPage) -> AnyView {
    let mending = Mending { id: String::new(), text: Some(key), writes: false };
    body(key, text, &mending)
}

fn body(key: TextKey, text: TextPage, mending: &Mending) -> AnyView {
    let i18n = use_i18n();
    let TextPage { title, sections, points, footnotes, modules, operative, signed_by, annex } = text;
    let first = mending.link(Part::NewPoint(1), t!(i18n, drafts.insert_first));
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
        view! { <p class="mt-2 text-sm text-muted">{t!(i18n, drafts.modules_named)} " " {modules.join(", ")}</p> }
    });
    let paragraph =
        |words: Option<String>| words.map(|words| view! { <p class="my-3 whitespace-pre-line">{words}</p> });
    let has_operative = operative.is_some() || annex.is_some();
    view! {
        <div lang=key.language.code()>
            <h3 class="mb-2 font-semibold">{title}</h3>
            <p class="flex flex-wrap gap-x-4 gap-y-1">
                {mending.link(Part::Text, t!(i18n, drafts.correct_text))}
                {mending.link(Part::Sections, t!(i18n, drafts.correct_sections))}
                {mending.link(Part::Footnotes, t!(i18n, drafts.correct_footnotes))}
                {first}
            </p>
            {views}
            {has_operative.then(|| view! {
                <h4 class="mt-5 mb-1 font-semibold">{t!(i18n, drafts.field_operative)}</h4>
            })}
            {paragraph(operative)}
            {paragraph(signed_by)}
            {paragraph(annex)}
            {notes.map(|notes| view! {
                <h4 class="mt-5 mb-1 font-semibold">{t!(i18n, drafts.footnotes)}</h4>
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
    let i18n = use_i18n();
    let PointLine { label, text, status, line, .. } = point;
    let number = u16::try_from(place + 1).unwrap_or(u16::MAX);
    let repealed = status == delibero_domain::deliberation::register::PointStatus::Repealed;
    let mark = move || words::status(i18n.get_locale(), status);
    let at = line.map(|line| {
        let address = format!("{}#line-{line}", draft_address(&mending.id, mending.text));
        view! {
            <a class="link text-sm tabular-nums print:hidden" rel="external" href=address>
                {t!(i18n, drafts.line)} " " {line}
            </a>
        }
    });
    let (named, after) = (label.clone(), label.clone());
    let correct =
        view! { {t!(i18n, drafts.correct)} <span class="sr-only">" " {t!(i18n, drafts.point)} " " {named}</span> };
    let insert = view! { {t!(i18n, drafts.insert_after)} " " {after} };
    let words = if repealed {
        view! { <s class="whitespace-pre-line text-muted">{text}</s> }.into_any()
    } else {
        view! { <span class="whitespace-pre-line">{text}</span> }.into_any()
    };
    view! {
        <div id=format!("point-{number}") class="scroll-mt-4 border-b border-line py-2 target:bg-accent-soft">
            <p>
                <strong class="tabular-nums">{label}</strong>
                " "
                <span class="text-sm font-semibold text-muted">{mark}</span>
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
