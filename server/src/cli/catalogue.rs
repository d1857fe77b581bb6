//! `delibero catalogue`: checking files, and writing the catalogue for other programs.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use delibero_domain::cases::failing;
use delibero_domain::catalogue::files::CatalogueError;
use delibero_domain::catalogue::files::documents::documents;
use delibero_domain::catalogue::{Catalogue, EXPORT_SCHEMA};
use delibero_domain::identifier::UserName;
use delibero_domain::points::remarks;
use delibero_usecases::catalogue::{PublishError, publish};
use delibero_usecases::clock::Clock as _;

use super::catalogue_source::{CatalogueSource, catalogue, exported};
use super::effect_options::Effect;
use super::points::{self, Points};
use super::{complain, effect, happened, say, who, write_out};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::serve::connect;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Check catalogue files: each fault with its file, line and key, each case that the rules break, and each point that
    /// is cited and should not be.
    ///
    /// Exit status: 0 nothing wrong, or warnings only; 1 faults, or cases that fail; 2 the folder cannot be read.
    Check(Source),
    /// Write the catalogue as one JSON document.
    Export(Source),
    /// Write the JSON Schema of that document.
    Schema,
    /// Say what the second catalogue gives and takes, compared with the first: complete, with a request that shows each
    /// difference.
    ///
    /// Exit status: 0 the same, 1 something differs, 2 a catalogue cannot be read.
    Effect(Effect),
    /// Say who can ever see an element, a value of it, or several elements at once: complete, with the points.
    ///
    /// Exit status: 0 done, 2 the catalogue cannot be read, or does not know what is asked for.
    Who(who::Who),
    /// Say of each point of a deliberation which rules apply it, how many cases try it, or why it is not for a machine.
    ///
    /// Exit status: 0 none is open, 1 one is, 2 the catalogue cannot be read or does not list the points.
    Points(Points),
    /// Publish a folder of catalogue files, or an export, in place of the state in force.
    ///
    /// It is for whoever operates the program: in the portal a second person approves. Exit status: 0 published, or
    /// nothing differs; 1 faults; 2 it cannot be read.
    Load(Load),
}

#[derive(Args)]
pub(super) struct Load {
    /// A folder of catalogue files, an export, or `@N` for a published state.
    source: CatalogueSource,
    /// Who publishes it: the name of a user.
    #[arg(long)]
    by: UserName,
    /// Why, for those who read the history of the catalogue.
    #[arg(long)]
    why: String,
}

#[derive(Args)]
pub(super) struct Source {
    /// A folder of catalogue files, an export, `@N` for a published state, or `@` for the one in force; the files that
    /// ship with the program when none is given.
    source: Option<CatalogueSource>,
}

/// Runs a command of the catalogue.
pub(super) async fn run(config: Config, command: &Command) -> Result<ExitCode, Box<dyn std::error::Error>> {
    match command {
        Command::Check(source) => {
            let files = source.source.clone().unwrap_or_default().files(&config).await?;
            Ok(catalogue(&files).map_or_else(faults, |catalogue| checked(&files, &catalogue)))
        }
        Command::Effect(options) => effect_of(&config, options).await,
        Command::Who(options) => who_of(&config, options).await,
        Command::Load(options) => load(config, options).await,
        Command::Points(options) => points::run(&config, options).await,
        Command::Schema => {
            write_out(EXPORT_SCHEMA.trim_end())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Export(source) => {
            let files = source.source.clone().unwrap_or_default().files(&config).await?;
            match catalogue(&files) {
                Ok(catalogue) => {
                    write_out(&exported(&catalogue, &files).to_string())?;
                    Ok(ExitCode::SUCCESS)
                }
                Err(errors) => Ok(faults(errors)),
            }
        }
    }
}

async fn effect_of(config: &Config, options: &Effect) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let (before, after) = match (options.before.catalogue(config).await, options.after.catalogue(config).await) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(error), _) | (_, Err(error)) => {
            complain(&error.to_string());
            return Ok(ExitCode::from(2));
        }
    };
    if options.happened {
        return happened::run(config, options, before, after).await;
    }
    let found = delibero_domain::effect::effect(&before, &after);
    if options.json {
        write_out(&delibero_domain::effect::export(&before, &after, &found).to_string())?;
    } else {
        write_out(&effect::lines(&before, &after, &found, options.language.language()).join("\n"))?;
    }
    Ok(if found.differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

async fn who_of(config: &Config, options: &who::Who) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let told = options.told(&options.source.clone().unwrap_or_default().catalogue(config).await?)?;
    write_out(&told)?;
    Ok(ExitCode::SUCCESS)
}

async fn load(config: Config, options: &Load) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let files = options.source.files(&config).await?;
    let files: Vec<_> = files.iter().map(|(name, contents)| (name.as_str(), contents.as_str())).collect();
    let documents = match documents(&files) {
        Ok(documents) => documents,
        Err(errors) => return Ok(faults(errors)),
    };
    let (database, _) = connect(config, false).await?;
    let published = publish(&database, &documents, Some(options.by.clone()), &options.why, SystemClock.now()).await;
    database.close().await;
    match published {
        Ok(Some(state)) => say(&format!("State {state} of the catalogue is in force.")),
        Ok(None) => say("Nothing differs from the state in force: nothing was published."),
        Err(PublishError::NotSound(errors)) => return Ok(faults(errors)),
        Err(PublishError::Store(error)) => return Err(error.into()),
    }
    Ok(ExitCode::SUCCESS)
}

fn checked(files: &[(String, String)], catalogue: &Catalogue) -> ExitCode {
    let failures = failing(catalogue);
    failures.iter().for_each(|failure| say(&failure.to_string()));
    let (contradictions, warnings): (Vec<_>, Vec<_>) =
        remarks(catalogue).into_iter().partition(delibero_domain::points::Remark::is_contradiction);
    contradictions.iter().for_each(|remark| say(&remark.to_string()));
    warnings.iter().for_each(|remark| complain(&format!("warning: {remark}")));
    if !failures.is_empty() {
        complain(&format!("{} of {} cases fail", failures.len(), catalogue.cases().len()));
    }
    if !(failures.is_empty() && contradictions.is_empty()) {
        return ExitCode::from(1);
    }
    say(&format!(
        "Nothing wrong in {} files: {} deliberations, {} services, {} authorisations of recipients and members, {} cases; hash {}.",
        files.len(),
        catalogue.deliberations().len(),
        catalogue.services().len(),
        catalogue.authorisations().len(),
        catalogue.cases().len(),
        catalogue.hash(),
    ));
    ExitCode::SUCCESS
}

fn faults(errors: Vec<CatalogueError>) -> ExitCode {
    for error in &errors {
        say(&error.to_string());
    }
    complain(&format!("{} faults", errors.len()));
    ExitCode::from(1)
}
