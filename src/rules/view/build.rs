//! Builds a view from a game: what the eyes may know, in a language of the deck.

use super::closed::{Closer, Seen};
use super::options::sources;
use super::{
    AnswerView, AreaView, CardView, EndView, Header, LawView, LessonView, LogLine, MeterView, ObjectiveView,
    ProcedureView, PromiseView, QuestionView, RequestView, RungView, RunningView, SeatView, SituationView, StageView,
    View, chance_view, options, story,
};
use crate::deck::{
    Deck, EventId, MeterId, OperationSet, PromiseId, RequestId, ScenarioAct, SeatId, SituationId, Step, prose,
};
use crate::rules::audience::{Eyes, Watcher};
use crate::rules::command::Answer;
use crate::rules::decide;
use crate::rules::event::{Answered, Cause, Event};
use crate::rules::game::{Game, Moment};
use crate::rules::holds::{all_hold, odds};
use crate::rules::law;
use crate::rules::sharing;
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

struct Builder<'a> {
    deck: &'a Deck,
    state: &'a State,
    starts: &'a [State],
    eyes: Eyes,
    language: &'a str,
    seen: Vec<Seen<'a>>,
    watcher: Watcher<'a>,
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

    fn seat(&self) -> Option<SeatId> {
        match self.eyes {
            Eyes::Seat(seat) => Some(seat),
            Eyes::All | Eyes::Public => None,
        }
    }

    fn scenario_act(&self) -> &ScenarioAct {
        &self.deck.scenarios[self.state.scenario.index()].acts[usize::from(self.state.act)]
    }

    fn name(&self, seat: SeatId) -> String {
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
                        .map(|(event, _)| self.deck.events[event.index()].headline.get(self.language).to_owned())
                        .collect(),
                }
            })
            .collect()
    }

    fn cards(&self) -> Vec<CardView> {
        self.state
            .fallen
            .iter()
            .map(|(event, fall)| {
                let card = &self.deck.events[event.index()];
                let fallback = match fall {
                    Fall::Full => None,
                    Fall::Softened => card.softened.as_ref(),
                    Fall::Forestalled => card.forestalled.as_ref(),
                };
                let brief = (0..self.deck.seats.len())
                    .map(SeatId::at)
                    .filter(|seat| self.eyes.may_see(*seat))
                    .filter_map(|seat| {
                        let text = card.briefs[seat.index()].as_ref()?.get(self.language);
                        Some(if self.eyes == Eyes::All {
                            format!("{}: {text}", self.name(seat))
                        } else {
                            text.to_owned()
                        })
                    })
                    .collect::<Vec<_>>()
                    .join(" ");
                CardView {
                    event: *event,
                    headline: card.headline.get(self.language).to_owned(),
                    text: fallback.map_or(&card.brief, |fallback| &fallback.text).get(self.language).to_owned(),
                    brief: Some(brief).filter(|brief| !brief.is_empty()),
                    passed_on: self.passed_on(card),
                    fall: *fall,
                    did: self.did(*event),
                    source: sources(&card.source),
                }
            })
            .collect()
    }

    /// What the other seats pass on of what they alone were told, where a link or a shared picture lets them.
    fn passed_on(&self, card: &crate::deck::Event) -> Vec<(String, String)> {
        let Eyes::Seat(to) = self.eyes else { return Vec::new() };
        card.passed_on
            .iter()
            .filter(|from| sharing::is_told(self.deck, self.state, *from, to))
            .filter_map(|from| Some((self.name(from), card.briefs[from.index()].as_ref()?)))
            .map(|(name, text)| (name, text.get(self.language).to_owned()))
            .collect()
    }

    /// What an event did this turn, in lines.
    fn did(&self, card: EventId) -> Vec<String> {
        self.seen
            .iter()
            .filter(|h| h.turn == self.state.turn)
            .filter(|h| match &*h.event {
                Event::MeterMoved { cause, .. }
                | Event::AreaChanged { cause, .. }
                | Event::RungChanged { cause, .. } => *cause == Cause::Event(card),
                Event::Rolled { die: crate::rules::event::Die::Event(event, _), .. } => *event == card,
                _ => false,
            })
            .filter_map(|h| story::line(self.deck, self.language, &h.event).map(|(_, text)| text))
            .collect()
    }

    fn signals(&self) -> Vec<String> {
        self.state
            .signals
            .iter()
            .filter(|signal| self.eyes.are_in(signal.seen))
            .filter_map(|signal| self.deck.events[signal.event.index()].signal.as_ref())
            .map(|text| text.get(self.language).to_owned())
            .collect()
    }

    fn request(&self, request: RequestId, reason: Option<String>) -> RequestView {
        let card = &self.deck.requests[request.index()];
        RequestView {
            request,
            title: card.title.get(self.language).to_owned(),
            from: self.name(card.from),
            to: self.name(card.to),
            text: card.text.get(self.language).to_owned(),
            is: self.state.request(request).is,
            reason,
            answers: card.answers.each_ref().map(|(text, effects)| {
                let follows = prose::effects(self.deck, self.language, effects);
                (text.get(self.language).to_owned(), prose::capitalized(&follows))
            }),
            staff_note: if self.eyes.may_see(card.to) {
                card.staff_note.get(self.language).to_owned()
            } else {
                String::new()
            },
            source: sources(&card.source),
        }
    }

    fn requests(&self) -> impl Iterator<Item = RequestId> + '_ {
        (0..self.deck.requests.len()).map(RequestId::at)
    }

    fn incoming(&self) -> Vec<RequestView> {
        self.requests()
            .filter(|r| self.eyes.may_see(self.deck.requests[r.index()].to))
            .filter(|r| self.state.request(*r).is == Some(crate::deck::Answered::Waiting))
            .map(|r| {
                let to = self.deck.requests[r.index()].to;
                let refusal = decide::check_answer(self.deck, self.state, to, r, Answer::Accept).err();
                self.request(r, refusal.map(|refusal| refusal.explain(self.deck, self.language).why))
            })
            .collect()
    }

    fn outgoing(&self) -> Vec<RequestView> {
        let Some(seat) = self.seat() else { return Vec::new() };
        let act = Deck::act_bit(self.state.act(self.deck));
        let in_play = &self.deck.scenarios[self.state.scenario.index()].in_play;
        self.requests()
            .filter(|r| self.deck.requests[r.index()].from == seat)
            .filter(|r| {
                let open = self.deck.requests[r.index()].acts & act != 0 && in_play.has_request(*r);
                open || self.state.request(*r).is.is_some()
            })
            .map(|r| {
                let refusal = decide::check_ask(self.deck, self.state, seat, r).err();
                self.request(r, refusal.map(|refusal| refusal.explain(self.deck, self.language).why))
            })
            .collect()
    }

    fn law(&self) -> LawView {
        let law = &self.deck.law;
        let given = |flag| self.state.flag(flag);
        LawView {
            binds: self.name(law.seat),
            mine: self.seat() == Some(law.seat),
            situations: (0..law.situations.len()).map(|s| self.situation(SituationId::at(s))).collect(),
            now: self.state.situation,
            plan_name: law.plan_name.get(self.language).to_owned(),
            plan: self.state.plan,
            procedure: self.procedure(),
            operations: self.deck.operations.iter().map(|o| o.name.get(self.language).to_owned()).collect(),
            consents: law
                .consents
                .iter()
                .filter(|c| self.eyes.may_see(c.seat) || self.eyes.may_see(law.seat))
                .map(|c| {
                    let what: Vec<&str> =
                        c.operations.iter().map(|o| self.deck.operations[o.index()].name.get(self.language)).collect();
                    (what.join(", "), given(c.flag))
                })
                .collect(),
            rulings: self
                .state
                .rulings
                .iter()
                .map(|ruling| {
                    let what = self.deck.operations[ruling.operation.index()].name.get(self.language);
                    let place =
                        ruling.area.map_or("everywhere", |a| self.deck.areas[a.index()].name.get(self.language));
                    format!("{what}, {place}: {}", if ruling.permitted { "permitted" } else { "barred" })
                })
                .collect(),
        }
    }

    fn situation(&self, situation: SituationId) -> SituationView {
        let card = &self.deck.law.situations[situation.index()];
        let rows = self.deck.law.rows.iter().filter(|row| {
            // What needs no designation is told once, with the ordinary state.
            let bit = 1_u8 << situation.0;
            row.situations & bit != 0 && (situation.0 == 0 || row.situations & 1 == 0)
        });
        let refusal = decide::check_may_designate(self.deck, self.state, self.deck.law.seat, situation).err();
        let plannable = if card.plan { law::plannable(self.deck, situation) } else { OperationSet::default() };
        SituationView {
            situation,
            name: card.name.get(self.language).to_owned(),
            about: card.about.get(self.language).to_owned(),
            permits: rows.map(|row| (row.permits.get(self.language).to_owned(), sources(&row.source))).collect(),
            matrix: super::matrix::of(self.deck, self.state, situation, plannable),
            plan: card.plan,
            plannable,
            reason: refusal.map(|refusal| refusal.explain(self.deck, self.language).why),
            stages: (0..card.stages.len()).map(|n| self.stage(situation, n, plannable)).collect(),
            source: sources(&card.source),
        }
    }

    fn stage(&self, situation: SituationId, number: usize, plannable: OperationSet) -> StageView {
        let stage = &self.deck.law.situations[situation.index()].stages[number];
        let listed: Vec<_> = plannable.iter().collect();
        let chance = |n: usize| {
            let plan: OperationSet = listed.iter().take(n).copied().collect();
            odds(self.deck, self.state, &stage.chance, plan)
        };
        let narrowest = chance(1);
        StageView {
            name: stage.name.get(self.language).to_owned(),
            turns: decide::stage_turns(self.deck, self.state, situation, u8::try_from(number).unwrap_or(0)),
            chances: (1..=listed.len().max(1)).map(|n| chance(n).chance).collect(),
            terms: chance_view(self.language, Some(&stage.chance), &narrowest).terms,
        }
    }

    fn procedure(&self) -> Option<ProcedureView> {
        let procedure = self.state.procedure?;
        let card = &self.deck.law.situations[procedure.situation.index()];
        let stage = card.stages.get(usize::from(procedure.stage))?;
        Some(ProcedureView {
            situation: procedure.situation,
            name: card.name.get(self.language).to_owned(),
            plan: procedure.plan,
            stage: stage.name.get(self.language).to_owned(),
            stage_number: (procedure.stage + 1, u8::try_from(card.stages.len()).unwrap_or(u8::MAX)),
            left: procedure.left,
            chance: odds(self.deck, self.state, &stage.chance, procedure.plan).chance,
        })
    }

    fn promises(&self) -> Vec<PromiseView> {
        (0..self.deck.promises.len())
            .map(PromiseId::at)
            .filter_map(|promise| {
                let word = self.state.promise(promise);
                let card = &self.deck.promises[promise.index()];
                Some(PromiseView {
                    promise,
                    seat: self.name(card.seat),
                    mine: self.seat() == Some(card.seat),
                    title: card.title.get(self.language).to_owned(),
                    text: card.text.get(self.language).to_owned(),
                    is: word.is?,
                    turns: (word.made, word.due),
                    source: sources(&card.source),
                })
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

    fn outlook(&self) -> QuestionView {
        let rung = &self.deck.ladder.rungs[self.state.rung.index()];
        let [today, climb, step_down] = decide::question(self.deck, self.state);
        QuestionView {
            turn: self.state.turn,
            today: chance_view(self.language, rung.today.as_ref(), &today),
            climb: chance_view(self.language, rung.climb.as_ref(), &climb),
            step_down: chance_view(self.language, rung.step_down.as_ref(), &step_down),
            answer: None,
        }
    }

    fn question(&self) -> Option<QuestionView> {
        let (turn, event) = self.seen.iter().rev().find_map(|h| match &*h.event {
            event @ Event::Decided { .. } => Some((h.turn, event)),
            _ => None,
        })?;
        let Event::Decided { today, climb, step_down, rolled, answer, from, to } = event else { return None };
        let rung = &self.deck.ladder.rungs[from.index()];
        let name = |rung: &crate::deck::RungId| self.deck.ladder.rungs[rung.index()].name.get(self.language).to_owned();
        let who = self.deck.ladder.who.get(self.language);
        let text = match answer {
            Answered::Today => "Today is the day.".to_owned(),
            Answered::Climbs => format!("Not today. But {who} climbs to “{}”.", name(to)),
            Answered::Holds if rung.attack => format!("The fighting goes on: {who} holds at “{}”.", name(to)),
            Answered::Holds => format!("Not today. {who} holds at “{}”.", name(to)),
            Answered::StepsDown if rung.attack => format!("{who} steps back to “{}”.", name(to)),
            Answered::StepsDown => format!("Not today. {who} steps down to “{}”.", name(to)),
        };
        Some(QuestionView {
            turn,
            today: chance_view(self.language, rung.today.as_ref(), today),
            climb: chance_view(self.language, rung.climb.as_ref(), climb),
            step_down: chance_view(self.language, rung.step_down.as_ref(), step_down),
            answer: Some(AnswerView { rolled: *rolled, answer: *answer, text, from: name(from), to: name(to) }),
        })
    }

    fn end(&self) -> Option<EndView> {
        let outcome = self.state.outcome?;
        let card = &self.deck.outcomes[outcome.index()];
        let points = (0..self.deck.seats.len())
            .map(SeatId::at)
            .filter(|seat| self.eyes.may_see(*seat))
            .map(|seat| {
                let objectives = &self.deck.seats[seat.index()].objectives;
                let sum = |met: bool| {
                    let counted = objectives.iter().filter(|o| !met || all_hold(self.deck, self.state, &o.when));
                    counted.map(|o| u16::from(o.points)).sum()
                };
                (self.name(seat), sum(true), sum(false))
            })
            .collect();
        Some(EndView {
            outcome,
            title: card.title.get(self.language).to_owned(),
            epilogue: card.epilogue.get(self.language).to_owned(),
            held: card.held,
            points,
        })
    }
}

/// The date after so many months and days.
pub fn date(start: (i16, i8, i8), months: u16, days: u16) -> String {
    use jiff::ToSpan as _;
    let date = jiff::civil::Date::new(start.0, start.1, start.2).unwrap_or(jiff::civil::Date::constant(2027, 4, 1));
    let later = date.checked_add(i32::from(months).months()).and_then(|d| d.checked_add(i32::from(days).days()));
    later.unwrap_or(date).to_string()
}
