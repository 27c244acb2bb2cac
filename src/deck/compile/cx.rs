//! What compiling a part needs at hand: the names, where we are, and how to say that something is wrong.

use super::limits;
use crate::deck::diagnostic::Finding;
use crate::deck::ids::*;
use crate::deck::merge::Merged;
use crate::deck::model::{self, Chance, Condition, Conditions, Effect, Effects, Term, TermKind};
use crate::deck::shape::NO_NAME;
use crate::deck::source::{self, AreaMood, DeckSource, OrBeyond};
use crate::deck::text::Text;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A step into an entry.
#[derive(Debug)]
pub(super) enum Inward {
    /// A key of an object.
    Key(&'static str),
    /// A key that the deck chose.
    Named(String),
    /// A place in a list.
    At(usize),
}

impl From<&'static str> for Inward {
    fn from(key: &'static str) -> Self {
        Self::Key(key)
    }
}

pub(super) struct Cx<'a> {
    pub merged: &'a Merged,
    pub names: Names,
    /// The entry being compiled (`events/id`), and the path within it.
    pub entry: String,
    path: Vec<Inward>,
    pub language: String,
    response_memory: Vec<Option<u16>>,
    event_memory: Vec<Option<u16>>,
    memories: u16,
    /// The languages of its texts, besides its own.
    languages: BTreeSet<String>,
}

impl<'a> Cx<'a> {
    /// At no entry yet, with every name taken in.
    pub fn new(merged: &'a Merged, names: Names, source: &DeckSource<'_>) -> Self {
        Self {
            response_memory: vec![None; names.responses.len().max(1)],
            event_memory: vec![None; names.events.len().max(1)],
            merged,
            names,
            entry: String::new(),
            path: Vec::new(),
            language: source.language.to_owned(),
            memories: 0,
            languages: BTreeSet::new(),
        }
    }

    pub fn at(&mut self, entry: &str) {
        entry.clone_into(&mut self.entry);
        self.path.clear();
    }

