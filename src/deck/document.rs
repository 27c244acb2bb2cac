//! A deck's file as one flat list of its values, in the order written: each knows the bytes where it stands, so that what is
//! checked, what is compiled and what a save keeps all come from the text itself, and nothing is built twice.

use super::diagnostic::Finding;
use super::syntax::{STRICT, not_json};
use jsonc_parser::{Scanner, tokens::Token};
use serde_json::{Number, Value};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

/// A deck's files have no more values than this together.
pub(super) const MOST_VALUES: usize = 1_000_000;
/// No value is nested deeper than this.
const DEEPEST: usize = 32;

/// A file that was read for a deck.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its name or path, as the user gave it.
    pub name: String,
    pub text: Cow<'static, str>,
    nodes: Vec<Node>,
    /// Texts that are written with escapes, without them.
    unescaped: Vec<Box<str>>,
}

/// A value or a key: what it is, and its bytes, quotation marks and brackets among them.
#[derive(Debug, Clone, Copy)]
struct Node {
    is: Is,
    /// It is the key of the value behind it.
    key: bool,
    start: u32,
    end: u32,
    /// Of a list or an object, the node behind its last; of a text with escapes, its place in `unescaped`.
    more: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Null,
    Truth(bool),
    Number,
    Plain,
    Escaped,
    List,
    Object,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Truth(bool),
    Number,
    Text,
    List,
    Object,
}

/// What the grammar allows next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    ValueOrEnd,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    Nothing,
}

/// Why a text cannot be read: where, and what is wrong there.
pub(super) type Unread = (Range<usize>, Finding);

impl Document {
    /// A file, its values not read yet.
    pub fn new(name: String, text: Cow<'static, str>) -> Self {
        let text = match text.strip_prefix('\u{FEFF}') {
            Some(marked) => Cow::Owned(marked.to_owned()),
            None => text,
        };
        Self::unreadable(name, text)
    }

    /// A file that cannot be read: what can be shown of it.
    pub fn unreadable(name: String, text: Cow<'static, str>) -> Self {
        Self { name, text, ..Self::default() }
    }

    /// A text that this program wrote: JSON as it should be.
    pub fn written(value: &Value) -> Self {
        let mut document = Self::new(String::new(), value.to_string().into());
        if document.read(MOST_VALUES).is_err() {
            // Deeper or larger than a deck can be: it reads as nothing.
            document = Self::new(String::new(), "null".into());
            let _ = document.read(1);
        }
        document
    }

    /// Reads its values, of which there is room for so many, and tells how many there are.
    ///
    /// # Errors
    /// Where it is not JSON, nested too deep, or has too many values.
    pub fn read(&mut self, room: usize) -> Result<usize, Unread> {
        let mut reading = Reading::of(&self.text);
        match reading.read(room) {
            Ok(values) => {
                let Reading { nodes, unescaped, .. } = reading;
                (self.nodes, self.unescaped) = (nodes, unescaped);
                Ok(values)
            }
            Err(Stop::Found(span, finding)) => Err((span, finding)),
            Err(Stop::Grammar) => Err(not_json(&self.text)),
        }
    }

    /// The outermost value, where the file could be read.
    pub fn root(&self) -> Option<Written<'_>> {
        (!self.nodes.is_empty()).then_some(Written { document: self, node: 0 })
    }

    /// The value at a place that [`Written::place`] told.
    pub fn at(&self, place: u32) -> Written<'_> {
        Written { document: self, node: place }
    }

    /// Every key with its value, in the order written.
    pub fn keys(&self) -> impl Iterator<Item = (Written<'_>, Written<'_>)> {
        let keys = (0..).zip(&self.nodes).filter(|(_, node)| node.key);
        keys.map(|(node, _)| (Written { document: self, node }, Written { document: self, node: node + 1 }))
    }

    /// Every value, in the order written.
    pub fn values(&self) -> impl Iterator<Item = Written<'_>> {
        (0..).zip(&self.nodes).filter(|(_, node)| !node.key).map(|(node, _)| Written { document: self, node })
    }
}

/// Why reading stopped.
enum Stop {
    /// It is not JSON.
    Grammar,
    /// There is too much of something.
    Found(Range<usize>, Finding),
}

struct Reading<'t> {
    scanner: Scanner<'t>,
    nodes: Vec<Node>,
    unescaped: Vec<Box<str>>,
}

#[expect(clippy::cast_possible_truncation, reason = "a deck's files are no larger than 32 MB")]
impl<'t> Reading<'t> {
    fn of(text: &'t str) -> Self {
        // Decks have a value or a key every sixteen bytes or so.
        let nodes = Vec::with_capacity(text.len() / 14 + 16);
        Self { scanner: Scanner::new(text, &STRICT), nodes, unescaped: Vec::new() }
    }

