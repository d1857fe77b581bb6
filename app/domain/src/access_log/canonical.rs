//! The one way to write a JSON value: the JSON Canonicalization Scheme (RFC 8785), of which numbers are whole here.

use serde_json::Value as Json;

/// The canonical bytes: no white space, the keys of an object in the order of their UTF-16 code units.
pub(crate) fn canonical(value: &Json) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(value, &mut bytes);
    bytes
}

fn write(value: &Json, bytes: &mut Vec<u8>) {
    match value {
        Json::Array(items) => list(b"[]", items.iter(), bytes, write),
        Json::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
            list(b"{}", fields.into_iter(), bytes, |(name, value), bytes| {
                scalar(name, bytes);
                bytes.push(b':');
                write(value, bytes);
            });
        }
        single => scalar(single, bytes),
    }
}

fn list<T>(brackets: &[u8; 2], items: impl Iterator<Item = T>, bytes: &mut Vec<u8>, write: impl Fn(T, &mut Vec<u8>)) {
    bytes.push(brackets[0]);
    for (place, item) in items.enumerate() {
        if place > 0 {
            bytes.push(b',');
        }
        write(item, bytes);
    }
    bytes.push(brackets[1]);
}

/// The encoder writes strings as RFC 8785 asks: the two-letter escapes where there are, `\u00xx` in small letters for
/// the other control characters, everything else as it is.
fn scalar(value: &(impl serde::Serialize + ?Sized), bytes: &mut Vec<u8>) {
    serde_json::to_writer(bytes, value).expect("a word or a number can be written");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_sorted_and_nothing_is_escaped_that_need_not_be() {
        // The order of keys and the escapes are the examples of RFC 8785, sections 3.2.2 and 3.2.3.
        let value = json!({
            "\u{20ac}": "Euro", "\r": "Return", "\u{fb33}": "Dalet", "1": "One", "\u{1f600}": "Face",
            "\u{80}": "Control", "\u{f6}": "O",
        });
        let text = String::from_utf8(canonical(&value)).expect("UTF-8");
        let places: Vec<_> = ["Return", "One", "Control", "\"O\"", "Euro", "Face", "Dalet"]
            .map(|word| text.find(word).expect("a value"))
            .into();
        assert!(places.is_sorted(), "{text}");
        let string = json!("\u{20ac}$\u{f}\nA'B\"\\\\\"/");
        assert_eq!(canonical(&string), "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"".as_bytes());
        assert_eq!(canonical(&json!({ "b": [1, null, true], "a": {} })), br#"{"a":{},"b":[1,null,true]}"#);
    }
}
