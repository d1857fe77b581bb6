//! Loading files of integrations from the command line: for one organisation, by nobody who has an account.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::NissRules;
use delibero_domain::text::Language;
use delibero_files::integrations::load_file;
use delibero_files::progress::Bar;
use delibero_files::sheets::FileFormat;
use delibero_ui::pages::directory::{file_problem, row_fault};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::directory::{DirectoryError, DirectoryStore as _, DirectoryStores, Load, Loading, Reject};

use super::{Tongue, complain, say};
use crate::catalogue_in_force;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::entropy::SystemRandomness;
use crate::serve::connect;
use crate::web::directory::rejects_table;

/// The most refusals that are listed; the file of refused rows has them all.
const MOST_LISTED: usize = 100;

#[derive(Args)]
pub(super) struct ImportIntegrations {
    /// The files: CSV, XLSX or NDJSON with the columns `niss`, `quality_code`, `from`, and `until`, `file_number` as one likes.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// For whom persons are integrated.
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// The language of the reasons.
    #[arg(long, value_enum, default_value = "fr")]
    language: Tongue,
}

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

pub(super) async fn import(config: Config, options: ImportIntegrations) -> Outcome<ExitCode> {
    let organisation = OrganisationId::new(options.organisation.as_str())?;
    let clock = SystemClock;
    let rules = NissRules { today: clock.today(), demonstration: config.demonstration };
    let (database, _) = connect(config, false).await?;
    let in_force = catalogue_in_force::begin(&database, &clock).await?;
    let with = DirectoryStores {
        directory: &database,
        accounts: &database,
        in_force: &in_force,
        clock: &clock,
        randomness: &SystemRandomness,
    };
    if database.organisation(&organisation).await?.is_none() {
        return Err(format!("there is no organisation {organisation}: add it first").into());
    }
    let mut status = 0;
    for file in &options.files {
        let loading = Loading::of_command(with, &organisation, rules).await?;
        let began = clock.now();
        match one(&loading, file).await {
            Ok((load, rejects)) => {
                tell(file, &load, clock.now().duration_since(began).as_secs_f64());
                status = status.max(told(file, &load, &rejects, options.language.language())?);
            }
            Err(error) => {
                complain(&format!("delibero: {}: {error}", file.display()));
                status = 2;
            }
        }
    }
    Ok(ExitCode::from(status))
}

async fn one(loading: &Loading<'_>, path: &Path) -> Outcome<(Load, Vec<Reject>)> {
    let file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut load = loading.begin(&name, bytes).await.map_err(refused)?;
    let mut rejects = Vec::new();
    load_file(loading, &mut load, file, &Bar::new(), |some| rejects.extend_from_slice(some)).await.map_err(refused)?;
    Ok((load, rejects))
}

fn refused(error: DirectoryError) -> Box<dyn std::error::Error> {
    error.into()
}

fn tell(file: &Path, load: &Load, seconds: f64) {
    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let rate = load.rows() as f64 / seconds.max(0.001);
    say(&format!(
        "{}: {} rows: {} new, {} changed, {} known already, {} refused; {seconds:.1} s, {rate:.0} rows/s",
        file.display(),
        load.rows(),
        load.added,
        load.changed,
        load.known,
        load.refused
    ));
}

/// Says what is wrong, writes the refused rows, and gives the exit status.
fn told(file: &Path, load: &Load, rejects: &[Reject], language: Language) -> Outcome<u8> {
    if let Some(problem) = &load.problem {
        complain(&format!("delibero: {}: {}", file.display(), file_problem(language, problem)));
    }
    for reject in rejects.iter().take(MOST_LISTED) {
        complain(&format!("  {}: {}", reject.row.line, row_fault(language, reject.fault)));
    }
    if !rejects.is_empty() {
        let path = free(file);
        std::fs::write(&path, rejects_table(rejects, language).write(FileFormat::Csv)?)?;
        complain(&format!("  The refused rows are in {}: correct them there and load that file.", path.display()));
    }
    Ok(if load.problem.is_some() { 2 } else { u8::from(!rejects.is_empty()) })
}

/// Beside the file, under a name that nothing has.
fn free(file: &Path) -> PathBuf {
    let name = |number: u32| {
        let mut name = file.as_os_str().to_owned();
        name.push(if number == 0 { ".rejects.csv".to_owned() } else { format!(".rejects.{number}.csv") });
        PathBuf::from(name)
    };
    (0..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0))
}
