//! Loading files and demonstration data from the command line.

use std::path::Path;
use std::process::ExitCode;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::{ServiceId, UserName};
use delibero_domain::niss::NissRules;
use delibero_store::{Database, Purpose};
use delibero_usecases::accounts::AccountStore as _;
use delibero_usecases::attestations::AttestationStore as _;
use delibero_usecases::clock::Clock as _;

use super::{Demo, ImportAttestations, complain, say, shipped};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::demo::{self, DemoOptions, DemoReport, HistoryFilling, RegisterFilling};
use crate::entropy::SystemRandomness;
use crate::import::{Bar, ImportOptions, ImportReport, import_attestations};
use crate::password::Argon2id;
use crate::serve::connect;

/// The service that attestations belong to.
const ATTESTATIONS: &str = "hdi";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

pub(super) async fn import(config: Config, options: ImportAttestations) -> Outcome<ExitCode> {
    let catalogue = shipped()?;
    let service = ServiceId::new(ATTESTATIONS)?;
    if options.rejects.is_some() && options.files.len() > 1 {
        return Err("--rejects names one file of rejects: load the files one by one".into());
    }
    let clock = SystemClock;
    let rules = NissRules { today: clock.today(), demonstration: config.demonstration };
    let (database, _) = connect(config, false).await?;
    let mut status = 0;
    for file in &options.files {
        let began = clock.now();
        let how = ImportOptions { rejects: options.rejects.clone(), ..ImportOptions::new(rules) };
        match import_attestations(&database, &catalogue, &service, file, &how, &Bar::new()).await {
            Ok(report) => {
                let seconds = clock.now().duration_since(began).as_secs_f64();
                tell(file, &report, seconds);
                status = status.max(report.exit_code());
            }
            Err(error) => {
                complain(&format!("delibero: {error}"));
                status = 2;
            }
        }
    }
    Ok(ExitCode::from(status))
}

fn tell(file: &Path, report: &ImportReport, seconds: f64) {
    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let rate = report.records as f64 / seconds.max(0.001);
    say(&format!(
        "{}: {} records: {} new, {} higher versions, {} lower versions, {} known already, {} refused; {seconds:.1} s, {rate:.0} records/s",
        file.display(),
        report.records,
        report.new,
        report.higher,
        report.lower,
        report.same,
        report.refused
    ));
    for refused in &report.listed {
        complain(&format!("  {refused}"));
    }
    if let Some(rejects) = &report.rejects {
        complain(&format!(
            "  The refused records are in {}: correct them there and load that file.",
            rejects.display()
        ));
    }
}

pub(super) async fn demo(config: Config, options: Demo) -> Outcome<()> {
    let clock = SystemClock;
    if let Some(file) = &options.write {
        let written = demo::write_population(file, options.persons.into(), options.seed, clock.today())?;
        say(&format!("{}: {} answers about {} persons.", file.display(), written.records, written.persons));
        return Ok(());
    }
    let catalogue = shipped()?;
    let (database, _) = connect(Config { migrate: true, ..config }, true).await?;
    match database.purpose().await? {
        Purpose::Work => {
            return Err("this database is not empty and not that of a demonstration: nothing was made".into());
        }
        Purpose::Nothing => database.mark_as_demonstration().await?,
        Purpose::Demonstration => {}
    }
    if options.if_empty && database.has_attestations().await? {
        if database.account(&UserName::new(demo::WRITER)?).await?.is_some() {
            fill_register(&database, &catalogue).await?;
        }
        say("There are attestations already: no demonstration data were made.");
        tell_accounts(&demo::sign_in_accounts());
        return Ok(());
    }
    let how = DemoOptions { persons: options.persons.into(), seed: options.seed, folder: std::env::temp_dir() };
    let report = demo::fill(&database, &Argon2id::new(), &catalogue, &clock, how).await?;
    // The file held what the database holds now, in clear.
    std::fs::remove_file(&report.file)?;
    fill_register(&database, &catalogue).await?;
    let (clock, randomness) = (&clock, &SystemRandomness);
    let (persons, seed) = (options.persons.into(), options.seed);
    let weeks = HistoryFilling { database: &database, catalogue: &catalogue, clock, randomness, persons, seed };
    let made = demo::fill_history(weeks).await?;
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
    Ok(demo::fill_register(with).await?)
}

fn tell_demo(report: &DemoReport) {
    let DemoReport { import, integrations, .. } = report;
    say(&format!(
        "{} answers loaded ({} new, {} higher versions, {} refused), {integrations} integrations.",
        import.records, import.new, import.higher, import.refused
    ));
    tell_accounts(&demo::sign_in_accounts());
    say("\nPersons with a story (made up: no register ever gave these numbers):");
    for persona in &report.personas {
        say(&format!("  {}  {}", persona.niss.reveal_formatted(), persona.story));
    }
}

fn tell_accounts(accounts: &[delibero_ui::session::DemonstrationAccount]) {
    say(&format!("\nDemonstration accounts, all with the password {}:", demo::PASSWORD));
    for account in accounts {
        let roles: Vec<&str> = account.roles.iter().map(|role| role.as_str()).collect();
        say(&format!("  {:<18} {:<40} {}", account.user, account.organisation.fr, roles.join(", ")));
    }
    say("");
}
