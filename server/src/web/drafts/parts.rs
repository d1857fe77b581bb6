//! Saving a part of a draft. What somebody else saved meanwhile in another part stays; in the same part, people choose.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Extension, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::deliberation::PointLabel;
use delibero_domain::deliberation::register::VersionText;
use delibero_domain::niss::holds_niss;
use delibero_ui::error::Trouble;
use delibero_ui::pages::register::drafts::view::{
    Field, FieldKey, FieldKind, FieldProblem, MAX_ROWS, Part, PartProblem, Sent, TextKey, Typed, apply, both,
    fields_of, mark_of, merged, reshaped, same_text, text_read,
};
use delibero_ui::services::SignedIn;
use delibero_usecases::register::{Content, Draft, RegisterError};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::{drafting, trouble_of};
use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::Posted;

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
    /// Somebody saved while this was being saved: once more, with what is there now, or else it is shown again.
    Raced(String, Box<Sent>),
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
    let mut raced = None;
    for _ in 0..TRIES {
        let Ok(drafts) = state.services.drafts(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
        let draft = match drafts.draft(&id).await {
            Ok(draft) => draft,
            Err(error) => return Trouble::traced(&error, "a draft was not saved").http_status().into_response(),
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
            Saved::Raced(address, sent) => {
                raced = Some((address, sent));
                continue;
            }
        };
        return again(&state, &address, &headers, Some(SignedIn(account)), posted, status).await;
    }
    let Some((address, sent)) = raced else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let status = StatusCode::SERVICE_UNAVAILABLE;
    again(&state, &address, &headers, Some(SignedIn(account)), Posted::Part(sent), status).await
}

