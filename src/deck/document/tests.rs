//! The reading of values against another parser's, on texts as a tired author leaves them.

use super::*;
use crate::deck::syntax::options;
use jsonc_parser::ast;

/// The tree of another parser as JSON without spaces.
fn tree(value: &ast::Value<'_>) -> Value {
    match value {
        ast::Value::StringLit(text) => text.value.as_ref().into(),
        ast::Value::NumberLit(number) => to_number(number.value),
        ast::Value::BooleanLit(truth) => truth.value.into(),
        ast::Value::Array(list) => list.elements.iter().map(tree).collect(),
        ast::Value::Object(object) => {
            object.properties.iter().map(|p| (p.name.as_str().to_owned(), tree(&p.value))).collect()
        }
        ast::Value::NullKeyword(_) => Value::Null,
    }
}

/// The bytes of every value, in the order written.
fn spans(value: &ast::Value<'_>, found: &mut Vec<Range<usize>>) {
    let range = jsonc_parser::common::Ranged::range(value);
    found.push(range.start..range.end);
    match value {
        ast::Value::Array(list) => list.elements.iter().for_each(|item| spans(item, found)),
        ast::Value::Object(object) => object.properties.iter().for_each(|p| spans(&p.value, found)),
        _ => {}
    }
}

#[test]
fn what_is_read_and_where_is_what_another_parser_finds() {
    let texts = [
        include_str!("../../../assets/templates/blank.json"),
        r#"{ "a": [1, -0, 1.0, 2e3, 0.5, 123456789012345678901, true, null, "x\ny\u00e9\"", "é“", [], {}, [[],],], /* c */ "b": {"": 1,}, }"#,
        "[] // nothing more",
    ];
    let (mut read, mut refused) = (0, 0);
    for seed in 0..6_000_u64 {
        let text = texts[usize::try_from(seed % 3).unwrap()];
        let mut numbers = mutate::Numbers(seed);
        let bytes = if seed < 3 { text.as_bytes().to_vec() } else { mutate::bytes(text, &mut numbers) };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let mut document = Document::new("d".to_owned(), text.clone().into());
        let mine = document.read(MOST_VALUES);
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let theirs = jsonc_parser::parse_to_ast(text, &jsonc_parser::CollectOptions::default(), &options());
        match (mine, theirs.ok().and_then(|parsed| parsed.value)) {
            (Ok(values), Some(theirs)) => {
                read += 1;
                let mut places = Vec::new();
                spans(&theirs, &mut places);
                assert_eq!(document.values().map(Written::span).collect::<Vec<_>>(), places, "seed {seed}");
                assert_eq!(values, places.len(), "seed {seed}");
                let root = document.root().expect("it was read");
                let mut out = String::new();
                root.write(&mut out);
                let raw = |c: char| c < ' ';
                // A raw control character is refused elsewhere; and of a key that stands twice a tree keeps one.
                if !text.contains(|c| raw(c) && c != '\n' && c != '\t') && !doubled(root) && !broken(root) {
                    assert_eq!(out, tree(&theirs).to_string(), "seed {seed}");
                }
            }
            (Err((span, finding)), None) => {
                refused += 1;
                assert!(span.start <= span.end && span.end <= text.len(), "seed {seed}");
                let empty = document_is_empty(text);
                assert_eq!(finding.message == "the deck is empty", empty, "seed {seed}: {text:?}");
            }
            // Nested too deep, which the other parser takes.
            (Err((_, finding)), Some(_)) => assert_eq!(finding.code, "D008", "seed {seed}: {text}"),
            (Ok(_), None) => panic!("seed {seed}: the other parser refuses {text}"),
        }
    }
    assert!(read > 500 && refused > 500, "{read} read, {refused} refused: the changes say too little");
}

fn document_is_empty(text: &str) -> bool {
    let parsed = jsonc_parser::parse_to_ast(text, &jsonc_parser::CollectOptions::default(), &options());
    parsed.is_ok_and(|parsed| parsed.value.is_none())
}

fn doubled(value: Written<'_>) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    value.entries().any(|(key, value)| !seen.insert(key.text_of_key()) || doubled(value)) || value.items().any(doubled)
}

/// A line break within a text: it is refused elsewhere.
fn broken(value: Written<'_>) -> bool {
    let raw = |text: &str| text.contains(['\n', '\t']);
    value.entries().any(|(key, value)| raw(key.text_of_key()) || broken(value))
        || value.items().any(broken)
        || value.text().is_some_and(raw)
}
