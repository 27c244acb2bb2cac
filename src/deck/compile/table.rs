//! Compiles the table's furniture, the scenarios and the outcomes, and puts the deck together.

use super::cards;
use super::cx::Cx;
use super::law;
use super::limits;
use crate::deck::ids::*;
use crate::deck::lists::Lists;
use crate::deck::model::{
    Area, Chance, Condition, Deck, Friction, InPlay, Inject, Ladder, Lesson, Meter, Objective, Operation, Outcome,
    Rung, Scenario, ScenarioAct, Seat, SeatObjective, Settles, Step,
};
use crate::deck::source::{self, ActKind, DeckSource};
use crate::deck::text::Text;
use std::sync::Arc;

pub(super) fn deck(cx: &mut Cx<'_>, source: &DeckSource, value: serde_json::Value) -> Option<Deck> {
    cx.at("format");
    if source.format != 1 {
        cx.error("D020", format!("this program reads decks of format 1, not {}", source.format), None);
    }
    for (section, empty, least) in [
        ("meters", source.meters.len(), 2),
        ("seats", source.seats.len(), 1),
        ("areas", source.areas.len(), 1),
        ("operations", source.operations.len(), 1),
        ("events", source.events.len(), 1),
        ("responses", source.responses.len(), 1),
        ("scenarios", source.scenarios.len(), 1),
        ("outcomes", source.outcomes.len(), 1),
    ] {
        if empty < least {
            cx.at("id");
            let help = "To build on the built-in deck, write \"extends\": \"today-is-not-the-day\".";
            cx.error("D021", format!("a deck needs at least {least} of `{section}`"), Some(help.into()));
        }
    }
    let (Some(law_source), Some(ladder_source)) = (&source.law, &source.ladder) else {
        cx.at("id");
        cx.error("D021", "a deck needs `law` and `ladder`".into(), None);
        return None;
    };
    if !cx.merged.diagnostics.is_empty() {
        return None;
    }
    let mut flags = Vec::new();
    let meters: Vec<Meter> = source.meters.iter().map(|m| meter(cx, m)).collect();
    let seats = source.seats.iter().map(|s| seat(cx, s)).collect();
    let areas: Vec<Area> = source.areas.iter().map(|a| area(cx, a)).collect();
    let operations = source.operations.iter().map(|o| operation(cx, o)).collect();
    let law = law::law(cx, law_source);
    let ladder = ladder(cx, ladder_source)?;
    let friction = friction(cx, source.friction.as_ref());
    cx.at("signals");
    let decoys = source.signals.as_ref().map_or(0, |signals| signals.decoys);
    cx.range("decoys", i64::from(decoys), 0, 4);
    let mut events: Vec<_> = source.events.iter().map(|e| cards::event(cx, e)).collect();
    let mut responses: Vec<_> = source.responses.iter().map(|r| cards::response(cx, r)).collect();
    let requests = source.requests.iter().map(|r| cards::request(cx, r)).collect();
    let promises = source.promises.iter().map(|p| cards::promise(cx, p)).collect();
    let objectives = source.objectives.iter().map(|o| objective(cx, o)).collect();
    let scenarios = source.scenarios.iter().map(|s| scenario(cx, s, &meters, &areas, &ladder)).collect();
    let outcomes: Vec<Outcome> = source.outcomes.iter().map(|o| outcome(cx, o)).collect();
    if !outcomes.iter().any(|o| *o.when == [Condition::Finished(true)]) {
        cx.at(&format!("outcomes/{}", source.outcomes.last().map_or("", |o| &o.id)));
        let help = "Let the last outcome have only {\"finished\": true} as its condition, so that every game ends.";
        cx.error("D022", "no outcome is left when the last turn has been played".into(), Some(help.into()));
    }
    for flag in &source.flags {
        cx.at(&format!("flags/{}", flag.id));
        let named = (cx.flag(&flag.id), cx.text(&flag.name));
        flags.push(named);
    }
    let glossary = source.glossary.iter().map(|g| (cx.text(&g.term), cx.text(&g.about))).collect();
    let (response_memory, event_memory) = cx.memories();
    responses.iter_mut().zip(response_memory).for_each(|(card, memory)| card.memory = *memory);
    events.iter_mut().zip(event_memory).for_each(|(card, memory)| card.memory = *memory);
    let responses_of = (0..source.seats.len())
        .map(|seat| {
            let seat = SeatId::at(seat);
            (0..responses.len()).filter(|r| responses[*r].parties.has(seat)).map(ResponseId::at).collect()
        })
        .collect();
    // A flag without a name is told by its id.
    let mut flag_names: Vec<Text> = cx.names.flags.iter().map(|id| Text::plain(&id.replace(['_', '-'], " "))).collect();
    for (flag, name) in flags {
        flag_names[flag.index()] = name;
    }
    Some(Deck {
        id: source.id.as_str().into(),
        title: cx.text(&source.title),
        about: cx.text(&source.about),
        language: source.language.as_str().into(),
        names: Arc::new(std::mem::take(&mut cx.names)),
        meters,
        seats,
        areas,
        operations,
        law,
        ladder,
        friction,
        decoys,
        events,
        responses,
        responses_of,
        requests,
        promises,
        objectives,
        scenarios,
        outcomes,
        flags: flag_names,
        glossary,
        // They are made of a deck that is sound.
        lists: Lists::default(),
        source: value,
    })
}

