//! The guide of a guided game, line by line: what to try in this turn, and what to type for it.

use super::Plain;
use super::numbers::Numbers;
use crate::deck::{Panel, Step};
use crate::rules::view::View;
use std::io::{self, Write};

impl<W: Write> Plain<'_, W> {
    pub(super) fn show_lessons(&mut self, view: &View) -> io::Result<()> {
        if view.lessons.is_empty() {
            return Ok(());
        }
        self.title("Your guide (guide shows it again)")?;
        for (number, lesson) in view.lessons.iter().enumerate() {
            let done = match lesson.done {
                Some(true) => " (done)",
                Some(false) => " (to do)",
                None => "",
            };
            self.say(&format!("{}. {}{done}", number + 1, lesson.title))?;
            self.say_indented(&lesson.text, "   ")?;
            if let Some(step) = lesson.step.filter(|_| lesson.done != Some(true)) {
                self.say_indented(&format!("→ {}", how(&self.numbers, view, step)), "   ")?;
            }
        }
        Ok(())
    }

    /// The first step that is still to be taken, once another has been.
    pub(super) fn show_next_lesson(&mut self, view: &View) -> io::Result<()> {
        self.numbers.learn(view);
        let next = view.lessons.iter().position(|lesson| lesson.done == Some(false));
        // When all is done, the last lesson says how to go on.
        let Some((number, lesson)) = next.or(view.lessons.len().checked_sub(1)).map(|n| (n + 1, &view.lessons[n]))
        else {
            return Ok(());
        };
        let how = lesson.step.map_or_else(String::new, |step| format!(" {}", how(&self.numbers, view, step)));
        self.say(&format!("Guide, {number} of {}: {}.{how}", view.lessons.len(), lesson.title))
    }
}

/// What to type for a step, with the numbers that were given out in this turn.
fn how(numbers: &Numbers, view: &View, step: Step) -> String {
    let options = numbers.options(view);
    let typed = match step {
        Step::LookAt(response) => {
            options.iter().find(|(_, option)| option.response == response).map(|(n, _)| format!("show {n}"))
        }
        Step::Order(response) => options.iter().find(|(_, option)| option.response == response).map(|(n, option)| {
            let has_choice = option.publicly.is_some() && option.quietly.is_some();
            format!("{n}{}", if has_choice { " publicly" } else { "" })
        }),
        Step::Ask(request) => {
            numbers.outgoing(view).iter().find(|(_, asked)| asked.request == request).map(|(n, _)| format!("ask {n}"))
        }
        Step::Answer(request) => numbers
            .incoming(view)
            .iter()
            .find(|(_, asked)| asked.request == request)
            .map(|(n, _)| format!("accept {n}, or decline {n}, or defer {n}")),
        Step::Designate(situation) => Some(format!("designate {}", situation.index() + 1)),
        Step::Open(Panel::Situation) => return "It stands below.".to_owned(),
        Step::Open(Panel::Law) => Some("law".to_owned()),
        Step::Open(Panel::Ledger) => Some("ledger".to_owned()),
        Step::Open(Panel::Map) => Some("map".to_owned()),
        Step::Seal => Some("seal".to_owned()),
    };
    typed.map_or_else(|| "It is not on your lists now: go on.".to_owned(), |typed| format!("Type: {typed}"))
}
