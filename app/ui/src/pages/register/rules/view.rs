//! The rules to look at again, made from the texts and what people answered.

use std::collections::BTreeMap;

use delibero_domain::capability::Capability;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Version, VersionText};
use delibero_domain::identifier::UserName;
use delibero_usecases::belgian_time;
use delibero_usecases::catalogue::{Answered, NewText, RuleToLookAt, TouchedRule};

use crate::error::{PageError, Trouble};
use crate::form_replay::FormReplay;
use crate::pages::changes::view::documents::{DocumentView, document_view};
use crate::pages::register::published::Published;
use crate::services::Services;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesView {
    pub number: String,
    /// Newest first.
    pub texts: Vec<TextToFollow>,
    pub writes: bool,
    pub problem: Option<AnswerReplay>,
}

/// A version that is newer than what the rules follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextToFollow {
    /// Its place among the versions, from 0.
    pub version: u16,
    pub described: Version,
    pub rules: Vec<RuleLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    pub document: DocumentView,
    pub points: Vec<String>,
    pub answered: Option<AnsweredView>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnsweredView {
    /// By whom, when (`2026-11-21 01:02:03`), and why.
    Stays(String, String, String),
    /// By the change of this state.
    Changed(u32),
}

/// An answer that was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerReplay {
    pub version: u16,
    /// The name of the document.
    pub document: String,
    pub reason: String,
    pub problem: AnswerProblem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerProblem {
    ReasonMissing,
    Niss,
    /// Nothing waits for it any more.
    NothingAsked,
    Store(Trouble),
}

/// # Errors
/// When the user does not work on the catalogue, or the number is not in the register.
pub async fn load(number: &str) -> Result<RulesView, PageError> {
    let opened = Published::open(number).await?;
    let Published { account, with, found } = &opened;
    let texts = with.looking_again(&account.actor)?.of(found.number).await?;
    let mut users: Vec<_> = texts.iter().flat_map(|text| &text.rules).filter_map(answered_by).collect();
    users.sort();
    users.dedup();
    let names: BTreeMap<_, _> = with.catalogue_drafts(&account.actor)?.names(&users).await?;
    let name = |user: &UserName| names.get(user).cloned().unwrap_or_else(|| user.to_string());
    let rule = |rule: RuleToLookAt| RuleLine {
        document: labelled(with, &rule.document),
        points: rule.points,
        answered: rule.answered.map(|answered| match answered {
            Answered::Stays { by, at, reason } => AnsweredView::Stays(name(&by), belgian_time::written(at), reason),
            Answered::Changed { state } => AnsweredView::Changed(state),
        }),
    };
    let text = |text: NewText| TextToFollow {
        version: text.version,
        described: text.described,
        rules: text.rules.into_iter().map(rule).collect(),
    };
    Ok(RulesView {
        number: found.number.to_string(),
        texts: texts.into_iter().map(text).collect(),
        writes: account.actor.may(Capability::WriteDrafts),
        problem: FormReplay::<AnswerReplay>::given(),
    })
}

fn answered_by(rule: &RuleToLookAt) -> Option<UserName> {
    match &rule.answered {
        Some(Answered::Stays { by, .. }) => Some(by.clone()),
        _ => None,
    }
}

fn labelled(with: &Services, document: &str) -> DocumentView {
    document_view(document, &[&with.catalogue])
}

/// The rules that cite points which two texts have otherwise, with what people call them.
pub(in crate::pages::register) async fn touched(
    with: &Services,
    deliberation: DeliberationNumber,
    before: &VersionText,
    after: &VersionText,
) -> Result<Vec<(DocumentView, TouchedRule)>, PageError> {
    let rules = with.touched_rules(deliberation, before, after).await?;
    Ok(rules.into_iter().map(|rule| (labelled(with, &rule.document), rule)).collect())
}
