//! What the pages show, from the register.

use std::collections::BTreeMap;

use delibero_domain::capability::Capability;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::VersionText;
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;
use delibero_usecases::accounts::Actor;
use delibero_usecases::belgian_time;
use delibero_usecases::register::{Content, Draft, DraftSummary, Drafts, Edit, EditKind, Fault};
use jiff::Timestamp;
use leptos::prelude::use_context;

use super::changes::{changes, keys, says_something};
use super::digest::digest;
use super::fields::text_of;
use super::{
    AskedVersion, Begun, DraftKind, DraftLine, DraftsPage, EditPage, Field, FieldKey, HistoryPage, NewVersionPage,
    Part, PointLine, Remark, ReviewPage, SaveKind, SaveLine, SavePage, SectionLine, Sent, TextKey, TextPage, Undone,
    VersionLine, fields_of,
};
use crate::error::PageError;
use crate::services::{services, signed_in, signed_in_with};

/// How many lines of the source stand around a point.
const AROUND: usize = 30;

fn instant(at: Timestamp) -> String {
    belgian_time::written(at)
}

fn wire(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The names that people read.
struct Names(BTreeMap<UserName, String>);

impl Names {
    async fn of(drafts: Drafts<'_>, users: Vec<UserName>) -> Result<Self, PageError> {
        Ok(Self(drafts.names(&users).await?))
    }

    fn get(&self, user: &UserName) -> String {
        self.0.get(user).map_or_else(|| user.to_string(), Clone::clone)
    }
}

/// What a draft is, by how many versions it has and how many are published.
fn kind(base: Option<u32>, versions: usize, published: Option<usize>) -> DraftKind {
    match (base, published) {
        (None, _) => DraftKind::New,
        (Some(_), Some(published)) if published < versions => DraftKind::Amendment,
        _ => DraftKind::Correction,
    }
}

async fn known_draft(drafts: Drafts<'_>, id: &str) -> Result<Draft, PageError> {
    drafts.draft(id).await?.ok_or(PageError::Unknown)
}

pub(super) async fn drafts() -> Result<DraftsPage, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let known = with.drafts(&account.actor)?;
    let drafts = known.all().await?;
    let users = drafts.iter().flat_map(|draft| [&draft.author].into_iter().chain(&draft.proposed)).cloned().collect();
    let names = Names::of(known, users).await?;
    let built_on: Vec<_> = drafts.iter().filter(|draft| draft.base.is_some()).map(|draft| draft.number).collect();
    let published = with.register(&account.actor)?.known(&built_on).await?;
    let published: BTreeMap<_, _> = published.iter().map(|known| (known.number, known.versions.len())).collect();
    let line = |draft: DraftSummary| {
        let (language, title) = draft.titles.into_iter().next().unwrap_or_default();
        DraftLine {
            number: draft.number.to_string(),
            language,
            title,
            kind: kind(draft.base, draft.versions, published.get(&draft.number).copied()),
            imported: draft.imported,
            author: names.get(&draft.author),
            saved: instant(draft.saved),
            proposed: draft.proposed.as_ref().map(|user| names.get(user)),
            id: draft.id,
        }
    };
    let lines = drafts.into_iter().map(line).collect();
    let begun = use_context::<Begun>().unwrap_or_default();
    Ok(DraftsPage { drafts: lines, writes: account.actor.may(Capability::WriteDrafts), begun })
}

