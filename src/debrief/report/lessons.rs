//! What was never tried, and the turns worth branching from.

use super::story;
use crate::debrief::find::branches::{Branch, Why};
use crate::debrief::find::untried::{Thing, Untried};
use crate::debrief::page::{Line, Section};
use crate::debrief::review::Review;
use crate::debrief::words::{Words, answered, count};
use crate::deck::SeatId;

pub(super) fn section(review: &Review, words: Words<'_>) -> Section {
    let mut section = Section::new("again", "If it were played again");
    section.parts = vec![branches(review, words), untried(review, words)];
    section
}

pub(super) fn branches(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("branches", "Turns worth branching from");
    let lines = review.branches.iter().map(|branch| branch_line(review, words, branch)).collect();
    part.list(lines, "No turn meets the definition.");
    if let Some(first) = review.branches.first()
        && review.record.paper.is_some()
    {
        part.para(Line::of("To play on from the start of a turn, with the same dice, in a save of its own: ").code(
            format!("not-today saves branch {} --turn {} --out another.jsonl", quoted(&review.record.name), first.turn),
        ));
    }
    part
}

/// A file's name as a shell takes it.
pub(super) fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    if name.chars().all(plain) && !name.starts_with('-') {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

/// Why a turn is worth branching from, in a line.
pub fn branch_line(review: &Review, words: Words<'_>, branch: &Branch) -> Line {
    let why = branch.why.iter().map(|why| match *why {
        Why::Turning(n) => {
            let told = story::line(review, words, &review.turning[n]).plain();
            let (_, told) = told.split_once(": ").unwrap_or(("", &told));
            let told = told.split(". ").next().unwrap_or(told);
            format!("a turning point: {}", told.trim_end_matches('.'))
        }
        Why::Narrow(n) => {
            let question = &review.questions[n];
            let (other, by) = question.narrow.unwrap_or((question.answer, 0));
            format!("a narrow answer: {by} on the die from “{}”", answered(other))
        }
        Why::Missed(n) => format!("a signal missed: “{}”", words.event(review.signals[n].event)),
        Why::Barred(n) => format!("stopped by the law: “{}”", words.response(review.barred[n].response)),
        Why::Broken(n) => format!("a promise broken: “{}”", words.promise(review.promises[n].promise)),
        Why::Failed(n) => format!("a procedure that failed: “{}”", words.situation(review.procedures[n].situation)),
    });
    Line::at(branch.turn).t(why.collect::<Vec<_>>().join("; ")).t(".")
}

pub(super) fn untried(review: &Review, words: Words<'_>) -> Section {
    let mut part = Section::new("untried", "What the table never tried");
    let lines = (0..words.deck.seats.len()).map(SeatId::at).filter_map(|seat| {
        let never: Vec<&Untried> = review.untried.iter().filter(|untried| untried.seat == seat).collect();
        let open = count(never.len(), "thing that was open to it", "things that were open to it");
        let mut line = Line::default().b(words.seat(seat)).t(format!(", {open}"));
        for (n, untried) in never.iter().enumerate() {
            line = line.t(if n == 0 { ": " } else { "; " }).t(thing(words, untried.thing)).q(" (");
            line = line.turn(untried.first);
            if untried.last != untried.first {
                line = line.q(" to ").turn(untried.last);
            }
            line = line.q(")");
        }
        (!never.is_empty()).then(|| line.t("."))
    });
    part.para(Line::default().q(
        "Responses and requests that could have been made at the start of at least one turn and never were; in brackets the \
         first and the last such turn.",
    ));
    part.list(lines.collect(), "Everything that was open was tried.");
    part
}

/// What was never tried, by name.
pub(super) fn thing(words: Words<'_>, thing: Thing) -> String {
    match thing {
        Thing::Response(response) => format!("“{}”", words.response(response)),
        Thing::Request(request) => format!("ask for “{}”", words.request(request)),
    }
}

/// What a seat never tried, by name, what was open longest first.
pub fn untried_rows(review: &Review, words: Words<'_>, seat: SeatId) -> Vec<(String, u8)> {
    let of_seat = |untried: &&Untried| untried.seat == seat;
    review.untried.iter().filter(of_seat).map(|untried| (thing(words, untried.thing), untried.turns)).collect()
}
