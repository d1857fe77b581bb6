//! Saving a part of a draft. What somebody else saved meanwhile in another part stays; in the same part, people choose.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Citation, VersionText};

use super::conflict::Conflict;
use super::form::Form;
use super::located::{Search, newest, text_read};
use super::mark::Mark;
use super::part::Part;
use super::posted::{Action, MAX_ROWS, PostedFields};
use crate::drafts::Ended;
use crate::register::draft::{Content, Draft};
use crate::register::drafting::Drafting;
use crate::register::error::RegisterError;
use crate::register::texts::TextKey;

/// How often a save is tried when others save at the same moment.
const TRIES: usize = 4;

/// Finds what a text cites.
pub type FindCitations = fn(DeliberationNumber, &VersionText) -> Vec<Citation>;

/// Editing drafts, part by part.
#[derive(Clone, Copy)]
pub struct Editing<'e> {
    pub drafting: Drafting<'e>,
    pub find_citations: FindCitations,
}

/// A part of a draft as a form, fresh or given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPart {
    pub part: Part,
    pub key: Option<TextKey>,
    pub form: Form,
    /// The mark of the part as it was read: it is sent back with the form.
    pub mark: Mark,
    /// The revision of the draft that was read.
    pub revision: u32,
    /// Whether two people's versions stand beside each other, to choose from.
    pub is_conflict: bool,
    pub obstacle: Option<Obstacle>,
    /// Whether it was to be saved: only then it is said what is wrong in its fields.
    pub says_errors: bool,
}

impl OpenPart {
    /// A part as it stands in a draft; `text` names the text (`2-fr`), the newest when it is empty. None when there is no
    /// such part, or no such text: another one is never shown in its place.
    #[must_use]
    pub fn of(draft: &Draft, part: Part, text: &str) -> Option<Self> {
        let key = match text.trim() {
            "" => newest(draft),
            word => Some(word.parse().ok().filter(|key| draft.content.texts.contains_key(key))?),
        };
        let form = Form::of(&draft.content, key, part, draft.origin.base.is_some())?;
        let mark = Mark::of(&draft.content, key, part, &form);
        let revision = draft.revision;
        Some(Self { part, key, form, mark, revision, is_conflict: false, obstacle: None, says_errors: false })
    }
}

/// Why a part is not saved, whatever its fields say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Others saved at every moment when it was tried.
    Busy,
    /// The text that was read is no longer there: this is another.
    OtherText,
    TooManyRows,
    /// A name elsewhere in the draft holds a NISS.
    Niss,
}

/// Where a part stands after it was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SavedPart {
    pub part: Part,
    /// None where the texts may have moved.
    pub key: Option<TextKey>,
    pub goes_on: bool,
}

/// What became of a save.
#[derive(Debug)]
pub enum SaveOutcome {
    Saved(SavedPart),
    /// Saved, together with what somebody else saved since the form was read.
    Merged(SavedPart),
    /// Nothing was to be saved: rows, language or theme are others.
    ShownAgain(Box<OpenPart>),
    /// Somebody else saved other words in the same part: both, to choose from.
    Conflict(Box<OpenPart>),
    /// Faults, each at its field or as the obstacle.
    Refused(Box<OpenPart>),
    /// Others saved at every moment when it was tried.
    Busy(Box<OpenPart>),
    NotAllowed,
    /// Somebody published the draft or threw it away meanwhile: nothing was saved.
    Ended(Ended, DeliberationNumber),
    /// There is no such draft or part.
    Gone,
    /// The store failed; without the form where it could not even be read.
    Failed(RegisterError, Option<Box<OpenPart>>),
}

