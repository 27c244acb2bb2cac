//! What compiling a part needs at hand: the names, where we are, and how to say that something is wrong.

use super::limits;
use crate::deck::ids::*;
use crate::deck::model::{self, Chance, Condition, Conditions, Effect, Effects, Term, TermKind};
use crate::deck::read::Merged;
use crate::deck::source::{self, AreaMood, DeckSource, OrBeyond};
use crate::deck::text::Text;
use std::fmt::Write as _;

pub(super) struct Cx<'a> {
    pub merged: &'a mut Merged,
    pub names: Names,
    /// The entry being compiled (`events/id`), and the path within it.
    pub entry: String,
    pub path: String,
    pub language: String,
    response_memory: Vec<Option<u16>>,
    event_memory: Vec<Option<u16>>,
    memories: u16,
}

impl<'a> Cx<'a> {
    /// Takes in every name first, so that entries may refer to what stands further down.
    pub fn new(merged: &'a mut Merged, source: &DeckSource) -> Self {
        let mut cx = Self {
            merged,
            names: Names::default(),
            entry: String::new(),
            path: String::new(),
            language: source.language.clone(),
            response_memory: vec![None; source.responses.len()],
            event_memory: vec![None; source.events.len()],
            memories: 0,
        };
        macro_rules! take {
            ($($list:ident at most $most:expr;)+) => {$(
                cx.take_names(stringify!($list), source.$list.iter().map(|e| e.id.as_str()), $most, |n| &mut n.$list);
            )+};
        }
        take! {
            meters at most limits::METERS; seats at most limits::SEATS; areas at most limits::AREAS;
            operations at most limits::OPERATIONS; events at most limits::CARDS; responses at most limits::CARDS;
            requests at most limits::REQUESTS; promises at most limits::PROMISES;
            objectives at most limits::OTHERS; scenarios at most limits::OTHERS; outcomes at most limits::OTHERS;
        }
        if let Some(law) = &source.law {
            let ids = law.situations.iter().map(|e| e.id.as_str());
            cx.take_names("law", ids, limits::SITUATIONS, |n| &mut n.situations);
        }
        if let Some(ladder) = &source.ladder {
            cx.take_names("ladder", ladder.rungs.iter().map(|e| e.id.as_str()), limits::RUNGS, |n| &mut n.rungs);
        }
        cx
    }

