//! Does what a line of input asks for.

use super::numbers::called;
use super::parse::{Asked, parse};
use super::{Next, Plain};
use crate::deck::prose::{inside, quoted};
use crate::deck::{OperationId, OperationSet, SeatId};
use crate::rules::view::{OptionView, View};
use crate::rules::{Command, DecisionCard, Direction, Eyes, Manner};
use std::io::{self, Write};

impl<W: Write> Plain<'_, W> {
    pub(super) fn act(&mut self, seat: SeatId, line: &str) -> io::Result<Next> {
        let view = self.table.view(Eyes::Seat(seat));
        self.numbers.learn(&view);
        match parse(line) {
            Asked::Nothing => {}
            Asked::Quit => return Ok(Next::Quit),
            Asked::Facilitate => return Ok(Next::Facilitate),
            Asked::Help => self.show_help()?,
            Asked::Terms => self.show_terms(&view)?,
            Asked::Options => self.show_options(&view)?,
            Asked::Status => self.show_status(&view)?,
            Asked::Areas => self.show_areas(&view)?,
            Asked::Brief => self.show_brief(&view)?,
            Asked::Guide if view.lessons.is_empty() => self.say("This scenario has no guide.")?,
            Asked::Guide => self.show_lessons(&view)?,
            Asked::Requests => self.show_requests(&view)?,
            Asked::Law => self.show_law(&view)?,
            Asked::Permits(number) => self.show_permits(&view, number)?,
            Asked::Notes => self.show_notes(&view)?,
            Asked::Ledger => self.show_ledger(&view)?,
            Asked::Estimate(number) => self.show_estimate(seat, &view, number)?,
            Asked::Log(search) => self.show_log(&view, &search)?,
            Asked::Unclear(what) => self.say(&what)?,
            Asked::Show(number) => {
                if let Some(option) = self.option(&view, number)? {
                    self.show_option(&option)?;
                }
            }
            Asked::Order(number, manner) => self.order(seat, &view, number, manner)?,
            Asked::Withdraw(number) => {
                if let Some(option) = self.option(&view, number)? {
                    let done = format!("Taken back: {}.", quoted(&option.title));
                    self.send(seat, &Command::Withdraw { response: option.response }, &done)?;
                }
            }
            Asked::Ask(number) => match called(&self.numbers.outgoing(&view), number) {
                Some(request) => {
                    let done = format!("Asked of {}: {}.", inside(&request.to), quoted(&request.title));
                    self.send(seat, &Command::Ask { request: request.request }, &done)?;
                }
                None => self.say("There is no such request: type requests for the list.")?,
            },
            Asked::Answer(number, answer) => match called(&self.numbers.incoming(&view), number) {
                Some(request) => {
                    let done = request.answers[answer as usize].0.clone();
                    self.send(seat, &Command::Answer { request: request.request, answer }, &done)?;
                }
                None => self.say("Nothing of that number waits for your answer: type requests for the list.")?,
            },
            Asked::Designate { situation, plan, knowing } => self.designate(seat, &view, situation, &plan, knowing)?,
            Asked::Drop => self.send(seat, &Command::Drop, "The procedure is given up.")?,
            Asked::StandDown(number) => match view.running.get(number.wrapping_sub(1)) {
                Some(running) => {
                    let done = format!("{} has ended.", quoted(&running.title));
                    self.send(seat, &Command::StandDown { response: running.response }, &done)?;
                }
                None => self.say("Nothing of that number runs: type ledger for the list.")?,
            },
            Asked::WalkBack(number) => match view.promises.get(number.wrapping_sub(1)) {
                Some(promise) => {
                    let done = format!("{} is walked back.", quoted(&promise.title));
                    self.send(seat, &Command::WalkBack { promise: promise.promise }, &done)?;
                }
                None => self.say("There is no promise of that number: type ledger for the list.")?,
            },
            Asked::Note(text) => self.send(seat, &Command::Note { text }, "Noted.")?,
            Asked::Card(percent, sure, expects, why) => self.write_card(&view, percent, sure, &expects, why)?,
            Asked::Seal { defer } => {
                let card = self.card.clone();
                self.send(seat, &Command::Seal { defer, card }, "Sealed.")?;
            }
        }
        Ok(Next::Stay)
    }

    fn option(&mut self, view: &View, number: usize) -> io::Result<Option<OptionView>> {
        let found = called(&self.numbers.options(view), number).cloned();
        if found.is_none() {
            self.say("There is no option of that number: type options for the list.")?;
        }
        Ok(found)
    }

    fn order(&mut self, seat: SeatId, view: &View, number: usize, manner: Option<Manner>) -> io::Result<()> {
        let Some(option) = self.option(view, number)? else { return Ok(()) };
        // Without a word it is done openly, or in the only way it can be.
        let manner = manner.or_else(|| option.manners.first().copied()).unwrap_or(
            if option.publicly.is_none() && option.quietly.is_some() { Manner::Quietly } else { Manner::Publicly },
        );
        let how = match manner {
            Manner::Quietly => ", quietly",
            Manner::Publicly if option.publicly.is_some() => ", publicly",
            Manner::Publicly => "",
        };
        let done = format!("Laid: {}{how}. It is carried out when all have sealed.", quoted(&option.title));
        self.send(seat, &Command::Lay { response: option.response, manner }, &done)
    }

    fn designate(
        &mut self,
        seat: SeatId,
        view: &View,
        number: usize,
        names: &[String],
        knowing: bool,
    ) -> io::Result<()> {
        let Some(situation) = view.law.situations.get(number.wrapping_sub(1)) else {
            return self.say("There is no situation of that number: type law for the list.");
        };
        let deck = std::sync::Arc::clone(self.table.deck());
        let mut plan = OperationSet::default();
        for name in names {
            if let Some(operation) = OperationId::find(&deck.names, name) {
                plan = plan.with(operation);
            } else {
                let name = crate::deck::text::clean(name, 40);
                return self.say(&format!("No operation is called {name}: type law for those a plan can list."));
            }
        }
        let ends: Vec<String> = situation.ends(plan).map(quoted).collect();
        if !knowing && situation.reason.is_none() && !ends.is_empty() {
            let plan: Vec<&str> = plan.iter().map(|operation| operation.name(&deck.names)).collect();
            return self.say(&format!(
                "The plan leaves out what is running, and once it is approved this will end: {}. Add its operations, or open the procedure all the same with designate! {number} {}.",
                ends.join(", "),
                plan.join(" ")
            ));
        }
        let done = format!("The procedure to designate {} is opened.", quoted(&situation.name));
        self.send(seat, &Command::Designate { situation: situation.situation, plan }, &done)
    }

    /// Writes the decision card, where every meter that it names is one.
    fn write_card(
        &mut self,
        view: &View,
        percent: u8,
        sure: u8,
        expects: &[(Direction, String)],
        why: String,
    ) -> io::Result<()> {
        let deck = std::sync::Arc::clone(self.table.deck());
        let mut found = Vec::new();
        for (way, name) in expects {
            let name = name.to_lowercase();
            let mut fits = view.meters.iter().filter(|meter| meter.meter.name(&deck.names).starts_with(&name));
            let (Some(meter), None) = (fits.next(), fits.next()) else {
                let names: Vec<&str> = view.meters.iter().map(|meter| meter.meter.name(&deck.names)).collect();
                let name = crate::deck::text::clean(&name, 40);
                return self.say(&format!("No single meter is called {name}. There are: {}.", names.join(", ")));
            };
            found.push((meter.meter, *way));
        }
        self.card = Some(DecisionCard { why, expects: found, not_today: Some(percent), sure: Some(sure) });
        self.say("The decision card is written; it is kept when you seal, and nobody else reads it before the debrief.")
    }
}
