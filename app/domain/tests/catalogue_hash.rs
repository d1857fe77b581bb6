//! What the hash of a catalogue depends on.

use delibero_domain::catalogue::CatalogueHash;
use delibero_domain::catalogue::files::{BUILTIN, read};

fn hash(files: &[(&str, &str)]) -> CatalogueHash {
    read(files).unwrap_or_else(|errors| panic!("{errors:#?}")).hash()
}

fn changed(name: &str, from: &str, to: &str) -> CatalogueHash {
    let files: Vec<(&str, String)> = BUILTIN
        .iter()
        .map(|(file, contents)| {
            let found = *file == name;
            assert!(!found || contents.contains(from), "{name} holds {from}");
            (*file, if found { contents.replacen(from, to, 1) } else { (*contents).to_owned() })
        })
        .collect();
    hash(&files.iter().map(|(name, contents)| (*name, contents.as_str())).collect::<Vec<_>>())
}

#[test]
fn neither_the_order_of_files_nor_labels_count() {
    let shipped = hash(BUILTIN);
    let reversed: Vec<_> = BUILTIN.iter().rev().copied().collect();
    assert_eq!(hash(&reversed), shipped);
    let renamed = changed("deliberations/20-130.toml", "Incapacité de travail :", "Incapacité :");
    assert_eq!(renamed, shipped);
    assert_eq!(shipped.to_string().parse(), Ok(shipped));
    assert_eq!(shipped.to_string().len(), 64);
}

#[test]
fn whatever_decides_or_binds_counts() {
    let shipped = hash(BUILTIN);
    for (from, to) in [
        ("valid_from = \"2020-05-05\"", "valid_from = \"2020-05-06\""),
        ("\"payment.indemnified_days\", \"payment.indemnified_hours\",", "\"payment.indemnified_days\","),
        ("roles = [\"case-worker\"]", "roles = [\"case-worker\", \"payments-officer\"]"),
        ("regimes_point = \"9\"", "regimes_point = \"10\""),
        ("document = \"CSI/CSSS/20/184\"", "document = \"CSI/CSSS/20/185\""),
    ] {
        assert_ne!(changed("deliberations/20-130.toml", from, to), shipped, "{to}");
    }
}
