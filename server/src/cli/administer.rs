//! Adding organisations and users by hand.

use std::io::{BufRead as _, IsTerminal as _};

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::identifier::{OrganisationId, RecipientId, RegionId, UserName};
use delibero_domain::text::Text;
use delibero_usecases::accounts::people::{SuspendingWith, check_password, suspend_at_shell};
use delibero_usecases::accounts::sign_in::PasswordHasher as _;
use delibero_usecases::accounts::{Account, AccountStore as _, Actor, Credentials};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::directory::{DirectoryStore as _, Membership, Organisation};
use delibero_usecases::organisations::{Particulars, Registered, snapshot};
use delibero_usecases::randomness::Randomness as _;
use serde_json::{Value as Json, json};

use super::{OrganisationAdd, UserAdd, complain, say};
use crate::catalogue_in_force;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::entropy::SystemRandomness;
use crate::password::Argon2id;
use crate::serve::connect;

type Outcome = Result<(), Box<dyn std::error::Error>>;

pub(super) async fn migrate(config: Config, serving_role: Option<String>) -> Outcome {
    let (database, _) = connect(Config { migrate: true, ..config }, false).await?;
    if let Some(role) = serving_role {
        database.let_serve(&role).await?;
        say(&format!("{role} can serve."));
    }
    database.close().await;
    say("The schema is that of this program.");
    Ok(())
}

pub(super) async fn add_user(config: Config, options: UserAdd) -> Outcome {
    let user = UserName::new(options.name.as_str()).map_err(|error| format!("{}: {error}", options.name))?;
    let organisation = OrganisationId::new(options.organisation.as_str())?;
    let (database, _) = connect(config, false).await?;
    if database.organisation(&organisation).await?.is_none() {
        let known = database.organisations().await?;
        let known: Vec<&str> = known.iter().map(|found| found.id.as_str()).collect();
        return Err(format!(
            "there is no organisation {organisation}; known: {}. Add one with `delibero organisation add`",
            known.join(", ")
        )
        .into());
    }
    let password = read_password()?;
    check_password(&password, [user.as_str(), &options.display_name])?;
    let account = Account {
        actor: Actor { user: user.clone(), organisation, roles: options.roles },
        display_name: options.display_name,
        enabled: true,
        language: None,
    };
    let credentials = Credentials { account, password: Argon2id::new().hash(password).await };
    let mut work = database.begin_accounts().await?;
    work.add_user(&credentials).await?;
    let actor = &credentials.account.actor;
    let roles: Vec<&str> = actor.roles.iter().map(|role| role.as_str()).collect();
    let after = json!({ "display_name": credentials.account.display_name, "roles": roles, "state": "active" });
    let entry = Administration {
        form: Administration::FORM,
        at: SystemClock.now(),
        kind: AdministrationKind::UserChanged,
        user: None,
        organisation: actor.organisation.clone(),
        subject: user.to_string(),
        person: None,
        before: None,
        after: Some(after),
        why: None,
    };
    work.append_administration(&entry, SystemRandomness.salt()).await?;
    work.commit().await?;
    say(&format!("{user} can sign in."));
    Ok(())
}

/// From a pipe the first line is the password; at a terminal it is asked for.
fn read_password() -> Result<String, String> {
    if std::io::stdin().is_terminal() {
        complain("Password (it is shown as you type; or pipe it in):");
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(|error| format!("the password cannot be read: {error}"))?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

pub(super) async fn disable_user(config: Config, name: &str) -> Outcome {
    let user = UserName::new(name)?;
    let (database, _) = connect(config, false).await?;
    if database.account(&user).await?.is_none() {
        return Err(format!("there is no user {user}").into());
    }
    let with = SuspendingWith { people: &database, clock: &SystemClock, randomness: &SystemRandomness };
    if !suspend_at_shell(with, &user, "delibero user disable").await? {
        say(&format!("{user} could not sign in anyway."));
        return Ok(());
    }
    say(&format!("{user} is disabled; open sessions end with their next request."));
    Ok(())
}

pub(super) async fn add_organisation(config: Config, options: OrganisationAdd) -> Outcome {
    let (database, _) = connect(config, false).await?;
    let catalogue = catalogue_in_force::begin(&database, &SystemClock).await?.now().catalogue.clone();
    let mut memberships = Vec::new();
    for id in &options.recipients {
        if catalogue.recipient(id).is_none() {
            return Err(format!("no deliberation names a recipient {id}").into());
        }
        memberships.push(Membership::always(RecipientId::new(id.as_str())?));
    }
    if let Some(region) = options.region.as_ref().filter(|region| !catalogue.knows_region(region)) {
        return Err(format!("no region {region}; the regions are those of terms.toml").into());
    }
    let region = options.region.map(RegionId::new).transpose()?;
    let [fr, nl, de] = <[String; 3]>::try_from(options.name).map_err(|_| "a name is given in three languages")?;
    let organisation = Organisation {
        id: OrganisationId::new(options.id.as_str()).map_err(|error| format!("{}: {error}", options.id))?,
        name: Text { fr, nl, de },
        stopped: None,
        memberships,
        sector: options.sector,
        legal_contexts: options.legal_context.into_iter().collect(),
        region,
    };
    let mut work = database.begin_directory().await?;
    work.add_organisation(&organisation).await?;
    let entry = Administration {
        form: Administration::FORM,
        at: SystemClock.now(),
        kind: AdministrationKind::OrganisationChanged,
        user: None,
        organisation: organisation.id.clone(),
        subject: organisation.id.to_string(),
        person: None,
        before: None,
        after: Some(Json::Object(snapshot(&registered(&organisation)))),
        why: None,
    };
    work.append_administration(&entry, SystemRandomness.salt()).await?;
    work.commit().await?;
    say(&format!("{} is registered.", organisation.id));
    Ok(())
}

/// What is registered of an organisation that was added by hand: the rest is filled in on its page.
fn registered(organisation: &Organisation) -> Registered {
    let organisation = organisation.clone();
    let particulars = Particulars {
        name: organisation.name,
        region: organisation.region,
        sector: organisation.sector,
        legal_contexts: organisation.legal_contexts,
        ..Particulars::default()
    };
    Registered {
        id: organisation.id,
        revision: 1,
        particulars,
        stopped: None,
        memberships: organisation.memberships,
        proposals: Vec::new(),
    }
}
