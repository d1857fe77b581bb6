//! In which office somebody acts, in words.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::OfficeId;
use delibero_domain::text::{Language, Text};

use crate::say;

/// "You act as …", said to the user.
#[must_use]
pub fn acts_as(catalogue: &Catalogue, office: &OfficeId, deputy: bool) -> Text {
    let say = |language| {
        let colon = say!(language, kit.colon);
        format!("{}{colon}{}", say!(language, answer.acts_as), office_held(language, catalogue, office, deputy))
    };
    Text { fr: say(Language::Fr), nl: say(Language::Nl), de: say(Language::De) }
}

/// The office, and whether it is held in place of somebody else.
#[must_use]
pub fn office_held(language: Language, catalogue: &Catalogue, office: &OfficeId, deputy: bool) -> String {
    let label = catalogue.office_label(office.as_str());
    match deputy {
        false => label.get(language).to_owned(),
        true => format!("{}, {}", label.get(language), say!(language, answer.as_deputy)),
    }
}
