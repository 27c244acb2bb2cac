//! A card as prose: what it is, when it comes up, what it does, in sentences that an author can read aloud.

use super::ids::SeatSet;
use super::model::{Chance, Conditions, Deck, Effect, Fallback, Roll, Sources, TermKind};
use super::prose;
use super::source::ActKind;
use super::text::Text;
use std::fmt::Write as _;

/// A card, told.
#[derive(Debug)]
pub struct Telling {
    /// Its section and id: `events/median_line_swarm`.
    pub entry: String,
    /// Its id.
    pub id: String,
    /// The facts it rests on.
    pub sources: Vec<String>,
    /// The seats that it concerns: that order it, ask it, are asked, are bound.
    pub seats: SeatSet,
    /// The rungs of whose pool it is, as bits; none for what is no event.
    pub rungs: u16,
    /// The card in sentences, a line each.
    pub lines: Vec<String>,
}

struct Teller<'a> {
    deck: &'a Deck,
    language: &'a str,
    lines: Vec<String>,
}

/// Every card of a deck, told in a language.
pub fn all(deck: &Deck, language: &str) -> Vec<Telling> {
    let mut told = Vec::new();
    told.extend((0..deck.events.len()).map(|n| event(deck, language, n)));
    told.extend((0..deck.responses.len()).map(|n| response(deck, language, n)));
    told.extend((0..deck.requests.len()).map(|n| request(deck, language, n)));
    told.extend((0..deck.promises.len()).map(|n| promise(deck, language, n)));
    told.extend((0..deck.pressures.len()).map(|n| pressure(deck, language, n)));
    told.extend((0..deck.outcomes.len()).map(|n| outcome(deck, language, n)));
    told
}

impl<'a> Teller<'a> {
    fn new(deck: &'a Deck, language: &'a str) -> Self {
        Self { deck, language, lines: Vec::new() }
    }