fn meter(cx: &mut Cx<'_>, meter: &source::Meter) -> Meter {
    cx.at(&format!("meters/{}", meter.id));
    cx.range("start", i64::from(meter.start), 0, 100);
    let settles = meter.settles.as_ref().map(|settles| {
        cx.within("settles", |cx| {
            cx.range("percent", i64::from(settles.percent), 0, 100);
            Settles { at: cx.chance("at", &settles.at, false), percent: settles.percent }
        })
    });
    Meter {
        name: cx.text(&meter.name),
        about: cx.text(&meter.about),
        start: meter.start,
        settles,
        hidden: meter.hidden,
        source: cx.sources(&meter.source),
    }
}

fn seat(cx: &mut Cx<'_>, seat: &source::Seat) -> Seat {
    cx.at(&format!("seats/{}", seat.id));
    cx.range("orders", i64::from(seat.orders), 1, 9);
    Seat {
        name: cx.text(&seat.name),
        title: cx.text(&seat.title),
        brief: cx.text(&seat.brief),
        orders: seat.orders,
        authority: cx.text(&seat.authority),
        intelligence: cx.chance("intelligence", &seat.intelligence, false),
        false_alarms: cx.chance("false_alarms", &seat.false_alarms, false),
        objectives: cx.each("objectives", &seat.objectives, |cx, objective| {
            cx.range("points", i64::from(objective.points), 1, 100);
            SeatObjective {
                id: objective.id.as_str().into(),
                title: cx.text(&objective.title),
                points: objective.points,
                when: cx.conditions("when", &objective.when),
                source: cx.sources(&objective.source),
            }
        }),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "degrees in range, times a thousand")]
fn area(cx: &mut Cx<'_>, area: &source::Area) -> Area {
    cx.at(&format!("areas/{}", area.id));
    if !(-180.0..=180.0).contains(&area.lon) || !(-90.0..=90.0).contains(&area.lat) {
        cx.within("lon", |cx| cx.error("D018", "a place outside −180…180 east, −90…90 north".into(), None));
    }
    Area {
        name: cx.text(&area.name),
        position: ((area.lon * 1000.0) as i32, (area.lat * 1000.0) as i32),
        kind: area.kind,
        start: area.start,
    }
}

fn operation(cx: &mut Cx<'_>, operation: &source::Operation) -> Operation {
    cx.at(&format!("operations/{}", operation.id));
    Operation {
        name: cx.text(&operation.name),
        about: cx.text(&operation.about),
        source: cx.sources(&operation.source),
    }
}

fn objective(cx: &mut Cx<'_>, objective: &source::Objective) -> Objective {
    Objective { title: cx.text(&objective.title), about: cx.text(&objective.about) }
}