pub(super) async fn review(id: &str, text: &str) -> Result<ReviewPage, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let drafts = with.drafts(&account.actor)?;
    let draft = known_draft(drafts, id).await?;
    let old = drafts.published(&draft).await?;
    let texts = keys(&draft.content);
    let shown = asked_text(text, &texts)?;
    let undone = use_context::<Undone>();
    let names = Names::of(drafts, [&draft.author].into_iter().chain(&draft.proposed).cloned().collect()).await?;
    let wrote = drafts.had_a_part_in(&draft).await?;
    let approves = account.actor.may(Capability::PublishDrafts);
    let is_newest = shown == texts.first().copied();
    let found = drafts.faults(&draft).await?;
    Ok(ReviewPage {
        revision: draft.revision,
        kind: kind(
            draft.base,
            draft.content.deliberation.versions.len(),
            old.as_ref().map(|old| old.deliberation.versions.len()),
        ),
        number: draft.content.deliberation.number.to_string(),
        language: title_of(&draft.content, shown).0,
        title: title_of(&draft.content, shown).1,
        author: names.get(&draft.author),
        saved: instant(draft.saved),
        proposed: draft.proposed.as_ref().map(|user| names.get(user)),
        note: drafts.note(&draft.id).await?,
        writes: may_write(&account.actor),
        publishes: approves && !wrote && draft.proposed.is_some(),
        wrote: approves && wrote,
        facts: facts(&draft.content),
        versions: versions(&draft.content),
        text: text_of(&draft.content, shown)
            .map(|text| text_page(text, is_newest.then_some(&draft)))
            .unwrap_or_default(),
        texts,
        shown,
        source: draft.source.as_deref().map(lines_of).unwrap_or_default(),
        faults: faults(found, &draft.content, shown),
        warnings: warnings(&draft, shown),
        changes: old.as_ref().map(|old| changes(Some(old), &draft.content)).unwrap_or_default(),
        typed_note: undone.as_ref().map(|undone| undone.note.clone()).unwrap_or_default(),
        problem: undone.map(|undone| undone.problem),
        id: draft.id,
    })
}

/// The text that an address names, or the newest where it names none; another one is never shown in its place.
fn asked_text(word: &str, texts: &[TextKey]) -> Result<Option<TextKey>, PageError> {
    if word.trim().is_empty() {
        return Ok(texts.first().copied());
    }
    let named = word.trim().parse().ok().filter(|key| texts.contains(key));
    named.map(Some).ok_or(PageError::Unknown)
}

/// Whoever approves edits nothing, even with both roles: a draft that an approver wrote in finds no second person.
fn may_write(actor: &Actor) -> bool {
    actor.may(Capability::WriteDrafts)
}

/// The title with its language: that of the text shown, or the first that there is.
fn title_of(content: &Content, shown: Option<TextKey>) -> (Language, String) {
    let titles = &content.deliberation.title;
    let shown = shown.and_then(|key| titles.get_key_value(&key.language));
    let found = shown.or_else(|| titles.first_key_value());
    found.map(|(language, title)| (*language, title.clone())).unwrap_or_default()
}

fn lines_of(source: &str) -> Vec<String> {
    source.lines().map(|line| line.trim_end().replace('\u{c}', "")).collect()
}

fn facts(content: &Content) -> Vec<Field> {
    let fields = fields_of(content, None, Part::Facts, false).unwrap_or_default();
    fields.into_iter().filter(says_something).collect()
}

fn versions(content: &Content) -> Vec<VersionLine> {
    let line = |version: &delibero_domain::deliberation::register::Version| VersionLine {
        document: version.document.as_ref().map(ToString::to_string),
        approved: version.approved,
        in_force: version.in_force,
        languages: version.languages.clone(),
    };
    content.deliberation.versions.iter().map(line).collect()
}

