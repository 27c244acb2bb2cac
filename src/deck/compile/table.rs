//! Compiles the table's furniture, the scenarios and the outcomes, and puts the deck together.

use super::cards;
use super::cx::{Cx, Inward};
use super::law;
use super::limits;
use crate::deck::diagnostic::Finding;
use crate::deck::ids::*;
use crate::deck::lists::Lists;
use crate::deck::model::{
    Announcing, Area, Chance, Condition, Deck, Friction, InPlay, Inject, Ladder, Lesson, Meter, Objective, Operation,
    Outcome, Rung, Scenario, ScenarioAct, Seat, SeatObjective, Settles, Sharing, Step,
};
use crate::deck::schema;
use crate::deck::source::{self, ActKind, DeckSource};
use crate::deck::text::Text;
use std::sync::Arc;

/// What to do where a part is missing: to write it, or, where most of a deck is missing, to build on another.
fn how_to_add(part: &str, much_is_missing: bool) -> &'static str {
    match part {
        "format" => "Write \"format\": 1.",
        "id" => "Write \"id\": and a name of your own, such as \"my_deck\".",
        "title" => "Write \"title\": and what the deck is called on screen.",
        "about" => "Write \"about\": and a sentence on what the deck is about.",
        _ if much_is_missing => "To build on the built-in deck, write \"extends\": \"today-is-not-the-day\".",
        _ => "`not-today deck new --blank FILE` writes a small deck that has one.",
    }
}

pub(super) fn deck(cx: &mut Cx<'_>, source: &DeckSource) -> Option<Deck> {
    let has = |cx: &Cx<'_>, section: &str| cx.merged.sections.get(section).map_or(0, |entries| entries.iter().count());
    let much_is_missing = schema::NEEDED.iter().filter(|(section, _)| has(cx, section) == 0).count() > 3;
    for key in ["format", "id", "title", "about", "law", "ladder"] {
        if !cx.merged.singles.contains_key(key) {
            cx.at("");
            let help = how_to_add(key, much_is_missing);
            cx.error(Finding::new("D021", format!("a deck needs `{key}`")).help(help));
        }
    }
    for (section, least) in schema::NEEDED {
        if has(cx, section) < least {
            cx.at("");
            let message = format!("a deck needs at least {least} of `{section}`");
            cx.error(Finding::new("D021", message).help(how_to_add(section, much_is_missing)));
        }
    }
    let meters: Vec<Meter> = source.meters.iter().map(|m| meter(cx, m)).collect();
    let seats = source.seats.iter().map(|s| seat(cx, s)).collect();
    let areas: Vec<Area> = source.areas.iter().map(|a| area(cx, a)).collect();
    let operations = source.operations.iter().map(|o| operation(cx, o)).collect();
    let law = source.law.as_ref().map(|law| law::law(cx, law));
    let ladder = source.ladder.as_ref().and_then(|source| ladder(cx, source));
    let friction = friction(cx, source.friction.as_ref());
    let announcing = announcing(cx, source.announcing.as_ref());
    let decoys = source.signals.as_ref().map_or(0, |signals| signals.decoys);
    cx.at("signals");
    let shared = source.signals.as_ref().map_or(&[][..], |signals| &signals.shared);
    let sharing = cx.each("shared", shared, sharing);
    let mut events: Vec<_> = source.events.iter().map(|e| cards::event(cx, e)).collect();
    let mut responses: Vec<_> = source.responses.iter().map(|r| cards::response(cx, r)).collect();
    let requests = source.requests.iter().map(|r| cards::request(cx, r)).collect();
    let promises = source.promises.iter().map(|p| cards::promise(cx, p)).collect();
    let pressures = source.pressures.iter().map(|p| cards::pressure(cx, p)).collect();
    let objectives = source.objectives.iter().map(|o| objective(cx, o)).collect();
    let scenarios = source.scenarios.iter().map(|s| scenario(cx, s, &meters, &areas, ladder.as_ref())).collect();
    let outcomes: Vec<Outcome> = source.outcomes.iter().map(|o| outcome(cx, o)).collect();
    if !outcomes.is_empty() && !outcomes.iter().any(|o| *o.when == [Condition::Finished(true)]) {
        let last = source.outcomes.last().map(|last| format!("outcomes/{}", last.id));
        cx.at(&last.filter(|last| cx.merged.is_own(last)).unwrap_or_default());
        let help = "Let the last outcome have only {\"finished\": true} as its condition, so that every game ends.";
        cx.error(Finding::new("D022", "no outcome is left when the last turn has been played").help(help));
    }
    let flags = named_flags(cx, source);
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
    let (Some(law), Some(ladder)) = (law, ladder) else { return None };
    Some(Deck {
        id: source.id.into(),
        title: cx.text(&source.title),
        about: cx.text(&source.about),
        language: source.language.into(),
        names: Arc::new(std::mem::take(&mut cx.names)),
        meters,
        seats,
        areas,
        operations,
        law,
        ladder,
        friction,
        announcing,
        decoys,
        sharing,
        estimate: source.estimate.unwrap_or(true),
        events,
        responses,
        responses_of,
        requests,
        promises,
        pressures,
        objectives,
        scenarios,
        outcomes,
        flags: flag_names,
        glossary,
        languages: cx.languages(),
        // These are made of a deck that is sound.
        lists: Lists::default(),
        written: Box::default(),
    })
}