    fn read(&mut self, room: usize) -> Result<usize, Stop> {
        let mut open: Vec<u32> = Vec::new();
        let mut expect = Expect::Value;
        let mut values = 0;
        loop {
            // Looked at where it is: moving each token costs as much as finding it.
            let scanned = self.scanner.scan();
            let token = match &scanned {
                Ok(Some(Token::CommentLine(_) | Token::CommentBlock(_))) => continue,
                Ok(Some(token)) => token,
                Ok(None) if expect == Expect::Nothing => return Ok(values),
                Ok(None) | Err(_) => return Err(Stop::Grammar),
            };
            let list = open.last().map(|node| self.nodes[*node as usize].is == Is::List);
            expect = match (token, expect, list) {
                (Token::Colon, Expect::Colon, _) => Expect::Value,
                (Token::Comma, Expect::CommaOrEnd, Some(list)) => {
                    if list {
                        Expect::ValueOrEnd
                    } else {
                        Expect::KeyOrEnd
                    }
                }
                (Token::String(text), Expect::KeyOrEnd, _) => {
                    self.text(text, matches!(text, Cow::Owned(_)), true);
                    Expect::Colon
                }
                (Token::CloseBracket, Expect::ValueOrEnd | Expect::CommaOrEnd, Some(true))
                | (Token::CloseBrace, Expect::KeyOrEnd | Expect::CommaOrEnd, Some(false)) => {
                    let (end, more) = (self.scanner.token_end() as u32, self.nodes.len() as u32);
                    if let Some(node) = open.pop() {
                        let node = &mut self.nodes[node as usize];
                        (node.end, node.more) = (end, more);
                    }
                    if open.is_empty() { Expect::Nothing } else { Expect::CommaOrEnd }
                }
                (token, Expect::Value | Expect::ValueOrEnd, _) => {
                    values += 1;
                    if values > room {
                        let message = format!("the deck's files have more than {MOST_VALUES} values together");
                        return Err(self.found(Finding::new("D030", message)));
                    }
                    self.value(token, &mut open)?
                }
                _ => return Err(Stop::Grammar),
            };
        }
    }

    /// Takes in a value, or the beginning of one; tells what may come then.
    fn value(&mut self, token: &Token<'t>, open: &mut Vec<u32>) -> Result<Expect, Stop> {
        let is = match token {
            Token::String(text) => {
                self.text(text, matches!(text, Cow::Owned(_)), false);
                return Ok(if open.is_empty() { Expect::Nothing } else { Expect::CommaOrEnd });
            }
            Token::Number(_) => Is::Number,
            Token::Boolean(truth) => Is::Truth(*truth),
            Token::Null => Is::Null,
            Token::OpenBracket => Is::List,
            Token::OpenBrace => Is::Object,
            _ => return Err(Stop::Grammar),
        };
        let expect = match is {
            Is::List => Expect::ValueOrEnd,
            Is::Object => Expect::KeyOrEnd,
            _ if open.is_empty() => Expect::Nothing,
            _ => Expect::CommaOrEnd,
        };
        if matches!(is, Is::List | Is::Object) {
            open.push(self.nodes.len() as u32);
            if open.len() > DEEPEST + 1 {
                let message = format!("values are nested more than {DEEPEST} deep");
                return Err(self.found(Finding::new("D008", message)));
            }
        }
        self.add(is, false, 0);
        Ok(expect)
    }

    /// Takes in a text, with its escapes taken out, or a key.
    fn text(&mut self, text: &str, escaped: bool, key: bool) {
        if escaped {
            self.add(Is::Escaped, key, self.unescaped.len() as u32);
            self.unescaped.push(text.into());
        } else {
            self.add(Is::Plain, key, 0);
        }
    }

    fn add(&mut self, is: Is, key: bool, more: u32) {
        let (start, end) = (self.scanner.token_start() as u32, self.scanner.token_end() as u32);
        self.nodes.push(Node { is, key, start, end, more });
    }

    fn found(&self, finding: Finding) -> Stop {
        Stop::Found(self.scanner.token_start()..self.scanner.token_end(), finding)
    }
}

/// A value as it is written, or a key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'d> {
    document: &'d Document,
    node: u32,
}

impl<'d> Written<'d> {
    fn node(self) -> Node {
        self.document.nodes[self.node as usize]
    }

    /// Where it stands among the values of its document.
    pub fn place(self) -> u32 {
        self.node
    }

    /// Whether it stands in the same file as another.
    pub fn is_beside(self, other: Self) -> bool {
        std::ptr::eq(self.document, other.document)
    }

    /// Its bytes.
    pub fn span(self) -> Range<usize> {
        let node = self.node();
        node.start as usize..node.end as usize
    }

    /// The bytes of a part of a text; all of it where it is written with escapes.
    pub fn part(self, part: Range<usize>) -> Range<usize> {
        let span = self.span();
        if self.node().is == Is::Plain { span.start + 1 + part.start..span.start + 1 + part.end } else { span }
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        match self.node().is {
            Is::Null => Kind::Null,
            Is::Truth(truth) => Kind::Truth(truth),
            Is::Number => Kind::Number,
            Is::Plain | Is::Escaped => Kind::Text,
            Is::List => Kind::List,
            Is::Object => Kind::Object,
        }
    }