fn ladder(cx: &mut Cx<'_>, ladder: &source::Ladder) -> Option<Ladder> {
    cx.at("ladder");
    let rungs = cx.each("rungs", &ladder.rungs, |cx, rung| {
        cx.range("events", i64::from(rung.events), 0, 4);
        if rung.attack && rung.today.is_some() {
            cx.within("today", |cx| cx.error("D019", "on an attack rung the day has come already".into(), None));
        }
        let mut chance = |step: &str, chance: Option<&source::Chance>| chance.map(|c| cx.chance(step, c, false));
        let (today, climb, step_down) = (
            chance("today", rung.today.as_ref()),
            chance("climb", rung.climb.as_ref()),
            chance("step_down", rung.step_down.as_ref()),
        );
        Rung {
            name: cx.text(&rung.name),
            about: cx.text(&rung.about),
            attack: rung.attack,
            events: rung.events,
            today,
            climb,
            step_down,
            source: cx.sources(&rung.source),
        }
    });
    let Some(attack) = rungs.iter().position(|rung| rung.attack) else {
        cx.within("rungs", |cx| {
            cx.error(
                "D019",
                "no rung is the attack".into(),
                Some("Mark the rung on which the day has come: \"attack\": true.".into()),
            );
        });
        return None;
    };
    if attack == 0 || rungs[attack..].iter().any(|rung| !rung.attack) {
        cx.within("rungs", |cx| {
            cx.error("D019", "attack rungs stand together at the top, above at least one other".into(), None);
        });
        return None;
    }
    if rungs[attack - 1].climb.is_some() {
        let message = "above this rung lies the attack: its chance is `today`, not `climb`";
        cx.within(&format!("rungs[{}].climb", attack - 1), |cx| cx.error("D019", message.into(), None));
    }
    Some(Ladder { who: cx.text(&ladder.who), question: cx.text(&ladder.question), rungs, attack: RungId::at(attack) })
}

fn friction(cx: &mut Cx<'_>, friction: Option<&source::Friction>) -> Friction {
    cx.at("friction");
    match friction {
        Some(friction) => Friction {
            chance: cx.chance("chance", &friction.chance, false),
            effects: cx.effects("effects", &friction.effects),
            text: cx.text(&friction.text),
            source: cx.sources(&friction.source),
        },
        None => Friction {
            chance: Chance { base: 0, terms: Box::default(), min: 0, max: 0 },
            effects: Box::default(),
            text: Text::default(),
            source: Box::default(),
        },
    }
}

fn scenario(
    cx: &mut Cx<'_>,
    scenario: &source::Scenario,
    meters: &[Meter],
    areas: &[Area],
    ladder: &Ladder,
) -> Scenario {
    cx.at(&format!("scenarios/{}", scenario.id));
    let date = scenario.date.parse::<jiff::civil::Date>().ok().filter(|d| (1900..=2200).contains(&d.year()));
    let date = date.unwrap_or_else(|| {
        let message = format!("`{}` is not a date between 1900 and 2200", crate::deck::text::clean(&scenario.date, 40));
        cx.within("date", |cx| cx.error("D018", message, Some("Write year-month-day: 2027-04-01.".into())));
        jiff::civil::Date::constant(2027, 4, 1)
    });
    let mut start: Vec<u8> = meters.iter().map(|meter| meter.start).collect();
    for (name, value) in &scenario.meters {
        cx.within("meters", |cx| cx.range(name, i64::from(*value), 0, 100));
        let id = cx.within("meters", |cx| cx.meter_at(name, name));
        start[id.index()] = *value;
    }
    let mut moods: Vec<_> = areas.iter().map(|area| area.start).collect();
    for (name, mood) in &scenario.areas {
        let id = cx.within("areas", |cx| cx.area(name, name));
        moods[id.index()] = *mood;
    }
    let rung = cx.rung("rung", &scenario.rung);
    if ladder.rungs[rung.index()].attack {
        cx.within("rung", |cx| cx.error("D019", "a scenario starts before the day has come".into(), None));
    }
    let acts = cx.each("acts", &scenario.acts, act);
    let turns: usize = acts.iter().map(|act| usize::from(act.turns)).sum();
    if acts.is_empty() || acts[0].act == ActKind::Conflict || turns > limits::TURNS {
        let message = format!("a scenario has an act before the conflict, and at most {} turns in all", limits::TURNS);
        cx.within("acts", |cx| cx.error("D023", message, None));
    }
    if acts.windows(2).any(|pair| pair[0].act >= pair[1].act) {
        let message = "each act once, in order: foundation, crisis, conflict";
        cx.within("acts", |cx| cx.error("D023", message.into(), None));
    }
    if acts.last().is_none_or(|act| act.act != ActKind::Conflict) {
        let help = "Add an act \"conflict\" at the end: Beijing may answer yes on any day.";
        cx.within("acts", |cx| cx.error("D023", "no conflict act".into(), Some(help.into())));
    }
    Scenario {
        title: cx.text(&scenario.title),
        brief: cx.text(&scenario.brief),
        date: (date.year(), date.month(), date.day()),
        meters: start,
        flags: scenario.flags.iter().map(|flag| cx.flag(flag)).collect(),
        areas: moods,
        rung,
        acts,
        injects: injects(cx, &scenario.injects, turns),
        in_play: cx.within("only", |cx| in_play(cx, scenario.only.as_ref())),
        lessons: cx.each("lessons", &scenario.lessons, |cx, lesson| {
            cx.range("turn", lesson.turn.into(), 1, i64::try_from(turns).unwrap_or(i64::MAX));
            Lesson {
                turn: lesson.turn,
                seat: cx.seat("seat", &lesson.seat),
                title: cx.text(&lesson.title),
                text: cx.text(&lesson.text),
                step: lesson.step.as_ref().map(|step| cx.within("step", |cx| lesson_step(cx, step))),
                done_when: cx.conditions("done_when", &lesson.done_when),
            }
        }),
    }
}