fn text_page(text: &VersionText, draft: Option<&Draft>) -> TextPage {
    let reading = draft.and_then(|draft| draft.reading.as_ref());
    let line = |label: &str| {
        let found = reading?.points.iter().find(|point| point.normal == label);
        found.map(|point| wire(point.line))
    };
    let section = |section: &delibero_domain::deliberation::reading::Section| SectionLine {
        label: section.label.clone(),
        title: section.title.clone(),
        level: section.level,
        text: section.text.clone(),
    };
    let point = |point: &delibero_domain::deliberation::register::PointText| PointLine {
        label: point.label.printed().to_owned(),
        heading: point.heading.map(wire),
        text: point.text.clone(),
        status: point.status,
        line: line(&point.label.normal()),
    };
    TextPage {
        title: text.title.clone(),
        sections: text.sections.iter().map(section).collect(),
        points: text.points.iter().map(point).collect(),
        footnotes: text.footnotes.iter().map(|note| (note.mark.clone(), note.text.clone())).collect(),
        modules: text.modules.clone(),
        operative: text.operative.clone(),
        signed_by: text.signed_by.clone(),
        annex: text.annex.clone(),
    }
}

fn part_of_point(content: &Content, shown: Option<TextKey>, label: &str) -> Option<Part> {
    let at = text_of(content, shown)?.points.iter().position(|point| point.label.normal() == label)?;
    Some(Part::Point(u16::try_from(at + 1).ok()?))
}

fn faults(found: Vec<Fault>, content: &Content, shown: Option<TextKey>) -> Vec<Remark> {
    let remark = |fault: Fault| {
        let (code, part, text) = match fault {
            Fault::NoTitle => ("no-title", Part::Facts, String::new()),
            Fault::Niss => ("niss", Part::Facts, String::new()),
            Fault::NoVersion => ("no-version", Part::Versions, String::new()),
            Fault::VersionsOutOfOrder => ("versions-out-of-order", Part::Versions, String::new()),
            Fault::InForceTooEarly(day) => ("in-force-too-early", Part::Versions, day.to_string()),
            Fault::DocumentElsewhere(document) => ("document-elsewhere", Part::Versions, document.to_string()),
            Fault::PointTwice(label) => {
                ("point-twice", part_of_point(content, shown, &label).unwrap_or(Part::Text), label)
            }
            Fault::PointEmpty(label) => {
                ("point-empty", part_of_point(content, shown, &label).unwrap_or(Part::Text), label)
            }
        };
        Remark { code: code.to_owned(), text, part, point: String::new(), line: None }
    };
    let mut all: Vec<Remark> = found.into_iter().map(remark).collect();
    all.dedup();
    all
}

fn warnings(draft: &Draft, shown: Option<TextKey>) -> Vec<Remark> {
    let Some(reading) = &draft.reading else { return Vec::new() };
    let remark = |warning: &delibero_domain::deliberation::reading::Warning| {
        let point = part_of_point(&draft.content, shown, &warning.at);
        let part = point.unwrap_or(match warning.at.as_str() {
            "title" | "head" | "grounds" | "preamble" | "number" | "date" | "committee" => Part::Facts,
            "amendments" | "document" | "in-force" => Part::Versions,
            "sections" => Part::Sections,
            "footnotes" => Part::Footnotes,
            at if at.starts_with("footnote") => Part::Footnotes,
            at if at.starts_with("section") => Part::Sections,
            _ => Part::Text,
        });
        Remark {
            code: warning.code.clone(),
            text: warning.text.clone(),
            part,
            point: point.map(|_| warning.at.clone()).unwrap_or_default(),
            line: warning.line.map(wire),
        }
    };
    reading.warnings.iter().map(remark).collect()
}