/// The flags that have a name of their own.
fn named_flags(cx: &mut Cx<'_>, source: &DeckSource) -> Vec<(FlagId, Text)> {
    let mut named = Vec::new();
    for flag in &source.flags {
        cx.at(&format!("flags/{}", flag.id));
        named.push((cx.flag(flag.id), cx.text(&flag.name)));
    }
    named
}

fn meter(cx: &mut Cx<'_>, meter: &source::Meter) -> Meter {
    cx.at(&format!("meters/{}", meter.id));
    let settles = meter.settles.as_ref().map(|settles| {
        cx.within("settles", |cx| Settles { at: cx.chance("at", &settles.at, false), percent: settles.percent })
    });
    Meter {
        name: cx.text(&meter.name),
        about: cx.text(&meter.about),
        start: meter.start,
        settles,
        hidden: meter.hidden,
        source: Cx::sources(&meter.source),
    }
}

fn seat(cx: &mut Cx<'_>, seat: &source::Seat) -> Seat {
    cx.at(&format!("seats/{}", seat.id));
    Seat {
        name: cx.text(&seat.name),
        title: cx.text(&seat.title),
        brief: cx.text(&seat.brief),
        orders: seat.orders,
        authority: cx.text(&seat.authority),
        intelligence: cx.chance("intelligence", &seat.intelligence, false),
        false_alarms: cx.chance("false_alarms", &seat.false_alarms, false),
        objectives: cx.each("objectives", &seat.objectives, |cx, objective| SeatObjective {
            id: objective.id.into(),
            title: cx.text(&objective.title),
            points: objective.points,
            when: cx.conditions("when", &objective.when),
            source: Cx::sources(&objective.source),
        }),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "degrees in range, times a thousand")]
fn area(cx: &mut Cx<'_>, area: &source::Area) -> Area {
    cx.at(&format!("areas/{}", area.id));
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
        source: Cx::sources(&operation.source),
    }
}

fn objective(cx: &mut Cx<'_>, objective: &source::Objective) -> Objective {
    Objective { title: cx.text(&objective.title), about: cx.text(&objective.about) }
}

fn ladder(cx: &mut Cx<'_>, ladder: &source::Ladder) -> Option<Ladder> {
    cx.at("ladder");
    let rungs = cx.each("rungs", &ladder.rungs, |cx, rung| {
        if rung.attack && rung.today.is_some() {
            cx.error_at("today", Finding::new("D019", "on an attack rung the day has come already"));
        }
        let mut chance =
            |step: &'static str, chance: Option<&source::Chance>| chance.map(|c| cx.chance(step, c, false));
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
            source: Cx::sources(&rung.source),
        }
    });
    let Some(attack) = rungs.iter().position(|rung| rung.attack) else {
        let help = "Mark the rung on which the day has come: \"attack\": true.";
        cx.error_at("rungs", Finding::new("D019", "no rung is the attack").help(help));
        return None;
    };
    if attack == 0 || rungs[attack..].iter().any(|rung| !rung.attack) {
        let message = "attack rungs stand together at the top, above at least one other";
        cx.error_at("rungs", Finding::new("D019", message));
        return None;
    }
    if rungs[attack - 1].climb.is_some() {
        let message = "above this rung lies the attack: its chance is `today`, not `climb`";
        cx.within("rungs", |cx| {
            cx.within(Inward::At(attack - 1), |cx| cx.error_at("climb", Finding::new("D019", message)));
        });
    }
    Some(Ladder { who: cx.text(&ladder.who), question: cx.text(&ladder.question), rungs, attack: RungId::at(attack) })
}

fn sharing(cx: &mut Cx<'_>, sharing: &source::Sharing) -> Sharing {
    let between = cx.each("between", &sharing.between, |cx, name| cx.seat("", name));
    Sharing {
        between: between.into_iter().fold(SeatSet::default(), SeatSet::with),
        when: cx.conditions("when", &sharing.when),
        source: Cx::sources(&sharing.source),
    }
}

fn friction(cx: &mut Cx<'_>, friction: Option<&source::Friction>) -> Friction {
    cx.at("friction");
    match friction {
        Some(friction) => Friction {
            chance: cx.chance("chance", &friction.chance, false),
            effects: cx.effects("effects", &friction.effects),
            text: cx.text(&friction.text),
            source: Cx::sources(&friction.source),
        },
        None => Friction {
            chance: Chance { base: 0, terms: Box::default(), min: 0, max: 0 },
            effects: Box::default(),
            text: Text::default(),
            source: Box::default(),
        },
    }
}

fn announcing(cx: &mut Cx<'_>, announcing: Option<&source::Announcing>) -> Announcing {
    cx.at("announcing");
    announcing.map_or_else(Announcing::default, |announcing| Announcing {
        effects: cx.effects("effects", &announcing.effects),
        source: Cx::sources(&announcing.source),
    })
}

