//! Changes decks at random, as a tired author or a hostile one would. The same seed makes the same change.

#![allow(dead_code, reason = "each test that mutates decks uses its part of this")]

use serde_json::{Map, Value, json};

/// Numbers spread evenly by their seed.
#[derive(Debug)]
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        // SplitMix64 (Steele, Lea and Flood, 2014).
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

/// How many values there are in a value, itself among them.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0,
    }
}

/// The value at a place, counted through the tree.
fn at(value: &mut Value, mut place: usize) -> &mut Value {
    if place == 0 {
        return value;
    }
    place -= 1;
    let inner: Vec<&mut Value> = match value {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(map) => map.values_mut().collect(),
        _ => unreachable!("the place was counted"),
    };
    for one in inner {
        let here = count(one);
        if place < here {
            return at(one, place);
        }
        place -= here;
    }
    unreachable!("the place was counted")
}

/// Changes the structure of a deck in one place.
pub fn structure(deck: &mut Value, numbers: &mut Numbers) {
    let places = count(deck);
    let odd = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(7.0),
        json!(101),
        json!(256),
        json!(70000),
        json!(1e12),
        json!(""),
        json!("x"),
        json!("Bad Id"),
        json!("a\u{202e}b"),
        json!("tab\there"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({ "en": "x" }),
        json!({ "x": 1 }),
        json!(["x"]),
        json!({ "meter": "deterrence" }),
        json!("combat"),
        json!("crisis"),
    ];
    let place = numbers.below(places);
    let value = at(deck, place);
    match (numbers.below(8), value) {
        (0, Value::Object(map)) if !map.is_empty() => {
            let key = map.keys().nth(numbers.below(map.len())).cloned().unwrap_or_default();
            map.shift_remove(&key);
        }
        (1, Value::Object(map)) => {
            map.insert("surprise".to_owned(), json!(1));
        }
        (2, Value::Object(map)) if !map.is_empty() => {
            let key = map.keys().nth(numbers.below(map.len())).cloned().unwrap_or_default();
            let inner = map.shift_remove(&key).unwrap_or_default();
            map.insert(format!("{key}s"), inner);
        }
        (3, Value::Array(list)) => list.clear(),
        (4, Value::Array(list)) if !list.is_empty() => list.push(list[0].clone()),
        (5, value @ Value::Object(_)) => *value = Value::Array(value.as_object().map(values).unwrap_or_default()),
        (6, value @ (Value::String(_) | Value::Number(_))) => *value = Value::Array(vec![value.clone()]),
        (_, value) => *value = odd[numbers.below(odd.len())].clone(),
    }
}

fn values(map: &Map<String, Value>) -> Vec<Value> {
    map.values().cloned().collect()
}

/// Changes the bytes of a text in a few places.
pub fn bytes(text: &str, numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=numbers.below(4) {
        if bytes.is_empty() {
            break;
        }
        let at = numbers.below(bytes.len());
        match numbers.below(8) {
            0 => {
                bytes.remove(at);
            }
            1 => bytes.truncate(at),
            2 => bytes.insert(at, u8::try_from(numbers.below(256)).unwrap_or(0)),
            3 => bytes[at] ^= 1 << numbers.below(8),
            4 => {
                let end = (at + numbers.below(200)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            5 => {
                let odd: [&str; 10] = ["{", "}", "[", "]", "\"", ",", "\u{202e}", "\\u0000", "1e999", "/*"];
                let piece = odd[numbers.below(odd.len())].as_bytes();
                bytes.splice(at..at, piece.iter().copied());
            }
            6 => {
                let end = (at + numbers.below(2_000)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let digit = b"0123456789-"[numbers.below(11)];
                if let Some(found) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    bytes[at + found] = digit;
                }
            }
        }
    }
    bytes
}
