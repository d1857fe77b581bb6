//! The catalogue as it is kept: published states, each with a number, made of documents; the one in force; and drafts of
//! changes, which a second person puts in force.

mod answering_missing;
mod answers;
mod checked;
mod citations;
mod documents;
mod drafting;
pub mod editing;
mod error;
mod happened;
mod in_force;
mod judge;
mod looking_again;
mod missing_points;
mod model;
mod port;
mod publish;
mod read;
mod states;
mod suspend;
mod suspensions;

pub use answering_missing::{AnswerMissingError, MissingPointStores, MissingPoints};
pub use answers::{Answer, AnswerStore, Asked};
pub use checked::{Checked, CheckingStores, Confirmation};
pub use citations::{TouchedRule, citations_in, touched_rules};
pub use documents::{compile, differences, is_suspension};
pub use drafting::CatalogueDrafting;
pub use error::{ChangeError, ChangeRefusal};
pub use happened::{
    DecidingAgain, HappenedError, HappenedStores, HappenedUnder, MOST_LOOKED_AT, Period, Told, decide_again,
};
pub use in_force::{CatalogueInForce, InForce};
pub use judge::{Judged, LaidOver};
pub use looking_again::{AnswerError, Answered, LookingAgain, LookingAgainStores, NewText, RuleToLookAt};
pub use missing_points::MissingPoint;
pub use model::{
    CarriedBy, CatalogueChanges, CatalogueDraft, CatalogueEdit, DocumentChange, DocumentVersion, NewState,
    PublishedState,
};
pub use port::{CatalogueReadings, CatalogueStore, CatalogueWork, Comparer, Compiled, NotCompared};
pub use publish::{PublishError, publish, publish_shipped};
pub use read::{CatalogueDrafts, CatalogueStates};
pub use states::ComparedStates;
pub use suspend::{LONGEST_REASON, Lifting, SuspendError, Suspending, ToSuspend};
pub use suspensions::KnownSuspension;
pub(crate) use suspensions::known_suspensions;
