//! Loading files of records from the command line.

use std::path::Path;
use std::process::ExitCode;

use delibero_domain::identifier::ServiceId;
use delibero_domain::niss::NissRules;
use delibero_files::records::{Bar, ImportOptions, ImportReport, import_records};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::source_loads::{LoadKeeping, SourceLoading};

use super::{ImportFiles, ImportRecords, complain, say};
use crate::catalogue_in_force;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::entropy::SystemRandomness;
use crate::serve::connect;

/// The service that attestations belong to.
const ATTESTATIONS: &str = "hdi";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

pub(super) async fn import_attestations(config: Config, options: ImportFiles) -> Outcome<ExitCode> {
    import(config, ImportRecords { service: ATTESTATIONS.to_owned(), of: options }).await
}

pub(super) async fn import(config: Config, options: ImportRecords) -> Outcome<ExitCode> {
    let ImportRecords { service, of: options } = options;
    let service = ServiceId::new(service)?;
    if options.rejects.is_some() && options.files.len() > 1 {
        return Err("--rejects names one file of rejects: load the files one by one".into());
    }
    let clock = SystemClock;
    let rules = NissRules { today: clock.today(), demonstration: config.demonstration };
    let (database, _) = connect(config, false).await?;
    let catalogue = catalogue_in_force::begin(&database, &clock).await?.now().catalogue.clone();
    let keeping = LoadKeeping { loads: &database, clock: &clock, randomness: &SystemRandomness };
    let mut status = 0;
    for file in &options.files {
        let began = clock.now();
        let how = ImportOptions { rejects: options.rejects.clone(), ..ImportOptions::new(rules) };
        let mut loading = SourceLoading::at_command_line(keeping, &service, named(file)).await?;
        match import_records(&database, &catalogue, &mut loading, file, &how, &Bar::new()).await {
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

/// Its name, and its size in bytes; that it cannot be read is found when it is.
fn named(file: &Path) -> (&str, u64) {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    (name, file.metadata().map_or(0, |found| found.len()))
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
