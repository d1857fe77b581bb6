//! How the answer is read: the language, the recipient whose catalogue the points link to, and shared looks.

use crate::pages::consultation::view::AnswerPage;
use delibero_domain::attestation::AttestationStatus;
use delibero_domain::authorisation::{Source, Withheld, WithheldReason};
use delibero_domain::text::{Language, Text};
use delibero_words::reasons::withheld_words;
use delibero_words::say;
use leptos::prelude::*;

use crate::components::icon::{Icon, IconName};
use crate::components::source::SourceLink;

/// A surface with a quiet border.
pub(super) const SHEET: &str = "rounded-md border border-line bg-surface print:border-muted";
/// A button or a link that looks like one.
pub(super) const BUTTON: &str = "button button-quiet text-sm";
/// The one button that counts.
pub(super) const MAIN_BUTTON: &str = "button text-sm";
/// The hatching of what is withheld.
pub(super) const HATCHED: &str = "border-l-2 border-dashed border-withheld text-withheld \
    bg-[repeating-linear-gradient(135deg,var(--withheld-soft)_0_6px,var(--surface)_6px_12px)]";
/// The heading of a section.
pub(super) const HEADING: &str = "text-lg font-semibold";

/// The language and the recipient.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The language.
    pub language: Language,
    recipient: String,
}

impl Reading {
    pub fn new(language: Language, page: &AnswerPage) -> Self {
        Self { language, recipient: page.recipient_id.clone() }
    }

    /// A text of the catalogue.
    pub fn text(&self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }

    /// A point, linked to the recipient's page of the catalogue.
    pub fn point(&self, source: &Source) -> AnyView {
        view! { <SourceLink source=source.clone() recipient=Some(self.recipient.clone()) /> }.into_any()
    }

    /// A lock, the reason in a few words, the point.
    pub fn lock(&self, withheld: &Withheld) -> AnyView {
        view! {
            <span class="inline-flex flex-wrap items-baseline gap-x-1.5">
                <span class="inline-flex items-baseline gap-1.5">
                    <span class="self-center">
                        <Icon name=IconName::Lock />
                    </span>
                    <span>{self.reason(withheld.reason)}</span>
                </span>
                <span>"(" {self.point(&withheld.source)} ")"</span>
            </span>
        }
        .into_any()
    }

    /// Why an element is withheld, in about six words.
    pub fn reason(&self, reason: WithheldReason) -> &'static str {
        withheld_words(self.language, reason)
    }

    /// What became of an attestation.
    pub fn status(&self, status: AttestationStatus) -> &'static str {
        match status {
            AttestationStatus::Creation => say!(self.language, answer.status_creation),
            AttestationStatus::Modification => say!(self.language, answer.status_modification),
            AttestationStatus::Cancellation => say!(self.language, answer.status_cancellation),
        }
    }
}