    fn take_names<'n>(
        &mut self,
        section: &str,
        ids: impl Iterator<Item = &'n str>,
        most: usize,
        index: impl Fn(&mut Names) -> &mut Index,
    ) {
        for id in ids {
            self.entry = format!("{section}/{id}");
            self.path.clear();
            self.check_id(id);
            if index(&mut self.names).add(id).is_none() {
                self.error("D007", format!("`{id}` stands twice in `{section}`"), None);
            }
            if index(&mut self.names).len() == most + 1 {
                self.error("D015", format!("more than {most} entries in `{section}`"), None);
            }
        }
    }

    pub fn check_id(&mut self, id: &str) {
        let sound = (1..=64).contains(&id.len())
            && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
        if !sound {
            let help = Some("1 to 64 of a–z, 0–9, `_` and `-`.".to_owned());
            self.error("D016", format!("`{}` is not an id", crate::deck::text::clean(id, 80)), help);
        }
    }

    pub fn at(&mut self, entry: &str) {
        entry.clone_into(&mut self.entry);
        self.path.clear();
    }

    /// Runs a piece of work one step further into the entry.
    pub fn within<T>(&mut self, step: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if length > 0 && !step.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(step);
        let result = work(self);
        self.path.truncate(length);
        result
    }

    pub fn error(&mut self, code: &'static str, message: String, help: Option<String>) {
        let (file, span) = self.merged.locate(&self.entry, &self.path);
        self.merged.error(file, span, code, message, help);
    }

    pub fn each<S, T>(&mut self, step: &str, list: &[S], mut work: impl FnMut(&mut Self, &S) -> T) -> Vec<T> {
        let mut path = String::new();
        list.iter()
            .enumerate()
            .map(|(number, item)| {
                path.clear();
                let _ = write!(path, "{step}[{number}]");
                self.within(&path, |cx| work(cx, item))
            })
            .collect()
    }

    pub fn text(&mut self, text: &source::Text) -> Text {
        match text {
            source::Text::Plain(text) => Text::plain(text),
            source::Text::Languages(map) => {
                let default = map.get(&self.language).or_else(|| map.values().next()).cloned().unwrap_or_default();
                Text::with_languages(&default, map.clone())
            }
        }
    }

    pub fn sources(&mut self, sources: &source::Sources) -> model::Sources {
        if sources.is_empty() {
            self.error("D017", "an entry without a source".into(), Some("Name a fact's id, or \"scenario\".".into()));
        }
        sources.as_slice().iter().map(|s| s.as_str().into()).collect()
    }

    pub fn optional_sources(sources: &source::Sources) -> model::Sources {
        sources.as_slice().iter().map(|s| s.as_str().into()).collect()
    }

    pub fn flag(&mut self, name: &str) -> FlagId {
        if let Some(flag) = FlagId::find(&self.names, name) {
            return flag;
        }
        self.check_id(name);
        if self.names.flags.len() == limits::FLAGS {
            self.error("D015", format!("more than {} flags", limits::FLAGS), None);
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
            self.error("D015", format!("more than {} cards that a game has to remember", limits::MEMORIES), None);
            return 0;
        }
        self.memories += 1;
        self.memories - 1
    }

    pub fn range(&mut self, step: &str, value: i64, from: i64, to: i64) {
        if !(from..=to).contains(&value) {
            self.within(step, |cx| cx.error("D018", format!("{value} is not between {from} and {to}"), None));
        }
    }

    pub fn conditions(&mut self, step: &str, list: &[source::Condition]) -> Conditions {
        self.each(step, list, Self::condition).into()
    }

    fn condition(&mut self, condition: &source::Condition) -> Condition {
        use source::Condition as S;
        match condition {
            S::Meter { meter, below, at_least } => {
                if below.is_none() && at_least.is_none() {
                    self.error("D019", "a meter condition needs `below` or `at_least`".into(), None);
                }
                self.range("below", i64::from(below.unwrap_or(1)), 1, 100);
                self.range("at_least", i64::from(at_least.unwrap_or(0)), 0, 100);
                Condition::Meter { meter: self.meter(meter), from: at_least.unwrap_or(0), below: below.unwrap_or(101) }
            }
            S::Flag { flag, is } => Condition::Flag { flag: self.flag(flag), is: *is },
            S::Area { area, is, at_least } => {
                let (from, to) = match (is, at_least) {
                    (Some(mood), None) => (*mood, *mood),
                    (None, Some(mood)) => (*mood, AreaMood::Combat),
                    _ => {
                        self.error("D019", "an area condition needs either `is` or `at_least`".into(), None);
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
                Condition::Played { response, memory: self.response_memory_or_first(response) }
            }
            S::Fell { fell } => {
                let event = self.event("fell", fell);
                let memory = if self.event_memory.is_empty() { 0 } else { self.event_memory(event) };
                Condition::Fell { event, memory }
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

    fn response_memory_or_first(&mut self, response: ResponseId) -> u16 {
        if self.response_memory.is_empty() { 0 } else { self.response_memory(response) }
    }

    pub fn effects(&mut self, step: &str, list: &[source::Effect]) -> Effects {
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
            S::Meter { meter, add } => {
                if *add == 0 {
                    self.error("D018", "a meter that moves by 0".into(), None);
                }
                self.range("add", i64::from(*add), -100, 100);
                Effect::Meter { meter: self.meter(meter), add: *add }
            }
            S::Set { set } => Effect::Flag { flag: self.flag(set), on: true },
            S::Clear { clear } => Effect::Flag { flag: self.flag(clear), on: false },
            S::Area { area, becomes } => Effect::Area { area: self.area("area", area), becomes: *becomes },
            S::Worsens { worsens } => Effect::Worsens(self.area("worsens", worsens)),
            S::Eases { eases } => Effect::Eases(self.area("eases", eases)),
            S::Promise { promise } => Effect::Promise(self.promise("promise", promise)),
            S::Ends { ends } => Effect::Ends(self.response("ends", ends)),
            S::Ladder { ladder } => Effect::Ladder(*ladder),
        }
    }

    pub fn chance(&mut self, step: &str, chance: &source::Chance, plan: bool) -> Chance {
        self.within(step, |cx| match chance {
            source::Chance::Fixed(base) => {
                cx.range("", i64::from(*base), 0, 100);
                Chance { base: i16::from(*base), terms: Box::default(), min: 0, max: 100 }
            }
            source::Chance::Form(form) => {
                cx.range("base", i64::from(form.base), -100, 200);
                if form.terms.len() > Chance::MOST_TERMS {
                    cx.error("D015", format!("more than {} terms", Chance::MOST_TERMS), None);
                }
                let (min, max) = (form.min.unwrap_or(0), form.max.unwrap_or(100));
                if min > max || max > 100 {
                    cx.error("D018", "a chance lies between 0 and 100, and `min` below `max`".into(), None);
                }
                let terms = cx.each("terms", &form.terms, |cx, term| cx.term(term, plan));
                Chance { base: form.base, terms: terms.into(), min, max }
            }
        })
    }

    fn term(&mut self, term: &source::Term, plan: bool) -> Term {
        match term {
            source::Term::Meter { label, meter, around, percent, source } => {
                self.range("percent", i64::from(*percent), -300, 300);
                self.range("around", i64::from(*around), 0, 100);
                let kind = TermKind::Meter { meter: self.meter(meter), around: *around, percent: *percent };
                Term { label: self.text(label), kind, source: Self::optional_sources(source) }
            }
            source::Term::When { label, when, add, source } => {
                self.range("add", i64::from(*add), -100, 100);
                let kind = TermKind::When { when: self.conditions("when", when), add: *add };
                Term { label: self.text(label), kind, source: Self::optional_sources(source) }
            }
            source::Term::Breadth { label, each_operation, beyond, source } => {
                self.range("each_operation", i64::from(*each_operation), -100, 100);
                if !plan {
                    let help = "Only the stages of a situation with a plan know how broad the plan is.";
                    self.error("D019", "`each_operation` where there is no plan".into(), Some(help.into()));
                }
                let kind = TermKind::Breadth { each: *each_operation, beyond: *beyond };
                Term { label: self.text(label), kind, source: Self::optional_sources(source) }
            }
        }
    }

    fn unknown(&mut self, step: &str, what: &str, name: &str, nearest: Option<String>) {
        let help = nearest.map(|nearest| format!("Did you mean `{nearest}`?"));
        let name = crate::deck::text::clean(name, 80);
        self.within(step, |cx| cx.error("D014", format!("there is no {what} called `{name}`"), help));
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
                pub fn $method(&mut self, step: &str, name: &str) -> $id {
                    $id::find(&self.names, name).unwrap_or_else(|| {
                        let nearest = self.names.$list.nearest(name).map(str::to_owned);
                        self.unknown(step, $what, name, nearest);
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