    /// A text, without quotation marks and escapes.
    pub fn text(self) -> Option<&'d str> {
        let node = self.node();
        match node.is {
            Is::Plain => Some(&self.document.text[node.start as usize + 1..node.end as usize - 1]),
            Is::Escaped => Some(&self.document.unescaped[node.more as usize]),
            _ => None,
        }
    }

    /// A number, as it is written.
    pub fn number(self) -> Option<&'d str> {
        (self.node().is == Is::Number).then(|| &self.document.text[self.span()])
    }

    /// The node behind this value.
    fn behind(self) -> u32 {
        let node = self.node();
        if matches!(node.is, Is::List | Is::Object) { node.more } else { self.node + 1 }
    }

    /// A list's items; none of anything else.
    pub fn items(self) -> Items<'d> {
        let end = if self.node().is == Is::List { self.behind() } else { 0 };
        Items { document: self.document, next: self.node + 1, end }
    }

    /// An object's keys and values; none of anything else.
    pub fn entries(self) -> Entries<'d> {
        let end = if self.node().is == Is::Object { self.behind() } else { 0 };
        Entries(Items { document: self.document, next: self.node + 1, end })
    }

    /// The value of an object's key.
    pub fn get(self, key: &str) -> Option<Self> {
        self.entries().find(|(known, _)| known.reads(key)).map(|(_, value)| value)
    }

    /// Whether it is a text, and this one.
    pub fn reads(self, text: &str) -> bool {
        let node = self.node();
        match node.is {
            Is::Plain => {
                let (start, end) = (node.start as usize + 1, node.end as usize - 1);
                end - start == text.len() && self.document.text.as_bytes()[start..end] == *text.as_bytes()
            }
            Is::Escaped => *self.document.unescaped[node.more as usize] == *text,
            _ => false,
        }
    }

    /// The text of a key.
    pub fn text_of_key(self) -> &'d str {
        self.text().unwrap_or_default()
    }

    /// The bytes of an object's first key and value, or of its id: not a page of text. Of anything else, all of it.
    pub fn head(self) -> Range<usize> {
        let first = || self.entries().next().map(|(key, value)| key.span().start..value.span().end);
        let id = self.get("id").filter(|id| id.kind() == Kind::Text).map(Self::span);
        id.or_else(first).unwrap_or_else(|| self.span())
    }

    /// Adds it to a text as JSON without spaces, as `serde_json` writes it. Numbers without a fraction are whole, however they
    /// are written.
    pub fn write(self, out: &mut String) {
        let node = self.node();
        match node.is {
            // Nothing that JSON escapes stands in a text that is written without escapes, or the deck does not load.
            Is::Plain | Is::Null | Is::Truth(_) => out.push_str(&self.document.text[self.span()]),
            Is::Escaped => {
                let _ = write!(out, "{}", Value::from(self.text().unwrap_or_default()));
            }
            Is::Number => {
                let written = &self.document.text[self.span()];
                let digits = written.strip_prefix('-').unwrap_or(written);
                let plain = digits.len() < 18 && written != "-0" && digits.bytes().all(|b| b.is_ascii_digit());
                if plain {
                    out.push_str(written);
                } else {
                    let _ = write!(out, "{}", to_number(written));
                }
            }
            Is::List => {
                out.push('[');
                for (number, item) in self.items().enumerate() {
                    if number > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Is::Object => {
                out.push('{');
                for (number, (key, value)) in self.entries().enumerate() {
                    if number > 0 {
                        out.push(',');
                    }
                    key.write(out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// A number as the loader's types read it: whole where it has no fraction, however it is written.
pub(super) fn to_number(written: &str) -> Value {
    if let Ok(whole) = written.parse::<i64>() {
        return whole.into();
    }
    let Ok(number) = written.parse::<f64>() else { return Value::Null };
    #[expect(clippy::cast_possible_truncation, reason = "only where it is whole and small")]
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return (number as i64).into();
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// A list's items.
#[derive(Debug, Clone)]
pub(super) struct Items<'d> {
    document: &'d Document,
    next: u32,
    end: u32,
}

impl<'d> Iterator for Items<'d> {
    type Item = Written<'d>;

    fn next(&mut self) -> Option<Written<'d>> {
        if self.next >= self.end {
            return None;
        }
        let item = Written { document: self.document, node: self.next };
        self.next = item.behind();
        Some(item)
    }
}

/// An object's keys and values.
#[derive(Debug, Clone)]
pub(super) struct Entries<'d>(Items<'d>);

impl<'d> Iterator for Entries<'d> {
    type Item = (Written<'d>, Written<'d>);

    fn next(&mut self) -> Option<Self::Item> {
        Some((self.0.next()?, self.0.next()?))
    }
}

#[cfg(test)]
#[path = "../../tests/common/mutate.rs"]
mod mutate;
#[cfg(test)]
mod tests;