    /// Runs a piece of work one step further into the entry.
    pub fn within<T>(&mut self, step: impl Into<Inward>, work: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step.into());
        let result = work(self);
        self.path.pop();
        result
    }

    pub fn error(&mut self, finding: Finding) {
        // Of an entry that was made to fit, only names and dates are worth telling: the rest follows from its shape.
        let idle = !["D014", "D028"].contains(&finding.code) && !self.merged.is_sound(&self.entry);
        if idle || self.merged.notes.is_full() {
            return;
        }
        let mut path = String::new();
        for step in &self.path {
            match step {
                Inward::Key("") => {}
                Inward::Key(key) => {
                    let _ = write!(path, ".{key}");
                }
                Inward::Named(key) => {
                    let _ = write!(path, ".{key}");
                }
                Inward::At(number) => {
                    let _ = write!(path, "[{number}]");
                }
            }
        }
        // A key that the deck chose is shown itself, not its value.
        let chosen = matches!(self.path.last(), Some(Inward::Named(_))) && finding.code == "D014";
        let place = self.merged.place(&self.entry, path.trim_start_matches('.'));
        let place = if chosen { place.of_key() } else { place };
        self.merged.notes.error(place, finding);
    }

    pub fn error_at(&mut self, step: impl Into<Inward>, finding: Finding) {
        self.within(step, |cx| cx.error(finding));
    }

    pub fn each<S, T>(&mut self, step: &'static str, list: &[S], mut work: impl FnMut(&mut Self, &S) -> T) -> Vec<T> {
        self.within(step, |cx| {
            list.iter().enumerate().map(|(number, item)| cx.within(Inward::At(number), |cx| work(cx, item))).collect()
        })
    }

    pub fn text(&mut self, text: &source::Text) -> Text {
        match text {
            source::Text::Plain(text) => Text::plain(text),
            source::Text::Languages(map) => {
                for language in map.keys().filter(|language| **language != self.language) {
                    if !self.languages.contains(*language) {
                        self.languages.insert((*language).to_owned());
                    }
                }
                let default = map.get(self.language.as_str()).or_else(|| map.values().next()).unwrap_or(&"");
                Text::with_languages(default, map.iter().map(|(language, text)| (*language, *text)))
            }
        }
    }

    /// The languages in which some texts are written, the deck's own first.
    pub fn languages(&self) -> Box<[Box<str>]> {
        std::iter::once(&self.language).chain(&self.languages).map(|language| language.as_str().into()).collect()
    }

    pub fn sources(sources: &source::Sources) -> model::Sources {
        sources.as_slice().iter().map(|s| (*s).into()).collect()
    }

    pub fn flag(&mut self, name: &str) -> FlagId {
        if let Some(flag) = FlagId::find(&self.names, name) {
            return flag;
        }
        if self.names.flags.len() == limits::FLAGS {
            self.error(Finding::new("D015", format!("more than {} flags: a game has room for no more", limits::FLAGS)));
            return FlagId(0);
        }
        FlagId(self.names.flags.add(name).unwrap_or(0))
    }

    pub fn response_memory(&mut self, response: ResponseId) -> u16 {
        let slot = self.response_memory.get(response.index()).copied().flatten();
        let memory = slot.unwrap_or_else(|| self.next_memory());
        self.response_memory[response.index()] = Some(memory);
        memory
    }

    pub fn event_memory(&mut self, event: EventId) -> u16 {
        let slot = self.event_memory.get(event.index()).copied().flatten();
        let memory = slot.unwrap_or_else(|| self.next_memory());
        self.event_memory[event.index()] = Some(memory);
        memory
    }

    /// Where the state remembers each response and each event, once everything has been compiled.
    pub fn memories(&self) -> (&[Option<u16>], &[Option<u16>]) {
        (&self.response_memory, &self.event_memory)
    }

    fn next_memory(&mut self) -> u16 {
        if usize::from(self.memories) == limits::MEMORIES {
            let message = format!("more than {} cards that a game has to remember", limits::MEMORIES);
            let help = "Mark events and responses that may come again with \"repeat\": true.";
            self.error(Finding::new("D015", message).help(help));
            return 0;
        }
        self.memories += 1;
        self.memories - 1
    }

    pub fn conditions(&mut self, step: &'static str, list: &[source::Condition]) -> Conditions {
        self.each(step, list, Self::condition).into()
    }

    fn condition(&mut self, condition: &source::Condition) -> Condition {
        use source::Condition as S;
        match condition {
            S::Meter { meter, below, at_least } => {
                if below.is_none() && at_least.is_none() {
                    self.error(Finding::new("D019", "a meter condition needs `below` or `at_least`"));
                }
                Condition::Meter { meter: self.meter(meter), from: at_least.unwrap_or(0), below: below.unwrap_or(101) }
            }
            S::Flag { flag, is } => Condition::Flag { flag: self.flag(flag), is: *is },
            S::Area { area, is, at_least } => {
                let (from, to) = match (is, at_least) {
                    (Some(mood), None) => (*mood, *mood),
                    (None, Some(mood)) => (*mood, AreaMood::Combat),
                    _ => {
                        self.error(Finding::new("D019", "an area condition needs either `is` or `at_least`"));
                        (AreaMood::Calm, AreaMood::Combat)
                    }
                };
                Condition::Area { area: self.area("area", area), from, to }
            }
            S::AnyArea { any_area, at_least } => Condition::AnyArea { kind: *any_area, from: *at_least },
            S::Rung { rung, or } => {
                let at = self.rung("rung", rung);
                let top = RungId::at(self.names.rungs.len().max(1) - 1);
                let (from, to) = beyond(*or, at, RungId(0), top);
                Condition::Rung { from, to }
            }
            S::Situation { situation, or } => {
                let at = self.situation("situation", situation);
                let top = SituationId::at(self.names.situations.len().max(1) - 1);
                let (from, to) = beyond(*or, at, SituationId(0), top);
                Condition::Situation { from, to }
            }
            S::Act { act } => Condition::Act(*act),
            S::Turn { turn_at_least } => Condition::Turn(*turn_at_least),
            S::Played { played } => {
                let response = self.response("played", played);
                Condition::Played { response, memory: self.response_memory(response) }
            }
            S::Fell { fell } => {
                let event = self.event("fell", fell);
                Condition::Fell { event, memory: self.event_memory(event) }
            }
            S::Standing { standing } => Condition::Standing(self.response("standing", standing)),
            S::PlanLists { plan_lists } => Condition::PlanLists(self.operation("plan_lists", plan_lists)),
            S::Procedure { procedure } => Condition::Procedure(self.situation("procedure", procedure)),
            S::Promise { promise, is } => Condition::Promise { promise: self.promise("promise", promise), is: *is },
            S::Request { request, is } => Condition::Request { request: self.request("request", request), is: *is },
            S::Count { count, seat, at_least } => Condition::Count {
                count: *count,
                seat: seat.as_ref().map(|seat| self.seat("seat", seat)),
                from: *at_least,
            },
            S::Finished { finished } => Condition::Finished(*finished),
            S::Any { any } => Condition::Any(self.conditions("any", any)),
            S::All { all } => Condition::All(self.conditions("all", all)),
            S::Not { not } => Condition::Not(Box::new(self.within("not", |cx| cx.condition(not)))),
        }
    }

    pub fn effects(&mut self, step: &'static str, list: &[source::Effect]) -> Effects {
        self.each(step, list, Self::effect).into()
    }

    fn effect(&mut self, effect: &source::Effect) -> Effect {
        use source::Effect as S;
        match effect {
            S::If { when, then, otherwise } => Effect::If {
                when: self.conditions("if", when),
                then: self.effects("then", then),
                otherwise: self.effects("else", otherwise),
            },
            S::Meter { meter, add } => Effect::Meter { meter: self.meter(meter), add: *add },
            S::Set { set } => Effect::Flag { flag: self.flag(set), on: true },
            S::Clear { clear } => Effect::Flag { flag: self.flag(clear), on: false },
            S::Area { area, becomes } => Effect::Area { area: self.area("area", area), becomes: *becomes },
            S::Worsens { worsens } => Effect::Worsens(self.area("worsens", worsens)),
            S::Eases { eases } => Effect::Eases(self.area("eases", eases)),
            S::Promise { promise } => Effect::Promise(self.promise("promise", promise)),
            S::WalksBack { walks_back } => Effect::WalksBack(self.promise("walks_back", walks_back)),
            S::Ends { ends } => Effect::Ends(self.response("ends", ends)),
            S::Ladder { ladder } => Effect::Ladder(*ladder),
        }
    }

    pub fn chance(&mut self, step: &'static str, chance: &source::Chance, plan: bool) -> Chance {
        self.within(step, |cx| match chance {
            source::Chance::Fixed(base) => Chance { base: i16::from(*base), terms: Box::default(), min: 0, max: 100 },
            source::Chance::Form(form) => {
                let (min, max) = (form.min.unwrap_or(0), form.max.unwrap_or(100));
                if min > max {
                    cx.error_at("min", Finding::new("D019", format!("`min` {min} lies above `max` {max}")));
                }
                let terms = cx.each("terms", &form.terms, |cx, term| cx.term(term, plan));
                Chance { base: form.base, terms: terms.into(), min, max }
            }
        })
    }

    fn term(&mut self, term: &source::Term, plan: bool) -> Term {
        match term {
            source::Term::Meter { label, meter, around, percent, source } => {
                let kind = TermKind::Meter { meter: self.meter(meter), around: *around, percent: *percent };
                Term { label: self.text(label), kind, source: Self::sources(source) }
            }
            source::Term::When { label, when, add, source } => {
                let kind = TermKind::When { when: self.conditions("when", when), add: *add };
                Term { label: self.text(label), kind, source: Self::sources(source) }
            }
            source::Term::Breadth { label, each_operation, beyond, source } => {
                if !plan {
                    let help = "Only the stages of a situation with a plan know how broad the plan is.";
                    self.error(Finding::new("D019", "`each_operation` where there is no plan").help(help));
                }
                let kind = TermKind::Breadth { each: *each_operation, beyond: *beyond };
                Term { label: self.text(label), kind, source: Self::sources(source) }
            }
        }
    }

    fn unknown(
        &mut self,
        step: impl Into<Inward>,
        (what, section): (&str, &str),
        name: &str,
        index: impl Fn(&Names) -> &Index,
    ) {
        if name == NO_NAME && !self.merged.is_sound(&self.entry) {
            return;
        }
        let known = index(&self.names);
        let removed = self.merged.removed_by(&format!("{section}/{name}"));
        let help = if let Some(file) = removed {
            Some(format!("The `remove` of {file} took it out."))
        } else if known.is_empty() {
            Some(format!("The deck has no {what} at all."))
        } else if self.merged.notes.may_guess(known.len()) {
            match known.nearest(name) {
                Some(nearest) => Some(format!("Did you mean `{nearest}`?")),
                None if known.len() <= 16 => {
                    Some(format!("There are `{}`.", known.iter().collect::<Vec<_>>().join("`, `")))
                }
                None => None,
            }
        } else {
            None
        };
        let message = format!("there is no {what} called `{}`", crate::deck::text::clean(name, 80));
        self.error_at(step, Finding { code: "D014", message, help });
    }

    fn meter(&mut self, name: &str) -> MeterId {
        self.meter_at("meter", name)
    }
}

