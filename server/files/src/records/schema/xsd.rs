//! XML Schema 1.0.

use delibero_domain::catalogue::{Catalogue, Service};
use quick_xml::escape::escape;

use super::tree::{Holds, Part, Value};
use super::{NoFormat, described};

/// The description of a service's documents.
///
/// # Errors
/// When the service has no exchange format.
pub fn xml_schema(catalogue: &Catalogue, service: &Service) -> Result<String, NoFormat> {
    let described = described(catalogue, service)?;
    let mut out = String::from(HEAD);
    let records = Part {
        name: described.root.to_owned(),
        needed: true,
        repeated: false,
        words: format!("Records of the service {}", service.id),
        holds: Holds::Choice(described.records),
    };
    element(&mut out, &records, 1, true);
    out.push_str(TYPES);
    Ok(out)
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" elementFormDefault=\"unqualified\">
";

/// What values look like. A code that is not known is read: no list of codes closes a type.
const TYPES: &str = r#"  <xs:simpleType name="niss"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{2}[. ]?[0-9]{2}[. ]?[0-9]{2}[- ]?[0-9]{3}[. ]?[0-9]{2}"/></xs:restriction></xs:simpleType>
  <xs:complexType name="person"><xs:simpleContent><xs:extension base="niss">
    <xs:attribute name="replacedBy" type="niss"/>
    <xs:attribute name="replaces" type="niss"/>
    <xs:attribute name="canceled" type="xs:boolean"/>
  </xs:extension></xs:simpleContent></xs:complexType>
  <xs:simpleType name="identifier"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="64"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="uuid"><xs:restriction base="xs:string"><xs:pattern value="[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="version"><xs:restriction base="xs:integer"><xs:minInclusive value="0"/><xs:maxInclusive value="9999999998"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="status"><xs:restriction base="xs:string"><xs:enumeration value="CREATION"/><xs:enumeration value="MODIFICATION"/><xs:enumeration value="CANCELLATION"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="quarter"><xs:restriction base="xs:string"><xs:pattern value="[12][0-9]{3}Q[1-4]"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="month"><xs:restriction base="xs:string"><xs:pattern value="[12][0-9]{3}-(0[1-9]|1[0-2])"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="number"><xs:restriction base="xs:string"><xs:pattern value="[+\-]?([0-9]{1,13}([.,][0-9]{0,2}0*)?|[.,][0-9]{1,2}0*)"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="code"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="64"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="words"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="4000"/></xs:restriction></xs:simpleType>
</xs:schema>
"#;

fn line(out: &mut String, depth: usize, words: &str) {
    out.push_str(&"  ".repeat(depth));
    out.push_str(words);
    out.push('\n');
}

fn element(out: &mut String, part: &Part, depth: usize, is_root: bool) {
    let least = if part.needed || is_root { "" } else { " minOccurs=\"0\"" };
    let most = if part.repeated { " maxOccurs=\"unbounded\"" } else { "" };
    let name = &part.name;
    if let Holds::Value(value) = &part.holds
        && !matches!(value, Value::OneOf(_))
    {
        let of = type_of(value);
        if part.words.is_empty() {
            return line(out, depth, &format!("<xs:element name=\"{name}\" type=\"{of}\"{least}{most}/>"));
        }
        line(out, depth, &format!("<xs:element name=\"{name}\" type=\"{of}\"{least}{most}>"));
        annotation(out, &part.words, depth + 1);
        return line(out, depth, "</xs:element>");
    }
    line(out, depth, &format!("<xs:element name=\"{name}\"{least}{most}>"));
    if !part.words.is_empty() {
        annotation(out, &part.words, depth + 1);
    }
    content(out, &part.holds, depth + 1);
    line(out, depth, "</xs:element>");
}

fn annotation(out: &mut String, words: &str, depth: usize) {
    line(
        out,
        depth,
        &format!(
            "<xs:annotation><xs:documentation xml:lang=\"fr\">{}</xs:documentation></xs:annotation>",
            escape(words)
        ),
    );
}

fn content(out: &mut String, holds: &Holds, depth: usize) {
    if let Holds::Value(Value::OneOf(words)) = holds {
        let each = words.iter().map(|word| format!("<xs:enumeration value=\"{}\"/>", escape(word.as_str())));
        let each = each.collect::<String>();
        return line(
            out,
            depth,
            &format!("<xs:simpleType><xs:restriction base=\"xs:string\">{each}</xs:restriction></xs:simpleType>"),
        );
    }
    line(out, depth, "<xs:complexType>");
    match holds {
        Holds::Choice(parts) => {
            line(out, depth + 1, "<xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">");
            parts.iter().for_each(|part| element(out, &as_one(part), depth + 2, true));
            line(out, depth + 1, "</xs:choice>");
        }
        Holds::Parts(parts) => sequence(out, (parts, &[], &[]), depth + 1),
        Holds::OneOf { before, groups, after } => sequence(out, (before, groups, after), depth + 1),
        Holds::Value(_) => {}
    }
    line(out, depth, "</xs:complexType>");
}

fn as_one(part: &Part) -> Part {
    Part { repeated: false, ..part.clone() }
}

fn sequence(out: &mut String, (before, groups, after): (&[Part], &[Vec<Part>], &[Part]), depth: usize) {
    line(out, depth, "<xs:sequence>");
    before.iter().for_each(|part| element(out, part, depth + 1, false));
    if !groups.is_empty() {
        line(out, depth + 1, "<xs:choice minOccurs=\"0\">");
        groups.iter().for_each(|group| of_group(out, group, depth + 2));
        line(out, depth + 1, "</xs:choice>");
    }
    after.iter().for_each(|part| element(out, part, depth + 1, false));
    line(out, depth, "</xs:sequence>");
}

/// A group that is there begins with its first element.
fn of_group(out: &mut String, group: &[Part], depth: usize) {
    line(out, depth, "<xs:sequence>");
    for (place, part) in group.iter().enumerate() {
        element(out, &Part { needed: part.needed || place == 0, ..part.clone() }, depth + 1, false);
    }
    line(out, depth, "</xs:sequence>");
}

const fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Niss => "person",
        Value::Identifier => "identifier",
        Value::Uuid => "uuid",
        Value::Version => "version",
        Value::Status => "status",
        Value::Quarter => "quarter",
        Value::Month => "month",
        Value::Day => "xs:date",
        Value::Number => "number",
        Value::Code | Value::OneOf(_) => "code",
        Value::Words => "words",
    }
}
