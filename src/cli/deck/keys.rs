//! `deck schema --keys`: the same schema as tables for people, a table for each sort of entry.

use crate::deck::schema;
use serde_json::Value;
use std::fmt::Write as _;

const HEAD: &str = "\
# The keys of a deck

Every key of every sort of entry, in the order of [writing-decks.md](writing-decks.md). Written by `not-today deck schema --keys`
from the schema that the loader checks against. A key in bold is required; where the others are left out they count as empty, as false or
as what their line says. A **text** is a string (one paragraph, without line breaks) or a map from language to string; an **id** is
lower-case letters, digits, `_` and `-`; a **word** is, unless its line says otherwise, the id of an entry that stands elsewhere in the deck.
";

/// The sorts of entries, each after the one in which it stands: its heading and its name in the schema.
const SORTS: [(&str, &str); 48] = [
    ("meters", "Meter"),
    ("settles", "Settles"),
    ("seats", "Seat"),
    ("objectives of a seat", "SeatObjective"),
    ("areas", "Area"),
    ("operations", "Operation"),
    ("law", "Law"),
    ("situations", "Situation"),
    ("stages", "Stage"),
    ("rows", "LawRow"),
    ("unless", "Unless"),
    ("prohibitions", "Prohibition"),
    ("consents", "Consent"),
    ("not_needed", "NotNeeded"),
    ("unlawful", "Unlawful"),
    ("kinds", "Kinds"),
    ("ladder", "Ladder"),
    ("rungs", "Rung"),
    ("friction", "Friction"),
    ("announcing", "Announcing"),
    ("signals", "Signals"),
    ("shared", "Sharing"),
    ("flags", "Flag"),
    ("events", "Event"),
    ("forestalled, softened", "Fallback"),
    ("rolls", "Roll"),
    ("responses", "Response"),
    ("uses", "Use"),
    ("requests", "Request"),
    ("accept, decline, defer", "RequestAnswer"),
    ("promises", "Promise"),
    ("pressures", "Pressure"),
    ("objectives", "Objective"),
    ("scenarios", "Scenario"),
    ("acts of a scenario", "ScenarioAct"),
    ("injects", "Inject"),
    ("only", "Only"),
    ("lessons", "Lesson"),
    ("step", "Step"),
    ("outcomes", "Outcome"),
    ("glossary", "GlossaryTerm"),
    ("conditions", "Condition"),
    ("effects", "Effect"),
    ("chances", "ChanceForm"),
    ("terms of a chance", "Term"),
    ("kinds of area", "AreaKind"),
    ("states of an area", "AreaMood"),
    ("categories of a response", "Category"),
];

/// The whole page.
pub(super) fn page() -> String {
    let root = schema::deck();
    let mut page = HEAD.to_owned();
    let _ = writeln!(page, "\n## The deck itself\n\n{}\n", text(root, "description"));
    let alone = root["anyOf"].as_array().into_iter().flatten().find(|form| !form["properties"]["law"].is_null());
    keys(&mut page, root, alone.map_or(&Value::Null, |form| &form["required"]));
    page.push_str(
        "\nA deck with `extends` may leave out any of these: what it does not say is as in the deck below.\n",
    );
    for (heading, name) in SORTS {
        let sort = &root["$defs"][name];
        let _ = writeln!(page, "\n## {heading}\n");
        if !text(sort, "description").is_empty() {
            let _ = writeln!(page, "{}\n", text(sort, "description"));
        }
        let (forms, values) = (&sort["anyOf"], &sort["oneOf"]);
        if let Some(forms) = forms.as_array() {
            page.push_str("| keys | what it is |\n|---|---|\n");
            for form in forms {
                let written = names(form).map(|key| marked(key, &form["required"])).collect::<Vec<_>>().join(", ");
                let _ = writeln!(page, "| {written} | {} |", cell(text(form, "description")));
            }
        } else if let Some(values) = values.as_array() {
            page.push_str("| value | what it is |\n|---|---|\n");
            for value in values {
                let _ = writeln!(page, "| `{}` | {} |", text(value, "const"), cell(text(value, "description")));
            }
        } else {
            keys(&mut page, sort, &sort["required"]);
        }
    }
    page
}

