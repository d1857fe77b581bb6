//! What files of records look like, for whoever writes them.

use clap::Args;
use delibero_files::records::schema::{json_schema, xml_schema};

use super::catalogue_source::CatalogueSource;
use super::say;
use crate::config::Config;

#[derive(Args)]
pub(super) struct Schema {
    /// The service, by its identifier in the catalogue.
    service: String,
    /// XML Schema; so it is where nothing is said.
    #[arg(long, conflicts_with = "json")]
    xsd: bool,
    /// JSON Schema of one line of NDJSON.
    #[arg(long)]
    json: bool,
    /// The catalogue: a folder of files, an export, or `@N` for a published state (`@`: the one in force); otherwise the
    /// one that ships.
    #[arg(long, value_name = "FOLDER|EXPORT|@N")]
    catalogue: Option<CatalogueSource>,
}

pub(super) async fn run(config: Config, options: &Schema) -> Result<(), Box<dyn std::error::Error>> {
    let catalogue = options.catalogue.clone().unwrap_or_default().catalogue(&config).await?;
    let service = catalogue.service(&options.service);
    let service = service.ok_or_else(|| format!("there is no service `{}`", options.service))?;
    if options.json {
        say(&serde_json::to_string_pretty(&json_schema(&catalogue, service)?)?);
    } else {
        say(xml_schema(&catalogue, service)?.trim_end());
    }
    Ok(())
}
