//! A part of a draft as a form.

use delibero_domain::capability::Capability;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::identifier::UserName;
use delibero_usecases::belgian_time;
use delibero_usecases::drafts::Ended;
use delibero_usecases::register::editing::{AnyField, FieldError, FieldKey, FieldName, Form, Obstacle, OpenPart, Part};
use delibero_usecases::register::{Draft, Drafts, TextKey};

use super::remarks::warnings;
use super::{Remark, counted, lines_of};
use crate::error::{PageError, Trouble};
use crate::form_replay::FormReplay;
use crate::pages::drafting::{Names, known_draft};
use crate::services::{services, signed_in_with};

/// How many lines of the source stand around a point.
const AROUND: usize = 30;

/// A form that was sent and is shown again.
#[derive(Clone, Debug)]
pub struct PartReplay {
    pub open: OpenPart,
    /// The store did not save it.
    pub trouble: Option<Trouble>,
}

/// What was typed for a draft that ended meanwhile.
#[derive(Clone, Debug)]
pub struct EndedReplay {
    pub ended: Ended,
    pub number: DeliberationNumber,
    pub typed: Vec<String>,
}

/// By whom and when a draft ended, in words of people.
///
/// # Errors
/// When the user may not write drafts, or the store does not answer.
pub(in crate::pages::register::drafts) async fn who_ended(replay: &EndedReplay) -> Result<(String, String), PageError> {
    let account = signed_in_with(Capability::WriteDrafts)?;
    let by: Vec<UserName> = replay.ended.by.iter().cloned().collect();
    let names = services()?.drafts(&account.actor)?.names(&by).await?;
    let name = by.first().map(|user| names.get(user).cloned().unwrap_or_else(|| user.to_string()));
    Ok((name.unwrap_or_default(), belgian_time::written(replay.ended.at)))
}

/// A part of a draft as a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditView {
    pub id: String,
    /// The revision of the draft that was read.
    pub revision: u32,
    pub part: Part,
    pub text: Option<TextKey>,
    pub number: String,
    pub whole: Vec<FieldView>,
    pub rows: Vec<RowFields>,
    /// What the form carries besides: name and value.
    pub hidden: Vec<(String, String)>,
    /// Whether somebody saved other words in between, and who did.
    pub is_conflict: bool,
    pub other: Option<String>,
    /// The lines of the source around it.
    pub source: Vec<(u32, String)>,
    pub warnings: Vec<Remark>,
    pub next: Option<Part>,
    pub previous: Option<Part>,
    pub obstacle: Option<Obstacle>,
    pub trouble: Option<Trouble>,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFields {
    pub is_removable: bool,
    pub fields: Vec<FieldView>,
}

/// A field, with how it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldView {
    pub name: String,
    pub key: FieldKey,
    pub kind: FieldKind,
    pub value: String,
    pub error: Option<FieldError>,
    /// What somebody else saved in between, where that is something else.
    pub theirs: Option<String>,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Shown, not filled in.
    Fixed,
    Line,
    /// Several lines: how many are shown.
    Area(u8),
    Day,
    /// The value is `yes` or empty.
    Tick,
    /// One of these: value and words.
    Choice(Vec<(String, String)>),
    Language,
    /// How a deliberation ended.
    End,
}

/// A part of a draft as a form, or the form that is given back.
///
/// # Errors
/// When there is none, or not for this user.
pub async fn load(id: &str, part: &str, text: &str) -> Result<EditView, PageError> {
    let account = signed_in_with(Capability::WriteDrafts)?;
    let with = services()?;
    let drafts = with.drafts(&account.actor)?;
    let draft = known_draft(drafts, id).await?;
    let part: Part = part.parse().map_err(|_| PageError::Unknown)?;
    let replay = match FormReplay::<PartReplay>::given() {
        Some(replay) => replay,
        None => PartReplay { open: OpenPart::of(&draft, part, text).ok_or(PageError::Unknown)?, trouble: None },
    };
    let other = if replay.open.is_conflict { last_editor(drafts, &draft).await? } else { None };
    Ok(EditView { other, ..view(&draft, replay) })
}

async fn last_editor(drafts: Drafts<'_>, draft: &Draft) -> Result<Option<String>, PageError> {
    let Some(editor) = draft.editors.last() else { return Ok(None) };
    Ok(Some(Names::of(drafts, vec![editor.clone()]).await?.get(editor)))
}