fn lesson_step(cx: &mut Cx<'_>, step: &source::Step) -> Step {
    match step {
        source::Step::LookAt { look_at } => Step::LookAt(cx.response("look_at", look_at)),
        source::Step::Order { order } => Step::Order(cx.response("order", order)),
        source::Step::Ask { ask } => Step::Ask(cx.request("ask", ask)),
        source::Step::Answer { answer } => Step::Answer(cx.request("answer", answer)),
        source::Step::Designate { designate } => Step::Designate(cx.situation("designate", designate)),
        source::Step::Open { open } => Step::Open(*open),
        source::Step::Seal { .. } => Step::Seal,
    }
}

fn in_play(cx: &mut Cx<'_>, only: Option<&source::Only>) -> InPlay {
    fn sorted<T: Ord>(mut list: Vec<T>) -> Box<[T]> {
        list.sort_unstable();
        list.into()
    }
    let Some(only) = only else { return InPlay::default() };
    InPlay {
        events: only.events.as_ref().map(|list| sorted(cx.each("events", list, |cx, name| cx.event("", name)))),
        responses: only.responses.as_ref().map(|list| sorted(cx.each("responses", list, |cx, n| cx.response("", n)))),
        requests: only.requests.as_ref().map(|list| sorted(cx.each("requests", list, |cx, n| cx.request("", n)))),
    }
}

fn injects(cx: &mut Cx<'_>, injects: &[source::Inject], turns: usize) -> Vec<(u8, Inject)> {
    let compiled: Vec<Option<(u8, Inject)>> = cx.each("injects", injects, |cx, inject| {
        cx.range("turn", inject.turn.into(), 1, i64::try_from(turns).unwrap_or(i64::MAX));
        match (&inject.event, &inject.request) {
            (Some(event), None) => Some((inject.turn, Inject::Event(cx.event("event", event)))),
            (None, Some(request)) => Some((inject.turn, Inject::Request(cx.request("request", request)))),
            _ => {
                cx.error("D019", "an inject is either an `event` or a `request`".into(), None);
                None
            }
        }
    });
    let compiled: Vec<(u8, Inject)> = compiled.into_iter().flatten().collect();
    let in_turn =
        |turn: u8| compiled.iter().filter(|(at, inject)| *at == turn && matches!(inject, Inject::Event(_))).count();
    if let Some((turn, _)) = compiled.iter().find(|(turn, _)| in_turn(*turn) > limits::EVENTS_A_TURN) {
        let message = format!("more than {} events scripted for turn {turn}", limits::EVENTS_A_TURN);
        cx.within("injects", |cx| cx.error("D015", message, None));
    }
    compiled
}

fn act(cx: &mut Cx<'_>, act: &source::ScenarioAct) -> ScenarioAct {
    cx.range("turns", i64::from(act.turns), 1, 40);
    if act.months.is_some() == act.days.is_some() {
        cx.error("D019", "a turn takes either `months` or `days`".into(), None);
    }
    ScenarioAct {
        act: act.act,
        brief: cx.text(&act.brief),
        turns: act.turns,
        months: act.months.unwrap_or(0).min(24),
        days: act.days.unwrap_or(0),
        rung: act.rung.as_ref().map(|rung| cx.rung("rung", rung)),
        effects: cx.effects("effects", &act.effects),
    }
}

fn outcome(cx: &mut Cx<'_>, outcome: &source::Outcome) -> Outcome {
    cx.at(&format!("outcomes/{}", outcome.id));
    Outcome {
        title: cx.text(&outcome.title),
        epilogue: cx.text(&outcome.epilogue),
        held: outcome.held,
        when: cx.conditions("when", &outcome.when),
        source: cx.sources(&outcome.source),
    }
}
