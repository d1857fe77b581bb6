//! What a person should look at, in the language of the document.

use std::collections::HashMap;

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::reading::Warning;
use delibero_domain::text::Language;
use jiff::civil::Date;

use crate::limits::MAX_WARNINGS_PER_CODE;
use crate::page_notes::{NoteKind, PageNote};

/// Something that is missing, doubtful or odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The bytes did not say their encoding.
    EncodingGuessed,
    /// Parts of a PDF could not be read.
    PdfIncomplete,
    /// Something on a page of a PDF.
    Page(PageNote),
    MissingTitle,
    /// No stable number.
    MissingNumber,
    /// No document number.
    MissingDocument,
    MissingDate,
    /// The head does not name the committee.
    MissingCommittee,
    /// The committee follows from the document number.
    CommitteeInferred,
    /// Nothing says that the committee gave the text.
    UnknownAuthority,
    /// The operative part gives an opinion or a recommendation.
    PerhapsOpinion,
    /// No legal ground.
    MissingGrounds,
    MissingPoints,
    /// No operative part.
    MissingOperative,
    /// The operative part was found without its formula.
    OperativeInferred,
    MissingSignature,
    /// The year of the number is not that of the date.
    DateYearMismatch,
    /// Earlier amendments are not named.
    AmendmentsUnknown,
    /// The document is younger than the last amendment it names.
    DocumentNewer,
    /// An entry into force names an amendment that the list lacks.
    AmendmentOnlyInForce(Date),
    /// Amendments do not follow each other.
    AmendmentsOutOfOrder,
    /// An entry into force was computed.
    InForceComputed,
    /// A point was inserted, but no amendment is known.
    InsertedWithoutAmendment,
    /// A label comes twice.
    DuplicateLabel(String),
    /// A label comes too late.
    OutOfOrder(String),
    /// Labels are missing before this one.
    Gap {
        /// The label before.
        before: String,
        /// The label after.
        after: String,
    },
    /// The numbering begins anew in a section.
    NumberingRestarts,
    /// A line begins with a number that was taken for words.
    NumberInSentence(String),
    /// A section's letter comes twice.
    RepeatedSection(String),
    /// A section's letter does not follow.
    SectionOutOfOrder(String),
    /// A heading that may be the beginning of a paragraph.
    UncertainSection(String),
    /// Paragraphs without a number.
    UnnumberedText,
    /// A reference whose year does not fit its date.
    ReferenceYear(DeliberationNumber, Date),
    /// A reference with two dates.
    ReferenceDates(DeliberationNumber),
    /// A range of references: only its ends are named.
    ReferenceRange(DeliberationNumber, DeliberationNumber),
    FootnoteWithoutMark(u32),
    MarkWithoutFootnote(u32),
    /// A module spelled in several ways.
    ModuleSpelling(Vec<String>),
    /// A hyphen at the end of a line, kept or dropped on a guess.
    HyphenGuessed,
    /// Words behind the signature.
    TextAfterSignature,
}

