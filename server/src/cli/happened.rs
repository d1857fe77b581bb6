//! `delibero catalogue effect --happened`: the consultations that really happened, decided again.

use std::process::ExitCode;
use std::sync::Arc;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::effect::{Became, Counts, Happened};
use delibero_usecases::catalogue::decide_again;
use delibero_usecases::clock::Clock as _;
use delibero_usecases::journal::LogFilter;
use jiff::ToSpan as _;

use super::effect_options::Effect;
use super::write_out;
use crate::clock::SystemClock;
use crate::comparing::OwnThread;
use crate::config::Config;
use crate::serve::connect;

/// How many days back one looks, unless another day is said.
const DAYS: i32 = 90;

pub(super) async fn run(
    config: &Config,
    options: &Effect,
    before: Catalogue,
    after: Catalogue,
) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let to = options.to.unwrap_or_else(|| SystemClock.today());
    let from = options.from.unwrap_or_else(|| to.saturating_sub((DAYS - 1).days()));
    let (database, _) = connect(config.clone(), false).await?;
    let happened = Happened::of(Arc::new(before), Arc::new(after), options.on);
    let filter = LogFilter { from: Some(from), to: Some(to), ..LogFilter::default() };
    let found = decide_again(&database, &OwnThread::default(), happened, filter, None).await;
    database.close().await;
    let (happened, whole) = found?;
    match options.json {
        true => write_out(&happened.document((from, to), whole, |_| true).to_string())?,
        false => write_out(&lines(&happened).join("\n"))?,
    }
    Ok(if happened.counts.differing() == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn lines(happened: &Happened) -> Vec<String> {
    let counted = |counts: &Counts| {
        let counts = Became::ALL.map(|became| format!("{} {}", counts.of(became), became.as_str()));
        counts.join(", ")
    };
    let differing = happened.organisations.iter().filter(|(_, counts)| counts.differing() > 0);
    let organisations = differing.map(|(organisation, counts)| format!("{organisation}: {}", counted(counts)));
    let note = |count: u64, words: &str| (count > 0).then(|| format!("{count} {words}"));
    let notes = [
        note(happened.not_kept, "cannot be decided again: their records do not hold what the decision used"),
        note(happened.logged_otherwise, "were decided otherwise when they happened: another catalogue was in force"),
    ];
    let conclusion = format!("{} consultations looked at: {}", happened.looked_at, counted(&happened.counts));
    organisations.chain(notes.into_iter().flatten()).chain([conclusion]).collect()
}
