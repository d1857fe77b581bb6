//! The fields of a draft's forms.

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKey {
    /// The number of the deliberation.
    Number,
    /// The committee.
    Committee,
    /// The date on which it was given.
    Date,
    /// The title in French.
    TitleFr,
    /// The title in Dutch.
    TitleNl,
    /// The title in German.
    TitleDe,
    /// Who reported.
    Rapporteur,
    /// The legal grounds.
    Grounds,
    /// Who asked for it.
    Requesters,
    /// Whose data it is about.
    Sources,
    /// Whether every amendment is known.
    AmendmentsComplete,
    /// Whether it was repealed or replaced.
    End,
    /// From when.
    EndDate,
    /// By which deliberation.
    EndBy,
    /// A version.
    Version,
    /// The number of a version's document.
    VersionDocument,
    /// Its approval.
    VersionApproved,
    /// Its entry into force.
    VersionInForce,
    /// The language of a text.
    TextLanguage,
    /// The title of a text.
    TextTitle,
    /// The modules that it names.
    Modules,
    /// The operative part.
    Operative,
    /// The name under it.
    SignedBy,
    /// What follows the signature.
    Annex,
    /// A section or heading.
    Section,
    /// Its label.
    SectionLabel,
    /// Its title.
    SectionTitle,
    /// How deep it stands.
    SectionLevel,
    /// What stands under it before its first point.
    SectionText,
    /// A point.
    Point,
    /// Its label.
    PointLabel,
    /// The heading that it stands under.
    PointHeading,
    /// Its words.
    PointText,
    /// Whether it was repealed.
    PointRepealed,
    /// A footnote.
    Footnote,
    /// Its mark.
    FootnoteMark,
    /// Its words.
    FootnoteText,
    /// Where it stands.
    FootnoteAt,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Shown, not filled in.
    Fixed,
    /// One line.
    Line,
    /// Several lines: how many are shown.
    Area(u16),
    /// A day.
    Day,
    /// Yes or no; the value is `yes` or empty.
    Tick,
    /// One of these: value and words.
    Choice(Vec<(String, String)>),
    /// A language.
    Language,
    /// How a deliberation ended: `` (it did not), `repealed`, `replaced`.
    End,
    /// Carried along.
    Hidden,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// It must be filled in.
    Required,
    /// It is not the number of a deliberation.
    NotANumber,
    /// It is not the number of a document.
    NotADocument,
    /// It is not a day.
    NotADay,
    /// It is not the label of a point.
    NotALabel,
    /// Another point has this label.
    LabelTwice,
    /// The day is that of another version.
    DayTwice,
    /// A version enters into force before it is approved.
    TooEarly,
    /// There is a text of this version in this language already.
    LanguageTaken,
    /// It holds a NISS.
    Niss,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the form; rows are `r0-…`, `r1-…`.
    pub name: String,
    /// What it is.
    pub key: FieldKey,
    /// How it is filled in.
    pub kind: FieldKind,
    /// What it says.
    pub value: String,
    /// What is wrong with it.
    pub problem: Option<FieldProblem>,
    /// What somebody else saved in between, where that is something else.
    pub theirs: Option<String>,
}

impl Field {
    /// The row that it belongs to.
    #[must_use]
    pub fn row(&self) -> Option<u16> {
        self.name.strip_prefix('r')?.split_once('-')?.0.parse().ok()
    }
}