fn view(draft: &Draft, PartReplay { open, trouble }: PartReplay) -> EditView {
    let OpenPart { part, key: text, form, mark, revision, is_conflict, obstacle, says_errors } = open;
    let (previous, next) = neighbours(draft, text, part);
    EditView {
        id: draft.id.clone(),
        revision,
        part,
        text,
        number: draft.content.deliberation.number.to_string(),
        whole: form.whole().into_iter().map(|field| field_view(&form, None, field, says_errors)).collect(),
        rows: rows(&form, says_errors),
        hidden: hidden(&form, &mark.to_string()),
        is_conflict,
        other: None,
        source: source_around(draft, text, part),
        warnings: warnings(draft, text).into_iter().filter(|warning| warning.part == part).collect(),
        next,
        previous,
        obstacle,
        trouble,
    }
}

/// The points before and after a point.
fn neighbours(draft: &Draft, text: Option<TextKey>, part: Part) -> (Option<Part>, Option<Part>) {
    let Part::Point(place) = part else { return (None, None) };
    let last = text.and_then(|text| draft.content.texts.get(&text)).map_or(0, |text| text.points.len());
    let previous = place.checked_sub(1).filter(|place| *place > 0);
    let next = place.checked_add(1).filter(|place| usize::from(*place) <= last);
    (previous.map(Part::Point), next.map(Part::Point))
}

fn rows(form: &Form, says_errors: bool) -> Vec<RowFields> {
    let row = |(place, row): (usize, delibero_usecases::register::editing::RowView<'_>)| RowFields {
        is_removable: row.is_removable,
        fields: row.fields.into_iter().map(|field| field_view(form, Some(place), field, says_errors)).collect(),
    };
    form.rows().into_iter().enumerate().map(row).collect()
}

fn hidden(form: &Form, mark: &str) -> Vec<(String, String)> {
    let mut hidden = vec![("before".to_owned(), mark.to_owned())];
    let rows = form.rows().into_iter().enumerate();
    hidden.extend(rows.map(|(place, row)| (format!("r{place}-was"), row.was.as_str().to_owned())));
    if let Form::Point(point) = form {
        hidden.extend(point.was_label.clone().map(|label| ("was-label".to_owned(), label)));
    }
    hidden
}

fn field_view(form: &Form, row: Option<usize>, field: &dyn AnyField, says_errors: bool) -> FieldView {
    let key = field.key();
    FieldView {
        name: FieldName { row, key }.to_string(),
        key,
        kind: kind_of(form, key, field.typed()),
        value: field.typed().to_owned(),
        error: field.error().filter(|_| says_errors),
        theirs: field.theirs().map(str::to_owned),
    }
}

fn kind_of(form: &Form, key: FieldKey, typed: &str) -> FieldKind {
    use FieldKey as K;
    match key {
        K::Number if matches!(form, Form::Facts(facts) if facts.number_is_fixed) => FieldKind::Fixed,
        K::TitleFr | K::TitleNl | K::Requesters | K::Sources | K::TextTitle | K::Modules | K::FootnoteText => {
            FieldKind::Area(3)
        }
        K::TitleDe | K::SectionTitle | K::SectionText => FieldKind::Area(2),
        K::Grounds | K::Operative => FieldKind::Area(8),
        K::Annex => FieldKind::Area(4),
        K::PointText => FieldKind::Area(lines_for(typed)),
        K::Date | K::EndDate | K::VersionApproved | K::VersionInForce => FieldKind::Day,
        K::AmendmentsComplete | K::PointRepealed => FieldKind::Tick,
        K::TextLanguage => FieldKind::Language,
        K::End => FieldKind::End,
        K::SectionLevel => FieldKind::Choice((1..=4).map(|level| (level.to_string(), level.to_string())).collect()),
        K::PointHeading => FieldKind::Choice(headings(form)),
        _ => FieldKind::Line,
    }
}

/// Enough lines for the words of a point, within bounds.
fn lines_for(words: &str) -> u8 {
    let lines = words.len() / 80 + words.matches('\n').count() + 3;
    u8::try_from(lines.clamp(6, 24)).unwrap_or(6)
}

fn headings(form: &Form) -> Vec<(String, String)> {
    let Form::Point(point) = form else { return Vec::new() };
    let headings = point.headings.iter().map(|(name, words)| (name.as_str().to_owned(), words.clone()));
    std::iter::once((String::new(), "–".to_owned())).chain(headings).collect()
}

fn source_around(draft: &Draft, text: Option<TextKey>, part: Part) -> Vec<(u32, String)> {
    let (Some(source), Some(reading)) = (&draft.origin.source, &draft.origin.reading) else { return Vec::new() };
    let place = match part {
        Part::Point(place) => usize::from(place) - 1,
        Part::NewPoint(place) => usize::from(place).saturating_sub(2),
        _ => return Vec::new(),
    };
    let points =
        text.and_then(|text| draft.content.texts.get(&text)).map(|text| text.points.as_slice()).unwrap_or_default();
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
        .map(|(number, line)| (counted(number), line))
        .collect()
}
