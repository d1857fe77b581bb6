//! What is done with a draft of the register.

use async_trait::async_trait;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_ui::pages::register::drafts::view::review::NotPublishable;
use delibero_ui::pages::register::drafts::{deliberation_address, draft_address};
use delibero_usecases::accounts::Actor;
use delibero_usecases::register::editing::PostedFields;
use delibero_usecases::register::{Content, Drafting, RegisterRefusal};
use delibero_usecases::services::Application;

use crate::web::AppState;
use crate::web::frame::draft_act::{Acting, DraftActs, NotDone};

pub struct RegisterActs;

#[async_trait]
impl DraftActs for RegisterActs {
    type Content = Content;
    type Problem = NotPublishable;
    type Typed = ();

    const LIST: &'static str = "/drafts";

    fn address(id: &str) -> String {
        draft_address(id, None)
    }

    fn drafting<'a>(application: &'a Application, writer: &'a Actor) -> Drafting<'a> {
        application.drafting(writer)
    }

    async fn to_propose(_: &Acting<'_>) -> Result<(), NotDone<Self>> {
        Ok(())
    }

    async fn confirmed(_: &Acting<'_>) -> Result<(), NotDone<Self>> {
        Ok(())
    }

    fn typed(_: &PostedFields) {}

    async fn published(_: &AppState, number: DeliberationNumber) -> String {
        deliberation_address(&number.to_string())
    }

    fn niss() -> NotPublishable {
        NotPublishable::Faulty
    }

    fn refused(refusal: &RegisterRefusal) -> NotPublishable {
        match refusal {
            RegisterRefusal::Outdated => NotPublishable::Outdated,
            _ => NotPublishable::Faulty,
        }
    }

    fn is_conflict(problem: &NotPublishable) -> bool {
        *problem == NotPublishable::Outdated
    }
}
