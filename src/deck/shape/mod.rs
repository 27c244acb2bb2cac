//! Whether a deck's JSON has the shape that the schema describes: every key known, every value of its kind and range. All
//! that does not fit is told at once, each with its place. Whether names lead anywhere is the compiler's question.

use super::diagnostic::Finding;
use super::document::{Kind, Written};
use super::notes::FileNotes;
use super::read;
use super::schema;
use super::text::clean;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

mod build;
mod repair;

pub(super) use repair::repaired;

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
    /// No object of the schema has more than 64.
    keys: Vec<(String, usize)>,
    required: Vec<String>,
    /// The required keys, as bits by their places in `keys`.
    needs: u64,
    /// The kinds of value that fit, those of the alternatives among them.
    all_kinds: u8,
    /// What each required key is.
    abouts: Vec<(String, String)>,
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
pub(super) fn check(value: Written<'_>, report: &mut FileNotes<'_>) {
    SHAPES.check(SHAPES.root, value, report);
}

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| Shapes::new(schema::deck()));

/// Stands where a name is missing or is no text. No name is written so.
pub(super) const NO_NAME: &str = "?";

/// Whether a key can stand in a deck's outermost object.
pub(super) fn is_part(key: &str) -> bool {
    SHAPES.nodes[SHAPES.root].key(key).is_some()
}

impl Node {
    /// What a key is, in the words of the schema.
    fn about(&self, name: &str) -> Option<String> {
        let (_, about) = self.abouts.iter().find(|(key, _)| key == name)?;
        Some(format!("`{name}`: {about}"))
    }

    /// Of alternatives, the one that a key belongs to.
    fn owner(&self, name: Written<'_>) -> Option<usize> {
        self.own.iter().find(|(key, _)| name.reads(key)).map(|(_, one)| *one)
    }

    /// The place of a key's value. Objects have few keys: looking through them is quickest.
    fn key(&self, name: &str) -> Option<usize> {
        self.keys.iter().find(|(key, _)| key == name).map(|(_, place)| *place)
    }

    /// The same, beginning behind the key that was found last: most objects are written in the order of the schema.
    fn key_from(&self, last: &mut usize, name: Written<'_>) -> Option<usize> {
        let (before, behind) = self.keys.split_at(*last);
        let behind = behind.iter().zip(*last..);
        let ((_, place), found) = behind.chain(before.iter().zip(0..)).find(|((key, _), _)| name.reads(key))?;
        *last = found + 1;
        Some(*place)
    }
}

impl Shapes {
    fn check(&self, place: usize, value: Written<'_>, report: &mut FileNotes<'_>) {
        let node = &self.nodes[place];
        if report.is_full() {
            return;
        }
        if !node.any.is_empty() {
            match self.alternative(node, value) {
                Ok(place) if value.kind() == Kind::Object && self.nodes[place].any.is_empty() => {
                    self.check_object(&self.nodes[place], Some(node), value, report);
                }
                Ok(place) => self.check(place, value, report),
                Err(finding) => report.add(value.span(), finding),
            }
            return;
        }
        if node.all_kinds & kind_of(value) == 0 {
            report.add(value.span(), wrong_kind(node, value));
            return;
        }
        match value.kind() {
            Kind::Number => check_number(node, value, report),
            Kind::Text => check_word(node, value, report),
            Kind::List => {
                let mut length = 0;
                for item in value.items() {
                    length += 1;
                    if let Some(items) = node.items {
                        self.check(items, item, report);
                    }
                }
                if !node.length.contains(&length) {
                    report.add(value.span(), wrong_length(node, length));
                }
            }
            Kind::Object => self.check_object(node, None, value, report),
            Kind::Truth(_) | Kind::Null => {}
        }
    }

