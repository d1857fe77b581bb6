//! `delibero catalogue who`: everybody who can ever see an element, a value of it, or several elements at once.

use clap::Args;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::{ElementId, ServiceId};
use delibero_domain::who::export::{COLUMNS, document, row};
use delibero_domain::who::{Answer, Sought, SoughtError, who};
use jiff::civil::Date;

use super::catalogue_source::CatalogueSource;

#[derive(Args)]
pub(super) struct Who {
    /// A folder of catalogue files, an export, `@N` for a published state, or `@` for the one in force; the files that
    /// ship with the program when none is given.
    pub source: Option<CatalogueSource>,
    /// The service.
    #[arg(long)]
    service: ServiceId,
    /// An element, `BLOCK.ELEMENT`; may be given several times: who can see all of them at once.
    #[arg(long = "element", required = true)]
    elements: Vec<ElementId>,
    /// A value that the record says, as received or as rules name it: of the first element, or `BLOCK.ELEMENT=VALUE`; may
    /// be given several times.
    #[arg(long = "value")]
    values: Vec<String>,
    /// Only what holds on this day.
    #[arg(long)]
    at: Option<Date>,
    /// Write one JSON document.
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Write a table for other programs, with a line for each answer.
    #[arg(long)]
    csv: bool,
}

impl Who {
    fn sought(&self) -> Result<Sought, String> {
        let first = self.elements.first().ok_or("say which --element")?;
        let value = |word: &String| match word.split_once('=') {
            None => Ok((first.clone(), word.clone())),
            Some((element, value)) => {
                let element = element.parse().map_err(|error| format!("{element}: {error}"))?;
                Ok::<_, String>((element, value.to_owned()))
            }
        };
        Ok(Sought {
            service: self.service.clone(),
            elements: self.elements.clone(),
            values: self.values.iter().map(value).collect::<Result<_, _>>()?,
            at: self.at,
        })
    }

    /// What is asked for, as it is written.
    ///
    /// # Errors
    /// A sentence that says what does not exist.
    pub fn told(&self, catalogue: &Catalogue) -> Result<String, String> {
        let sought = self.sought()?;
        let answers = who(catalogue, &sought).map_err(|error: SoughtError| error.to_string())?;
        Ok(if self.json {
            document(&sought, &answers).to_string()
        } else if self.csv {
            csv(&answers)
        } else {
            table(&answers)
        })
    }
}

fn csv(answers: &[Answer<'_>]) -> String {
    let quoted = |word: &String| {
        if word.contains([',', '"', '\n', '\r']) { format!("\"{}\"", word.replace('"', "\"\"")) } else { word.clone() }
    };
    let lines = answers.iter().map(|found| row(found).iter().map(quoted).collect::<Vec<_>>().join(","));
    std::iter::once(COLUMNS.join(",")).chain(lines).collect::<Vec<_>>().join("\n")
}

/// Columns as wide as they need to be; those that say nothing are left out.
fn table(answers: &[Answer<'_>]) -> String {
    let rows: Vec<[String; 16]> = answers.iter().map(row).collect();
    let width = |column: usize| {
        let widest = rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
        if widest == 0 { 0 } else { widest.max(COLUMNS[column].len()) }
    };
    let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
    let line = |cells: &[String; 16]| {
        let cells = cells.iter().zip(&widths).filter(|(_, width)| **width > 0);
        let padded: Vec<String> = cells.map(|(cell, width)| format!("{cell:width$}")).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let head = (!rows.is_empty()).then(|| line(&COLUMNS.map(str::to_owned)));
    let conclusion = format!("{} answers: nobody else, under no other condition.", answers.len());
    head.into_iter().chain(rows.iter().map(line)).chain([conclusion]).collect::<Vec<_>>().join("\n")
}
