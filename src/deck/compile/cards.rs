//! Compiles the cards: events, responses, requests, promises.

use super::cx::{Cx, Inward};
use crate::deck::diagnostic::Finding;
use crate::deck::ids::*;
use crate::deck::model::{Deck, Event, Fallback, Pressure, Promise, Request, Response, Roll, Use};
use crate::deck::source::{self, ActKind, OneOrMany};
use crate::deck::text::Text;

pub(super) fn acts(acts: &OneOrMany<ActKind>) -> u8 {
    if acts.is_empty() { u8::MAX } else { acts.as_slice().iter().fold(0, |bits, act| bits | Deck::act_bit(*act)) }
}

fn objectives(cx: &mut Cx<'_>, names: &[&str]) -> Vec<ObjectiveId> {
    cx.each("objectives", names, |cx, name| cx.objective("", name))
}

fn rolls(cx: &mut Cx<'_>, list: &[source::Roll]) -> Vec<Roll> {
    cx.each("rolls", list, |cx, roll| Roll {
        label: cx.text(&roll.label),
        chance: cx.chance("chance", &roll.chance, false),
        effects: [cx.effects("success", &roll.success), cx.effects("failure", &roll.failure)],
        texts: [roll.success_text.as_ref().map(|t| cx.text(t)), roll.failure_text.as_ref().map(|t| cx.text(t))],
    })
}

fn uses(cx: &mut Cx<'_>, list: &[source::Use], seat: SeatId) -> Vec<Use> {
    cx.each("uses", list, |cx, item| Use {
        operation: cx.operation("operation", item.operation),
        area: cx.area("area", item.area),
        by: item.by.as_ref().map_or(seat, |by| cx.seat("by", by)),
        integrated: item.integrated,
        invited: item.invited,
    })
}

fn fallback(cx: &mut Cx<'_>, step: &'static str, fallback: Option<&source::Fallback>) -> Option<Fallback> {
    fallback.map(|fallback| {
        cx.within(step, |cx| Fallback {
            when: cx.conditions("when", &fallback.when),
            headline: fallback.headline.as_ref().map(|text| cx.text(text)),
            text: cx.text(&fallback.text),
            briefs: by_seat(cx, "briefs", &fallback.briefs),
            passed_on_as: by_seat(cx, "passed_on_as", &fallback.passed_on_as),
            effects: cx.effects("effects", &fallback.effects),
        })
    })
}

/// Texts by seat, in the seats' order.
fn by_seat(cx: &mut Cx<'_>, step: &'static str, texts: &source::BySeat<'_>) -> Vec<Option<Text>> {
    let mut by_seat = vec![None; cx.names.seats.len()];
    for (name, text) in texts {
        let seat = cx.within(step, |cx| cx.seat(Inward::Named((*name).to_owned()), name));
        if let Some(slot) = by_seat.get_mut(seat.index()) {
            *slot = Some(cx.text(text));
        }
    }
    by_seat
}

pub(super) fn event(cx: &mut Cx<'_>, event: &source::Event) -> Event {
    cx.at(&format!("events/{}", event.id));
    let briefs = by_seat(cx, "briefs", &event.briefs);
    let passed_on = cx.each("passed_on", &event.passed_on, |cx, name| cx.seat("", name));
    let rungs = cx.each("rung", event.rung.as_slice(), |cx, rung| cx.rung("", rung));
    let rungs = rungs.into_iter().fold(0, |bits, rung| bits | 1 << rung.0);
    if !event.repeat {
        let id = EventId::find(&cx.names, event.id).unwrap_or(EventId(0));
        cx.event_memory(id);
    }
    Event {
        rungs,
        weight: event.weight,
        acts: acts(&event.acts),
        repeat: event.repeat,
        memory: None,
        when: cx.conditions("when", &event.when),
        headline: cx.text(&event.headline),
        brief: cx.text(&event.brief),
        by: event.by.as_ref().map(|text| cx.text(text)),
        briefs,
        passed_on_as: by_seat(cx, "passed_on_as", &event.passed_on_as),
        passed_on: passed_on.into_iter().fold(SeatSet::default(), SeatSet::with),
        signal: event.signal.as_ref().map(|text| cx.text(text)),
        area: event.area.as_ref().map(|area| cx.area("area", area)),
        effects: cx.effects("effects", &event.effects),
        rolls: rolls(cx, &event.rolls),
        forestalled: fallback(cx, "forestalled", event.forestalled.as_ref()),
        softened: fallback(cx, "softened", event.softened.as_ref()),
        objectives: objectives(cx, &event.objectives),
        question: event.question.as_ref().map(|text| cx.text(text)),
        source: Cx::sources(&event.source),
    }
}

