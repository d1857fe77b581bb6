//! Why a file is not read as a deliberation.

use delibero_domain::deliberation::Refused;
use delibero_domain::deliberation::reading::RefusedKind;
use delibero_domain::text::Language;

/// A reason to refuse a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is nothing in it, or only blanks.
    Empty,
    /// More bytes, lines or pages than one deliberation can have.
    TooLarge,
    /// Neither text nor a PDF.
    Binary,
    /// A known format that is not read: a word processor's, a web page.
    UnsupportedFormat,
    /// A PDF that cannot be opened.
    PdfUnreadable,
    /// A PDF that asks for a password.
    PdfEncrypted,
    /// A PDF of pictures only.
    PdfWithoutText,
    /// A PDF that takes too long to unpack.
    PdfTooSlow,
    Opinion,
    Recommendation,
    /// A report, minutes or a circular.
    Report,
    /// A text of another authority.
    OtherAuthority,
    /// A page or so out of a deliberation.
    Fragment,
    Letter,
    /// Some other text.
    NotADeliberation,
}

impl Reason {
    /// The stable word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Binary => "binary",
            Self::UnsupportedFormat => "unsupported-format",
            Self::PdfUnreadable => "pdf-unreadable",
            Self::PdfEncrypted => "pdf-encrypted",
            Self::PdfWithoutText => "pdf-without-text",
            Self::PdfTooSlow => "pdf-too-slow",
            Self::Opinion => "opinion",
            Self::Recommendation => "recommendation",
            Self::Report => "report",
            Self::OtherAuthority => "other-authority",
            Self::Fragment => "fragment",
            Self::Letter => "letter",
            Self::NotADeliberation => "not-a-deliberation",
        }
    }

    const fn sentences(self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => ("Le fichier est vide.", "Het bestand is leeg."),
            Self::TooLarge => {
                ("Le fichier est trop grand pour une délibération.", "Het bestand is te groot voor een beraadslaging.")
            }
            Self::Binary => ("Le fichier n'est pas un texte.", "Het bestand is geen tekst."),
            Self::UnsupportedFormat => (
                "Ce format n'est pas lu : donnez un texte, du Markdown ou un PDF.",
                "Dit formaat wordt niet gelezen: geef een tekst, Markdown of een pdf.",
            ),
            Self::PdfUnreadable => ("Le PDF ne peut pas être ouvert.", "De pdf kan niet worden geopend."),
            Self::PdfEncrypted => {
                ("Le PDF est protégé par un mot de passe.", "De pdf is met een wachtwoord beveiligd.")
            }
            Self::PdfWithoutText => ("Le PDF ne contient aucun texte lisible.", "De pdf bevat geen leesbare tekst."),
            Self::PdfTooSlow => ("La lecture du PDF prend trop de temps.", "Het lezen van de pdf duurt te lang."),
            Self::Opinion => {
                ("Ce texte est un avis, non une délibération.", "Deze tekst is een advies, geen beraadslaging.")
            }
            Self::Recommendation => (
                "Ce texte est une recommandation, non une délibération.",
                "Deze tekst is een aanbeveling, geen beraadslaging.",
            ),
            Self::Report => {
                ("Ce texte est un rapport, non une délibération.", "Deze tekst is een verslag, geen beraadslaging.")
            }
            Self::OtherAuthority => (
                "Ce texte est d'une autre autorité, non du comité.",
                "Deze tekst is van een andere overheid, niet van het comité.",
            ),
            Self::Fragment => (
                "Ce texte n'est qu'une partie d'une délibération : ni titre, ni fondement n'y figurent.",
                "Deze tekst is slechts een deel van een beraadslaging: zonder titel en zonder rechtsgrond.",
            ),
            Self::Letter => {
                ("Ce texte est une lettre, non une délibération.", "Deze tekst is een brief, geen beraadslaging.")
            }
            Self::NotADeliberation => {
                ("Ce texte n'est pas une délibération du comité.", "Deze tekst is geen beraadslaging van het comité.")
            }
        }
    }

    /// The refusal, in French unless the text is Dutch.
    #[must_use]
    pub fn refuse(self, language: Language) -> Refused {
        let (french, dutch) = self.sentences();
        let text = if language == Language::Nl { dutch } else { french };
        Refused { kind: RefusedKind::Refused, reason: self.code().to_owned(), text: text.to_owned() }
    }
}
