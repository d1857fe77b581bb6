//! Integrations that want to be looked at.

use delibero_domain::capability::Capability;
use delibero_usecases::directory::{Meant, Origin, Upkeep, UpkeepLine, UpkeepPlace};
use jiff::civil::Date;

use super::form::DirectoryProblem;
use super::person::{SaidView, page_error};
use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::services::{services, signed_in_with};

pub struct UpkeepRow {
    pub number: i64,
    pub revision: u32,
    /// Formatted.
    pub niss: String,
    pub said: SaidView,
    pub origin: Origin,
    pub registered_by: Option<String>,
}

pub struct UpkeepView {
    pub list: Upkeep,
    pub lines: Vec<UpkeepRow>,
    /// After which place this page begins; none: from the beginning.
    pub after: Option<UpkeepPlace>,
    pub next: Option<UpkeepPlace>,
    pub today: Date,
    /// Whether every line is ticked.
    pub all: bool,
    pub chosen: Vec<String>,
    pub day: String,
    pub why: String,
    pub problem: Option<DirectoryProblem>,
    pub none_chosen: bool,
    /// How many were ended just now, and how many could not be.
    pub done: Option<(u32, u32)>,
}

/// The form as it was sent.
#[derive(Clone, Default)]
pub struct UpkeepForm {
    pub list: String,
    pub after: String,
    /// `number:revision`
    pub chosen: Vec<String>,
    pub day: String,
    pub why: String,
}

impl UpkeepForm {
    #[must_use]
    pub fn of_fields(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "list" => form.list = value,
                "after" => form.after = value,
                "chosen" => form.chosen.push(value),
                "day" => form.day = value,
                "why" => form.why = value,
                _ => {}
            }
        }
        form
    }

    /// What is ticked, as it was read.
    #[must_use]
    pub fn meant(&self) -> Vec<Meant> {
        let one = |word: &String| {
            let (number, revision) = word.split_once(':')?;
            Some(Meant { number: number.parse().ok()?, revision: revision.parse().ok()? })
        };
        self.chosen.iter().filter_map(one).collect()
    }
}

#[derive(Clone, Default)]
pub struct UpkeepReplay {
    pub form: UpkeepForm,
    pub problem: Option<DirectoryProblem>,
    pub none_chosen: bool,
}

/// # Errors
/// When the user registers nobody, or the store does not answer.
pub async fn load(
    list: Upkeep,
    after: Option<UpkeepPlace>,
    all: bool,
    (ended, left): (Option<u32>, Option<u32>),
) -> Result<UpkeepView, PageError> {
    let account = signed_in_with(Capability::Integrate)?;
    let with = services()?;
    let replay = FormReplay::<UpkeepReplay>::given().unwrap_or_default();
    let list = Upkeep::from_word(&replay.form.list).unwrap_or(list);
    let after = UpkeepPlace::from_word(&replay.form.after).or(after);
    let page = with.reference_directory(&account.actor)?.upkeep(list, after).await.map_err(page_error)?;
    let line = |UpkeepLine { person, integrated: found, .. }: &UpkeepLine| UpkeepRow {
        number: found.number,
        revision: found.revision,
        niss: person.reveal_formatted(),
        said: SaidView {
            code: found.file.integration.quality_code,
            label: page.codes.code(found.file.integration.quality_code).map(|known| known.label.clone()),
            period: found.file.integration.period,
            file_number: found.file.file_number.clone(),
        },
        origin: found.registration.origin,
        registered_by: found.registration.user.as_ref().map(ToString::to_string),
    };
    Ok(UpkeepView {
        list,
        lines: page.lines.iter().map(line).collect(),
        after,
        next: page.next,
        today: page.today,
        all,
        chosen: replay.form.chosen,
        day: replay.form.day,
        why: replay.form.why,
        problem: replay.problem,
        none_chosen: replay.none_chosen,
        done: ended.map(|ended| (ended, left.unwrap_or_default())),
    })
}