    fn say(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    fn text(&self, text: &'a Text) -> &'a str {
        text.get(self.language)
    }

    /// “When deterrence is below 40, …”, or without conditions the rest alone.
    fn when(&self, conditions: &Conditions, then: &str) -> String {
        if conditions.is_empty() {
            return capital(then);
        }
        format!("When {}, {then}", prose::conditions(self.deck, self.language, conditions))
    }

    fn effects(&mut self, lead: &str, list: &[Effect]) {
        let told = prose::effects(self.deck, self.language, list);
        if !told.is_empty() {
            self.say(format!("{lead}: {told}."));
        }
    }

    fn acts(bits: u8) -> String {
        let acts: Vec<&str> = [ActKind::Foundation, ActKind::Crisis, ActKind::Conflict]
            .into_iter()
            .filter(|act| bits & Deck::act_bit(*act) != 0)
            .map(prose::act)
            .collect();
        if acts.len() == 3 { "in any act".to_owned() } else { format!("in the act {}", acts.join(" or ")) }
    }

    fn rolls(&mut self, rolls: &'a [Roll]) {
        for roll in rolls {
            let chance = self.chance(&roll.chance);
            self.say(format!("A die decides: {}. The chance is {chance}.", self.text(&roll.label)));
            for (lead, effects, text) in
                [("If it does", &roll.effects[0], &roll.texts[0]), ("If it does not", &roll.effects[1], &roll.texts[1])]
            {
                if let Some(text) = text {
                    self.say(format!("{lead}, the table reads: {}", self.text(text)));
                }
                self.effects(lead, effects);
            }
        }
    }

    /// A chance in words: the base, what is added, the bounds.
    fn chance(&self, chance: &Chance) -> String {
        let mut told = format!("{} percent", chance.base);
        for term in &chance.terms {
            let label = self.text(&term.label);
            let _ = match &term.kind {
                TermKind::Meter { meter, around, percent } => {
                    let meter = self.text(&self.deck.meters[meter.index()].name);
                    write!(told, "; {percent} percent of what {meter} is from {around} ({label})")
                }
                TermKind::When { when, add } => {
                    let when = prose::conditions(self.deck, self.language, when);
                    write!(told, "; {add:+} while {when} ({label})")
                }
                TermKind::Breadth { each, beyond } => {
                    write!(told, "; {each:+} for each operation that the plan lists beyond {beyond} ({label})")
                }
            };
        }
        if (chance.min, chance.max) != (0, 100) {
            let _ = write!(told, "; never below {} nor above {}", chance.min, chance.max);
        }
        told
    }

    fn fallback(&mut self, lead: &str, fallback: Option<&'a Fallback>) {
        if let Some(fallback) = fallback {
            if let Some(headline) = &fallback.headline {
                self.say(format!("Where it is {lead}, the headline reads: {}", self.text(headline)));
            }
            let text = self.text(&fallback.text);
            let line = self.when(&fallback.when, &format!("it is {lead}, and the table reads: {text}"));
            self.say(line);
            self.briefs(&fallback.briefs);
            self.effects("Instead", &fallback.effects);
        }
    }

    fn briefs(&mut self, briefs: &'a [Option<Text>]) {
        for (seat, brief) in self.deck.seats.iter().zip(briefs) {
            if let Some(brief) = brief {
                self.say(format!("{} alone reads: {}", self.text(&seat.name), self.text(brief)));
            }
        }
    }

    fn uses(&mut self, uses: &[super::model::Use]) {
        for used in uses {
            let operation = self.text(&self.deck.operations[used.operation.index()].name);
            let area = self.text(&self.deck.areas[used.area.index()].name);
            let by = self.text(&self.deck.seats[used.by.index()].name);
            let under = if used.integrated { ", under a foreign commander" } else { "" };
            let invited = if used.invited { ", as agreed with whoever holds it" } else { "" };
            self.say(format!(
                "It uses “{operation}” in “{area}”, by forces of {by}{under}{invited}: the law is asked."
            ));
        }
    }

    fn unless_met(&mut self, text: Option<&'a Text>) {
        if let Some(text) = text {
            self.say(format!("Where that is not so, the seat is told: {}", self.text(text)));
        }
    }

    fn question(&mut self, question: &'a Text) {
        self.say(format!("For the debrief: {}", self.text(question)));
    }

    fn done(self, section: &str, id: &str, sources: &Sources, seats: SeatSet, rungs: u16) -> Telling {
        Telling {
            entry: format!("{section}/{id}"),
            id: id.to_owned(),
            sources: sources.iter().map(ToString::to_string).collect(),
            seats,
            rungs,
            lines: self.lines,
        }
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn event(deck: &Deck, language: &str, number: usize) -> Telling {
    let card = &deck.events[number];
    let mut teller = Teller::new(deck, language);
    teller.say(teller.text(&card.headline));
    let rungs: Vec<&str> = (0..deck.ladder.rungs.len())
        .filter(|n| card.rungs & 1 << n != 0)
        .map(|n| deck.ladder.rungs[n].name.get(language))
        .collect();
    let who = prose::inside(deck.ladder.who.get(language));
    let again = if card.repeat { "and may come again" } else { "once" };
    let weight = card.weight;
    let rungs = rungs.join("” or “");
    let acts = Teller::acts(card.acts);
    let line = teller
        .when(&card.when, &format!("{who} may do this on the rung “{rungs}”, {acts}, {again} (weight {weight})."));
    teller.say(line);
    if let Some(area) = card.area {
        teller.say(format!("The map shows it in “{}”.", teller.text(&deck.areas[area.index()].name)));
    }
    teller.say(format!("The table reads: {}", teller.text(&card.brief)));
    teller.briefs(&card.briefs);
    if let Some(signal) = &card.signal {
        teller.say(format!("The turn before it may look like this: {}", signal.get(language)));
    }
    teller.effects("Then", &card.effects);
    teller.rolls(&card.rolls);
    teller.fallback("forestalled", card.forestalled.as_ref());
    teller.fallback("softened", card.softened.as_ref());
    if let Some(question) = &card.question {
        teller.question(question);
    }
    let seats = card.briefs.iter().enumerate().filter(|(_, brief)| brief.is_some());
    let seats = seats.fold(SeatSet::default(), |set, (seat, _)| set.with(super::ids::SeatId::at(seat)));
    teller.done("events", deck.names.events.name(number), &card.source, seats, card.rungs)
}

fn response(deck: &Deck, language: &str, number: usize) -> Telling {
    let card = &deck.responses[number];
    let mut teller = Teller::new(deck, language);
    teller.say(teller.text(&card.title));
    let seats: Vec<&str> = card.parties.iter().map(|seat| deck.seats[seat.index()].name.get(language)).collect();
    let together = if seats.len() > 1 { ", together in one turn" } else { "" };
    let takes = match card.takes {
        0 => String::new(),
        1 => " It is done a turn later.".to_owned(),
        n => format!(" It is done {n} turns later."),
    };
    let goes_on = match (card.standing, card.repeat) {
        (true, _) => " It goes on until it is ended, and can be ordered anew after that.",
        (false, true) => " It can be ordered more than once.",
        (false, false) => " It can be ordered once.",
    };
    let acts = Teller::acts(card.acts);
    let line = teller.when(
        &card.when,
        &format!(
            "{} may order this {acts}{together}, at a cost of {}.{takes}{goes_on}",
            seats.join(" and "),
            card.cost
        ),
    );
    teller.say(line);
    teller.unless_met(card.unless_met.as_ref());
    teller.uses(&card.uses);
    teller.effects("It does", &card.effects);
    teller.effects("In public", card.publicly.as_deref().unwrap_or_default());
    teller.effects("Quietly", card.quietly.as_deref().unwrap_or_default());
    teller.effects("Each turn", &card.each_turn);
    teller.effects("When it ends", &card.when_ended);
    teller.rolls(&card.rolls);
    teller.say(format!("Staff: {}", teller.text(&card.staff_note)));
    teller.say(format!("Basis: {}", teller.text(&card.basis)));
    teller.question(&card.question);
    teller.done("responses", deck.names.responses.name(number), &card.source, card.parties, 0)
}

fn request(deck: &Deck, language: &str, number: usize) -> Telling {
    let card = &deck.requests[number];
    let mut teller = Teller::new(deck, language);
    teller.say(teller.text(&card.title));
    let name = |seat: super::ids::SeatId| deck.seats[seat.index()].name.get(language);
    let acts = Teller::acts(card.acts);
    let line = teller.when(&card.when, &format!("{} may ask {} this {acts}.", name(card.from), name(card.to)));
    teller.say(line);
    teller.unless_met(card.unless_met.as_ref());
    teller.say(format!("It says: {}", teller.text(&card.text)));
    teller.uses(&card.uses);
    for (lead, (text, effects)) in ["Accepted", "Declined", "Put off"].into_iter().zip(&card.answers) {
        let told = prose::effects(deck, language, effects);
        let told = if told.is_empty() { String::new() } else { format!(" {}.", capital(&told)) };
        teller.say(format!("{lead}: {}{told}", text.get(language)));
    }
    teller.say(format!("Staff: {}", teller.text(&card.staff_note)));
    teller.question(&card.question);
    let seats = SeatSet::one(card.from).with(card.to);
    teller.done("requests", deck.names.requests.name(number), &card.source, seats, 0)
}

fn promise(deck: &Deck, language: &str, number: usize) -> Telling {
    let card = &deck.promises[number];
    let mut teller = Teller::new(deck, language);
    teller.say(teller.text(&card.title));
    teller.say(format!("It binds {}: {}", deck.seats[card.seat.index()].name.get(language), teller.text(&card.text)));
    let within = match card.within {
        0 => "in that very turn".to_owned(),
        1 => "within a turn".to_owned(),
        n => format!("within {n} turns"),
    };
    let kept = prose::conditions(deck, language, &card.kept_when);
    let line = teller.when(&card.when, &format!("its moment has come. It is kept {within} if {kept}."));
    teller.say(line);
    for (lead, effects) in ["Kept", "Broken", "Walked back"].into_iter().zip(&card.effects) {
        teller.effects(lead, effects);
    }
    teller.done("promises", deck.names.promises.name(number), &card.source, SeatSet::one(card.seat), 0)
}

fn pressure(deck: &Deck, language: &str, number: usize) -> Telling {
    let card = &deck.pressures[number];
    let mut teller = Teller::new(deck, language);
    teller.say(teller.text(&card.title));
    let line = teller.when(&card.when, &format!("the table reads at each turn's end: {}", teller.text(&card.text)));
    teller.say(line);
    teller.effects("Each time", &card.effects);
    teller.done("pressures", deck.names.pressures.name(number), &card.source, SeatSet::default(), 0)
}

fn outcome(deck: &Deck, language: &str, number: usize) -> Telling {
    let card = &deck.outcomes[number];
    let mut teller = Teller::new(deck, language);
    teller.say(teller.text(&card.title));
    let held = match (card.held, card.withstood) {
        (true, _) => "deterrence held",
        (false, true) => "deterrence failed, and the attack was withstood",
        (false, false) => "deterrence failed",
    };
    let line = teller.when(&card.when, &format!("the game ends here, and {held}."));
    teller.say(line);
    teller.say(teller.text(&card.epilogue));
    teller.done("outcomes", deck.names.outcomes.name(number), &card.source, SeatSet::default(), 0)
}
