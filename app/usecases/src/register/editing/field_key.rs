//! The fields of the forms by name, and what may be wrong with one.

use std::fmt;

use thiserror::Error;

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKey {
    Number,
    Committee,
    Date,
    TitleFr,
    TitleNl,
    TitleDe,
    Rapporteur,
    Grounds,
    Requesters,
    Sources,
    AmendmentsComplete,
    End,
    EndDate,
    EndBy,
    VersionDocument,
    VersionApproved,
    VersionInForce,
    TextLanguage,
    TextTitle,
    Modules,
    Operative,
    SignedBy,
    Annex,
    SectionLabel,
    SectionTitle,
    SectionLevel,
    SectionText,
    PointLabel,
    PointHeading,
    PointText,
    PointRepealed,
    FootnoteMark,
    FootnoteText,
    FootnoteAt,
}

impl FieldKey {
    /// Its name in a form, behind `r0-` in a row.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Committee => "committee",
            Self::Date => "date",
            Self::TitleFr => "title-fr",
            Self::TitleNl => "title-nl",
            Self::TitleDe => "title-de",
            Self::Rapporteur => "rapporteur",
            Self::Grounds => "grounds",
            Self::Requesters => "requesters",
            Self::Sources => "sources",
            Self::AmendmentsComplete => "amendments-complete",
            Self::End => "end",
            Self::EndDate => "end-date",
            Self::EndBy => "end-by",
            Self::VersionDocument => "document",
            Self::VersionApproved => "approved",
            Self::VersionInForce => "in-force",
            Self::TextLanguage => "language",
            Self::TextTitle | Self::SectionTitle => "title",
            Self::Modules => "modules",
            Self::Operative => "operative",
            Self::SignedBy => "signed-by",
            Self::Annex => "annex",
            Self::SectionLabel | Self::PointLabel => "label",
            Self::SectionLevel => "level",
            Self::SectionText | Self::PointText | Self::FootnoteText => "text",
            Self::PointHeading => "heading",
            Self::PointRepealed => "repealed",
            Self::FootnoteMark => "mark",
            Self::FootnoteAt => "at",
        }
    }

    /// Whether it names the deliberation or a part of it: such words end in lists, headings and addresses, and hold no
    /// NISS.
    #[must_use]
    pub const fn is_name(self) -> bool {
        matches!(
            self,
            Self::TitleFr
                | Self::TitleNl
                | Self::TitleDe
                | Self::Committee
                | Self::Rapporteur
                | Self::Requesters
                | Self::Sources
                | Self::TextTitle
                | Self::SectionLabel
                | Self::SectionTitle
                | Self::PointLabel
        )
    }
}

/// A field of one form: `label`, or `r3-label` in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FieldName {
    pub row: Option<usize>,
    pub key: FieldKey,
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(row) = self.row {
            write!(f, "r{row}-")?;
        }
        f.write_str(self.key.word())
    }
}

/// Why what was typed in a field cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FieldError {
    #[error("it must be filled in")]
    Required,
    #[error("not the number of a deliberation")]
    NotANumber,
    #[error("not the number of a document")]
    NotADocument,
    #[error("not a day")]
    NotADay,
    #[error("not the label of a point")]
    NotALabel,
    #[error("another point has this label")]
    LabelTwice,
    #[error("the day is that of another version")]
    DayTwice,
    #[error("a version enters into force before it is approved")]
    TooEarly,
    #[error("there is a text of this version in this language already")]
    LanguageTaken,
    #[error("it holds a NISS")]
    Niss,
}
