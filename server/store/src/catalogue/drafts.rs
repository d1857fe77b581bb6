//! The tables of drafts of the catalogue.

use delibero_usecases::catalogue::{CarriedBy, CatalogueChanges};
use delibero_usecases::store_error::StoreError;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::convert::{json, number, to_json, word};
use crate::drafts::{Columns, DraftTables, Value};
use crate::error::failed;

impl DraftTables for CatalogueChanges {
    const DRAFTS: &'static str = "catalogue_drafts";
    const EDITS: &'static str = "catalogue_edits";
    const OF_DRAFT: &'static str = "title, deliberation, version, changes";
    const OF_EDIT: &'static str = Self::OF_DRAFT;

    fn of_draft(row: &AnyRow) -> Result<(Self, ()), StoreError> {
        Ok((Self::of_edit(row)?, ()))
    }

    fn of_edit(row: &AnyRow) -> Result<Self, StoreError> {
        let deliberation: Option<String> = row.try_get("deliberation").map_err(failed)?;
        let version: Option<i64> = row.try_get("version").map_err(failed)?;
        let carrier = |(deliberation, version): (String, i64)| -> Result<_, StoreError> {
            Ok(CarriedBy {
                deliberation: word(&deliberation, "the deliberation of a draft of the catalogue")?,
                version: number(version, "the version of a draft of the catalogue")?,
            })
        };
        let changes: String = row.try_get("changes").map_err(failed)?;
        Ok(Self {
            title: row.try_get("title").map_err(failed)?,
            carried_by: deliberation.zip(version).map(carrier).transpose()?,
            changes: json(&changes, "the changes of a draft of the catalogue")?,
        })
    }

    fn saved(&self) -> Result<Columns, StoreError> {
        let carrier = self.carried_by.as_ref();
        Ok(vec![
            ("title", Value::text(&self.title)),
            ("deliberation", Value::Text(carrier.map(|carrier| carrier.deliberation.to_string()))),
            ("version", Value::Integer(carrier.map(|carrier| carrier.version.into()))),
            ("changes", Value::text(to_json(&self.changes, "the changes of a draft of the catalogue")?)),
        ])
    }

    fn begun((): &()) -> Result<Columns, StoreError> {
        Ok(Vec::new())
    }

    fn kept(&self) -> Result<Columns, StoreError> {
        self.saved()
    }
}