fn beyond<T>(or: Option<OrBeyond>, at: T, bottom: T, top: T) -> (T, T)
where
    T: Copy,
{
    match or {
        None => (at, at),
        Some(OrBeyond::Above) => (at, top),
        Some(OrBeyond::Below) => (bottom, at),
    }
}

macro_rules! lookups {
    ($($method:ident: $id:ident in $list:ident, $what:literal;)+) => {
        impl Cx<'_> {
            $(
                /// The id of a name at a step of the entry; says so where there is none.
                pub fn $method(&mut self, step: impl Into<Inward>, name: &str) -> $id {
                    $id::find(&self.names, name).unwrap_or_else(|| {
                        self.unknown(step, ($what, stringify!($list)), name, |names| &names.$list);
                        $id(0)
                    })
                }
            )+
        }
    };
}

lookups! {
    meter_at: MeterId in meters, "meter";
    seat: SeatId in seats, "seat";
    area: AreaId in areas, "area";
    operation: OperationId in operations, "operation";
    situation: SituationId in situations, "situation";
    rung: RungId in rungs, "rung";
    event: EventId in events, "event";
    response: ResponseId in responses, "response";
    request: RequestId in requests, "request";
    promise: PromiseId in promises, "promise";
    objective: ObjectiveId in objectives, "objective";
}