pub(super) async fn edit(id: &str, part: &str, text: &str) -> Result<EditPage, PageError> {
    let account = signed_in_with(Capability::WriteDrafts)?;
    let with = services()?;
    let drafts = with.drafts(&account.actor)?;
    let draft = known_draft(drafts, id).await?;
    let unknown = || PageError::Unknown;
    let part: Part = part.parse().map_err(|_| unknown())?;
    let texts = keys(&draft.content);
    let text = asked_text(text, &texts)?;
    let sent = use_context::<Sent>();
    let found = fields_of(&draft.content, text, part, draft.base.is_some());
    let fields = match (&sent, found) {
        (Some(sent), _) => sent.fields.clone(),
        (None, found) => found.ok_or_else(unknown)?,
    };
    let before = match &sent {
        Some(sent) => sent.before.clone(),
        None => mark_of(&draft.content, text, part, &fields),
    };
    let sent = sent.unwrap_or_default();
    let last = text_of(&draft.content, text).map_or(0, |text| text.points.len());
    let step = |forward: bool| match part {
        Part::Point(place) if forward => Some(place + 1).filter(|next| usize::from(*next) <= last).map(Part::Point),
        Part::Point(place) => Some(place - 1).filter(|place| *place > 0).map(Part::Point),
        _ => None,
    };
    let other = if sent.conflict { last_editor(drafts, &draft).await? } else { None };
    Ok(EditPage {
        part,
        text,
        number: draft.content.deliberation.number.to_string(),
        source: source_around(&draft, text, part),
        warnings: warnings(&draft, text).into_iter().filter(|warning| warning.part == part).collect(),
        next: step(true),
        previous: step(false),
        conflict: sent.conflict,
        problem: sent.problem,
        other,
        fields,
        before,
        id: draft.id,
    })
}

/// The mark of a part as it was read, sent back with its form: it is another as soon as the part is, or stands in
/// another text.
#[must_use]
pub fn mark_of(content: &Content, key: Option<TextKey>, part: Part, fields: &[Field]) -> String {
    let digest = digest(fields.iter().flat_map(|field| [field.name.as_str(), field.value.as_str()]));
    let key = key.filter(|_| !matches!(part, Part::Facts | Part::Versions));
    let text = key.map(|key| text_word(content, key)).unwrap_or_default();
    format!("{text}-{digest}")
}

/// A text by the approval of its version and its language: its place may be that of another one day.
fn text_word(content: &Content, key: TextKey) -> String {
    let version = content.deliberation.versions.get(usize::from(key.version));
    version.map(|version| format!("{}-{}", version.approved, key.language)).unwrap_or_default()
}

fn text_of_mark(mark: &str) -> &str {
    mark.rsplit_once('-').map_or("", |(text, _)| text)
}

/// Whether two marks are of parts of the same text.
#[must_use]
pub fn same_text(mark: &str, other: &str) -> bool {
    text_of_mark(mark) == text_of_mark(other)
}

/// The text that a form was read from: the one that its mark names, wherever it stands now. Where there is none, the
/// one of its address or the newest: the mark of that is another.
#[must_use]
pub fn text_read(content: &Content, address: &str, mark: &str) -> Option<TextKey> {
    let texts = keys(content);
    let asked = address.parse().ok().filter(|key| texts.contains(key));
    let read = |key: &TextKey| !text_of_mark(mark).is_empty() && text_word(content, *key) == text_of_mark(mark);
    let named = asked.filter(read).or_else(|| texts.iter().copied().find(read));
    named.or(asked).or_else(|| texts.first().copied())
}

async fn last_editor(drafts: Drafts<'_>, draft: &Draft) -> Result<Option<String>, PageError> {
    let Some(editor) = draft.editors.last() else { return Ok(None) };
    Ok(Some(Names::of(drafts, vec![editor.clone()]).await?.get(editor)))
}

fn source_around(draft: &Draft, text: Option<TextKey>, part: Part) -> Vec<(u32, String)> {
    let (Some(source), Some(reading)) = (&draft.source, &draft.reading) else { return Vec::new() };
    let place = match part {
        Part::Point(place) => usize::from(place) - 1,
        Part::NewPoint(place) => usize::from(place).saturating_sub(2),
        _ => return Vec::new(),
    };
    let points = text_of(&draft.content, text).map(|text| text.points.as_slice()).unwrap_or_default();
    let line_of = |place: usize| {
        let label = points.get(place)?.label.normal();
        reading.points.iter().find(|point| point.normal == label).map(|point| point.line)
    };
    let Some(from) = line_of(place) else { return Vec::new() };
    let until = (place + 1..points.len()).find_map(line_of).unwrap_or(from + AROUND);
    let until = until.clamp(from + 1, from + 6 * AROUND);
    let lines = lines_of(source).into_iter().enumerate().map(|(index, line)| (index + 1, line));
    lines
        .skip_while(|(number, _)| *number + 2 < from)
        .take_while(|(number, _)| *number <= until)
        .map(|(number, line)| (wire(number), line))
        .collect()
}

