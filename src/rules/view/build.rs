//! Builds a view from a game: what the eyes may know, in a language of the deck.

use super::closed::{Closer, Seen};
use super::question::chance_view;
use super::{
    AreaView, Header, LessonView, LogLine, MeterView, ObjectiveView, RungView, RunningView, SeatView, View, options,
    story,
};
use crate::deck::{Deck, EventId, MeterId, OperationSet, ScenarioAct, SeatId, Step, prose};
use crate::rules::audience::{Eyes, Watcher};
use crate::rules::fall;
use crate::rules::game::{Game, Moment};
use crate::rules::holds::{all_hold, odds};
use crate::rules::state::{Fall, State};

/// What the eyes may know of a game, in a language of its deck.
pub fn of(game: &Game, eyes: Eyes, language: &str) -> View {
    at(&game.moment(), eyes, language)
}

/// What the eyes may know of a game at a moment, in a language of its deck.
pub fn at(moment: &Moment<'_>, eyes: Eyes, language: &str) -> View {
    let mut watcher = Watcher::new(moment.deck, eyes);
    let seen: Vec<Seen<'_>> = moment
        .log
        .iter()
        .filter_map(|h| watcher.see(&h.event).map(|event| Seen { turn: h.turn, event: event.into() }))
        .collect();
    let Moment { deck, state, starts, .. } = *moment;
    Builder { deck, state, starts, eyes, language, seen, watcher }.view()
}

/// What a view is built from.
pub(super) struct Builder<'a> {
    pub(super) deck: &'a Deck,
    pub(super) state: &'a State,
    pub(super) starts: &'a [State],
    pub(super) eyes: Eyes,
    pub(super) language: &'a str,
    pub(super) seen: Vec<Seen<'a>>,
    pub(super) watcher: Watcher<'a>,
}

