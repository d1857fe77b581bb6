//! `delibero import organisations`: many organisations from sheets.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use delibero_domain::catalogue::Catalogue;
use delibero_ui::pages::organisations::view::import::ImportProblem;
use delibero_ui::pages::organisations::{head_words, row_words};
use delibero_usecases::organisations::{LoadReport, Registering};

use super::{Tongue, complain, say};
use crate::catalogue_in_force;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::entropy::SystemRandomness;
use crate::serve::connect;
use crate::web::organisations::loads::{read, rejects_file};

#[derive(Args)]
pub(super) struct ImportOrganisations {
    /// The sheets; the first row names the columns: name_fr, name_nl, name_de, enterprise_number and others.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where refused rows go; by default beside the file, named after it.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// In which language the reasons are.
    #[arg(long, value_enum, default_value_t = Tongue::Fr)]
    language: Tongue,
}

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Loads some files; the recipients in them wait for an approver.
pub(super) async fn import(config: Config, options: ImportOrganisations) -> Outcome<ExitCode> {
    if options.rejects.is_some() && options.files.len() > 1 {
        return Err("--rejects names one file of rejects: load the files one by one".into());
    }
    let (database, _) = connect(config, false).await?;
    let catalogue: std::sync::Arc<Catalogue> =
        catalogue_in_force::begin(&database, &SystemClock).await?.now().catalogue.clone();
    let mut status = 0;
    for file in &options.files {
        let with = Registering::new(&database, &catalogue, &SystemClock, &SystemRandomness, None);
        status = status.max(one(with, file, &options).await?);
    }
    Ok(ExitCode::from(status))
}

async fn one(with: Registering<'_>, file: &Path, options: &ImportOrganisations) -> Outcome<u8> {
    let shown = file.display();
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(&format!("delibero: {shown} cannot be read: {error}"));
            return Ok(2);
        }
    };
    let rows = match read(&bytes) {
        Ok(rows) => rows,
        Err(problem) => {
            complain(&format!("delibero: {shown}: {}", unusable(&problem, options)));
            return Ok(2);
        }
    };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let report = with.load(&name, rows).await?;
    say(&format!(
        "{shown}: {} new, {} changed, {} known already, {} recipients proposed, {} rows refused",
        report.added,
        report.changed,
        report.known,
        report.proposed,
        report.refused.len()
    ));
    if report.refused.is_empty() { Ok(0) } else { refused(&report, file, options) }
}

fn refused(report: &LoadReport, file: &Path, options: &ImportOrganisations) -> Outcome<u8> {
    let language = options.language.language();
    for row in &report.refused {
        complain(&format!("  {}: {}", row.line, row_words(language, &row.wrongs)));
    }
    let rejects = options.rejects.clone().unwrap_or_else(|| file.with_extension("rejects.csv"));
    std::fs::write(&rejects, rejects_file(report, language))
        .map_err(|error| format!("{} cannot be written: {error}", rejects.display()))?;
    complain(&format!("  The refused rows are in {}: correct them there and load that file.", rejects.display()));
    Ok(1)
}

fn unusable(problem: &ImportProblem, options: &ImportOrganisations) -> String {
    match problem {
        ImportProblem::Heads(heads) => {
            let words = heads.iter().map(|head| head_words(options.language.language(), head));
            words.collect::<Vec<_>>().join(" ")
        }
        ImportProblem::Broken(line) => format!("line {line} cannot be read"),
        ImportProblem::TooLarge => "the file is too large".to_owned(),
        ImportProblem::Unfolds => "the workbook is larger, unpacked, than what is read; save it as CSV".to_owned(),
        ImportProblem::TooMany => "the file has too many rows".to_owned(),
        ImportProblem::NotText => "the file is neither a workbook nor text in UTF-8".to_owned(),
        ImportProblem::NotAWorkbook => "the workbook cannot be read".to_owned(),
        ImportProblem::NoFile | ImportProblem::Empty => "the file has no row below its heads".to_owned(),
        ImportProblem::Store(_) => "the database did not take it".to_owned(),
    }
}
