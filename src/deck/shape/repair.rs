//! What does not fit, made to fit: so that what is wrong with a part's names can be told in the same go.

use super::{NO_NAME, Node, SHAPES, Shapes, kind, kind_of};
use crate::deck::document::{self, Kind, Written};
use serde_json::Value;

/// A part, or an entry of a list of that name, with whatever does not fit made to fit: so that what is wrong with its names
/// can be told in the same go. Never played from.
pub(in crate::deck) fn repaired(key: &str, entry: bool, id: &str, value: Written<'_>) -> Value {
    let root = &SHAPES.nodes[SHAPES.root];
    let place = root.key(key);
    let place = if entry { place.and_then(|list| SHAPES.nodes[list].items) } else { place };
    let mut repaired = place.map_or(Value::Null, |place| SHAPES.repaired(place, value));
    if entry {
        repaired["id"] = id.into();
    }
    repaired
}

impl Shapes {
    fn repaired(&self, place: usize, value: Written<'_>) -> Value {
        let node = &self.nodes[place];
        if !node.any.is_empty() {
            return match self.alternative(node, value) {
                Ok(one) => self.repaired(one, value),
                Err(_) => self.filler(node.any[0]),
            };
        }
        if node.kinds & kind_of(value) == 0 {
            return self.filler(place);
        }
        match value.kind() {
            Kind::Number => match (document::to_number(value.number().unwrap_or_default()), node.bounds) {
                (found, Some((from, to))) => match found.as_f64() {
                    Some(number) if (from..=to).contains(&number) && !(node.not_zero && number == 0.0) => found,
                    _ => self.filler(place),
                },
                (found, None) => found,
            },
            Kind::Text => {
                let text = value.text().unwrap_or_default();
                match node.words.first() {
                    Some(first) if !node.words.iter().any(|word| word == text) => first.clone().into(),
                    _ => text.into(),
                }
            }
            Kind::List => {
                let item = |value| node.items.map_or(Value::Null, |items| self.repaired(items, value));
                let mut items: Vec<Value> = value.items().take(node.length.end - 1).map(item).collect();
                while items.len() < node.length.start {
                    items.push(node.items.map_or(Value::Null, |items| self.filler(items)));
                }
                Value::Array(items)
            }
            Kind::Object => {
                let known = value.entries().filter_map(|(key, value)| {
                    let name = key.text_of_key();
                    let place = node.key(name).or(node.others)?;
                    Some((name.to_owned(), self.repaired(place, value)))
                });
                let mut whole: serde_json::Map<String, Value> = known.collect();
                self.fill(node, &mut whole);
                Value::Object(whole)
            }
            Kind::Truth(truth) => truth.into(),
            Kind::Null => Value::Null,
        }
    }

    /// The least that fits in a place.
    fn filler(&self, place: usize) -> Value {
        let node = &self.nodes[place];
        if let Some(first) = node.any.first() {
            return self.filler(*first);
        }
        if node.kinds & kind::TEXT != 0 {
            return node.words.first().map_or(NO_NAME, String::as_str).into();
        }
        if node.kinds & (kind::WHOLE | kind::NUMBER) != 0 {
            #[expect(clippy::cast_possible_truncation, reason = "bounds in the schema are small")]
            return node.bounds.map_or(0, |(from, _)| from as i64).into();
        }
        if node.kinds & kind::TRUTH != 0 {
            return false.into();
        }
        if node.kinds & kind::LIST != 0 {
            let item = || node.items.map_or(Value::Null, |items| self.filler(items));
            return Value::Array((0..node.length.start).map(|_| item()).collect());
        }
        let mut whole = serde_json::Map::new();
        self.fill(node, &mut whole);
        Value::Object(whole)
    }

    fn fill(&self, node: &Node, whole: &mut serde_json::Map<String, Value>) {
        for key in &node.required {
            if let Some(place) = node.key(key).filter(|_| !whole.contains_key(key)) {
                whole.insert(key.clone(), self.filler(place));
            }
        }
    }
}
