//! Tells a view in lines that can be read aloud: nothing by colour or place alone.

use super::Plain;
use crate::deck::prose::{self, inside};
use crate::deck::{Answered, PromiseMark};
use crate::rules::view::{CardView, ChanceView, Mark, OptionView, QuestionView, View};
use crate::rules::{Eyes, Fall, Manner};
use std::fmt::Write as _;
use std::io::{self, Write};

fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Laid => "laid",
        Mark::Allowed => "allowed",
        Mark::NotNow => "not now",
        Mark::Needs => "needs a step",
        Mark::Barred => "barred",
        Mark::Running => "running",
        Mark::Done => "done",
    }
}

/// The heading under which an option is listed: its mark, and the law's reason where it stands in the way.
fn heading(option: &OptionView) -> String {
    let mark = match option.mark {
        Mark::Laid => "Laid:",
        Mark::Allowed => "Allowed:",
        Mark::NotNow => "Not now (show and a number tells why):",
        Mark::Needs => "Needs a step",
        Mark::Barred => "Barred",
        Mark::Running => "Running:",
        Mark::Done => "Done:",
    };
    match (option.mark, &option.reason) {
        (Mark::Needs | Mark::Barred, Some(reason)) => {
            let source = option.reason_source.as_ref().map_or(String::new(), |source| format!(" [{source}]"));
            // A reason that says itself what is needed is not introduced once more.
            if reason.starts_with("Needs ") { format!("{reason}{source}") } else { format!("{mark}. {reason}{source}") }
        }
        (Mark::Needs | Mark::Barred, None) => format!("{mark}:"),
        _ => mark.to_owned(),
    }
}