pub(super) async fn new_version(number: &str) -> Result<NewVersionPage, PageError> {
    let account = signed_in_with(Capability::WriteDrafts)?;
    let with = services()?;
    let unknown = || PageError::Unknown;
    let number: DeliberationNumber = number.parse().map_err(|_| unknown())?;
    let found = with.register(&account.actor)?.deliberation(number).await?.ok_or_else(unknown)?;
    let asked = use_context::<AskedVersion>().unwrap_or_default();
    let title = found.title.into_iter().next();
    Ok(NewVersionPage {
        number: number.to_string(),
        newest: found.versions.last().map(|version| version.approved),
        language: title.as_ref().map_or(Language::Fr, |(language, _)| *language),
        title: title.map(|(_, words)| words).unwrap_or_default(),
        asked,
    })
}

pub(super) async fn history(number: &str, save: &str) -> Result<HistoryPage, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let drafts = with.drafts(&account.actor)?;
    let unknown = || PageError::Unknown;
    let number: DeliberationNumber = number.parse().map_err(|_| unknown())?;
    let edits = drafts.edits(number).await?;
    let (language, title) = title_of(&edits.first().ok_or_else(unknown)?.content, None);
    let names = Names::of(drafts, edits.iter().map(|edit| edit.user.clone()).collect()).await?;
    let before = |at: usize| before(&edits[at], &edits[at + 1..]);
    let mut saves = Vec::with_capacity(edits.len());
    for (at, edit) in edits.iter().enumerate() {
        let before = before(at);
        let changed = if before == Some(&edit.content) { 0 } else { changes(before, &edit.content).len() };
        saves.push(SaveLine {
            place: edit.place,
            at: instant(edit.at),
            user: names.get(&edit.user),
            kind: save_kind(edit.what),
            note: edit.note.clone(),
            changes: wire(changed),
        });
    }
    let asked = match save.trim() {
        "" => None,
        word => Some(edits.iter().position(|edit| word == edit.place.to_string()).ok_or_else(unknown)?),
    };
    let shown = asked.map(|at| {
        let content = &edits[at].content;
        let texts =
            keys(content).into_iter().filter_map(|key| Some((key, text_page(text_of(content, Some(key))?, None))));
        SavePage {
            place: edits[at].place,
            changes: before(at).map(|before| changes(Some(before), content)).unwrap_or_default(),
            facts: facts(content).into_iter().filter(|field| field.key != FieldKey::Number).collect(),
            versions: versions(content),
            texts: texts.collect(),
        }
    });
    Ok(HistoryPage { number: number.to_string(), title, language, saves, shown })
}

/// What a save was made over: the save before it of the same draft, or what was published when it was begun.
fn before<'e>(edit: &Edit, earlier: &'e [Edit]) -> Option<&'e Content> {
    let own = earlier.iter().find(|other| !edit.draft.is_empty() && other.draft == edit.draft);
    let published = || earlier.iter().find(|other| other.what == EditKind::Published);
    own.or_else(published).map(|edit| &edit.content)
}

const fn save_kind(kind: EditKind) -> SaveKind {
    match kind {
        EditKind::Begun => SaveKind::Begun,
        EditKind::Saved => SaveKind::Saved,
        EditKind::Proposed => SaveKind::Proposed,
        EditKind::Returned => SaveKind::Returned,
        EditKind::Published => SaveKind::Published,
        EditKind::Discarded => SaveKind::Discarded,
    }
}
