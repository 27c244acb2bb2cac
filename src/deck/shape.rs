//! Whether a deck's JSON has the shape that the schema describes: every key known, every value of its kind and range. All
//! that does not fit is told at once, each with its place. Whether names lead anywhere is the compiler's question.

use super::diagnostic::Finding;
use super::notes::FileNotes;
use super::read;
use super::schema;
use super::source::ID_PATTERN;
use super::text::clean;
use jsonc_parser::ast;
use jsonc_parser::common::Ranged as _;
use serde_json::Value;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The kinds of a JSON value, as bits.
mod kind {
    pub const NULL: u8 = 1;
    pub const TRUTH: u8 = 2;
    pub const WHOLE: u8 = 4;
    pub const NUMBER: u8 = 8;
    pub const TEXT: u8 = 16;
    pub const LIST: u8 = 32;
    pub const OBJECT: u8 = 64;
}

/// A place in the schema, made ready for checking.
#[derive(Debug, Default)]
struct Node {
    /// The kinds of value that fit; 0 where the alternatives say.
    kinds: u8,
    /// Alternatives; a value has to fit one of them.
    any: Vec<usize>,
    /// What the alternatives are together: `a condition`.
    title: Option<String>,
    /// Of alternatives that are objects: the keys that only one of them asks for, and which one that is.
    own: Vec<(String, usize)>,
    keys: Vec<(String, usize)>,
    required: Vec<String>,
    /// The shape of the values of keys that are not listed; without it there must be none.
    others: Option<usize>,
    /// The shape of a list's items.
    items: Option<usize>,
    length: Range<usize>,
    bounds: Option<(f64, f64)>,
    not_zero: bool,
    id: bool,
    words: Vec<String>,
}

/// The schema, made ready for checking.
#[derive(Debug)]
struct Shapes {
    nodes: Vec<Node>,
    root: usize,
}

/// Checks a deck's file; everything that does not fit is noted.
pub(super) fn check(value: &ast::Value<'_>, report: &mut FileNotes<'_>) {
    SHAPES.check(SHAPES.root, value, report);
}

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| Shapes::new(schema::deck()));

/// Stands where a name is missing or is no text. No name is written so.
pub(super) const NO_NAME: &str = "?";

/// Whether a key can stand in a deck's outermost object.
pub(super) fn is_part(key: &str) -> bool {
    SHAPES.nodes[SHAPES.root].key(key).is_some()
}

/// A part, or an entry of a list of that name, with whatever does not fit made to fit: so that what is wrong with its names
/// can be told in the same go. Never played from.
pub(super) fn repaired(key: &str, entry: bool, value: &ast::Value<'_>) -> Value {
    let root = &SHAPES.nodes[SHAPES.root];
    let place = root.key(key);
    let place = if entry { place.and_then(|list| SHAPES.nodes[list].items) } else { place };
    place.map_or(Value::Null, |place| SHAPES.repaired(place, value))
}

impl Node {
    /// The place of a key's value. Objects have few keys: looking through them is quickest.
    fn key(&self, name: &str) -> Option<usize> {
        self.keys.iter().find(|(key, _)| key == name).map(|(_, place)| *place)
    }
}