    /// `among` is the node of whose alternatives this is one.
    fn check_object(&self, node: &Node, among: Option<&Node>, object: Written<'_>, report: &mut FileNotes<'_>) {
        let (mut last, mut seen) = (0, 0_u64);
        // Keys that the deck chose.
        let mut chosen = HashSet::new();
        for (key, value) in object.entries() {
            let known = node.key_from(&mut last, key);
            let twice = if known.is_some() {
                let before = seen;
                seen |= 1 << (last - 1);
                before == seen
            } else {
                read::check_text(key, report);
                !chosen.insert(key.text_of_key())
            };
            if let (false, Some(place)) = (twice, known) {
                self.check(place, value, report);
                continue;
            }
            let name = key.text_of_key();
            if twice {
                let message = format!("the key `{}` stands twice in one object", clean(name, 60));
                report.add(key.span(), Finding::new("D009", message).help("Take one of them out."));
            }
            if let Some(place) = known.or(node.others) {
                self.check(place, value, report);
                continue;
            }
            // Two conditions in one object, say.
            if let Some(among) = among.filter(|among| among.owner(key).is_some()) {
                let what = among.title.as_deref().unwrap_or("this");
                let message = format!("`{}` begins {what} of its own", clean(name, 60));
                report.add(
                    key.span(),
                    Finding::new("D024", message).help("Write two: each in an object { … } by itself."),
                );
                continue;
            }
            let mut known: Vec<&str> = node.keys.iter().map(|(key, _)| key.as_str()).collect();
            known.sort_unstable();
            report.add(
                key.span(),
                Finding::new("D024", format!("`{}` is not a key of this object", clean(name, 60))).help(near_or_all(
                    name,
                    &known,
                    "The keys are",
                )),
            );
        }
        if node.needs & !seen != 0 {
            let is_missing = |key: &&String| object.get(key).is_none();
            let missing: Vec<&str> = node.required.iter().filter(is_missing).map(String::as_str).collect();
            let list: Vec<String> = missing.iter().map(|key| format!("`{key}`")).collect();
            let message = match list.as_slice() {
                [one] => format!("the key {one} is missing"),
                many => format!("the keys {} are missing", many.join(", ")),
            };
            let finding = Finding::new("D025", message);
            let abouts: Vec<String> = missing.iter().filter_map(|key| node.about(key)).collect();
            report.add(object.head(), if abouts.is_empty() { finding } else { finding.help(abouts.join(" ")) });
        }
    }

    /// Which of a node's alternatives a value means to be.
    fn alternative(&self, node: &Node, value: Written<'_>) -> Result<usize, Finding> {
        let is = kind_of(value);
        let mut fitting = node.any.iter().copied().filter(|one| self.nodes[*one].all_kinds & is != 0);
        let Some(first) = fitting.next() else { return Err(wrong_kind(node, value)) };
        if value.kind() != Kind::Object || fitting.next().is_none() {
            return Ok(first);
        }
        // The alternative of which most own keys are written is meant; of several such, the one written first.
        let named = value.entries().enumerate().filter_map(|(at, (key, _))| Some((at, node.owner(key)?)));
        let written = |one: usize| value.entries().filter(|&(key, _)| node.owner(key) == Some(one)).count();
        if let Some((_, best)) = named.max_by_key(|(at, one)| (written(*one), std::cmp::Reverse(*at))) {
            return Ok(best);
        }
        let what = node.title.as_deref().unwrap_or("this");
        let mut known: Vec<&str> = Vec::new();
        for one in &node.any {
            known.extend(node.own.iter().find(|(_, of)| of == one).map(|(key, _)| key.as_str()));
        }
        let first = value.entries().next().map_or("", |(key, _)| key.text_of_key());
        let message = format!("{what} needs one key that says what it is about");
        Err(Finding::new("D029", message).help(near_or_all(first, &known, "It is one of")))
    }
}

fn wrong_kind(node: &Node, value: Written<'_>) -> Finding {
    let kinds = node.all_kinds;
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

fn kind_of(value: Written<'_>) -> u8 {
    match value.kind() {
        Kind::Text => kind::TEXT,
        Kind::Number => {
            // `1.0` is a whole number too.
            let number = value.number().unwrap_or_default();
            let digits = number.strip_prefix('-').unwrap_or(number);
            let whole = digits.bytes().all(|byte| byte.is_ascii_digit())
                || number.parse::<f64>().is_ok_and(|number| number.fract() == 0.0);
            if whole { kind::WHOLE } else { kind::NUMBER }
        }
        Kind::Truth(_) => kind::TRUTH,
        Kind::Object => kind::OBJECT,
        Kind::List => kind::LIST,
        Kind::Null => kind::NULL,
    }
}

fn check_number(node: &Node, written: Written<'_>, report: &mut FileNotes<'_>) {
    let number = written.number().unwrap_or_default();
    let value = number.parse::<f64>().unwrap_or(f64::NAN);
    let span = written.span();
    if let Some((from, to)) = node.bounds
        && !(from..=to).contains(&value)
    {
        let shown = clean(number, 24);
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

fn check_word(node: &Node, value: Written<'_>, report: &mut FileNotes<'_>) {
    let text = value.text().unwrap_or_default();
    if node.id && !is_id(text) {
        let message = format!("`{}` is not an id", clean(text, 80));
        report.add(
            value.span(),
            Finding::new("D016", message).help("Write 1 to 64 of a–z, 0–9, `_` and `-`.".to_owned()),
        );
    } else if !node.words.is_empty() && !node.words.iter().any(|word| word == text) {
        let known: Vec<&str> = node.words.iter().map(String::as_str).collect();
        let message = format!("`{}` is none of the words that can stand here", clean(text, 60));
        report.add(value.span(), Finding::new("D026", message).help(near_or_all(text, &known, "They are")));
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