fn text<'v>(of: &'v Value, key: &str) -> &'v str {
    of[key].as_str().unwrap_or_default()
}

/// A text as it can stand in a table.
fn cell(text: &str) -> String {
    text.replace('\n', " ").replace('|', "\\|")
}

fn names(sort: &Value) -> impl Iterator<Item = &String> {
    sort["properties"].as_object().into_iter().flat_map(serde_json::Map::keys)
}

fn marked(key: &str, required: &Value) -> String {
    let needed = required.as_array().is_some_and(|all| all.iter().any(|one| one == key));
    if needed { format!("**`{key}`**") } else { format!("`{key}`") }
}

fn keys(page: &mut String, sort: &Value, required: &Value) {
    page.push_str("| key | is | what it is |\n|---|---|---|\n");
    for (key, value) in sort["properties"].as_object().into_iter().flatten() {
        let (shape, about) = (shape(value), cell(text(value, "description")));
        let _ = writeln!(page, "| {} | {shape} | {about} |", marked(key, required));
    }
}

/// What is written for a value, in a word or two.
fn shape(value: &Value) -> String {
    if let Some(to) = value["$ref"].as_str() {
        return named(to.rsplit('/').next().unwrap_or_default());
    }
    if let Some(forms) = value["anyOf"].as_array() {
        let told: Vec<String> = forms.iter().filter(|form| form["type"] != "null").map(shape).collect();
        return told.join(", or ");
    }
    let kind = match &value["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").unwrap_or(&Value::Null),
        kind => kind,
    };
    match kind.as_str().unwrap_or_default() {
        "array" => match shape(&value["items"]) {
            plain if ["word", "id", "condition", "effect"].contains(&plain.as_str()) => format!("list of {plain}s"),
            other => format!("list of {}", other.replacen("list of", "lists of", 1)),
        },
        "object" => format!("`{{ \"word\": … }}` with {}", shape(&value["additionalProperties"])),
        "boolean" => "true or false".to_owned(),
        "integer" | "number" => match (number(&value["minimum"]), number(&value["maximum"])) {
            (Some(least), Some(most)) if least == most => least,
            (Some(least), Some(most)) if most != "255" => format!("{least} to {most}"),
            _ => "number".to_owned(),
        },
        _ if value["pattern"] == crate::deck::source::ID_PATTERN => "id".to_owned(),
        _ => "word".to_owned(),
    }
}

fn number(value: &Value) -> Option<String> {
    value.as_f64().map(|number| number.to_string().replace('-', "−"))
}

/// A sort of value by its name in the schema: by its heading on the page where it has one.
fn named(name: &str) -> String {
    let of = &schema::deck()["$defs"][name];
    if name.starts_with("OneOrMany") {
        return format!("{}, or a list", shape(&of["anyOf"][0]));
    }
    if ["Text", "Condition", "Effect"].contains(&name) {
        return name.to_lowercase();
    }
    let heading = if name == "Chance" { Some("chances") } else { heading_of(name) };
    match (heading, of["oneOf"].as_array()) {
        (Some(heading), _) => format!("[{heading}](#{})", anchor(heading)),
        (None, Some(values)) => {
            values.iter().map(|value| format!("`{}`", text(value, "const"))).collect::<Vec<_>>().join(", ")
        }
        (None, None) => name.to_lowercase(),
    }
}

fn heading_of(name: &str) -> Option<&'static str> {
    SORTS.iter().find(|(_, sort)| *sort == name).map(|(heading, _)| *heading)
}

/// A heading's anchor, as Markdown has it.
fn anchor(heading: &str) -> String {
    heading.chars().filter(|c| *c != ',').map(|c| if c == ' ' { '-' } else { c }).collect()
}
