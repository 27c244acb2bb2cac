//! Strengths and areas for improvement, by learning objective: what the cards that serve it came to.

use super::At;
use super::orders::{Barred, Lost, Nothing};
use super::promises::{Fate, Word};
use crate::debrief::played::Played;
use crate::deck::{Effect, EventId, ObjectiveId, PromiseId, RequestId, ResponseId};
use crate::rules::{Answer, Event, Fall};

/// What shows a strength or an area for improvement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Strength: an event was forestalled or softened.
    MetEvent(EventId, Fall),
    /// Strength: a joint order was carried out.
    Joint(ResponseId),
    /// Strength: a promise was kept.
    Kept(PromiseId),
    /// Strength: a request was accepted in the turn in which it was asked.
    AtOnce(RequestId),
    /// Improvement: an event fell in full though the deck knows what softens or forestalls it.
    Unready(EventId),
    /// Improvement: an order was barred.
    Barred(ResponseId),
    /// Improvement: the law ended an operation.
    EndedByLaw(ResponseId),
    /// Improvement: an order came to nothing.
    Nothing(ResponseId, Lost),
    /// Improvement: a promise was broken.
    Broken(PromiseId),
    /// Improvement: a request was put off, twice or more.
    PutOff(RequestId),
    /// Improvement: a request lapsed unanswered.
    Lapsed(RequestId),
}

/// A claim: what shows it, and where, once or more often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What shows it.
    pub evidence: Evidence,
    /// Where, in order.
    pub at: Vec<At>,
}

/// What a game showed of a learning objective.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Learnt {
    /// Which; nothing for what serves no objective of the deck.
    pub objective: Option<ObjectiveId>,
    /// Strengths, in order.
    pub strengths: Vec<Claim>,
    /// Areas for improvement, in order.
    pub improvements: Vec<Claim>,
    /// How many cards that serve it fell, were ordered or were asked.
    pub exercised: usize,
}

/// What the game showed of every learning objective, in the deck's order; last, what serves none.
pub fn find(played: &Played, barred: &[Barred], nothing: &[Nothing], words: &[Word]) -> Vec<Learnt> {
    let deck = &played.deck;
    let mut sheet = Sheet::new(played);
    for (turn, moment) in played.moments() {
        let at = At::new(turn, moment.line);
        match &moment.event {
            Event::Fell { card, fall } => {
                let event = &deck.events[card.index()];
                sheet.exercise(&event.objectives);
                let known = event.forestalled.is_some() || event.softened.is_some();
                match fall {
                    Fall::Full if known => sheet.weak(&event.objectives, at, Evidence::Unready(*card)),
                    Fall::Full => {}
                    _ => sheet.strong(&event.objectives, at, Evidence::MetEvent(*card, *fall)),
                }
            }
            Event::CarriedOut { response, .. } => {
                let card = &deck.responses[response.index()];
                sheet.exercise(&card.objectives);
                if card.parties.iter().count() > 1 {
                    sheet.strong(&card.objectives, at, Evidence::Joint(*response));
                }
            }
            Event::Asked { request } => sheet.exercise(&deck.requests[request.index()].objectives),
            _ => {}
        }
    }
    for stopped in barred {
        let evidence = if stopped.was_running { Evidence::EndedByLaw } else { Evidence::Barred };
        let objectives = &deck.responses[stopped.response.index()].objectives;
        sheet.weak(objectives, stopped.at, evidence(stopped.response));
    }
    for lost in nothing {
        let objectives = &deck.responses[lost.response.index()].objectives;
        sheet.weak(objectives, lost.at, Evidence::Nothing(lost.response, lost.lost));
    }
    for word in words {
        let objectives = objectives_of_promise(played, word.promise);
        match word.fate {
            Fate::Kept(at) => sheet.strong(&objectives, at, Evidence::Kept(word.promise)),
            Fate::Broken(at) => sheet.weak(&objectives, at, Evidence::Broken(word.promise)),
            _ => {}
        }
    }
    requests(played, &mut sheet);
    sheet.finish()
}

