//! Which entries of a deck carry which fact of the report: what `deck show --coverage` prints and a test holds the built-in
//! deck to.

use super::model::Deck;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The facts that have a meaning in the game: id and a short title, in the report's order.
pub static FACTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let facts: serde_json::Map<String, Value> =
        serde_json::from_str(include_str!("../../assets/facts.json")).unwrap_or_default();
    facts.into_iter().map(|(id, title)| (id, title.as_str().unwrap_or_default().to_owned())).collect()
});

/// The parts of a deck that carry a fact into play, rather than only citing it.
const CARRIERS: [&str; 7] = ["events", "responses", "requests", "promises", "pressures", "scenarios", "law"];

/// An entry that cites a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citing {
    /// Where it stands: `responses/open_the_depots`, `law/rows/rear_support`.
    pub entry: String,
    /// It is a card, a request, a scenario or a part of the law: something that brings the fact into play.
    pub carries: bool,
}

/// Every source that a deck cites, with the entries that cite it; `scenario` is none.
pub fn of(deck: &Deck) -> BTreeMap<String, Vec<Citing>> {
    let mut found: BTreeMap<String, Vec<Citing>> = BTreeMap::new();
    let source = deck.source();
    for (part, value) in source.as_object().into_iter().flatten() {
        let carries = CARRIERS.contains(&part.as_str());
        walk(value, part, carries, &mut found);
    }
    for entries in found.values_mut() {
        entries.sort();
        entries.dedup();
    }
    found
}

fn walk(value: &Value, entry: &str, carries: bool, found: &mut BTreeMap<String, Vec<Citing>>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                if ["source", "limit_source", "plan_source"].contains(&key.as_str()) {
                    let one = inner.as_str();
                    let many = inner.as_array().into_iter().flatten().filter_map(Value::as_str);
                    for source in one.into_iter().chain(many).filter(|source| *source != "scenario") {
                        found.entry(source.to_owned()).or_default().push(Citing { entry: entry.to_owned(), carries });
                    }
                } else if inner.is_array() && ["law", "ladder"].contains(&entry) {
                    walk(inner, &format!("{entry}/{key}"), carries, found);
                } else {
                    walk(inner, entry, carries, found);
                }
            }
        }
        Value::Array(list) => {
            for inner in list {
                // An entry of a section has a name of its own; what stands deeper belongs to it.
                let named = entry.matches('/').count() < 1 + usize::from(entry.starts_with("law/"))
                    || entry.starts_with("ladder/") && entry.matches('/').count() < 2;
                match inner.get("id").and_then(Value::as_str) {
                    Some(id) if named => walk(inner, &format!("{entry}/{id}"), carries, found),
                    _ => walk(inner, entry, carries, found),
                }
            }
        }
        _ => {}
    }
}
