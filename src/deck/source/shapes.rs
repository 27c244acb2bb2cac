//! What the types alone do not say of a value's shape: how an id is written, that a source is named. For the
//! schema, from which the loader checks as well.

use schemars::{JsonSchema as _, Schema, SchemaGenerator, json_schema};
use serde_json::json;

/// How an id is written.
pub const ID_PATTERN: &str = "^[a-z0-9_-]+$";
/// The longest id, in characters.
pub const LONGEST_ID: u64 = 64;

fn an_id() -> serde_json::Value {
    json!({ "type": "string", "pattern": ID_PATTERN, "minLength": 1, "maxLength": LONGEST_ID })
}

pub(super) fn id(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": ID_PATTERN, "minLength": 1, "maxLength": LONGEST_ID })
}

pub(super) fn ids(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": an_id() })
}

/// A fact's id or several; never none.
pub(super) fn sources(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [
        { "type": "string" },
        { "type": "array", "items": { "type": "string" }, "minItems": 1 },
    ] })
}

/// Meters by name, each 0–100.
pub(super) fn levels(generator: &mut SchemaGenerator) -> Schema {
    let mut level = u8::json_schema(generator);
    level.insert("maximum".to_owned(), json!(100));
    json_schema!({ "type": "object", "additionalProperties": level })
}

/// By how much a meter moves: −100 to 100, and not 0.
pub(super) fn step(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer", "minimum": -100, "maximum": 100, "not": { "const": 0 } })
}

/// The home country's territory has a second name, for decks whose home country is not Japan.
pub(super) fn home_territory(schema: &mut Schema) {
    if let Some(serde_json::Value::Array(kinds)) = schema.get_mut("oneOf") {
        kinds.push(json!({
            "description": "The same as `japan_territory`, in a deck whose home country is another.",
            "type": "string",
            "const": "home_territory",
        }));
    }
}