/// Requests: accepted at once, put off again and again, lapsed.
fn requests(played: &Played, sheet: &mut Sheet) {
    let deck = &played.deck;
    let mut asked: Vec<(RequestId, u8)> = Vec::new();
    for (turn, moment) in played.moments() {
        let at = At::new(turn, moment.line);
        match &moment.event {
            Event::Asked { request } => {
                asked.retain(|(known, _)| known != request);
                asked.push((*request, turn));
            }
            Event::Answered { request, answer } => {
                let Some(entry) = asked.iter().find(|(known, _)| known == request) else { continue };
                let objectives = &deck.requests[request.index()].objectives;
                match answer {
                    Answer::Accept if entry.1 == turn => sheet.strong(objectives, at, Evidence::AtOnce(*request)),
                    Answer::Defer => sheet.weak(objectives, at, Evidence::PutOff(*request)),
                    _ => {}
                }
            }
            Event::RequestLapsed { request } => {
                let objectives = &deck.requests[request.index()].objectives;
                sheet.weak(objectives, at, Evidence::Lapsed(*request));
            }
            _ => {}
        }
    }
}

/// A promise serves what the responses and answers serve that make it.
fn objectives_of_promise(played: &Played, promise: PromiseId) -> Vec<ObjectiveId> {
    let mut found: Vec<ObjectiveId> = Vec::new();
    for card in &played.deck.responses {
        let effects = [Some(&card.effects), card.publicly.as_ref(), card.quietly.as_ref()];
        if effects.into_iter().flatten().any(|effects| makes(effects, promise)) {
            found.extend(&card.objectives);
        }
    }
    for card in &played.deck.requests {
        if card.answers.iter().any(|(_, effects)| makes(effects, promise)) {
            found.extend(&card.objectives);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn makes(effects: &[Effect], promise: PromiseId) -> bool {
    effects.iter().any(|effect| match effect {
        Effect::Promise(made) => *made == promise,
        Effect::If { then, otherwise, .. } => makes(then, promise) || makes(otherwise, promise),
        _ => false,
    })
}

struct Sheet(Vec<Learnt>);

impl Sheet {
    fn new(played: &Played) -> Self {
        let objectives = (0..played.deck.objectives.len()).map(|n| Some(ObjectiveId::at(n)));
        Self(objectives.chain([None]).map(|objective| Learnt { objective, ..Learnt::default() }).collect())
    }

    fn each(&mut self, objectives: &[ObjectiveId], mut with: impl FnMut(&mut Learnt)) {
        if objectives.is_empty() {
            self.0.last_mut().into_iter().for_each(&mut with);
        }
        for objective in objectives {
            with(&mut self.0[objective.index()]);
        }
    }

    fn exercise(&mut self, objectives: &[ObjectiveId]) {
        self.each(objectives, |learnt| learnt.exercised += 1);
    }

    fn strong(&mut self, objectives: &[ObjectiveId], at: At, evidence: Evidence) {
        self.each(objectives, |learnt| claim(&mut learnt.strengths, at, evidence));
    }

    fn weak(&mut self, objectives: &[ObjectiveId], at: At, evidence: Evidence) {
        self.each(objectives, |learnt| claim(&mut learnt.improvements, at, evidence));
    }

    fn finish(mut self) -> Vec<Learnt> {
        for learnt in &mut self.0 {
            // Put off once is no finding.
            learnt.improvements.retain(|claim| !matches!(claim.evidence, Evidence::PutOff(_)) || claim.at.len() > 1);
            learnt.strengths.sort_by_key(|claim| claim.at[0]);
            learnt.improvements.sort_by_key(|claim| claim.at[0]);
        }
        self.0
    }
}

/// Adds a claim; the same thing shown again is the same claim.
fn claim(claims: &mut Vec<Claim>, at: At, evidence: Evidence) {
    match claims.iter_mut().find(|claim| claim.evidence == evidence) {
        Some(claim) => claim.at.push(at),
        None => claims.push(Claim { evidence, at: vec![at] }),
    }
}

/// How many different things the learning objectives show between them: strengths, and areas for improvement.
pub fn different(learning: &[Learnt]) -> (usize, usize) {
    let count = |of: fn(&Learnt) -> &[Claim]| {
        let mut seen: Vec<Evidence> = Vec::new();
        for claim in learning.iter().flat_map(of) {
            if !seen.contains(&claim.evidence) {
                seen.push(claim.evidence);
            }
        }
        seen.len()
    };
    (count(|learnt| &learnt.strengths), count(|learnt| &learnt.improvements))
}