impl<W: Write> Plain<'_, W> {
    pub(super) fn title(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "\n-- {text} --")
    }

    pub(super) fn show_turn(&mut self, view: &View) -> io::Result<()> {
        self.numbers.learn(view);
        self.told.insert(view.seat, view.log.len());
        let header = &view.header;
        self.title(&format!("{}, turn {}: {}", header.scenario, header.turn, header.date))?;
        let (turn, of) = header.turn_in_act;
        let rung = &header.rungs[header.rung.index()];
        self.say(&format!(
            "{} act, turn {turn} of at most {of}. {} is at “{}”. You are {} ({}).",
            prose::act(header.act),
            header.who,
            rung.name,
            inside(&header.seat),
            header.title
        ))?;
        if turn == 1 {
            self.say(&header.act_brief)?;
        }
        if header.turn == 1 {
            self.say(&view.brief)?;
        }
        if header.paused {
            self.say("The facilitator has paused the game.")?;
        }
        self.show_lessons(view)?;
        self.show_cards(view)?;
        self.show_status(view)?;
        if !view.incoming.is_empty() {
            self.show_requests(view)?;
        }
        for promise in view.promises.iter().filter(|p| p.mine && p.is == PromiseMark::Due) {
            self.say(&format!(
                "Your word is due by the end of turn {}: {}.",
                promise.turns.1,
                prose::quoted(&promise.title)
            ))?;
        }
        self.show_options(view)
    }

    fn show_cards(&mut self, view: &View) -> io::Result<()> {
        if !view.drift.is_empty() {
            self.say(&format!("As time passes: {}.", view.drift.join(", ")))?;
        }
        self.title(&format!("What {} does", inside(&view.header.who)))?;
        if view.cards.iter().all(|card| card.by.is_some()) {
            self.say("A quiet turn.")?;
        }
        for card in view.cards.iter().filter(|card| card.by.is_none()) {
            self.show_card(card)?;
        }
        for card in view.cards.iter().filter(|card| card.by.is_some()) {
            self.title(&format!("Elsewhere: {}", card.by.as_deref().unwrap_or_default()))?;
            self.show_card(card)?;
        }
        if !view.signals.is_empty() {
            self.title("Indications of what may come (not all of it will)")?;
            for signal in &view.signals {
                self.say_indented(signal, "  ")?;
            }
        }
        Ok(())
    }

    fn show_card(&mut self, card: &CardView) -> io::Result<()> {
        let how = match card.fall {
            Fall::Full => "",
            Fall::Softened => " (the table was partly ready)",
            Fall::Forestalled => " (the table was ready)",
        };
        self.say(&format!("{} [{}]{how}", card.headline, card.source))?;
        self.say_indented(&card.text, "  ")?;
        if let Some(brief) = &card.brief {
            self.say_indented(&format!("For you alone: {brief}"), "  ")?;
        }
        for (seat, brief) in &card.passed_on {
            self.say_indented(&format!("{seat} passes on: {brief}"), "  ")?;
        }
        for did in &card.did {
            self.say_indented(did, "  · ")?;
        }
        Ok(())
    }

    pub(super) fn show_status(&mut self, view: &View) -> io::Result<()> {
        self.title("Meters, 0 to 100")?;
        for meter in &view.meters {
            let change = i16::from(meter.value) - i16::from(meter.before);
            let change = match change {
                0 => "unchanged".to_owned(),
                up if up > 0 => format!("up {up}"),
                down => format!("down {}", down.unsigned_abs()),
            };
            let past: Vec<String> = meter.history.iter().rev().skip(1).take(8).rev().map(u8::to_string).collect();
            let past = if past.is_empty() { String::new() } else { format!("; before that {}", past.join(", ")) };
            writeln!(self.out, "  {}: {} ({change}{past})", meter.name, meter.value)?;
            // Told where something that was done has moved it.
            if let Some(settles) = meter.settles.as_ref().filter(|settles| !settles.terms.is_empty()) {
                let terms: Vec<String> = settles.terms.iter().map(|(label, add)| format!("{label} {add:+}")).collect();
                let text = format!("Without new acts it settles at {}: {}.", settles.chance, terms.join(", "));
                self.say_indented(&text.replace('-', "−"), "    ")?;
            }
        }
        let outlook = &view.outlook;
        self.say(&format!(
            "{} As things stand: {} percent that it is; {} percent that {} climbs, {} percent that it steps down.",
            view.header.question,
            outlook.today.chance,
            outlook.climb.chance,
            inside(&view.header.who),
            outlook.step_down.chance
        ))?;
        if view.seats.len() < 2 {
            return Ok(());
        }
        let seats = view.seats.iter();
        let seats: Vec<String> =
            seats.map(|s| format!("{} {}", s.name, if s.sealed { "has sealed" } else { "has not sealed" })).collect();
        self.say(&format!("{}.", seats.join("; ")))
    }

    pub(super) fn show_options(&mut self, view: &View) -> io::Result<()> {
        let (limit, spent) = view.orders;
        self.title(&format!("Options: {spent} of {limit} orders spent"))?;
        // What is alike in its reason is told under one heading, the reason once.
        let mut rest = self.numbers.options(view);
        rest.sort_by_key(|(_, option)| option.mark);
        while let Some((_, first)) = rest.first() {
            let heading = heading(first);
            let (told, others) = rest.into_iter().partition(|(_, option)| self::heading(option) == heading);
            rest = others;
            self.say(&heading)?;
            for (number, option) in told {
                self.show_option_line(number, option)?;
            }
        }
        self.say("Type a number to order, show and a number to read about it, help for all commands, seal when done.")
    }

    fn show_option_line(&mut self, number: usize, option: &OptionView) -> io::Result<()> {
        let quietly = if option.laid == Some(Manner::Quietly) { ", quietly" } else { "" };
        let with = if option.partners.is_empty() {
            String::new()
        } else {
            format!(", with {}", option.partners.join(" and "))
        };
        self.say_indented(&format!("{number}. {} (cost {}{with}{quietly})", option.title, option.cost), "  ")
    }

    pub(super) fn show_option(&mut self, option: &OptionView) -> io::Result<()> {
        self.title(&format!("{} [{}]", option.title, option.source))?;
        let mut facts = vec![format!("Cost {}", option.cost), word(option.mark).to_owned()];
        if option.takes > 0 {
            facts.push(format!("takes {}", turns(option.takes)));
        }
        if option.standing {
            facts.push("goes on until ended".to_owned());
        }
        if !option.partners.is_empty() {
            facts.push(format!("only together with {}", option.partners.join(" and ")));
        }
        if !option.partners_ready.is_empty() {
            facts.push(format!("{} has laid its part", option.partners_ready.join(" and ")));
        }
        self.say(&format!("{}.", facts.join("; ")))?;
        self.say(&option.staff_note)?;
        let line = |label: &str, text: &str| if text.is_empty() { String::new() } else { format!("{label}: {text}.") };
        self.say(&line("It does", &option.effects))?;
        self.say(&line("Publicly", option.publicly.as_deref().unwrap_or("")))?;
        self.say(&line("Quietly", option.quietly.as_deref().unwrap_or("")))?;
        self.say(&line("Each turn", &option.each_turn))?;
        for (label, chance) in &option.dice {
            self.say(&format!("A die: {label}, {chance} percent."))?;
        }
        self.say(&format!("Basis: {}", option.basis))?;
        for used in &option.uses {
            let verdict = &used.verdict;
            self.say(&format!(
                "{}, {}: {}. {} [{}]",
                used.operation_name, used.area_name, verdict.verdict, verdict.why, verdict.source
            ))?;
        }
        if let Some(reason) = &option.reason {
            self.say(&format!("Why not now: {reason}"))?;
        }
        if let Some(closed) = &option.closed_by {
            self.say(&format!("What closed it: {closed}"))?;
        }
        Ok(())
    }

    pub(super) fn show_requests(&mut self, view: &View) -> io::Result<()> {
        if !view.incoming.is_empty() {
            self.title("Requests that wait for your answer")?;
        }
        for (number, request) in self.numbers.incoming(view) {
            self.say(&format!("{number}. {} asks: {} [{}]", request.from, request.title, request.source))?;
            self.say_indented(&request.text, "   ")?;
            self.say_indented(&format!("Staff: {}", request.staff_note), "   ")?;
            for (word, (_, follows)) in ["accept", "decline", "defer"].iter().zip(&request.answers) {
                self.say_indented(
                    &format!(
                        "{word} {number}: {}",
                        if follows.is_empty() { "nothing follows at once" } else { follows }
                    ),
                    "   ",
                )?;
            }
            if let Some(reason) = &request.reason {
                self.say_indented(&format!("It cannot be accepted now: {reason}"), "   ")?;
            }
        }
        if !view.outgoing.is_empty() {
            self.title("What you can ask")?;
        }
        for (number, request) in self.numbers.outgoing(view) {
            let stands = match request.is {
                Some(Answered::Waiting) => "waits for an answer",
                Some(Answered::Accepted) => "accepted",
                Some(Answered::Declined) => "declined",
                Some(Answered::Deferred) => "put off",
                None => "not asked",
            };
            let reason = request.reason.as_ref().map_or(String::new(), |reason| format!(" {reason}"));
            self.say(&format!("{number}. Ask {}: {} ({stands}).{reason}", inside(&request.to), request.title))?;
        }
        if view.incoming.is_empty() && view.outgoing.is_empty() {
            self.say("Nothing is asked, and there is nothing to ask.")?;
        }
        Ok(())
    }

    pub(super) fn show_law(&mut self, view: &View) -> io::Result<()> {
        let law = &view.law;
        self.title(&format!("The law that binds {}", inside(&law.binds)))?;
        for (number, situation) in (1..).zip(&law.situations) {
            let now = if situation.situation == law.now { " (this is where it stands)" } else { "" };
            self.say(&format!("{number}. {}{now} [{}]", situation.name, situation.source))?;
            self.say_indented(&situation.about, "   ")?;
            for (permits, source) in &situation.permits {
                self.say_indented(&format!("{permits} [{source}]"), "   · ")?;
            }
            for stage in &situation.stages {
                let last = stage.chances.last().copied().unwrap_or(0);
                let first = stage.chances.first().copied().unwrap_or(0);
                let chance = if first == last {
                    format!("{first} percent")
                } else {
                    format!("{first} percent for the narrowest plan, {last} for the broadest")
                };
                self.say_indented(&format!("{}: {}, {chance}", stage.name, turns(stage.turns)), "   ")?;
            }
            match &situation.reason {
                Some(reason) if !situation.stages.is_empty() => {
                    self.say_indented(&format!("Not now: {reason}"), "   ")?;
                }
                None if law.mine => {
                    self.say_indented(&format!("To open the procedure: designate {number}"), "   ")?;
                    if situation.plan {
                        let deck = std::sync::Arc::clone(self.table.deck());
                        let names: Vec<&str> = situation.plannable.iter().map(|o| o.name(&deck.names)).collect();
                        self.say_indented(
                            &format!("and the operations of the plan, out of: {}", names.join(", ")),
                            "   ",
                        )?;
                    }
                }
                _ => {}
            }
        }
        if !law.plan.is_empty() {
            let listed: Vec<&str> = law.plan.iter().map(|o| law.operations[o.index()].as_str()).collect();
            self.say(&format!("The approved {} lists: {}.", law.plan_name, listed.join(", ")))?;
        }
        if let Some(procedure) = &law.procedure {
            let (number, of) = procedure.stage_number;
            self.say(&format!(
                "In procedure: “{}”, stage {number} of {of}: {}, decided in {}, {} percent as things stand.",
                procedure.name,
                procedure.stage,
                turns(procedure.left),
                procedure.chance
            ))?;
        }
        for (what, given) in &law.consents {
            self.say(&format!("{what}: consent {}.", if *given { "given" } else { "not given" }))?;
        }
        for ruling in &law.rulings {
            self.say(&format!("The facilitator's ruling: {ruling}."))?;
        }
        Ok(())
    }

    pub(super) fn show_ledger(&mut self, view: &View) -> io::Result<()> {
        self.title("Words that must be kept")?;
        for (number, promise) in (1..).zip(&view.promises) {
            let stands = match promise.is {
                PromiseMark::Open => "open".to_owned(),
                PromiseMark::Due => format!("due by the end of turn {}", promise.turns.1),
                PromiseMark::Kept => "kept".to_owned(),
                PromiseMark::Broken => "broken".to_owned(),
                PromiseMark::WalkedBack => "walked back".to_owned(),
            };
            self.say(&format!(
                "{number}. {}: {} ({stands}). {}",
                promise.seat,
                prose::quoted(&promise.title),
                promise.text
            ))?;
        }
        if view.promises.is_empty() {
            self.say("Nobody has given its word yet.")?;
        }
        self.title("What runs")?;
        for (number, running) in (1..).zip(&view.running) {
            let when = running
                .ready
                .map_or_else(|| format!("since turn {}", running.since), |ready| format!("ready in turn {ready}"));
            self.say(&format!("{number}. {}: {} ({when})", running.seat, running.title))?;
        }
        if view.running.is_empty() {
            self.say("Nothing.")?;
        }
        self.title("What you want for yourself")?;
        for objective in &view.objectives {
            let met = if objective.met { "met as things stand" } else { "not met as things stand" };
            self.say(&format!(
                "{} ({}): {met}",
                objective.title,
                prose::count(objective.points.into(), "point", "points")
            ))?;
        }
        Ok(())
    }

    pub(super) fn show_areas(&mut self, view: &View) -> io::Result<()> {
        self.title("Areas")?;
        for area in &view.areas {
            let mut line = format!("{} ({}): {}", area.name, area.kind_name, prose::mood(area.mood));
            for what in area.cards.iter().chain(&area.operations) {
                line.push_str("; ");
                line.push_str(what);
            }
            self.say(&line)?;
        }
        Ok(())
    }

    pub(super) fn show_brief(&mut self, view: &View) -> io::Result<()> {
        self.title(&format!("{}: {}", view.header.seat, view.header.title))?;
        self.say(&view.brief)?;
        self.say(&view.header.act_brief)?;
        self.show_cards(view)
    }

    pub(super) fn show_log(&mut self, view: &View, search: &str) -> io::Result<()> {
        self.title("What happened")?;
        let search = search.to_lowercase();
        for line in view.log.iter().filter(|line| line.text.to_lowercase().contains(&search)) {
            self.say(&format!("[{}] {}", line.turn, line.text))?;
        }
        Ok(())
    }

    pub(super) fn show_terms(&mut self, view: &View) -> io::Result<()> {
        self.title("Terms")?;
        if view.glossary.is_empty() {
            self.say("This deck explains no terms.")?;
        }
        for (term, about) in &view.glossary {
            self.say(&format!("{term}: {about}"))?;
        }
        Ok(())
    }

    pub(super) fn show_help(&mut self) -> io::Result<()> {
        self.title("Commands")?;
        for (command, what) in [
            ("3, 3 publicly, 3 quietly", "order option 3"),
            ("show 3", "read about option 3: effects, law, reasons"),
            ("estimate 3, estimate", "what the staff expects of option 3, with the meters; of every option"),
            ("withdraw 3", "take the order back"),
            ("options, status, areas, brief", "the options, the meters, the map in words, your brief"),
            ("requests", "what you are asked and what you can ask"),
            ("ask 2; accept 1, decline 1, defer 1", "ask; answer"),
            ("permits 2", "what situation 2 of the law permits, operation by operation"),
            ("law; designate 3 OPERATION …; drop", "the law; open a designation (with its plan); give it up"),
            ("ledger; walkback 1; standdown 1", "promises and what runs; walk a statement back; end an operation"),
            ("log, log WORD", "what happened; only lines with a word"),
            ("note TEXT; notes", "a note for yourself, kept in the save; those you wrote"),
            (
                "card 80 3 +deterrence -coalition WHY",
                "decision card: 80 percent that the day does not come, sure 3 of 5, which meters you expect up (+), the same (=) or down (-), why",
            ),
            ("seal, seal!", "done for this turn; seal! puts off every request that waits"),
            ("debrief, debrief 2, branch 4", "after the game: what it showed; another game from the start of a turn"),
            ("facilitator", "the facilitator's commands, behind the passphrase"),
            ("terms, help, quit", "terms explained; this list; leave (the game is saved)"),
        ] {
            self.say_indented(&format!("{command}: {what}"), "  ")?;
        }
        Ok(())
    }

    fn show_chance(&mut self, what: &str, chance: &ChanceView) -> io::Result<()> {
        let mut line = format!("{what}: base {}", chance.base);
        for (label, add) in &chance.terms {
            let _ = write!(line, "; {label} {}", prose::signed(*add));
        }
        self.say(&format!("{line}: {} percent.", chance.chance))
    }

    pub(super) fn show_question(&mut self, view: &View) -> io::Result<()> {
        let Some(question) = view.question.clone() else { return Ok(()) };
        // What the seat has read of this turn is not told again.
        let told = self.told.insert(view.seat, view.log.len()).unwrap_or(0).min(view.log.len());
        for line in view.log[told..].iter().filter(|line| line.turn == question.turn) {
            self.say(&format!("[{}] {}", line.turn, line.text))?;
        }
        writeln!(self.out, "\n==== {} ====", view.header.question)?;
        self.show_asked(&question)
    }

    fn show_asked(&mut self, question: &QuestionView) -> io::Result<()> {
        self.show_chance("That today is the day", &question.today)?;
        self.show_chance("That it climbs a rung", &question.climb)?;
        self.show_chance("That it steps down", &question.step_down)?;
        if let Some(answer) = &question.answer {
            self.say(&format!("The die shows {}. {}", answer.rolled, answer.text))?;
        }
        Ok(())
    }

    pub(super) fn show_end(&mut self) -> io::Result<()> {
        let eyes = match self.table.human_seats().as_slice() {
            [seat] => Eyes::Seat(*seat),
            _ => Eyes::All,
        };
        let view = self.table.view(eyes);
        self.show_question(&view)?;
        let Some(end) = &view.end else { return Ok(()) };
        writeln!(self.out, "\n==== {} ====", end.title)?;
        self.say(&end.epilogue)?;
        self.say(if end.held { "Deterrence held." } else { "Deterrence did not hold." })?;
        for meter in &view.meters {
            let start = meter.history.first().copied().unwrap_or(meter.value);
            writeln!(self.out, "  {}: {start} at the start, {} at the end", meter.name, meter.value)?;
        }
        for (seat, points, of) in &end.points {
            writeln!(self.out, "  {seat}: {points} of {of} points")?;
        }
        let settled = self.table.settle();
        self.tell_notice()?;
        if let Err(error) = settled {
            return self.say(&error.to_string());
        }
        if let Some(path) = self.table.save_path() {
            let path = crate::deck::text::clean(&path.display().to_string(), 1000);
            writeln!(self.out, "The game is kept in {path}")?;
        }
        Ok(())
    }
}

/// So many turns.
fn turns(number: u8) -> String {
    prose::count(number.into(), "turn", "turns")
}
