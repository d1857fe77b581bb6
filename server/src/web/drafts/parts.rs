//! Saving a part of a draft. What somebody else saved meanwhile in another part stays; in the same part, people choose.

use axum::Form;
use axum::extract::{Extension, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_api::register::drafts::{
    Field, FieldKind, FieldProblem, Part, Sent, TextKey, Typed, apply, fields_of, mark_of, merged, reshaped, same_text,
    text_read,
};
use delibero_api::services::SignedIn;
use delibero_domain::deliberation::PointLabel;
use delibero_domain::deliberation::register::VersionText;
use delibero_usecases::register::{Content, Draft, RegisterError};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::drafting;
use crate::web::AppState;
use crate::web::forms::again;
use crate::web::render::Posted;

/// The largest body of the form of a part: the longest text known has a tenth of it.
pub const MAX_PART: usize = 2 * 1024 * 1024;
/// How often a save is tried when others save at the same moment.
const TRIES: usize = 4;

/// Which text of the draft.
#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    text: String,
}

/// What became of a form.
enum Saved {
    /// It is kept; where to go.
    Kept(String),
    /// It is shown again, under an address.
    Again(String, Box<Sent>, StatusCode),
    /// There is no such draft or part.
    Gone,
    NotAllowed,
    /// Somebody saved while this was being saved: once more, with what is there now.
    Raced,
}

/// Saves a part, or comes back with what was typed.
pub async fn save(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path((id, part)): Path<(String, String)>,
    Query(shown): Query<Shown>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let path = format!("/drafts/{id}/edit/{part}");
    let typed = Typed::new(pairs);
    for _ in 0..TRIES {
        let draft = match state.services.register.draft(&id).await {
            Ok(draft) => draft,
            Err(error) => {
                tracing::error!(%error, "a draft was not saved");
                return again(
                    &state,
                    &path,
                    &headers,
                    Some(SignedIn(account)),
                    Posted::Nothing,
                    StatusCode::SERVICE_UNAVAILABLE,
                )
                .await;
            }
        };
        let saved = match (draft, part.parse()) {
            (Some(draft), Ok(part)) => {
                let key = text_read(&draft.content, &shown.text, typed.get("before"));
                let form = Sending { draft: &draft, part, key, typed: &typed };
                form.save(&state, &account).await
            }
            _ => Saved::Gone,
        };
        let (address, posted, status) = match saved {
            Saved::Kept(address) => return Redirect::to(&address).into_response(),
            Saved::Again(address, sent, status) => (address, Posted::Part(sent), status),
            Saved::Gone => (path.clone(), Posted::Nothing, StatusCode::NOT_FOUND),
            Saved::NotAllowed => return StatusCode::FORBIDDEN.into_response(),
            Saved::Raced => continue,
        };
        return again(&state, &address, &headers, Some(SignedIn(account)), posted, status).await;
    }
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// A form on its way into a draft.
struct Sending<'s> {
    draft: &'s Draft,
    part: Part,
    key: Option<TextKey>,
    typed: &'s Typed,
}