pub(super) fn response(cx: &mut Cx<'_>, response: &source::Response) -> Response {
    cx.at(&format!("responses/{}", response.id));
    let seat = cx.seat("seat", response.seat);
    let joint = cx.each("joint", &response.joint, |cx, partner| cx.seat("", partner));
    if response.joint.contains(&response.seat) {
        cx.error_at("joint", Finding::new("D019", "a seat that is its own partner"));
    }
    let parties = joint.iter().fold(SeatSet::one(seat), |set, partner| set.with(*partner));
    let shared = cx.each("shared_with", &response.shared_with, |cx, name| cx.seat("", name));
    let known_to = shared.iter().fold(parties, |set, seat| set.with(*seat));
    if !response.repeat && !response.standing {
        let id = ResponseId::find(&cx.names, response.id).unwrap_or(ResponseId(0));
        cx.response_memory(id);
    }
    if !response.standing && (!response.each_turn.is_empty() || !response.when_ended.is_empty()) {
        let help = "Add \"standing\": true, or take these effects out.";
        cx.error(Finding::new("D019", "`each_turn` or `when_ended` on a response that is not standing").help(help));
    }
    Response {
        seat,
        parties,
        category: response.category,
        acts: acts(&response.acts),
        cost: response.cost,
        takes: response.takes,
        standing: response.standing,
        repeat: response.repeat,
        memory: None,
        when: cx.conditions("when", &response.when),
        unless_met: response.unless_met.as_ref().map(|text| cx.text(text)),
        uses: uses(cx, &response.uses, seat),
        announced: response.publicly.is_some() && response.quietly.is_some(),
        publicly: response.publicly.as_ref().map(|list| cx.effects("publicly", list)),
        quietly: response.quietly.as_ref().map(|list| cx.effects("quietly", list)),
        effects: cx.effects("effects", &response.effects),
        each_turn: cx.effects("each_turn", &response.each_turn),
        when_ended: cx.effects("when_ended", &response.when_ended),
        rolls: rolls(cx, &response.rolls),
        title: cx.text(&response.title),
        staff_note: cx.text(&response.staff_note),
        basis: cx.text(&response.basis),
        question: cx.text(&response.question),
        known_to,
        objectives: objectives(cx, &response.objectives),
        source: Cx::sources(&response.source),
    }
}

pub(super) fn request(cx: &mut Cx<'_>, request: &source::Request) -> Request {
    cx.at(&format!("requests/{}", request.id));
    let (from, to) = (cx.seat("from", request.from), cx.seat("to", request.to));
    if request.from == request.to {
        cx.error_at("to", Finding::new("D019", "a seat that asks itself"));
    }
    let mut answer = |step: &'static str, answer: &source::RequestAnswer| {
        cx.within(step, |cx| (cx.text(&answer.text), cx.effects("effects", &answer.effects)))
    };
    let answers =
        [answer("accept", &request.accept), answer("decline", &request.decline), answer("defer", &request.defer)];
    Request {
        from,
        to,
        acts: acts(&request.acts),
        title: cx.text(&request.title),
        text: cx.text(&request.text),
        when: cx.conditions("when", &request.when),
        unless_met: request.unless_met.as_ref().map(|text| cx.text(text)),
        again_after: request.again_after,
        uses: uses(cx, &request.uses, to),
        answers,
        staff_note: cx.text(&request.staff_note),
        question: cx.text(&request.question),
        objectives: objectives(cx, &request.objectives),
        source: Cx::sources(&request.source),
    }
}

pub(super) fn pressure(cx: &mut Cx<'_>, pressure: &source::Pressure) -> Pressure {
    cx.at(&format!("pressures/{}", pressure.id));
    Pressure {
        title: cx.text(&pressure.title),
        text: cx.text(&pressure.text),
        when: cx.conditions("when", &pressure.when),
        effects: cx.effects("effects", &pressure.effects),
        source: Cx::sources(&pressure.source),
    }
}

pub(super) fn promise(cx: &mut Cx<'_>, promise: &source::Promise) -> Promise {
    cx.at(&format!("promises/{}", promise.id));
    Promise {
        seat: cx.seat("seat", promise.seat),
        title: cx.text(&promise.title),
        text: cx.text(&promise.text),
        when: cx.conditions("when", &promise.when),
        within: promise.within,
        kept_when: cx.conditions("kept_when", &promise.kept_when),
        effects: [
            cx.effects("kept", &promise.kept),
            cx.effects("broken", &promise.broken),
            cx.effects("walked_back", &promise.walked_back),
        ],
        source: Cx::sources(&promise.source),
    }
}