impl Finding {
    /// The stable word, the French and the Dutch sentence.
    #[allow(clippy::too_many_lines, reason = "one table: every finding with its words")]
    fn words(&self) -> (&'static str, String, String) {
        let plain = |code, fr: &str, nl: &str| (code, fr.to_owned(), nl.to_owned());
        match self {
            Self::EncodingGuessed => plain(
                "encoding-guessed",
                "Le texte n'est pas en UTF-8 ; il a été lu comme Windows-1252.",
                "De tekst is geen UTF-8; hij is als Windows-1252 gelezen.",
            ),
            Self::PdfIncomplete => plain(
                "pdf-incomplete",
                "Une partie du PDF n'a pas pu être lue : comparez avec l'original.",
                "Een deel van de pdf kon niet worden gelezen: vergelijk met het origineel.",
            ),
            Self::Page(PageNote { page, kind: NoteKind::Columns }) => (
                "pdf-columns",
                format!(
                    "La page {page} a des colonnes ou un tableau, lus colonne par colonne : comparez avec l'original."
                ),
                format!(
                    "Pagina {page} heeft kolommen of een tabel, kolom per kolom gelezen: vergelijk met het origineel."
                ),
            ),
            Self::Page(PageNote { page, kind: NoteKind::Rows }) => (
                "pdf-rows",
                format!(
                    "La page {page} a un tableau sans colonnes nettes, lu ligne par ligne : comparez avec l'original."
                ),
                format!(
                    "Pagina {page} heeft een tabel zonder duidelijke kolommen, rij per rij gelezen: vergelijk met het origineel."
                ),
            ),
            Self::Page(PageNote { page, kind: NoteKind::Turned }) => (
                "pdf-turned-text",
                format!("La page {page} porte du texte tourné, lu après le reste ou omis : comparez avec l'original."),
                format!(
                    "Op pagina {page} staat gedraaide tekst, na de rest gelezen of weggelaten: vergelijk met het origineel."
                ),
            ),
            Self::Page(PageNote { page, kind: NoteKind::Font }) => (
                "pdf-font",
                format!("Une police de la page {page} ne dit pas quels caractères elle montre : relisez cette page."),
                format!("Een lettertype op pagina {page} zegt niet welke tekens het toont: lees die pagina na."),
            ),
            Self::MissingTitle => plain("missing-title", "Le titre n'a pas été trouvé.", "De titel is niet gevonden."),
            Self::MissingNumber => plain(
                "missing-number",
                "Le numéro de la délibération n'a pas été trouvé.",
                "Het nummer van de beraadslaging is niet gevonden.",
            ),
            Self::MissingDocument => plain(
                "missing-document",
                "Le numéro du document n'a pas été trouvé.",
                "Het nummer van het document is niet gevonden.",
            ),
            Self::MissingDate => plain("missing-date", "La date n'a pas été trouvée.", "De datum is niet gevonden."),
            Self::MissingCommittee => plain(
                "missing-committee",
                "Le nom du comité n'a pas été trouvé.",
                "De naam van het comité is niet gevonden.",
            ),
            Self::CommitteeInferred => plain(
                "committee-inferred",
                "L'en-tête ne nomme pas le comité ; il est déduit du numéro du document.",
                "Het hoofd noemt het comité niet; het is afgeleid uit het nummer van het document.",
            ),
            Self::UnknownAuthority => plain(
                "unknown-authority",
                "Rien ne dit que ce texte est du comité : vérifiez-le.",
                "Niets zegt dat deze tekst van het comité is: ga het na.",
            ),
            Self::PerhapsOpinion => plain(
                "perhaps-opinion",
                "Le dispositif émet un avis ou une recommandation ; ce n'est peut-être pas une délibération.",
                "Het beschikkend gedeelte geeft een advies of een aanbeveling; misschien is dit geen beraadslaging.",
            ),
            Self::MissingGrounds => {
                plain("missing-grounds", "Aucun « Vu » n'a été trouvé.", "Er is geen \"Gelet op\" gevonden.")
            }
            Self::MissingPoints => {
                plain("missing-points", "Aucun point numéroté n'a été trouvé.", "Er is geen genummerd punt gevonden.")
            }
            Self::MissingOperative => plain(
                "missing-operative",
                "Le dispositif (« Par ces motifs ») n'a pas été trouvé.",
                "Het beschikkend gedeelte (\"Om deze redenen\") is niet gevonden.",
            ),
            Self::OperativeInferred => plain(
                "operative-inferred",
                "Le dispositif a été reconnu sans la formule « Par ces motifs ».",
                "Het beschikkend gedeelte is herkend zonder de formule \"Om deze redenen\".",
            ),
            Self::MissingSignature => {
                plain("missing-signature", "La signature n'a pas été trouvée.", "De handtekening is niet gevonden.")
            }
            Self::DateYearMismatch => plain(
                "date-year-mismatch",
                "L'année du numéro et celle de la date diffèrent.",
                "Het jaar van het nummer en dat van de datum verschillen.",
            ),
            Self::AmendmentsUnknown => plain(
                "amendments-unknown",
                "Le texte ne nomme pas toutes ses modifications.",
                "De tekst noemt niet al zijn wijzigingen.",
            ),
            Self::DocumentNewer => plain(
                "document-newer-than-amendments",
                "Le document est plus récent que la dernière modification connue.",
                "Het document is recenter dan de laatste bekende wijziging.",
            ),
            Self::AmendmentOnlyInForce(date) => (
                "amendment-only-in-force",
                format!("La modification du {date} n'est connue que par son entrée en vigueur."),
                format!("De wijziging van {date} is enkel door haar inwerkingtreding bekend."),
            ),
            Self::AmendmentsOutOfOrder => plain(
                "amendments-out-of-order",
                "Les modifications ne se suivent pas dans le temps.",
                "De wijzigingen volgen elkaar niet op in de tijd.",
            ),
            Self::InForceComputed => plain(
                "in-force-computed",
                "L'entrée en vigueur a été calculée à partir d'un délai.",
                "De inwerkingtreding is berekend op basis van een termijn.",
            ),
            Self::InsertedWithoutAmendment => plain(
                "inserted-without-amendment",
                "Ce point a été inséré, mais aucune modification n'est connue.",
                "Dit punt is ingevoegd, maar er is geen wijziging bekend.",
            ),
            Self::DuplicateLabel(label) => (
                "duplicate-label",
                format!("Le point {label} apparaît plus d'une fois."),
                format!("Punt {label} komt meer dan één keer voor."),
            ),
            Self::OutOfOrder(label) => (
                "out-of-order-label",
                format!("Le point {label} ne suit pas l'ordre."),
                format!("Punt {label} volgt de volgorde niet."),
            ),
            Self::Gap { before, after } => (
                "gap-in-numbering",
                format!("Rien n'a été trouvé entre les points {before} et {after}."),
                format!("Tussen de punten {before} en {after} is niets gevonden."),
            ),
            Self::NumberingRestarts => plain(
                "numbering-restarts",
                "La numérotation des points recommence dans cette section.",
                "De nummering van de punten begint opnieuw in deze afdeling.",
            ),
            Self::NumberInSentence(label) => (
                "number-not-a-point",
                format!("La ligne commence par « {label} », mais n'a pas été lue comme un point."),
                format!("De regel begint met \"{label}\", maar is niet als punt gelezen."),
            ),
            Self::RepeatedSection(label) => (
                "repeated-section",
                format!("Il y a plus d'une section {label}"),
                format!("Er is meer dan één afdeling {label}"),
            ),
            Self::SectionOutOfOrder(label) => (
                "section-out-of-order",
                format!("La section {label} ne suit pas la précédente."),
                format!("Afdeling {label} volgt niet op de vorige."),
            ),
            Self::UncertainSection(title) => (
                "uncertain-section",
                format!("« {title} » a été lu comme un titre ; c'est peut-être un paragraphe."),
                format!("\"{title}\" is als titel gelezen; het is misschien een alinea."),
            ),
            Self::UnnumberedText => plain(
                "unnumbered-text",
                "Des paragraphes sans numéro suivent le titre de cette section.",
                "Op de titel van deze afdeling volgen alinea's zonder nummer.",
            ),
            Self::ReferenceYear(number, date) => (
                "reference-year-mismatch",
                format!("La délibération {number} est citée avec la date {date}, d'une autre année."),
                format!("Beraadslaging {number} wordt geciteerd met de datum {date}, van een ander jaar."),
            ),
            Self::ReferenceDates(number) => (
                "reference-dates-differ",
                format!("La délibération {number} est citée avec des dates différentes."),
                format!("Beraadslaging {number} wordt met verschillende data geciteerd."),
            ),
            Self::ReferenceRange(first, last) => (
                "reference-range",
                format!(
                    "Les délibérations de {first} à {last} sont citées ; seules la première et la dernière sont reprises."
                ),
                format!(
                    "De beraadslagingen van {first} tot en met {last} worden geciteerd; enkel de eerste en de laatste zijn opgenomen."
                ),
            ),
            Self::FootnoteWithoutMark(number) => (
                "footnote-without-mark",
                format!("Aucun appel de la note {number} n'a été trouvé dans le texte."),
                format!("In de tekst is geen verwijzing naar voetnoot {number} gevonden."),
            ),
            Self::MarkWithoutFootnote(number) => (
                "mark-without-footnote",
                format!("L'appel de note {number} n'a pas de note."),
                format!("De verwijzing naar voetnoot {number} heeft geen voetnoot."),
            ),
            Self::ModuleSpelling(spellings) => (
                "module-spelling",
                format!("Le nom d'un module est écrit de plusieurs façons : {}.", spellings.join(", ")),
                format!("De naam van een module is op meer manieren geschreven: {}.", spellings.join(", ")),
            ),
            Self::HyphenGuessed => plain(
                "hyphen-guessed",
                "Un mot coupé en fin de ligne a été recomposé sans certitude.",
                "Een op het regeleinde gesplitst woord is zonder zekerheid hersteld.",
            ),
            Self::TextAfterSignature => {
                plain("text-after-signature", "Du texte suit la signature.", "Na de handtekening volgt nog tekst.")
            }
        }
    }
}

/// The findings of one reading, as they come.
#[derive(Debug, Default)]
pub struct Findings {
    found: Vec<(String, Option<usize>, Finding)>,
    counts: HashMap<&'static str, usize>,
}

impl Findings {
    /// Adds one; beyond the limit of its kind it is dropped.
    pub fn add(&mut self, at: impl Into<String>, line: Option<usize>, finding: Finding) {
        let count = self.counts.entry(finding.words().0).or_default();
        *count += 1;
        if *count <= MAX_WARNINGS_PER_CODE {
            self.found.push((at.into(), line, finding));
        }
    }

    /// The warnings in a language, in the order of the text where that is known.
    pub fn into_warnings(self, language: Language) -> Vec<Warning> {
        let mut found = self.found;
        found.sort_by_key(|(_, line, _)| line.unwrap_or_default());
        found
            .into_iter()
            .map(|(at, line, finding)| {
                let (code, french, dutch) = finding.words();
                let text = if language == Language::Nl { dutch } else { french };
                Warning { at, code: code.to_owned(), text, line }
            })
            .collect()
    }
}