impl Shapes {
    fn new(schema: &Value) -> Self {
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
        for place in 0..shapes.nodes.len() {
            shapes.nodes[place].own = shapes.own_keys(place);
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

    fn check(&self, place: usize, value: &ast::Value<'_>, report: &mut FileNotes<'_>) {
        let node = &self.nodes[place];
        if report.is_full() {
            return;
        }
        if !node.any.is_empty() {
            match self.alternative(node, value) {
                Ok(place) => self.check(place, value, report),
                Err(finding) => report.add(span_of(value), finding),
            }
            return;
        }
        if self.kinds_of(place) & kind_of(value) == 0 {
            report.add(span_of(value), self.wrong_kind(node, value));
            return;
        }
        match value {
            ast::Value::NumberLit(number) => check_number(node, number, report),
            ast::Value::StringLit(text) => check_word(node, &text.value, span_of(value), report),
            ast::Value::Array(list) => {
                if !node.length.contains(&list.elements.len()) {
                    report.add(span_of(value), wrong_length(node, list.elements.len()));
                }
                if let Some(items) = node.items {
                    list.elements.iter().for_each(|item| self.check(items, item, report));
                }
            }
            ast::Value::Object(object) => self.check_object(node, object, report),
            ast::Value::BooleanLit(_) | ast::Value::NullKeyword(_) => {}
        }
    }

    fn check_object(&self, node: &Node, object: &ast::Object<'_>, report: &mut FileNotes<'_>) {
        for property in &object.properties {
            let name = property.name.as_str();
            if let Some(place) = node.key(name).or(node.others) {
                self.check(place, &property.value, report);
                continue;
            }
            let range = property.name.range();
            let mut known: Vec<&str> = node.keys.iter().map(|(key, _)| key.as_str()).collect();
            known.sort_unstable();
            report.add(
                range.start..range.end,
                Finding::new("D024", format!("`{}` is not a key of this object", clean(name, 60))).help(near_or_all(
                    name,
                    &known,
                    "The keys are",
                )),
            );
        }
        let missing: Vec<String> =
            node.required.iter().filter(|key| object.get(key).is_none()).map(|key| format!("`{key}`")).collect();
        if !missing.is_empty() {
            let message = match missing.as_slice() {
                [one] => format!("the key {one} is missing"),
                many => format!("the keys {} are missing", many.join(", ")),
            };
            let range = object.range;
            report.add(head(object).unwrap_or(range.start..range.end), Finding::new("D025", message));
        }
    }

    /// Which of a node's alternatives a value means to be.
    fn alternative(&self, node: &Node, value: &ast::Value<'_>) -> Result<usize, Finding> {
        let is = kind_of(value);
        let mut fitting = node.any.iter().copied().filter(|one| self.kinds_of(*one) & is != 0);
        let Some(first) = fitting.next() else { return Err(self.wrong_kind(node, value)) };
        let ast::Value::Object(object) = value else { return Ok(first) };
        if fitting.next().is_none() {
            return Ok(first);
        }
        // The alternative of which most own keys are written is meant; of several such, the first.
        let written = |one: usize| {
            let own = node.own.iter().filter(|(_, of)| *of == one);
            own.filter(|(key, _)| object.properties.iter().any(|property| property.name.as_str() == key)).count()
        };
        let named = object
            .properties
            .iter()
            .filter_map(|property| node.own.iter().find(|(key, _)| key == property.name.as_str()).map(|(_, one)| *one));
        if let Some(best) = named.max_by_key(|one| (written(*one), std::cmp::Reverse(*one))) {
            return Ok(best);
        }
        let what = node.title.as_deref().unwrap_or("this");
        let mut known: Vec<&str> = Vec::new();
        for one in &node.any {
            known.extend(node.own.iter().find(|(_, of)| of == one).map(|(key, _)| key.as_str()));
        }
        let first = object.properties.first().map_or("", |property| property.name.as_str());
        let message = format!("{what} needs one key that says what it is about");
        Err(Finding::new("D029", message).help(near_or_all(first, &known, "It is one of")))
    }

    fn repaired(&self, place: usize, value: &ast::Value<'_>) -> Value {
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
        match value {
            ast::Value::NumberLit(number) => match (read::to_number(number.value), node.bounds) {
                (found, Some((from, to))) => match found.as_f64() {
                    Some(number) if (from..=to).contains(&number) && !(node.not_zero && number == 0.0) => found,
                    _ => self.filler(place),
                },
                (found, None) => found,
            },
            ast::Value::StringLit(text) => match node.words.first() {
                Some(first) if !node.words.iter().any(|word| *word == text.value) => first.clone().into(),
                _ => Value::String(text.value.to_string()),
            },
            ast::Value::Array(list) => {
                let item = |value| node.items.map_or(Value::Null, |items| self.repaired(items, value));
                let mut items: Vec<Value> = list.elements.iter().take(node.length.end - 1).map(item).collect();
                while items.len() < node.length.start {
                    items.push(node.items.map_or(Value::Null, |items| self.filler(items)));
                }
                Value::Array(items)
            }
            ast::Value::Object(object) => {
                let known = object.properties.iter().filter_map(|property| {
                    let name = property.name.as_str();
                    let place = node.key(name).or(node.others)?;
                    Some((name.to_owned(), self.repaired(place, &property.value)))
                });
                let mut whole: serde_json::Map<String, Value> = known.collect();
                self.fill(node, &mut whole);
                Value::Object(whole)
            }
            ast::Value::BooleanLit(truth) => truth.value.into(),
            ast::Value::NullKeyword(_) => Value::Null,
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

    fn kinds_of(&self, place: usize) -> u8 {
        let node = &self.nodes[place];
        node.any.iter().fold(node.kinds, |kinds, one| kinds | self.kinds_of(*one))
    }

    fn wrong_kind(&self, node: &Node, value: &ast::Value<'_>) -> Finding {
        let kinds = node.any.iter().fold(node.kinds, |kinds, one| kinds | self.kinds_of(*one));
        let mut wanted = Vec::new();
        for (bit, name) in [
            (kind::TEXT, "a text in quotes"),
            (kind::WHOLE, "a whole number"),
            (kind::NUMBER, "a number"),
            (kind::TRUTH, "true or false"),
            (kind::LIST, "a list: [ … ]"),
            (kind::OBJECT, "an object: { … }"),
        ] {
            if kinds & bit != 0 && !(bit == kind::WHOLE && kinds & kind::NUMBER != 0) {
                wanted.push(name);
            }
        }
        let found = match kind_of(value) {
            kind::NULL => "nothing (null)",
            kind::TRUTH => "true or false",
            kind::TEXT => "a text",
            kind::LIST => "a list",
            kind::OBJECT => "an object",
            bits if bits & kind::WHOLE != 0 => "a whole number",
            _ => "a number with a fraction",
        };
        Finding::new("D013", format!("this has to be {}, and is {found}", wanted.join(" or ")))
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

fn kind_of(value: &ast::Value<'_>) -> u8 {
    match value {
        ast::Value::StringLit(_) => kind::TEXT,
        ast::Value::NumberLit(number) => {
            // `1.0` is a whole number too.
            let whole = number.value.parse::<f64>().is_ok_and(|number| number.fract() == 0.0);
            if whole { kind::WHOLE } else { kind::NUMBER }
        }
        ast::Value::BooleanLit(_) => kind::TRUTH,
        ast::Value::Object(_) => kind::OBJECT,
        ast::Value::Array(_) => kind::LIST,
        ast::Value::NullKeyword(_) => kind::NULL,
    }
}

fn check_number(node: &Node, number: &ast::NumberLit<'_>, report: &mut FileNotes<'_>) {
    let value = number.value.parse::<f64>().unwrap_or(f64::NAN);
    let span = number.range.start..number.range.end;
    let shown = clean(number.value, 24);
    if let Some((from, to)) = node.bounds
        && !(from..=to).contains(&value)
    {
        let message = if (from - to).abs() < f64::EPSILON {
            format!("this has to be {from}, and is {shown}")
        } else {
            format!("{shown} is not between {from} and {to}")
        };
        report.add(span, Finding::new("D018", message));
    } else if node.not_zero && value == 0.0 {
        report.add(
            span,
            Finding::new("D018", "a meter that moves by 0".to_owned()).help("Take the effect out.".to_owned()),
        );
    }
}

fn check_word(node: &Node, text: &str, span: Range<usize>, report: &mut FileNotes<'_>) {
    if node.id && !is_id(text) {
        let message = format!("`{}` is not an id", clean(text, 80));
        report.add(span, Finding::new("D016", message).help("Write 1 to 64 of a–z, 0–9, `_` and `-`.".to_owned()));
    } else if !node.words.is_empty() && !node.words.iter().any(|word| word == text) {
        let known: Vec<&str> = node.words.iter().map(String::as_str).collect();
        let message = format!("`{}` is none of the words that can stand here", clean(text, 60));
        report.add(span, Finding::new("D026", message).help(near_or_all(text, &known, "They are")));
    }
}

/// Whether a text is an id: 1 to 64 of a–z, 0–9, `_` and `-`.
pub(super) fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

fn wrong_length(node: &Node, length: usize) -> Finding {
    if length < node.length.start {
        let message = if length == 0 { "an empty list" } else { "a list that is too short" };
        return Finding::new("D027", format!("{message}, where at least {} is needed", node.length.start));
    }
    Finding::new("D027", format!("{length} entries, where {} is the most", node.length.end - 1))
}

/// “Did you mean”, or else everything that could stand there.
pub(super) fn near_or_all(name: &str, known: &[&str], lead: &str) -> String {
    match super::ids::nearest(known.iter().copied(), name) {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None => format!("{lead} {}.", known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// Where an object is shown: by its id, or else by its first key; not by a page of text.
pub(super) fn head(object: &ast::Object<'_>) -> Option<Range<usize>> {
    let range = match object.get_string("id") {
        Some(id) => id.range,
        None => object.properties.first()?.range,
    };
    Some(range.start..range.end)
}

pub(super) fn span_of(value: &ast::Value<'_>) -> Range<usize> {
    let range = value.range();
    range.start..range.end
}
