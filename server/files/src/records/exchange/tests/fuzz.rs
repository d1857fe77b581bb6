//! Whatever the bytes are, reading ends and never panics.

use proptest::prelude::*;

use super::network::{ANSWER, BATCH, FILTERED};
use super::{NDJSON, SAMPLE, mapping, records};

/// Reads what there is, and says nothing about it.
fn try_reading(bytes: &[u8]) {
    let mapping = mapping();
    for record in records(bytes).unwrap_or_default() {
        for fault in mapping.read(&record.node).into_iter().filter_map(Result::err) {
            assert!(!fault.to_string().contains("--"));
        }
    }
}

/// A change: where, how much is cut, what comes there.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, Vec<u8>)>> {
    let markup = prop::sample::select(
        [
            "<",
            ">",
            "</",
            "/>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "&",
            ";",
            "<?",
            "?>",
            "<!",
            "\"",
            "'",
            "=",
            "\0",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\\u0000",
            "\\ud800",
            "1e999",
            "\n",
            "\u{feff}",
            "é",
            "&#x10FFFF;",
            "&#99999999;",
        ]
        .map(|word| word.as_bytes().to_vec())
        .to_vec(),
    );
    let new = prop_oneof![markup, prop::collection::vec(any::<u8>(), 0..6)];
    prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, new), 1..6)
}

fn changed(text: &str, changes: &[(prop::sample::Index, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (place, cut, new) in changes {
        let from = place.index(bytes.len() + 1);
        let to = (from + cut).min(bytes.len());
        bytes.splice(from..to, new.iter().copied());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(start in prop::sample::select(vec!["", "<", "{", "<attestations>", "<attestations><a>", "{\"a\":"]),
                    bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        try_reading(&[start.as_bytes(), &bytes].concat());
    }

    #[test]
    fn changed_samples(changes in changes()) {
        try_reading(&changed(SAMPLE, &changes));
        try_reading(&changed(NDJSON, &changes));
    }

    #[test]
    fn changed_messages_of_the_network(which in prop::sample::select(vec![ANSWER, FILTERED, BATCH]), changes in changes()) {
        let bytes = changed(which, &changes);
        try_reading(&bytes);
        let text = String::from_utf8_lossy(&bytes);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        try_reading(&[b"\xFE\xFF", wide.as_slice()].concat());
        try_reading(&wide[wide.len() / 3..]);
        try_reading(text.replace("UTF-8", "ISO-8859-1").as_bytes());
    }

    /// Elements taken away, doubled or moved leave a record that is read or refused, never one that says what it did
    /// not say.
    #[test]
    fn rearranged_messages_of_the_network(which in prop::sample::select(vec![ANSWER, FILTERED, BATCH]),
                                          moves in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8)) {
        let mut lines: Vec<&str> = which.lines().collect();
        for (from, to) in moves {
            let line = lines[from.index(lines.len())];
            lines.insert(to.index(lines.len()), line);
        }
        try_reading(lines.join("\n").as_bytes());
    }
}