impl Editing<'_> {
    /// How a draft ended that is not there.
    async fn ended(self, id: &str) -> SaveOutcome {
        match self.drafting.edits(id).await {
            Ok(edits) => match Ended::of(&edits) {
                Some((ended, last)) => SaveOutcome::Ended(ended, last.content.deliberation.number),
                None => SaveOutcome::Gone,
            },
            Err(error) => SaveOutcome::Failed(error, None),
        }
    }

    /// Saves a part, or gives it back with what was typed.
    pub async fn save(self, id: &str, part: Part, text: &str, posted: &PostedFields) -> SaveOutcome {
        let mut outcome = SaveOutcome::Gone;
        for _ in 0..TRIES {
            outcome = match self.drafting.draft_to_write_in(id).await {
                Ok(draft) => self.save_in(&draft, part, text, posted).await,
                Err(RegisterError::Unknown) => self.ended(id).await,
                Err(RegisterError::NotAllowed) => SaveOutcome::NotAllowed,
                Err(error) => SaveOutcome::Failed(error, None),
            };
            if !matches!(outcome, SaveOutcome::Busy(_)) {
                break;
            }
        }
        outcome
    }

    async fn save_in(self, draft: &Draft, part: Part, text: &str, posted: &PostedFields) -> SaveOutcome {
        let Ok(read) = posted.get("before").parse::<Mark>();
        let key = text_read(draft, text, &read);
        let search = Search { draft, key, read: &read, was_label: posted.get("was-label") };
        let Some((part, now)) = search.find(part) else { return SaveOutcome::Gone };
        let mut save = Save { search, part, now, posted, typed: None };
        match save.content() {
            Ok(Some(content)) => self.keep(&save, content).await,
            Ok(None) => save.saved(),
            Err(outcome) => *outcome,
        }
    }

    async fn keep(self, save: &Save<'_>, content: Content) -> SaveOutcome {
        let draft = save.search.draft;
        let content = self.with_citations(&draft.content, content);
        match self.drafting.save(&draft.id, draft.revision, content).await {
            Ok(_) => save.saved(),
            Err(RegisterError::Unknown) => self.ended(&draft.id).await,
            Err(RegisterError::NotAllowed) => SaveOutcome::NotAllowed,
            Err(RegisterError::Niss) => SaveOutcome::Refused(save.given_back(Some(Obstacle::Niss))),
            Err(RegisterError::Conflict(_)) => SaveOutcome::Busy(save.given_back(Some(Obstacle::Busy))),
            Err(error) => SaveOutcome::Failed(error, Some(save.given_back(None))),
        }
    }

    /// The links of what was changed: found anew in every text that is another now.
    fn with_citations(self, before: &Content, mut content: Content) -> Content {
        let number = content.deliberation.number;
        for (key, text) in &mut content.texts {
            if before.texts.get(key) != Some(&*text) {
                text.references = (self.find_citations)(number, text);
            }
        }
        content
    }
}

/// A form on its way into a draft.
struct Save<'s> {
    search: Search<'s>,
    part: Part,
    /// The part as it is now.
    now: Form,
    posted: &'s PostedFields,
    /// What was typed and chosen, once it is read.
    typed: Option<Form>,
}