impl Sending<'_> {
    async fn save(&self, state: &AppState, account: &delibero_usecases::accounts::Account) -> Saved {
        let (part, current) = self.found();
        let Some(current) = current else { return Saved::Gone };
        let action = self.typed.get("do");
        if action.contains(':') {
            let fields = reshaped(&current, part, self.typed);
            return self.again(part, fields, self.typed.get("before").to_owned(), false, StatusCode::OK);
        }
        let is_new = matches!(part, Part::NewPoint(_));
        if is_new && action == "remove" {
            // Somebody removed it already.
            return Saved::Kept(self.after(part, self.typed));
        }
        let now = self.mark(part, &current);
        if !self.is_as_read(part, &now) {
            let fields = reshaped(&current, part, self.typed);
            let fields = if is_new { fields } else { both(fields, &current) };
            return self.again(part, fields, now, true, StatusCode::CONFLICT);
        }
        let typed = merged(self.typed, &current);
        let published = self.draft.base.is_some();
        let content = match apply(&self.draft.content, self.key, part, &typed, published) {
            Ok(content) => content,
            Err(problems) => {
                let mut fields = reshaped(&current, part, &typed);
                mark(&mut fields, &problems);
                let before = self.typed.get("before").to_owned();
                return self.again(part, fields, before, false, StatusCode::UNPROCESSABLE_ENTITY);
            }
        };
        let content = with_citations(&self.draft.content, content);
        if content == self.draft.content {
            return Saved::Kept(self.after(part, &typed));
        }
        match drafting(state, account).save(&self.draft.id, self.draft.revision, content).await {
            Ok(_) => Saved::Kept(self.after(part, &typed)),
            Err(RegisterError::Conflict(0) | RegisterError::Unknown) => Saved::Gone,
            Err(RegisterError::Conflict(_)) => Saved::Raced,
            Err(RegisterError::NotAllowed) => Saved::NotAllowed,
            Err(error) => {
                tracing::error!(%error, "a draft was not saved");
                let fields = reshaped(&current, part, self.typed);
                let sent =
                    Sent { fields, before: self.typed.get("before").to_owned(), conflict: false, unavailable: true };
                Saved::Again(self.address(part), Box::new(sent), StatusCode::SERVICE_UNAVAILABLE)
            }
        }
    }

    fn mark(&self, part: Part, fields: &[Field]) -> String {
        mark_of(&self.draft.content, self.key, part, fields)
    }

    /// Whether a part is still what was read; of a new point only the text that it goes into counts.
    fn is_as_read(&self, part: Part, now: &str) -> bool {
        let read = self.typed.get("before");
        if matches!(part, Part::NewPoint(_)) { same_text(read, now) } else { read == now }
    }

    /// The part as it is now. A point may have moved while somebody wrote: it is the one that reads as it was read, or
    /// else the one with its label. One that is gone becomes a new point, so that what was typed is kept.
    fn found(&self) -> (Part, Option<Vec<Field>>) {
        let fields = |part| fields_of(&self.draft.content, self.key, part, self.draft.base.is_some());
        let part = match self.part {
            Part::Point(place) => self.point_read(place).unwrap_or_else(|| self.new_point(place)),
            Part::NewPoint(place) => self.new_point(place),
            part => part,
        };
        (part, fields(part))
    }

    /// The point that was read at a place, wherever it stands now.
    fn point_read(&self, place: u16) -> Option<Part> {
        let fields = |part| fields_of(&self.draft.content, self.key, part, false);
        let as_read =
            |part: &Part| fields(*part).is_some_and(|found| self.is_as_read(*part, &self.mark(*part, &found)));
        let points = || (1..=self.points()).map(Part::Point);
        let here = Some(Part::Point(place)).filter(as_read).or_else(|| points().find(as_read));
        here.or_else(|| {
            let label: PointLabel = self.typed.get("was-label").parse().ok()?;
            let at = self.text()?.points.iter().position(|point| point.label.normal() == label.normal())?;
            u16::try_from(at + 1).ok().map(Part::Point)
        })
    }

    /// A new point at a place, or behind the last one where there are fewer now.
    fn new_point(&self, place: u16) -> Part {
        Part::NewPoint(place.min(self.points().saturating_add(1)))
    }

    fn text(&self) -> Option<&VersionText> {
        let key = self.key?;
        let mut texts = self.draft.content.texts.iter();
        texts.find(|(version, of, _)| (*version, *of) == (key.version, key.language)).map(|(_, _, text)| text)
    }

    /// How many points there are.
    fn points(&self) -> u16 {
        self.text().map_or(0, |text| u16::try_from(text.points.len()).unwrap_or(u16::MAX))
    }

    fn address(&self, part: Part) -> String {
        let text = self.key.map(|key| format!("?text={key}")).unwrap_or_default();
        format!("/drafts/{}/edit/{part}{text}", self.draft.id)
    }

    fn again(&self, part: Part, fields: Vec<Field>, before: String, conflict: bool, status: StatusCode) -> Saved {
        let sent = Sent { fields, before, conflict, unavailable: false };
        Saved::Again(self.address(part), Box::new(sent), status)
    }

    /// Where to go after a save: the next point, or the place in the draft.
    fn after(&self, part: Part, typed: &Typed) -> String {
        let place = match part {
            Part::Point(place) | Part::NewPoint(place) => Some(place),
            _ => None,
        };
        if let (Some(place), "next") = (place, typed.get("do")) {
            return self.address(Part::Point(place.saturating_add(1)));
        }
        // The language of a text is part of its address.
        let key = self.key.map(|key| match part {
            Part::Text => format!("?text={}-{}", key.version, typed.get("language")),
            Part::Versions => String::new(),
            _ => format!("?text={key}"),
        });
        let anchor = place.map(|place| format!("#point-{place}")).unwrap_or_default();
        format!("/drafts/{}{}{anchor}", self.draft.id, key.unwrap_or_default())
    }
}

/// The links of what was changed: found anew in every text that is another now.
fn with_citations(before: &Content, mut content: Content) -> Content {
    let number = content.deliberation.number;
    for (version, language, text) in &mut content.texts {
        let was = before.texts.iter().find(|(place, of, _)| (place, of) == (&*version, &*language));
        if was.is_none_or(|(_, _, was)| was != text) {
            text.references = delibero_reader::citations(number, text);
        }
    }
    content
}

/// What was typed, with what somebody else saved where that is something else.
fn both(mut mine: Vec<Field>, theirs: &[Field]) -> Vec<Field> {
    for field in &mut mine {
        let other = theirs.iter().find(|other| other.name == field.name).map(|other| &other.value);
        if let (None, FieldKind::Hidden, Some(other)) = (field.row(), &field.kind, other) {
            // Nobody chooses it: it says what is there now.
            field.value.clone_from(other);
        }
        field.theirs = other.filter(|other| **other != field.value).cloned();
    }
    for field in theirs {
        if !mine.iter().any(|known| known.name == field.name) {
            mine.push(Field { value: String::new(), theirs: Some(field.value.clone()), ..field.clone() });
        }
    }
    mine
}

fn mark(fields: &mut [Field], problems: &[(String, FieldProblem)]) {
    for field in fields {
        let found = problems.iter().find(|(name, _)| *name == field.name);
        field.problem = found.map(|(_, problem)| *problem);
    }
}
