//! What an organisation gives its people beside roles: a designation where a text limits access to designated people, an
//! office, an office in place of its holder.

mod choices;
mod error;
mod give;
mod model;

pub use choices::{Designable, MandateChoices, choices};
pub use error::MandateError;
pub use give::{Mandating, NewGiven, NewMandate};
pub use model::{EndedMandate, Given, Holder, Mandate, user_facts};
