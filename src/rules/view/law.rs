//! The law as somebody sees it: the ladder of situations, what each permits, the procedure under way.

use super::build::Builder;
use super::options::sources;
use super::question::chance_view;
use crate::deck::{OperationId, OperationSet, SituationId};
use crate::rules::decide;
use crate::rules::holds::odds;
use crate::rules::law;
use crate::rules::state::Manner;
use serde::Serialize;

/// Where the law stands.
#[derive(Debug, Clone, Serialize)]
pub struct LawView {
    /// Whom it binds.
    pub binds: String,
    /// Whether it binds this seat.
    pub mine: bool,
    /// The situations, lowest first.
    pub situations: Vec<SituationView>,
    /// The designated situation.
    pub now: SituationId,
    /// What the plan is called.
    pub plan_name: String,
    /// What the approved plan lists.
    pub plan: OperationSet,
    /// The procedure under way.
    pub procedure: Option<ProcedureView>,
    /// Names of the operations, by id.
    pub operations: Vec<String>,
    /// Consents: what for, given or not.
    pub consents: Vec<(String, bool)>,
    /// Rulings of the facilitator, in words.
    pub rulings: Vec<String>,
}

/// A situation.
#[derive(Debug, Clone, Serialize)]
pub struct SituationView {
    /// Which.
    pub situation: SituationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// What it permits, row by row, each with its source.
    pub permits: Vec<(String, String)>,
    /// What it permits, operation by kind of area: Japanese territory, surrounding waters, high seas, foreign
    /// territory; `None` where it does not. Operations that it permits nowhere are left out.
    pub matrix: Vec<(OperationId, [Option<Permit>; 4])>,
    /// It needs a plan.
    pub plan: bool,
    /// What runs, and would have to be listed by a plan for it to go on: titles and the operations of each.
    pub to_list: Vec<(String, OperationSet)>,
    /// What a plan for it can list.
    pub plannable: OperationSet,
    /// Why its designation cannot be opened now, where it cannot.
    pub reason: Option<String>,
    /// The stages of its designation: name, turns, chance as things stand for the narrowest plan.
    pub stages: Vec<StageView>,
    /// Where it comes from.
    pub source: String,
}

/// All that a permission of an operation in a kind of area asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Permit {
    /// The plan has to list it.
    pub listed: bool,
    /// Only away from combat.
    pub away_from_combat: bool,
    /// Only as agreed with whoever holds the area.
    pub invited: bool,
}

impl SituationView {
    /// What runs and would end, were this the approved plan: the titles.
    pub fn ends(&self, plan: OperationSet) -> impl Iterator<Item = &str> {
        let left_out = self.to_list.iter().filter(move |(_, needed)| needed.0 & !plan.0 != 0);
        left_out.map(|(title, _)| title.as_str())
    }
}

/// A stage of a designation.
#[derive(Debug, Clone, Serialize)]
pub struct StageView {
    /// Its name.
    pub name: String,
    /// How many turn ends it takes as things stand.
    pub turns: u8,
    /// Its chance as things stand, by the number of operations in the plan: the first is for one (or none needed).
    pub chances: Vec<u8>,
    /// Its terms as things stand, for the narrowest plan: label and what each adds.
    pub terms: Vec<(String, i16)>,
}

/// A procedure under way.
#[derive(Debug, Clone, Serialize)]
pub struct ProcedureView {
    /// The situation to be designated.
    pub situation: SituationId,
    /// Its name.
    pub name: String,
    /// The plan that goes with it.
    pub plan: OperationSet,
    /// The stage it is in.
    pub stage: String,
    /// Its number, from 1, and how many there are.
    pub stage_number: (u8, u8),
    /// Turn ends until the stage is decided.
    pub left: u8,
    /// The chance of the stage as things stand.
    pub chance: u8,
}

impl Builder<'_> {
    pub(super) fn law(&self) -> LawView {
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
                    // What needs no consent now, wherever it is done, does not wait for one.
                    let waits = |o: &OperationId| {
                        !c.not_needed.as_ref().is_some_and(|free| free.covers_everywhere(*o, self.state.situation))
                    };
                    let operations = c.operations.iter().filter(waits);
                    let what: Vec<&str> =
                        operations.map(|o| self.deck.operations[o.index()].name.get(self.language)).collect();
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

    pub(super) fn situation(&self, situation: SituationId) -> SituationView {
        let card = &self.deck.law.situations[situation.index()];
        let rows = self.deck.law.rows.iter().filter(|row| {
            // What needs no designation is told once, with the ordinary state.
            let bit = 1_u8 << situation.0;
            row.situations & bit != 0 && (situation.0 == 0 || row.situations & 1 == 0)
        });
        // That the bound seat has sealed is its own reason; to others the law is told as it stands.
        let refusal = match self.seat() {
            Some(seat) if seat == self.deck.law.seat => {
                decide::check_may_designate(self.deck, self.state, seat, situation).err()
            }
            _ => decide::check_designable(self.deck, self.state, situation).err(),
        };
        let plannable = if card.plan { law::plannable(self.deck, situation) } else { OperationSet::default() };
        SituationView {
            situation,
            name: card.name.get(self.language).to_owned(),
            about: card.about.get(self.language).to_owned(),
            permits: rows.map(|row| (row.permits.get(self.language).to_owned(), sources(&row.source))).collect(),
            matrix: super::matrix::of(self.deck, situation, plannable),
            plan: card.plan,
            to_list: self.to_list(situation),
            plannable,
            reason: refusal.map(|refusal| refusal.explain(self.deck, self.language).why),
            stages: (0..card.stages.len()).map(|n| self.stage(situation, n, plannable)).collect(),
            source: sources(&card.source),
        }
    }

    /// What the bound seat's forces are doing that a plan for a situation would have to list.
    fn to_list(&self, situation: SituationId) -> Vec<(String, OperationSet)> {
        let (deck, state) = (self.deck, self.state);
        if !deck.law.situations[situation.index()].plan {
            return Vec::new();
        }
        let plannable = law::plannable(deck, situation);
        let mut found = Vec::new();
        for running in &state.running {
            let card = &deck.responses[running.response.index()];
            let uses = card.uses.iter().filter(|used| used.by == deck.law.seat && plannable.has(used.operation));
            let needed: OperationSet = uses.map(|used| used.operation).collect();
            let known = card.parties.iter().any(|seat| self.eyes.may_see(seat)) || running.manner == Manner::Publicly;
            if !needed.is_empty() && known {
                found.push((card.title.get(self.language).to_owned(), needed));
            }
        }
        found
    }

    pub(super) fn stage(&self, situation: SituationId, number: usize, plannable: OperationSet) -> StageView {
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

    pub(super) fn procedure(&self) -> Option<ProcedureView> {
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
}
