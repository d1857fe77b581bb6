//! What `delibero catalogue effect` is asked.

use clap::Args;
use jiff::civil::Date;

use super::Tongue;
use super::catalogue_source::CatalogueSource;

#[derive(Args)]
pub(super) struct Effect {
    /// A folder of catalogue files, an export, `@N` for a published state, or `@` for the one in force.
    pub before: CatalogueSource,
    /// A folder of catalogue files, an export, `@N` for a published state, or `@` for the one in force.
    pub after: CatalogueSource,
    /// Write one JSON document.
    #[arg(long, conflicts_with = "language")]
    pub json: bool,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "fr")]
    pub language: Tongue,
    /// Decide the consultations that really happened again instead, from the records of the log: how many are the same,
    /// wider, narrower, refused or otherwise, and for which organisations. No data of persons are read.
    #[arg(long)]
    pub happened: bool,
    /// With `--happened`: from this day on; 90 days back when it is not said.
    #[arg(long, requires = "happened")]
    pub from: Option<Date>,
    /// With `--happened`: up to this day; today when it is not said.
    #[arg(long, requires = "happened")]
    pub to: Option<Date>,
    /// With `--happened`: decide each as if it had been asked on this day.
    #[arg(long, requires = "happened")]
    pub on: Option<Date>,
}