fn scenario(
    cx: &mut Cx<'_>,
    scenario: &source::Scenario,
    meters: &[Meter],
    areas: &[Area],
    ladder: Option<&Ladder>,
) -> Scenario {
    cx.at(&format!("scenarios/{}", scenario.id));
    let date = scenario.date.parse::<jiff::civil::Date>().ok().filter(|d| (1900..=2200).contains(&d.year()));
    let date = date.unwrap_or_else(|| {
        let shown = crate::deck::text::clean(scenario.date, 40);
        let (year, rest) = scenario.date.split_at_checked(4).unwrap_or_default();
        let written = rest.len() == 6 && year.parse().is_ok_and(|year: i16| (1900..=2200).contains(&year));
        let (message, help) = if written {
            (format!("`{shown}` is no day of the calendar"), "Write year-month-day, a day that there is: 2027-04-30.")
        } else {
            (format!("`{shown}` is not a date between 1900 and 2200"), "Write year-month-day: 2027-04-01.")
        };
        cx.error_at("date", Finding::new("D028", message).help(help));
        jiff::civil::Date::constant(2027, 4, 1)
    });
    let mut start: Vec<u8> = meters.iter().map(|meter| meter.start).collect();
    for (name, value) in &scenario.meters {
        let id = cx.within("meters", |cx| cx.meter_at(Inward::Named((*name).to_owned()), name));
        if let Some(slot) = start.get_mut(id.index()) {
            *slot = *value;
        }
    }
    let mut moods: Vec<_> = areas.iter().map(|area| area.start).collect();
    for (name, mood) in &scenario.areas {
        let id = cx.within("areas", |cx| cx.area(Inward::Named((*name).to_owned()), name));
        if let Some(slot) = moods.get_mut(id.index()) {
            *slot = *mood;
        }
    }
    let rung = cx.rung("rung", scenario.rung);
    if ladder.is_some_and(|ladder| rung >= ladder.attack) {
        cx.error_at("rung", Finding::new("D019", "a scenario starts before the day has come"));
    }
    let acts = cx.each("acts", &scenario.acts, act);
    let turns: usize = acts.iter().map(|act| usize::from(act.turns)).sum();
    if acts.is_empty() || acts[0].act == ActKind::Conflict || turns > limits::TURNS {
        let message = format!("a scenario has an act before the conflict, and at most {} turns in all", limits::TURNS);
        cx.error_at("acts", Finding::new("D023", message));
    }
    if acts.windows(2).any(|pair| pair[0].act >= pair[1].act) {
        let message = "each act once, in order: foundation, crisis, conflict";
        cx.error_at("acts", Finding::new("D023", message));
    }
    if acts.last().is_none_or(|act| act.act != ActKind::Conflict) {
        let help = "Add an act \"conflict\" at the end: the day may come at the end of any turn.";
        cx.error_at("acts", Finding::new("D023", "no conflict act").help(help));
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
            check_turn(cx, lesson.turn, turns);
            Lesson {
                turn: lesson.turn,
                seat: cx.seat("seat", lesson.seat),
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

fn check_turn(cx: &mut Cx<'_>, turn: u8, turns: usize) {
    if usize::from(turn) > turns {
        let message = format!("turn {turn}, where the scenario's acts have {turns} in all");
        cx.error_at("turn", Finding::new("D023", message));
    }
}

fn injects(cx: &mut Cx<'_>, injects: &[source::Inject], turns: usize) -> Vec<(u8, Inject)> {
    let compiled: Vec<Option<(u8, Inject)>> = cx.each("injects", injects, |cx, inject| {
        check_turn(cx, inject.turn, turns);
        match (&inject.event, &inject.request) {
            (Some(event), None) => Some((inject.turn, Inject::Event(cx.event("event", event)))),
            (None, Some(request)) => Some((inject.turn, Inject::Request(cx.request("request", request)))),
            _ => {
                cx.error(Finding::new("D019", "an inject is either an `event` or a `request`"));
                None
            }
        }
    });
    let compiled: Vec<(u8, Inject)> = compiled.into_iter().flatten().collect();
    let in_turn =
        |turn: u8| compiled.iter().filter(|(at, inject)| *at == turn && matches!(inject, Inject::Event(_))).count();
    if let Some((turn, _)) = compiled.iter().find(|(turn, _)| in_turn(*turn) > limits::EVENTS_A_TURN) {
        let message = format!("more than {} events scripted for turn {turn}", limits::EVENTS_A_TURN);
        cx.error_at("injects", Finding::new("D015", message));
    }
    compiled
}

fn act(cx: &mut Cx<'_>, act: &source::ScenarioAct) -> ScenarioAct {
    if act.months.is_some() == act.days.is_some() {
        cx.error(Finding::new("D019", "a turn takes either `months` or `days`"));
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
        withstood: outcome.withstood,
        when: cx.conditions("when", &outcome.when),
        source: Cx::sources(&outcome.source),
    }
}
