//! `delibero catalogue points`: what each point of a deliberation does, in words or as JSON.

use std::process::ExitCode;

use clap::Args;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::points::{Point, Status, points};
use serde_json::{Map, Value as Json, json};

use super::catalogue_source::CatalogueSource;
use super::{complain, write_out};
use crate::config::Config;

#[derive(Args)]
pub(super) struct Points {
    /// The number of a deliberation, such as 23/058; all of them when none is given.
    deliberation: Option<String>,
    /// A folder of catalogue files, an export, `@N` for a published state, or `@` for the one in force; the files that
    /// ship with the program when none is given.
    #[arg(long)]
    catalogue: Option<CatalogueSource>,
    /// Write one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(config: &Config, options: &Points) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let catalogue = options.catalogue.clone().unwrap_or_default().catalogue(config).await?;
    let asked = options.deliberation.as_ref().map(|number| number.replace('-', "/"));
    let known = catalogue.point_lists().iter().map(|list| list.deliberation.as_str());
    let numbers: Vec<&str> = known.filter(|number| asked.as_deref().is_none_or(|asked| asked == *number)).collect();
    if numbers.is_empty() {
        complain(&format!(
            "the catalogue does not list the points of {}",
            asked.as_deref().unwrap_or("any deliberation")
        ));
        return Ok(ExitCode::from(2));
    }
    let all: Vec<(&str, Vec<Point<'_>>)> =
        numbers.into_iter().filter_map(|number| Some((number, points(&catalogue, number)?))).collect();
    if options.json {
        write_out(&document(&all).to_string())?;
    } else {
        write_out(&lines(&all).join("\n"))?;
    }
    let open = all.iter().flat_map(|(_, points)| points).any(|point| point.status() == Status::Open);
    without_list(&catalogue, asked.as_deref());
    Ok(if open { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Deliberations of which nothing can be said are not passed over in silence.
fn without_list(catalogue: &Catalogue, asked: Option<&str>) {
    let listed = |number: &str| catalogue.point_lists().iter().any(|list| list.deliberation == number);
    let unlisted = catalogue.deliberations().iter().filter(|found| asked.is_none() && !listed(&found.number));
    unlisted.for_each(|found| complain(&format!("the catalogue does not list the points of {}", found.number)));
}

fn document(all: &[(&str, Vec<Point<'_>>)]) -> Json {
    let of_deliberation = |points: &[Point<'_>]| -> Map<String, Json> {
        points.iter().map(|point| (point.number.to_owned(), of_point(point))).collect()
    };
    all.iter().map(|(number, points)| ((*number).to_owned(), Json::Object(of_deliberation(points)))).collect()
}

fn of_point(point: &Point<'_>) -> Json {
    let mut out = json!({ "status": point.status(), "rules": point.rules, "cases": point.cases.len() });
    if let Some(why) = point.why {
        out["why"] = json!(why);
    }
    out
}

fn lines(all: &[(&str, Vec<Point<'_>>)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, points) in all {
        let count = |status: Status| points.iter().filter(|point| point.status() == status).count();
        let counts: Vec<String> =
            Status::ALL.iter().map(|status| format!("{} {}", count(*status), status.as_str())).collect();
        lines.push(format!("{number}: {} points: {}", points.len(), counts.join(", ")));
        lines.extend(points.iter().map(|point| format!("  {}", line(point))));
    }
    lines
}

fn line(point: &Point<'_>) -> String {
    let mut said = Vec::new();
    if !point.cases.is_empty() {
        said.push(format!("{} cases", point.cases.len()));
    }
    said.extend(point.rules.iter().map(ToString::to_string));
    said.extend(point.why.map(|why| why.fr.clone()));
    format!("{} {}: {}", point.number, point.status().as_str(), said.join("; ")).trim_end_matches(": ").to_owned()
}
