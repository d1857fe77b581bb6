//! Consultations, the person sealed.

use delibero_domain::parameters::Parameters;
use delibero_domain::role::Role;
use delibero_usecases::consultation::{Consultation, Question, Sending};
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;
use zeroize::Zeroizing;

use crate::convert::{instant, word};
use crate::error::{bad_json, failed, not_added, unreadable};
use crate::seal::DataKey;

#[derive(sqlx::FromRow)]
struct ConsultationRow {
    id: String,
    at_us: i64,
    user_name: String,
    role: String,
    organisation: String,
    recipient: String,
    person: Vec<u8>,
    service: String,
    module: String,
    purpose: String,
    person_role: Option<String>,
    span: String,
    details: Option<Vec<u8>>,
    confirmed: String,
    legal_context: Option<String>,
}

/// What of the parameters is about the person.
#[derive(Default, Serialize, Deserialize)]
struct Details {
    message_number: Option<String>,
    return_day: Option<Date>,
}

impl Details {
    fn sealed(asked: &Parameters, id: &str, key: &DataKey) -> Result<Option<Vec<u8>>, StoreError> {
        if asked.message_number.is_none() && asked.return_day.is_none() {
            return Ok(None);
        }
        let details = Self { message_number: asked.message_number.clone(), return_day: asked.return_day };
        let plain = serde_json::to_vec(&details).map_err(|why| bad_json(DETAILS, &why))?;
        Ok(Some(key.seal(&[b"consultation", id.as_bytes()], &Zeroizing::new(plain))))
    }

    fn opened(sealed: Option<&[u8]>, id: &str, key: &DataKey) -> Result<Self, StoreError> {
        let Some(sealed) = sealed else { return Ok(Self::default()) };
        let plain = key.unseal(&[b"consultation", id.as_bytes()], sealed, DETAILS)?;
        serde_json::from_slice(&plain).map_err(|why| bad_json(DETAILS, &why))
    }
}

const DETAILS: &str = "the details of a consultation";

impl ConsultationRow {
    fn opened(self, key: &DataKey) -> Result<Consultation, StoreError> {
        let Details { message_number, return_day } = Details::opened(self.details.as_deref(), &self.id, key)?;
        let span = serde_json::from_str(&self.span).map_err(|why| bad_json("the time of a consultation", &why))?;
        Ok(Consultation {
            id: self.id,
            at: instant(self.at_us, "the time of a consultation")?,
            user: word(&self.user_name, "the user of a consultation")?,
            role: Role::from_word(&self.role).ok_or_else(|| unreadable("the role of a consultation"))?,
            organisation: word(&self.organisation, "the organisation of a consultation")?,
            question: Question {
                recipient: word(&self.recipient, "the recipient of a consultation")?,
                person: key.unseal_niss(&self.person)?,
                service: word(&self.service, "the service of a consultation")?,
                module: word(&self.module, "the module of a consultation")?,
                purpose: word(&self.purpose, "the purpose of a consultation")?,
                person_role: self
                    .person_role
                    .map(|role| word(&role, "the person role of a consultation"))
                    .transpose()?,
                asked: Parameters { span, message_number, return_day },
                confirmed: serde_json::from_str(&self.confirmed)
                    .map_err(|why| bad_json("what was confirmed at a consultation", &why))?,
                legal_context: self.legal_context,
            },
        })
    }
}

pub(super) async fn find(
    connection: &mut AnyConnection,
    key: &DataKey,
    id: &str,
) -> Result<Option<Consultation>, StoreError> {
    let row: Option<ConsultationRow> = sqlx::query_as(
        "SELECT id, at_us, user_name, role, organisation, recipient, person, service, module, purpose, person_role,
                span, details, confirmed, legal_context
         FROM consultations WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    row.map(|row| row.opened(key)).transpose()
}

pub(super) async fn find_sent(
    connection: &mut AnyConnection,
    key: &DataKey,
    sending: &Sending,
) -> Result<Option<Consultation>, StoreError> {
    let id: Option<String> = sqlx::query_scalar("SELECT id FROM consultations WHERE sending = $1")
        .bind(sending.as_bytes().as_slice())
        .fetch_optional(&mut *connection)
        .await
        .map_err(failed)?;
    match id {
        Some(id) => find(connection, key, &id).await,
        None => Ok(None),
    }
}

pub(super) async fn save(
    connection: &mut AnyConnection,
    key: &DataKey,
    consultation: &Consultation,
    sending: Option<&Sending>,
) -> Result<(), StoreError> {
    let question = &consultation.question;
    let details = Details::sealed(&question.asked, &consultation.id, key)?;
    sqlx::query(
        "INSERT INTO consultations (id, at_us, user_name, role, organisation, recipient, person, service, module,
                                    purpose, person_role, span, details, sending,
                                    confirmed, legal_context)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(consultation.id.as_str())
    .bind(consultation.at.as_microsecond())
    .bind(consultation.user.as_str())
    .bind(consultation.role.as_str())
    .bind(consultation.organisation.as_str())
    .bind(question.recipient.as_str())
    .bind(key.seal_niss(question.person))
    .bind(question.service.as_str())
    .bind(question.module.as_str())
    .bind(question.purpose.as_str())
    .bind(question.person_role.as_ref().map(|role| role.as_str()))
    .bind(serde_json::json!(question.asked.span).to_string())
    .bind(details)
    .bind(sending.map(|sending| sending.as_bytes().to_vec()))
    .bind(serde_json::json!(question.confirmed).to_string())
    .bind(question.legal_context.as_deref())
    .execute(connection)
    .await
    .map_err(|error| not_added(error, "the consultation"))?;
    Ok(())
}
