//! The rules as one JSON document, as the files say them: for an engine that is not ours.

use serde_json::{Map, Value as Json, json};

use super::kind;

/// What files of rules say, whatever way it is spread over them; the authorisations stand in their deliberations. What
/// is no TOML is passed over: [`super::read`] tells of it.
#[must_use]
pub fn rules(files: &[(&str, &str)]) -> Json {
    let tables = |of: &'static str| {
        let of_kind = files.iter().filter(move |(name, _)| kind(name) == of);
        of_kind.filter_map(|(_, text)| serde_json::to_value(toml::from_str::<toml::Table>(text).ok()?).ok())
    };
    let mut deliberations: Vec<Json> = tables("deliberations").collect();
    for file in tables("authorisations") {
        let own = deliberations.iter_mut().find(|found| found["number"] == file["deliberation"]);
        if let Some(own) = own {
            append(&mut own["authorisation"], &file["authorisation"]);
        }
    }
    json!({
        "recipients": joined(tables("recipients"), &["recipient"])["recipient"],
        "terms": joined(tables("terms"), &["purpose", "person_role", "event", "region", "office", "condition"]),
        "codes": joined(tables("codes"), &["list"])["list"],
        "sectors": joined(tables("sectors"), &["code", "sector"]),
        "suspensions": joined(tables("suspensions"), &["suspension"])["suspension"],
        "services": tables("services").collect::<Vec<_>>(),
        "deliberations": deliberations,
    })
}

/// The lists of all files, one behind the other.
fn joined(files: impl Iterator<Item = Json>, lists: &[&str]) -> Json {
    let mut all: Map<String, Json> = lists.iter().map(|list| ((*list).to_owned(), json!([]))).collect();
    for file in files {
        for list in lists {
            if let Some(known) = all.get_mut(*list) {
                append(known, &file[*list]);
            }
        }
    }
    Json::Object(all)
}

fn append(list: &mut Json, more: &Json) {
    let mut all = list.as_array().cloned().unwrap_or_default();
    all.extend(more.as_array().into_iter().flatten().cloned());
    *list = Json::Array(all);
}