impl Builder<'_> {
    fn view(&self) -> View {
        let seat = self.seat();
        let closer = Closer { deck: self.deck, state: self.state, language: self.language, seen: &self.seen };
        let card = seat.map(|seat| &self.deck.seats[seat.index()]);
        View {
            seat,
            header: self.header(),
            brief: card.map_or(String::new(), |card| card.brief.get(self.language).to_owned()),
            meters: self.meters(),
            areas: self.areas(),
            lessons: self.lessons(),
            drift: self.drift(),
            cards: self.cards(),
            signals: self.signals(),
            options: seat.map_or_else(Vec::new, |seat| options::all(&closer, seat)),
            orders: seat
                .map_or((0, 0), |seat| (self.deck.seats[seat.index()].orders, self.state.spent(self.deck, seat))),
            incoming: self.incoming(),
            outgoing: self.outgoing(),
            law: self.law(),
            promises: self.promises(),
            running: self.running(),
            objectives: self.objectives(),
            seats: self.seats(),
            log: self.log(),
            outlook: self.outlook(),
            question: self.question(),
            end: self.end(),
            glossary: self
                .deck
                .glossary
                .iter()
                .map(|(term, about)| (term.get(self.language).to_owned(), about.get(self.language).to_owned()))
                .collect(),
        }
    }

    pub(super) fn seat(&self) -> Option<SeatId> {
        match self.eyes {
            Eyes::Seat(seat) => Some(seat),
            Eyes::All | Eyes::Public => None,
        }
    }

    pub(super) fn scenario_act(&self) -> &ScenarioAct {
        &self.deck.scenarios[self.state.scenario.index()].acts[usize::from(self.state.act)]
    }

    pub(super) fn name(&self, seat: SeatId) -> String {
        self.deck.seats[seat.index()].name.get(self.language).to_owned()
    }

    fn header(&self) -> Header {
        let scenario = &self.deck.scenarios[self.state.scenario.index()];
        let act = self.scenario_act();
        let text = |text: &crate::deck::Text| text.get(self.language).to_owned();
        Header {
            deck: text(&self.deck.title),
            scenario: text(&scenario.title),
            seat: match self.eyes {
                Eyes::Seat(seat) => self.name(seat),
                Eyes::All => "Facilitator".to_owned(),
                Eyes::Public => "Onlooker".to_owned(),
            },
            title: match self.eyes {
                Eyes::Seat(seat) => text(&self.deck.seats[seat.index()].title),
                Eyes::All => "sees everything".to_owned(),
                Eyes::Public => "sees what is public".to_owned(),
            },
            act: act.act,
            act_brief: text(&act.brief),
            turn: self.state.turn,
            turn_in_act: (self.state.turn_in_act, act.turns),
            date: date(scenario.date, self.state.months, self.state.days),
            rung: self.state.rung,
            rungs: self
                .deck
                .ladder
                .rungs
                .iter()
                .map(|rung| RungView { name: text(&rung.name), about: text(&rung.about), attack: rung.attack })
                .collect(),
            who: text(&self.deck.ladder.who),
            question: text(&self.deck.ladder.question),
            paused: self.state.paused,
            estimates: self.state.estimates,
        }
    }

    fn lessons(&self) -> Vec<LessonView> {
        let lessons = &self.deck.scenarios[self.state.scenario.index()].lessons;
        let shown =
            lessons.iter().filter(|l| l.turn == self.state.turn && self.seat().is_none_or(|seat| seat == l.seat));
        shown
            .map(|lesson| {
                let taken = lesson.step.and_then(|step| self.is_taken(lesson.seat, step));
                let is_task = taken.is_some() || !lesson.done_when.is_empty();
                let holds = || all_hold(self.deck, self.state, &lesson.done_when);
                LessonView {
                    title: lesson.title.get(self.language).to_owned(),
                    text: lesson.text.get(self.language).to_owned(),
                    step: lesson.step,
                    done: is_task.then(|| taken.unwrap_or(true) && holds()),
                }
            })
            .collect()
    }

    /// Whether a seat has taken a lesson's step; nothing where the table cannot tell.
    fn is_taken(&self, seat: SeatId, step: Step) -> Option<bool> {
        let state = self.state;
        match step {
            Step::Order(response) => {
                let memory = self.deck.responses[response.index()].memory;
                let done = state.running(response).is_some() || memory.is_some_and(|memory| state.remembers(memory));
                Some(done || state.order(seat, response).is_some())
            }
            Step::Ask(request) => Some(state.request(request).is.is_some()),
            Step::Answer(request) => {
                Some(state.request(request).is.is_some_and(|is| is != crate::deck::Answered::Waiting))
            }
            Step::Designate(situation) => {
                let under_way = state.procedure.is_some_and(|procedure| procedure.situation >= situation);
                Some(under_way || state.situation >= situation)
            }
            Step::LookAt(_) | Step::Open(_) | Step::Seal => None,
        }
    }

    fn meters(&self) -> Vec<MeterView> {
        let starts = self.starts;
        let before = &starts.get(starts.len().saturating_sub(2)).unwrap_or(self.state).meters;
        let shown = (0..self.deck.meters.len()).filter(|m| !self.deck.meters[*m].hidden || self.eyes == Eyes::All);
        shown
            .map(|m| {
                let card = &self.deck.meters[m];
                MeterView {
                    meter: MeterId::at(m),
                    name: card.name.get(self.language).to_owned(),
                    about: card.about.get(self.language).to_owned(),
                    value: self.state.meters[m],
                    before: before[m],
                    history: starts.iter().map(|start| start.meters[m]).collect(),
                    headline: m < 2,
                    settles: card.settles.as_ref().map(|settles| {
                        let at = odds(self.deck, self.state, &settles.at, OperationSet::default());
                        chance_view(self.language, Some(&settles.at), &at)
                    }),
                }
            })
            .collect()
    }

    fn areas(&self) -> Vec<AreaView> {
        (0..self.deck.areas.len())
            .map(|a| {
                let (area, card) = (crate::deck::AreaId::at(a), &self.deck.areas[a]);
                let here = |running: &&crate::rules::state::Running| {
                    let response = &self.deck.responses[running.response.index()];
                    !running.is_work()
                        && self.watcher.knows(running.response)
                        && response.uses.iter().any(|used| used.area == area)
                };
                let title = |running: &crate::rules::state::Running| {
                    self.deck.responses[running.response.index()].title.get(self.language).to_owned()
                };
                let fell = |(event, fall): &&(EventId, Fall)| {
                    *fall != Fall::Forestalled && self.deck.events[event.index()].area == Some(area)
                };
                AreaView {
                    area,
                    name: card.name.get(self.language).to_owned(),
                    position: card.position,
                    kind: card.kind,
                    kind_name: prose::kind(self.deck, self.language, card.kind).to_owned(),
                    mood: self.state.area(area),
                    operations: self.state.running.iter().filter(here).map(title).collect(),
                    cards: self
                        .state
                        .fallen
                        .iter()
                        .filter(fell)
                        .map(|(event, how)| fall::told(self.deck, *event, *how).headline.get(self.language).to_owned())
                        .collect(),
                }
            })
            .collect()
    }

    fn running(&self) -> Vec<RunningView> {
        self.state
            .running
            .iter()
            .filter(|running| self.watcher.knows(running.response))
            .map(|running| {
                let card = &self.deck.responses[running.response.index()];
                RunningView {
                    response: running.response,
                    title: card.title.get(self.language).to_owned(),
                    seat: self.name(card.seat),
                    mine: self.seat().is_some_and(|seat| card.parties.has(seat)),
                    since: running.since,
                    ready: running.is_work().then_some(running.ready),
                    manner: running.manner,
                }
            })
            .collect()
    }

    fn objectives(&self) -> Vec<ObjectiveView> {
        let seats = (0..self.deck.seats.len()).map(SeatId::at).filter(|seat| self.eyes.may_see(*seat));
        seats
            .flat_map(|seat| {
                self.deck.seats[seat.index()].objectives.iter().map(move |objective| ObjectiveView {
                    seat,
                    title: objective.title.get(self.language).to_owned(),
                    points: objective.points,
                    met: all_hold(self.deck, self.state, &objective.when),
                })
            })
            .collect()
    }

    fn seats(&self) -> Vec<SeatView> {
        (0..self.deck.seats.len())
            .map(|s| SeatView {
                seat: SeatId::at(s),
                name: self.name(SeatId::at(s)),
                title: self.deck.seats[s].title.get(self.language).to_owned(),
                sealed: self.state.sealed.has(SeatId::at(s)),
            })
            .collect()
    }

    fn log(&self) -> Vec<LogLine> {
        self.seen
            .iter()
            .filter_map(|h| {
                let (kind, text) = story::line(self.deck, self.language, &h.event)?;
                Some(LogLine { turn: h.turn, kind, text })
            })
            .collect()
    }
}

/// The date after so many months and days.
pub fn date(start: (i16, i8, i8), months: u16, days: u16) -> String {
    use jiff::ToSpan as _;
    let date = jiff::civil::Date::new(start.0, start.1, start.2).unwrap_or(jiff::civil::Date::constant(2027, 4, 1));
    let later = date.checked_add(i32::from(months).months()).and_then(|d| d.checked_add(i32::from(days).days()));
    later.unwrap_or(date).to_string()
}
