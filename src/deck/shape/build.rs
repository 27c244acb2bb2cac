//! The schema made ready for checking: every place in it a node.

use super::{Node, Shapes, kind};
use crate::deck::source::ID_PATTERN;
use serde_json::Value;
use std::collections::HashMap;

impl Shapes {
    pub(super) fn new(schema: &Value) -> Self {
        let mut shapes = Self { nodes: Vec::new(), root: 0 };
        let definitions = schema["$defs"].as_object().cloned().unwrap_or_default();
        // Definitions refer to one another: each has its place before any is filled.
        let places: HashMap<String, usize> =
            definitions.keys().enumerate().map(|(place, name)| (format!("#/$defs/{name}"), place)).collect();
        shapes.nodes.resize_with(definitions.len(), Node::default);
        for (place, definition) in definitions.values().enumerate() {
            let node = shapes.node(definition, &places);
            shapes.nodes[place] = node;
        }
        let mut root = shapes.node(schema, &places);
        // What a deck that stands alone needs is told of the whole, not of a file.
        root.any.clear();
        shapes.root = shapes.push(root);
        assert!(shapes.nodes.iter().all(|node| node.keys.len() <= 64), "a bit for every key of an object");
        for place in 0..shapes.nodes.len() {
            shapes.nodes[place].own = shapes.own_keys(place);
            shapes.nodes[place].all_kinds = shapes.kinds_of(place);
            let node = &mut shapes.nodes[place];
            let bits = node.keys.iter().enumerate().filter(|(_, (key, _))| node.required.contains(key));
            node.needs = bits.fold(0, |needs, (bit, _)| needs | 1 << bit);
        }
        shapes
    }

    /// Of a node's alternatives, the keys that only one asks for: they tell which one is meant.
    fn own_keys(&self, place: usize) -> Vec<(String, usize)> {
        let any = &self.nodes[place].any;
        let asks = |one: usize, key: &String| self.nodes[one].required.contains(key);
        let mut own = Vec::new();
        for one in any {
            for key in &self.nodes[*one].required {
                if any.iter().all(|other| other == one || !asks(*other, key)) {
                    own.push((key.clone(), *one));
                }
            }
        }
        own
    }

    fn kinds_of(&self, place: usize) -> u8 {
        let node = &self.nodes[place];
        node.any.iter().fold(node.kinds, |kinds, one| kinds | self.kinds_of(*one))
    }

    fn push(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn place(&mut self, schema: &Value, places: &HashMap<String, usize>) -> usize {
        if let Some(place) = schema["$ref"].as_str().and_then(|reference| places.get(reference)) {
            return *place;
        }
        let node = self.node(schema, places);
        self.push(node)
    }

    #[expect(clippy::cast_possible_truncation, reason = "lengths in the schema are small")]
    fn node(&mut self, schema: &Value, places: &HashMap<String, usize>) -> Node {
        let alternatives = ["anyOf", "oneOf"].iter().find_map(|key| schema[*key].as_array());
        let words: Vec<String> =
            alternatives.into_iter().flatten().filter_map(|one| one["const"].as_str().map(str::to_owned)).collect();
        if !words.is_empty() {
            return Node { kinds: kind::TEXT, words, length: 0..usize::MAX, ..Node::default() };
        }
        let (shortest, longest) = (schema["minItems"].as_u64(), schema["maxItems"].as_u64());
        Node {
            kinds: kinds(&schema["type"]),
            any: alternatives.into_iter().flatten().map(|one| self.place(one, places)).collect(),
            own: Vec::new(),
            needs: 0,
            all_kinds: 0,
            title: schema["title"].as_str().map(str::to_owned),
            keys: schema["properties"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(key, value)| (key.clone(), self.place(value, places)))
                .collect(),
            required: schema["required"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|key| key.as_str().map(str::to_owned))
                .collect(),
            abouts: schema["required"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|key| {
                    let key = key.as_str()?;
                    let about = schema["properties"][key]["description"].as_str()?;
                    Some((key.to_owned(), about.replace('\n', " ")))
                })
                .collect(),
            others: schema["additionalProperties"]
                .is_object()
                .then(|| self.place(&schema["additionalProperties"], places)),
            items: schema["items"].is_object().then(|| self.place(&schema["items"], places)),
            length: shortest.unwrap_or(0) as usize..longest.map_or(usize::MAX, |most| most as usize + 1),
            bounds: schema["minimum"].as_f64().zip(schema["maximum"].as_f64()),
            not_zero: schema["not"]["const"].as_i64() == Some(0),
            id: schema["pattern"] == ID_PATTERN,
            words,
        }
    }
}

fn kinds(types: &Value) -> u8 {
    let one = |name: &str| match name {
        "null" => kind::NULL,
        "boolean" => kind::TRUTH,
        "integer" => kind::WHOLE,
        "number" => kind::NUMBER | kind::WHOLE,
        "string" => kind::TEXT,
        "array" => kind::LIST,
        "object" => kind::OBJECT,
        _ => 0,
    };
    match types {
        Value::String(name) => one(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).fold(0, |bits, name| bits | one(name)),
        _ => 0,
    }
}
