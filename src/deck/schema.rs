//! The JSON Schema of a deck, generated from the types that the loader reads into: what editors complete from, what
//! `deck schema` prints, and what the loader itself checks shapes against. It says nothing that the loader does not hold to.

use super::source::DeckSource;
use super::text;
use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema as _, Schema};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::sync::LazyLock;

/// No text is longer than this, in characters.
pub const LONGEST_TEXT: usize = 4_000;

/// Parts that a deck cannot do without, and how many entries each has at least. A deck that extends another may leave
/// any of them to it.
pub const NEEDED: [(&str, usize); 8] = [
    ("meters", 2),
    ("seats", 1),
    ("areas", 1),
    ("operations", 1),
    ("events", 1),
    ("responses", 1),
    ("scenarios", 1),
    ("outcomes", 1),
];

/// The schema of a deck's file (JSON Schema, draft 2020-12).
pub fn deck() -> &'static Value {
    static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let mut root = DeckSource::<'static>::json_schema(&mut generator);
        let definitions = generator.take_definitions(true);
        root.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        root.insert("title".into(), "A deck of Not Today".into());
        root.insert("$defs".into(), Value::Object(definitions));
        Texts.transform(&mut root);
        root.remove("required");
        root.insert("anyOf".into(), either_extends_or_stands_alone());
        root.to_value()
    });
    &SCHEMA
}

/// The schema as a file: characters that nobody sees are written as escapes.
pub fn written() -> String {
    let schema = serde_json::to_string_pretty(deck()).unwrap_or_default();
    let mut out = String::with_capacity(schema.len());
    for c in schema.chars() {
        if c != '\n' && text::is_forbidden(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn either_extends_or_stands_alone() -> Value {
    let mut needed: Vec<&str> = vec!["format", "id", "title", "about", "law", "ladder"];
    needed.extend(NEEDED.iter().map(|(section, _)| *section));
    let mut sizes: serde_json::Map<String, Value> =
        NEEDED.iter().map(|(section, least)| ((*section).to_owned(), json!({ "minItems": least }))).collect();
    for part in ["law", "ladder"] {
        sizes.insert(part.to_owned(), json!({ "type": "object" }));
    }
    json!([
        { "description": "Builds on another deck.", "required": ["extends"],
          "properties": { "extends": { "type": "string" } } },
        { "description": "Stands alone.", "required": needed, "properties": sizes },
    ])
}

/// What holds for every text: its length, and the characters that may stand in it.
struct Texts;

impl Transform for Texts {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(object) = schema.as_object_mut() {
            let is_text = object.get("type") == Some(&json!("string"))
                || object.get("type").and_then(Value::as_array).is_some_and(|types| types.contains(&json!("string")));
            if is_text && !["const", "enum", "pattern"].iter().any(|key| object.contains_key(*key)) {
                object.insert("pattern".into(), text::PATTERN.into());
                object.insert("maxLength".into(), LONGEST_TEXT.into());
            }
            if object.get("additionalProperties").is_some_and(Value::is_object) {
                object.insert("propertyNames".into(), json!({ "pattern": text::PATTERN, "maxLength": LONGEST_TEXT }));
            }
            // Widths of integers say nothing to an editor, and their bounds stand beside them.
            object.remove("format");
        }
        transform_subschemas(self, schema);
    }
}
