//! `delibero doctor`: what is wrong with an installation, and what to type.

use std::process::ExitCode;

use clap::Args;
use delibero_files::official_texts::Reader;
use serde_json::json;

use super::{complain, write_out};
use crate::clock::SystemClock;
use crate::doctor::{Health, examine};

#[derive(Args)]
pub(super) struct Doctor {
    /// Write one JSON document, for machines that watch.
    #[arg(long)]
    json: bool,
}

/// Exit status: 0 when it can serve, warnings or not; 1 when something is wrong.
pub(super) async fn run(options: Doctor) -> ExitCode {
    let variables = std::env::vars().collect();
    let findings = examine(&variables, &SystemClock, &Reader::of_this_program()).await;
    let worst = findings.iter().map(|finding| finding.health).max().unwrap_or(Health::Ok);
    let text = if options.json {
        json!({ "health": worst, "findings": findings }).to_string()
    } else {
        findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    if let Err(error) = write_out(&text) {
        complain(&format!("delibero: {error}"));
        return ExitCode::from(2);
    }
    ExitCode::from(u8::from(worst == Health::Wrong))
}
