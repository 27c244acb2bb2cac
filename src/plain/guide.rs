//! The guide of a guided game, line by line: what to try in this turn, and what to type for it.

use super::Plain;
use crate::deck::{Panel, Step};
use crate::rules::Manner;
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
                self.say_indented(&format!("→ {}", how(view, step)), "   ")?;
            }
        }
        Ok(())
    }

    /// The first step that is still to be taken, once another has been.
    pub(super) fn show_next_lesson(&mut self, view: &View) -> io::Result<()> {
        let next = view.lessons.iter().position(|lesson| lesson.done == Some(false));
        // When all is done, the last lesson says how to go on.
        let Some((number, lesson)) = next.or(view.lessons.len().checked_sub(1)).map(|n| (n + 1, &view.lessons[n]))
        else {
            return Ok(());
        };
        let how = lesson.step.map_or_else(String::new, |step| format!(" {}", how(view, step)));
        self.say(&format!("Guide, {number} of {}: {}.{how}", view.lessons.len(), lesson.title))
    }
}

/// What to type for a step, with the numbers of the lists as they stand.
fn how(view: &View, step: Step) -> String {
    let option = |response| view.sorted_options().iter().position(|option| option.response == response);
    let not_listed = || "It is not on your lists now; go on.".to_owned();
    match step {
        Step::LookAt(response) => option(response).map_or_else(not_listed, |n| format!("Type: show {}", n + 1)),
        Step::Order(response) => option(response).map_or_else(not_listed, |n| {
            let openly = view.sorted_options()[n].manners == [Manner::Publicly, Manner::Quietly];
            format!("Type: {}{}", n + 1, if openly { " publicly" } else { "" })
        }),
        Step::Ask(request) => view
            .outgoing
            .iter()
            .position(|r| r.request == request)
            .map_or_else(not_listed, |n| format!("Type: ask {}", n + 1)),
        Step::Answer(request) => view.incoming.iter().position(|r| r.request == request).map_or_else(not_listed, |n| {
            let n = n + 1;
            format!("Type: accept {n}, or decline {n}, or defer {n}")
        }),
        Step::Designate(situation) => view
            .law
            .situations
            .iter()
            .position(|s| s.situation == situation)
            .map_or_else(not_listed, |n| format!("Type: designate {}", n + 1)),
        Step::Open(Panel::Situation) => "It stands below.".to_owned(),
        Step::Open(Panel::Law) => "Type: law".to_owned(),
        Step::Open(Panel::Ledger) => "Type: ledger".to_owned(),
        Step::Open(Panel::Map) => "Type: map".to_owned(),
        Step::Seal => "Type: seal".to_owned(),
    }
}