/// Whether people choose between what they wrote and what somebody else saved.
#[derive(Clone, Copy)]
enum Open {
    No,
    /// Yes; `seen`: the form that was sent showed what is there now.
    Yes {
        seen: bool,
    },
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
        let rows = self.typed.row_count();
        if rows > MAX_ROWS {
            return self.too_long(part, current);
        }
        let as_read = self.is_as_read(part, &self.mark(part, &current)) && self.knows_heading(&current);
        if action.contains(':') {
            let typed = if as_read { &merged(self.typed, &current) } else { self.typed };
            let open = if self.chooses() { Open::Yes { seen: as_read } } else { Open::No };
            let is_full = action.starts_with("add:") && rows >= MAX_ROWS;
            let sent = self.sent(part, &current, typed, open);
            let problem = is_full.then_some(PartProblem::TooManyRows).or(sent.problem);
            return Saved::Again(self.address(part), Box::new(Sent { problem, ..sent }), StatusCode::OK);
        }
        if matches!(part, Part::NewPoint(_)) && action == "remove" {
            // Somebody removed it already.
            return Saved::Kept(self.after(part, self.typed));
        }
        if !as_read {
            let sent = self.sent(part, &current, self.typed, Open::Yes { seen: false });
            return Saved::Again(self.address(part), Box::new(sent), StatusCode::CONFLICT);
        }
        let open = if self.chooses() { Open::Yes { seen: true } } else { Open::No };
        let typed = merged(self.typed, &current);
        let published = self.draft.base.is_some();
        let content = match apply(&self.draft.content, self.key, part, &typed, published) {
            Ok(content) => content,
            Err(problems) => {
                let mut sent = self.sent(part, &current, &typed, open);
                mark(&mut sent.fields, &problems);
                return Saved::Again(self.address(part), Box::new(sent), StatusCode::UNPROCESSABLE_ENTITY);
            }
        };
        let content = with_citations(&self.draft.content, content);
        if content == self.draft.content {
            return Saved::Kept(self.after(part, &typed));
        }
        match drafting(state, account).save(&self.draft.id, self.draft.revision, content).await {
            Ok(_) => Saved::Kept(self.after(part, &typed)),
            Err(RegisterError::Conflict(0) | RegisterError::Unknown) => Saved::Gone,
            Err(RegisterError::NotAllowed) => Saved::NotAllowed,
            Err(RegisterError::Faulty(_)) => {
                let mut sent = self.sent(part, &current, &typed, open);
                let named = sent.fields.iter().filter(|field| holds_niss(&field.value));
                let problems: Vec<_> = named.map(|field| (field.name.clone(), FieldProblem::Niss)).collect();
                mark(&mut sent.fields, &problems);
                Saved::Again(self.address(part), Box::new(sent), StatusCode::UNPROCESSABLE_ENTITY)
            }
            Err(RegisterError::Conflict(_)) => {
                let sent = Sent { problem: Some(PartProblem::Busy), ..self.sent(part, &current, self.typed, open) };
                Saved::Raced(self.address(part), Box::new(sent))
            }
            Err(error) => {
                let trouble = trouble_of(&error, "a draft was not saved");
                let problem = Some(PartProblem::Store(trouble));
                let sent = Sent { problem, ..self.sent(part, &current, self.typed, open) };
                Saved::Again(self.address(part), Box::new(sent), trouble.http_status())
            }
        }
    }

    /// The list as it is: nobody types so many rows by hand.
    fn too_long(&self, part: Part, fields: Vec<Field>) -> Saved {
        let before = self.mark(part, &fields);
        let sent = Sent { fields, before, conflict: false, problem: Some(PartProblem::TooManyRows) };
        Saved::Again(self.address(part), Box::new(sent), StatusCode::UNPROCESSABLE_ENTITY)
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
        self.draft.content.texts.get(&self.key?)
    }

    /// How many points there are.
    fn points(&self) -> u16 {
        self.text().map_or(0, |text| u16::try_from(text.points.len()).unwrap_or(u16::MAX))
    }

    fn address(&self, part: Part) -> String {
        let text = self.key.map(|key| format!("?text={key}")).unwrap_or_default();
        format!("/drafts/{}/edit/{part}{text}", self.draft.id)
    }

    /// The form as it was typed, and beside it what somebody else saved as long as people choose between both.
    fn sent(&self, part: Part, current: &[Field], typed: &Typed, open: Open) -> Sent {
        let fields = reshaped(current, part, typed);
        let Open::Yes { seen } = open else {
            let before = self.typed.get("before").to_owned();
            return Sent { fields, before, ..Sent::default() };
        };
        let mut fields = both(fields, current, seen);
        if matches!(part, Part::NewPoint(_)) {
            // There is no other point: what is proposed for a new one was written by nobody.
            fields.iter_mut().for_each(|field| field.theirs = None);
        }
        let before = self.mark(part, current);
        let is_other = !same_text(self.typed.get("before"), &before);
        let problem = is_other.then_some(PartProblem::OtherText);
        Sent { fields, before, conflict: true, problem }
    }

    /// Whether the form that was sent showed what two people wrote.
    fn chooses(&self) -> bool {
        self.typed.get("conflict") == "yes"
    }

    /// Whether the heading that was chosen is still there under its name.
    fn knows_heading(&self, current: &[Field]) -> bool {
        let heading = current.iter().find(|field| field.key == FieldKey::PointHeading);
        let Some(FieldKind::Choice(choices)) = heading.map(|field| &field.kind) else { return true };
        choices.iter().any(|(value, _)| value == self.typed.get("heading"))
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
    for (key, text) in &mut content.texts {
        if before.texts.get(key) != Some(&*text) {
            text.references = delibero_reader::citations(number, text);
        }
    }
    content
}

fn mark(fields: &mut [Field], problems: &[(String, FieldProblem)]) {
    let mut first: HashMap<&str, FieldProblem> = HashMap::new();
    for (name, problem) in problems {
        first.entry(name).or_insert(*problem);
    }
    for field in fields {
        field.problem = first.get(field.name.as_str()).copied();
    }
}
