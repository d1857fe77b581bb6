//! How many consultations a user may open in an hour.

use clap::{Args, Subcommand};
use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::identifier::{OrganisationId, PurposeId};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::consultation::{ConsultationStore as _, LimitRule};
use delibero_usecases::directory::DirectoryStore as _;
use delibero_usecases::journal::of_the_portal;
use delibero_usecases::randomness::Randomness as _;
use serde_json::json;

use super::{say, write_out};
use crate::catalogue_in_force;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::entropy::SystemRandomness;
use crate::serve::connect;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Show every limit; what is said of an organisation goes before what is said of a purpose.
    List,
    /// Set a limit: for everybody, for an organisation, for a purpose, or for both.
    Set(Set),
}

#[derive(Args)]
pub(super) struct Set {
    /// The most consultations of one user in an hour; 0: none.
    most: u32,
    /// The organisation; all when it is not given.
    #[arg(long)]
    organisation: Option<OrganisationId>,
    /// The purpose; all when it is not given.
    #[arg(long)]
    purpose: Option<PurposeId>,
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

pub(super) async fn run(config: Config, command: Command) -> Outcome {
    match command {
        Command::List => list(config).await,
        Command::Set(options) => set(config, options).await,
    }
}

async fn list(config: Config) -> Outcome {
    let (database, _) = connect(config, false).await?;
    for rule in database.limits().await? {
        write_out(&line(&rule))?;
    }
    Ok(())
}

fn line(rule: &LimitRule) -> String {
    let organisation = rule.organisation.as_ref().map_or("every organisation", OrganisationId::as_str);
    let purpose = rule.purpose.as_ref().map_or("every purpose", PurposeId::as_str);
    format!("{}\t{organisation}\t{purpose}", rule.most)
}

async fn set(config: Config, options: Set) -> Outcome {
    let (database, _) = connect(config, false).await?;
    let catalogue = catalogue_in_force::begin(&database, &SystemClock).await?.now().catalogue.clone();
    if let Some(purpose) = options.purpose.as_ref().filter(|purpose| !catalogue.knows_purpose(purpose.as_str())) {
        return Err(format!("no deliberation names a purpose {purpose}").into());
    }
    if let Some(id) = &options.organisation
        && database.organisation(id).await?.is_none()
    {
        return Err(format!("there is no organisation {id}").into());
    }
    let rule = LimitRule { organisation: options.organisation, purpose: options.purpose, most: options.most };
    let mut work = database.begin_consultation().await?;
    work.set_limit(&rule).await?;
    work.append_administration(&entry(&rule), SystemRandomness.salt()).await?;
    work.commit().await?;
    say(&line(&rule));
    Ok(())
}

fn entry(rule: &LimitRule) -> Administration {
    Administration {
        form: Administration::FORM,
        at: SystemClock.now(),
        kind: AdministrationKind::LimitChanged,
        user: None,
        organisation: rule.organisation.clone().unwrap_or_else(of_the_portal),
        subject: rule.purpose.as_ref().map_or_else(|| "every purpose".to_owned(), ToString::to_string),
        person: None,
        before: None,
        after: Some(json!({ "most": rule.most })),
        why: None,
    }
}