impl Save<'_> {
    /// What the draft says with the form in it; nothing where it says so already.
    fn content(&mut self) -> Result<Option<Content>, Box<SaveOutcome>> {
        if self.posted.row_count() > MAX_ROWS {
            // The list as it is: nobody types so many rows by hand.
            let open = self.opened(self.now.clone(), self.mark_now(), false, Some(Obstacle::TooManyRows));
            return Err(Box::new(SaveOutcome::Refused(open)));
        }
        let mut typed = self.now.read(self.posted);
        let is_as_read = self.search.is_as_read(self.part, &self.now) && knows_heading(&typed);
        if is_as_read {
            typed.choose(&self.now);
        }
        let action = self.posted.action();
        if matches!(action, Action::AddRow(_) | Action::RemoveRow(_) | Action::ShowAgain) {
            return Err(Box::new(self.reshaped(typed, action, is_as_read)));
        }
        if matches!(self.part, Part::NewPoint(_)) && action == Action::Remove {
            // Somebody removed it already.
            return Ok(None);
        }
        let typed = if is_as_read { typed } else { self.merged(typed)? };
        let mut content = self.search.draft.content.clone();
        let typed = self.typed.insert(typed);
        if let (Form::Point(point), Action::Remove, Some(key)) = (&*typed, action, self.search.key) {
            point.remove(&mut content, key);
        } else if typed.apply(&mut content, self.search.key).is_err() {
            return Err(Box::new(SaveOutcome::Refused(self.given_back(None))));
        }
        Ok(Some(content).filter(|content| *content != self.search.draft.content))
    }

    /// What was typed, where somebody else saved the same; what was read from another text always asks.
    fn merged(&self, typed: Form) -> Result<Form, Box<SaveOutcome>> {
        let is_other_text = !self.search.read.is_of_text_of(&self.mark_now());
        let form = match typed.merge(&self.now, false) {
            Ok(form) if !is_other_text => return Ok(form),
            Ok(form) => form,
            Err(Conflict(form)) => *form,
        };
        let obstacle = is_other_text.then_some(Obstacle::OtherText);
        Err(Box::new(SaveOutcome::Conflict(self.opened(form, self.mark_now(), true, obstacle))))
    }

    fn reshaped(&self, mut typed: Form, action: Action, is_as_read: bool) -> SaveOutcome {
        let is_full = matches!(action, Action::AddRow(_)) && self.posted.row_count() >= MAX_ROWS;
        typed.reshape(action);
        let obstacle = is_full.then_some(Obstacle::TooManyRows);
        SaveOutcome::ShownAgain(self.beside_theirs(typed, is_as_read, obstacle))
    }

    /// What was typed, with what is wrong; and theirs beside it as long as somebody chooses.
    fn given_back(&self, obstacle: Option<Obstacle>) -> Box<OpenPart> {
        let typed = self.typed.clone().unwrap_or_else(|| self.now.read(self.posted));
        self.beside_theirs(typed, true, obstacle)
    }

    fn beside_theirs(&self, typed: Form, seen: bool, obstacle: Option<Obstacle>) -> Box<OpenPart> {
        if !self.posted.chooses() {
            return self.opened(typed, self.search.read.clone(), false, obstacle);
        }
        let is_other_text = !self.search.read.is_of_text_of(&self.mark_now());
        let form = typed.merge(&self.now, seen).unwrap_or_else(|Conflict(form)| *form);
        self.opened(form, self.mark_now(), true, obstacle.or(is_other_text.then_some(Obstacle::OtherText)))
    }

    fn opened(&self, form: Form, mark: Mark, is_conflict: bool, obstacle: Option<Obstacle>) -> Box<OpenPart> {
        let says_errors = self.typed.is_some();
        let revision = if is_conflict { self.search.draft.revision } else { self.revision_read() };
        let (part, key) = (self.part, self.search.key);
        Box::new(OpenPart { part, key, form, mark, revision, is_conflict, obstacle, says_errors })
    }

    fn mark_now(&self) -> Mark {
        Mark::of(&self.search.draft.content, self.search.key, self.part, &self.now)
    }

    /// The revision that the form was read from; that of now where it does not say.
    fn revision_read(&self) -> u32 {
        self.posted.get("revision").parse().unwrap_or(self.search.draft.revision)
    }

    fn saved(&self) -> SaveOutcome {
        let key = self.search.key.and_then(|key| match (&self.typed, self.part) {
            (_, Part::Versions) => None,
            (Some(Form::Text(form)), _) => {
                Some(TextKey { language: form.language.get().unwrap_or(key.language), ..key })
            }
            _ => Some(key),
        });
        let goes_on = self.posted.action() == Action::SaveAndGoOn;
        let saved = SavedPart { part: self.part, key, goes_on };
        let is_over_theirs = self.revision_read() < self.search.draft.revision || self.posted.chooses();
        if is_over_theirs { SaveOutcome::Merged(saved) } else { SaveOutcome::Saved(saved) }
    }
}

fn knows_heading(form: &Form) -> bool {
    match form {
        Form::Point(point) => point.knows_heading(),
        _ => true,
    }
}
