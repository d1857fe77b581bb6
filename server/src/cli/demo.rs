//! Making demonstration data from the command line.

use std::path::PathBuf;

use clap::Args;
use delibero_demo::{DemoOptions, DemoReport, HistoryFilling, RegisterFilling, SignInAccount};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::UserName;
use delibero_store::{Database, Purpose};
use delibero_usecases::accounts::AccountStore as _;
use delibero_usecases::clock::Clock as _;
use delibero_usecases::records::RecordStore as _;

use super::say;
use crate::catalogue_in_force;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::entropy::SystemRandomness;
use crate::password::Argon2id;
use crate::serve::connect;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[derive(Args)]
pub(super) struct Demo {
    /// How many persons to make, beside those of the stories.
    #[arg(long, default_value_t = 200)]
    persons: u32,
    /// The same seed makes the same persons.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Do nothing when there are attestations already.
    #[arg(long)]
    if_empty: bool,
    /// Only write the attestations to a file, and load nothing.
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

pub(super) async fn run(config: Config, options: Demo) -> Outcome<()> {
    let clock = SystemClock;
    if let Some(file) = &options.write {
        let written = delibero_demo::write_population(file, options.persons.into(), options.seed, clock.today())?;
        say(&format!("{}: {} answers about {} persons.", file.display(), written.records, written.persons));
        return Ok(());
    }
    config.log_key.load(true)?;
    let (database, _) = connect(Config { migrate: true, ..config }, true).await?;
    match database.purpose().await? {
        Purpose::Work => {
            return Err("this database is not empty and not that of a demonstration: nothing was made".into());
        }
        Purpose::Nothing => database.mark_as_demonstration().await?,
        Purpose::Demonstration => {}
    }
    catalogue_in_force::begin(&database, &clock).await?;
    delibero_demo::publish_made_up(&database, clock.now()).await?;
    let in_force = catalogue_in_force::begin(&database, &clock).await?;
    let catalogue = in_force.now().catalogue.clone();
    if options.if_empty && database.has_records().await? {
        if database.account(&UserName::new(delibero_demo::WRITER)?).await?.is_some() {
            fill_register(&database, &catalogue).await?;
        }
        say("There are attestations already: no demonstration data were made.");
        tell_accounts(&delibero_demo::sign_in_accounts());
        return Ok(());
    }
    let how = DemoOptions { persons: options.persons.into(), seed: options.seed, folder: std::env::temp_dir() };
    let report = delibero_demo::fill(&database, &Argon2id::new(), &catalogue, (&clock, &SystemRandomness), how).await?;
    // The file held what the database holds now, in clear.
    std::fs::remove_file(&report.file)?;
    fill_register(&database, &catalogue).await?;
    let (clock, randomness) = (&clock, &SystemRandomness);
    let (persons, seed) = (options.persons.into(), options.seed);
    let weeks = HistoryFilling { database: &database, in_force: &in_force, clock, randomness, persons, seed };
    let made = delibero_demo::fill_history(weeks).await?;
    say(&format!(
        "Six weeks of work: {} consultations, {} downloads; sign in as sarah.benali to look for what is odd.",
        made.consultations, made.exports
    ));
    tell_demo(&report);
    Ok(())
}

async fn fill_register(database: &Database, catalogue: &Catalogue) -> Outcome<()> {
    let (clock, randomness) = (&SystemClock, &SystemRandomness);
    let with = RegisterFilling { accounts: database, register: database, catalogue, clock, randomness };
    Ok(delibero_demo::fill_register(with).await?)
}

fn tell_demo(report: &DemoReport) {
    let DemoReport { import, integrations, .. } = report;
    say(&format!(
        "{} answers loaded ({} new, {} higher versions, {} refused), {integrations} integrations.",
        import.records, import.new, import.higher, import.refused
    ));
    for (service, import) in &report.services {
        say(&format!("{service}: {} records loaded, {} refused.", import.records, import.refused));
    }
    tell_accounts(&delibero_demo::sign_in_accounts());
    say("\nPersons with a story (made up: no register ever gave these numbers):");
    for persona in &report.personas {
        say(&format!("  {}  {}", persona.niss.reveal_formatted(), persona.story));
    }
}

fn tell_accounts(accounts: &[SignInAccount]) {
    say(&format!("\nDemonstration accounts, all with the password {}:", delibero_demo::PASSWORD));
    for account in accounts {
        let roles: Vec<&str> = account.roles.iter().map(|role| role.as_str()).collect();
        say(&format!("  {:<18} {:<40} {}", account.user, account.organisation.fr, roles.join(", ")));
    }
    say("");
}
