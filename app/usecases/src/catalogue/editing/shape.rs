//! What each kind of document holds, as a form shows it: the shapes of `catalogue::files::entries`, with what is chosen
//! from which list. A test holds that every document that ships is read into its form and written again unchanged.

/// A field or a group of fields.
#[derive(Debug)]
pub struct Part {
    /// As the document has it.
    pub key: &'static str,
    pub shape: Shape,
    /// Whether a document without it cannot be read.
    pub required: bool,
}

#[derive(Debug)]
pub enum Shape {
    /// An identifier that is given once.
    Identifier,
    Line,
    /// The text of the document itself.
    Toml,
    /// A point of the deliberation, or several: `57-58`.
    Point,
    Number,
    /// Numbers with spaces between.
    Numbers,
    Day,
    /// Yes or no.
    Tick {
        /// What it is in a new row.
        usual: bool,
    },
    /// Points of the text with spaces or commas between, each named by itself.
    PointList,
    /// In French, Dutch and German.
    Text,
    /// One of a list.
    Word(Choices),
    /// Any of a list.
    Words(Choices),
    /// Fields that are there together.
    Table(&'static [Part]),
    /// The same, there only where one of them is filled in.
    Maybe(&'static [Part]),
    /// A list that has one row.
    Single(&'static [Part]),
    Rows(&'static [Part]),
}

/// What may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choices {
    Deliberations,
    Recipients,
    /// The recipient of the authorisation, and its members.
    Parties,
    Services,
    /// Of the service of the document or of the row.
    Modules,
    /// Elements of the service, and whole blocks: `risk.*`.
    Elements,
    Blocks,
    /// Shapes of rows of the service.
    Shapes,
    Purposes,
    PersonRoles,
    Events,
    Regions,
    Offices,
    Conditions,
    CodeLists,
    Regimes,
    Risks,
    /// Of users.
    Roles,
    ReducedForms,
    RecipientIntegration,
    SenderIntegration,
    ElementKinds,
    ModuleKinds,
    ParameterKinds,
    /// How the time of a record is said.
    TimeKinds,
    /// Of a whole request.
    Outcomes,
    WithheldReasons,
}

pub(super) const fn part(key: &'static str, shape: Shape) -> Part {
    Part { key, shape, required: false }
}

pub(super) const fn required(key: &'static str, shape: Shape) -> Part {
    Part { key, shape, required: true }
}

pub(super) use super::cases::CASES;
use Choices as C;
use Shape as S;

const LABELLED: &[Part] = &[required("id", S::Identifier), required("label", S::Text)];

pub(super) const RECIPIENT: &[Part] = &[required(
    "recipient",
    S::Single(&[required("id", S::Identifier), required("label", S::Text), part("member", S::Rows(LABELLED))]),
)];

pub(super) const PURPOSE: &[Part] = &[required("purpose", S::Single(LABELLED))];
pub(super) const PERSON_ROLE: &[Part] = &[required("person_role", S::Single(LABELLED))];
pub(super) const EVENT: &[Part] = &[required("event", S::Single(LABELLED))];
pub(super) const REGION: &[Part] = &[required("region", S::Single(LABELLED))];
pub(super) const OFFICE: &[Part] = &[required("office", S::Single(LABELLED))];
pub(super) const CONDITION: &[Part] = &[required("condition", S::Single(LABELLED))];

pub(super) const CODE_LIST: &[Part] = &[required(
    "list",
    S::Single(&[
        required("id", S::Identifier),
        part("partial", S::Tick { usual: false }),
        part(
            "code",
            S::Rows(&[
                required("code", S::Line),
                part("id", S::Line),
                required("label", S::Text),
                part("says_nothing", S::Tick { usual: false }),
            ]),
        ),
    ]),
)];

const QUALITY_CODES: &[Part] = &[
    required("code", S::Number),
    required("label", S::Text),
    part("counts", S::Tick { usual: true }),
    part("purposes", S::Words(C::Purposes)),
    part("days", S::Number),
];

pub(super) const EVERY_SECTOR: &[Part] = &[required("code", S::Rows(QUALITY_CODES))];

pub(super) const SECTOR: &[Part] = &[required(
    "sector",
    S::Single(&[
        required("number", S::Number),
        required("label", S::Text),
        part("recipients", S::Words(C::Recipients)),
        part("unlisted_count", S::Tick { usual: false }),
        part("code", S::Rows(QUALITY_CODES)),
    ]),
)];

pub(super) const SERVICE: &[Part] = &[
    required("id", S::Identifier),
    required("label", S::Text),
    required("sender", S::Word(C::Recipients)),
    part("other_senders", S::Words(C::Recipients)),
    part("held", S::Tick { usual: false }),
    part("regime_element", S::Word(C::Elements)),
    part("risk_element", S::Word(C::Elements)),
    required(
        "block",
        S::Rows(&[
            required("id", S::Identifier),
            required("label", S::Text),
            required(
                "element",
                S::Rows(&[
                    required("id", S::Identifier),
                    required("label", S::Text),
                    required("field", S::Line),
                    required("kind", S::Word(C::ElementKinds)),
                    part("codes", S::Word(C::CodeLists)),
                    required("source", S::Line),
                ]),
            ),
        ]),
    ),
    part(
        "record",
        S::Rows(&[
            required("id", S::Identifier),
            required("label", S::Text),
            required("time", S::Word(C::TimeKinds)),
            required("rows", S::Words(C::Shapes)),
            part("one_row", S::Tick { usual: false }),
            part("name", S::Line),
            part("id_name", S::Line),
            part("version_name", S::Line),
            part("created_name", S::Line),
            part("time_name", S::Line),
        ]),
    ),
    part(
        "row",
        S::Rows(&[
            required("id", S::Identifier),
            required("label", S::Text),
            part("name", S::Line),
            part("within", S::Word(C::Shapes)),
            required("elements", S::Words(C::Elements)),
            part("begins", S::Word(C::Elements)),
            part("ends", S::Word(C::Elements)),
            part("alternative", S::Rows(&[required("elements", S::Words(C::Elements))])),
        ]),
    ),
    required(
        "module",
        S::Rows(&[
            required("id", S::Identifier),
            required("kind", S::Word(C::ModuleKinds)),
            part("asks", S::Words(C::ParameterKinds)),
            required("label", S::Text),
            part("elements", S::Words(C::Elements)),
            required("source", S::Line),
        ]),
    ),
];

pub(super) const POINTS: &[Part] = &[
    required("deliberation", S::Word(C::Deliberations)),
    required("points", S::PointList),
    part("not_for_a_machine", S::Rows(&[required("points", S::PointList), required("why", S::Text)])),
    part(
        "reading",
        S::Rows(&[required("point", S::Point), part("recipients", S::Words(C::Parties)), required("text", S::Text)]),
    ),
];

/// The path of the text of a document that is written as it is.
pub(super) const TOML: &str = "toml";

const LENGTH: &[Part] = &[part("years", S::Number), part("months", S::Number)];

const RETENTION: &[Part] = &[
    required("summary", S::Text),
    part("length", S::Maybe(LENGTH)),
    required("event", S::Word(C::Events)),
    part("maximum", S::Maybe(&[part("length", S::Maybe(LENGTH)), required("event", S::Word(C::Events))])),
    part("purposes", S::Words(C::Purposes)),
    required("point", S::Point),
];

const INTEGRATION: &[Part] = &[
    required("recipient", S::Word(C::RecipientIntegration)),
    required("sender", S::Word(C::SenderIntegration)),
    part("quality_codes", S::Numbers),
    required("point", S::Point),
];

const BATCH: &[Part] = &[part("allowed", S::Tick { usual: false }), required("point", S::Point)];

const EXCLUSION: &[Part] = &[
    required("elements", S::Words(C::Elements)),
    part("modules", S::Words(C::Modules)),
    part("purposes", S::Words(C::Purposes)),
    part("members", S::Words(C::Parties)),
    required("point", S::Point),
];

pub(super) const DELIBERATION: &[Part] = &[
    required("number", S::Identifier),
    required("document", S::Line),
    required("subject", S::Text),
    required("approved", S::Day),
    part("proven_from", S::Day),
    part(
        "block",
        S::Rows(&[
            required("service", S::Word(C::Services)),
            required("id", S::Word(C::Blocks)),
            required("elements", S::Words(C::Elements)),
            part(
                "risk_limit",
                S::Rows(&[
                    required("elements", S::Words(C::Elements)),
                    required("risks", S::Words(C::Risks)),
                    required("point", S::Point),
                ]),
            ),
        ]),
    ),
    required(
        "defaults",
        S::Table(&[
            required("valid_from", S::Day),
            part("valid_until", S::Day),
            part("validity_note", S::Text),
            part("regimes", S::Words(C::Regimes)),
            part("regimes_point", S::Point),
            required("roles", S::Words(C::Roles)),
            required("integration", S::Table(INTEGRATION)),
            part("batch", S::Maybe(BATCH)),
            required("retention", S::Rows(RETENTION)),
        ]),
    ),
];

pub(super) const AUTHORISATION: &[Part] =
    &[required("deliberation", S::Word(C::Deliberations)), required("authorisation", S::Single(AUTHORISATION_ENTRY))];

const AUTHORISATION_ENTRY: &[Part] = &[
    required("recipient", S::Word(C::Recipients)),
    required("service", S::Word(C::Services)),
    required("points", S::Point),
    part("valid_from", S::Day),
    part("valid_until", S::Day),
    part("validity_note", S::Text),
    required(
        "module",
        S::Rows(&[
            required("id", S::Word(C::Modules)),
            required("elements", S::Words(C::Elements)),
            required("point", S::Point),
            part("described", S::Point),
            part("beyond_module", S::Tick { usual: false }),
            part("without", S::Words(C::ParameterKinds)),
        ]),
    ),
    part("exclusion", S::Rows(EXCLUSION)),
    part(
        "reserved",
        S::Rows(&[
            required("elements", S::Words(C::Elements)),
            required("purposes", S::Words(C::Purposes)),
            required("point", S::Point),
        ]),
    ),
    part(
        "reduction",
        S::Rows(&[
            required("elements", S::Words(C::Elements)),
            required("form", S::Word(C::ReducedForms)),
            part("modules", S::Words(C::Modules)),
            part("purposes", S::Words(C::Purposes)),
            part("members", S::Words(C::Parties)),
            required("point", S::Point),
        ]),
    ),
    part("regimes", S::Words(C::Regimes)),
    part("regimes_point", S::Point),
    part(
        "regime_limit",
        S::Rows(&[
            required("regimes", S::Words(C::Regimes)),
            part("modules", S::Words(C::Modules)),
            part("purposes", S::Words(C::Purposes)),
            part("members", S::Words(C::Parties)),
            required("point", S::Point),
        ]),
    ),
    part(
        "risk_limit",
        S::Rows(&[
            part("elements", S::Words(C::Elements)),
            required("risks", S::Words(C::Risks)),
            part("modules", S::Words(C::Modules)),
            part("purposes", S::Words(C::Purposes)),
            part("members", S::Words(C::Parties)),
            required("point", S::Point),
        ]),
    ),
    required(
        "purpose",
        S::Rows(&[
            required("id", S::Word(C::Purposes)),
            part("point", S::Point),
            part("roles", S::Words(C::Roles)),
            part("person_roles", S::Words(C::PersonRoles)),
            part("default_person_role", S::Word(C::PersonRoles)),
            part(
                "authority",
                S::Rows(&[
                    required("region", S::Word(C::Regions)),
                    part("offices", S::Words(C::Offices)),
                    required("title", S::Text),
                    required("point", S::Point),
                ]),
            ),
        ]),
    ),
    part(
        "history",
        S::Rows(&[
            required("years", S::Number),
            part("extension", S::Maybe(&[required("years", S::Number), required("condition", S::Word(C::Conditions))])),
            required("elements", S::Words(C::Elements)),
            part("modules", S::Words(C::Modules)),
            part("purposes", S::Words(C::Purposes)),
            part("members", S::Words(C::Parties)),
            required("point", S::Point),
        ]),
    ),
    part("roles", S::Words(C::Roles)),
    part("person_roles", S::Words(C::PersonRoles)),
    part("person_roles_point", S::Point),
    part("integration", S::Maybe(INTEGRATION)),
    part(
        "quality_codes",
        S::Rows(&[
            required("codes", S::Numbers),
            part("reserved", S::Tick { usual: false }),
            part("modules", S::Words(C::Modules)),
            part("purposes", S::Words(C::Purposes)),
            part("members", S::Words(C::Parties)),
            required("point", S::Point),
        ]),
    ),
    part("own_file", S::Maybe(&[required("point", S::Point)])),
    part("designated", S::Maybe(&[required("point", S::Point)])),
    part("batch", S::Maybe(BATCH)),
    part("retention", S::Rows(RETENTION)),
    part(
        "use_limit",
        S::Rows(&[
            required("id", S::Identifier),
            required("text", S::Text),
            part("modules", S::Words(C::Modules)),
            part("purposes", S::Words(C::Purposes)),
            part("members", S::Words(C::Parties)),
            required("point", S::Point),
        ]),
    ),
    part(
        "member",
        S::Rows(&[
            required("ids", S::Words(C::Parties)),
            part("purposes", S::Words(C::Purposes)),
            part("modules", S::Words(C::Modules)),
            part("exclusion", S::Rows(EXCLUSION)),
            part("retention", S::Rows(RETENTION)),
            required("point", S::Point),
        ]),
    ),
];
