//! The comparison of several groups as a report.

use super::lessons::{quoted, thing};
use super::overview::held;
use crate::debrief::compare::{Comparison, Differently, Group};
use crate::debrief::page::{Block, Chart, Line, Page, Section, Series};
use crate::debrief::recommendations;
use crate::debrief::words::{self, Words, count, signed};
use crate::deck::{MeterId, ObjectiveId};
use crate::rules::event::Answered;
use std::collections::BTreeMap;

/// What every comparison says of itself.
const NOTICE: &str = "A game teaches by argument. It does not predict what any government would do, and one group's outcome is not a measure \
     of another's skill: dice differ where seeds do. Every statement below is computed from the journals of these games; how each is \
     defined stands in the game's documentation (docs/debrief.md).";

/// The report of a comparison.
pub fn comparison(comparison: &Comparison) -> Page {
    let Some(first) = comparison.groups.first() else { return Page::default() };
    let words = Words::of(&first.review.played);
    let mut sections = vec![
        outcomes(comparison, words),
        meters(comparison, words),
        differently(comparison, words),
        nobody(comparison, words),
        learning(comparison, words),
        plan(comparison),
    ];
    if !comparison.anonymous {
        sections.push(verify(comparison));
    }
    Page {
        title: crate::deck::text::clean(words.text(&words.deck.title), 400),
        kind: format!("Comparison of {}", count(comparison.groups.len(), "group", "groups")),
        language: words.language.to_owned(),
        notice: NOTICE.to_owned(),
        sections,
    }
}

fn outcomes(comparison: &Comparison, words: Words<'_>) -> Section {
    let mut section = Section::new("outcomes", "Outcomes");
    let groups = &comparison.groups;
    let ended = |held: bool| {
        let of = |group: &&Group| {
            let outcome = group.review.played.last().outcome();
            outcome.is_some_and(|outcome| words.deck.outcomes[outcome.index()].held == held)
        };
        groups.iter().filter(of).count()
    };
    section.blocks.push(Block::Callout(Line::of(format!(
        "Deterrence held in {} of {}, and did not in {}.",
        ended(true),
        count(groups.len(), "game", "games"),
        ended(false)
    ))));
    let scenario = |group: &Group| group.review.played.start.scenario;
    if groups.iter().any(|group| scenario(group) != scenario(&groups[0])) {
        section.para(Line::of(
            "The groups did not all play the same scenario: their turns differ in length, and lie side by side all the same.",
        ));
    }
    let rows = groups.iter().map(|group| {
        let review = &group.review;
        let came = review.questions.iter().find(|question| question.answer == Answered::Today);
        let end = |n: usize| review.meters.get(n).map_or(String::new(), |story| story.end().to_string());
        let points: Vec<String> =
            review.seats.iter().map(|s| format!("{} {}/{}", words.seat(s.seat), s.points, s.possible)).collect();
        let brier: Vec<f64> = review.calibration.iter().filter_map(|calibration| calibration.brier).collect();
        vec![
            Line::default().b(&group.name),
            held(review, words),
            Line::of(review.played.turns.len().to_string()),
            came.map_or(Line::of("–"), |question| Line::of(format!("turn {}", question.at.turn))),
            Line::of(end(0)),
            Line::of(end(1)),
            Line::of(points.join(", ")),
            match brier.iter().copied().reduce(f64::min).zip(brier.iter().copied().reduce(f64::max)) {
                Some((low, high)) if brier.len() > 1 => Line::of(format!("{low:.2} to {high:.2}")),
                Some((only, _)) => Line::of(format!("{only:.2}")),
                None => Line::of("–"),
            },
        ]
    });
    let head = ["Group", "Outcome", "#Turns", "The day", "#First meter", "#Second meter", "Points", "#Brier scores"];
    let caption = format!(
        "What came of each game (first meter: {}; second: {})",
        words.meter(MeterId(0)),
        if words.deck.meters.len() > 1 { words.meter(MeterId(1)) } else { "–" }
    );
    section.table(&caption, &head, rows.collect(), "");
    section
}

fn meters(comparison: &Comparison, words: Words<'_>) -> Section {
    let mut section = Section::new("meters", "The meters by turn");
    for meter in (0..words.deck.meters.len()).map(MeterId::at) {
        let of = |group: &Group| Series {
            name: group.name.clone(),
            values: group.review.meters[meter.index()].series.clone(),
        };
        let series: Vec<Series> = comparison.groups.iter().map(of).collect();
        let ends = || series.iter().filter_map(|series| series.values.last().copied());
        let about = format!(
            "{} in every game, from the start to the end of each turn. At the end it lies between {} and {}.",
            words.meter(meter),
            ends().min().unwrap_or(0),
            ends().max().unwrap_or(0)
        );
        let title = words.meter(meter).to_owned();
        section.blocks.push(Block::Chart(Chart { title, about, series, marks: Vec::new(), small: false }));
    }
    section
}

fn differently(comparison: &Comparison, words: Words<'_>) -> Section {
    let mut section = Section::new("differently", "The same event, answered differently");
    section.para(Line::default().q(
        "Events that fell in two games or more and did not meet the same: they fell differently, or other orders that serve their learning objectives were laid in that turn. Each event's first fall in a game counts.",
    ));
    for met in &comparison.differently {
        section.parts.push(event(comparison, words, met));
    }
    if comparison.differently.is_empty() {
        section.para(Line::of("There is none."));
    }
    section
}

fn event(comparison: &Comparison, words: Words<'_>, differently: &Differently) -> Section {
    let name = differently.event.name(&words.deck.names);
    let mut part = Section::new(&format!("event-{name}"), words.event(differently.event));
    let rows = differently.met.iter().map(|met| {
        let orders: Vec<String> = met
            .orders
            .iter()
            .map(|r| format!("“{}” ({})", words.response(*r), words.seat(words.deck.responses[r.index()].seat)))
            .collect();
        vec![
            Line::default().b(&comparison.groups[met.group].name),
            Line::of(met.turn.to_string()),
            Line::of(words::fall(met.fall)),
            if orders.is_empty() { Line::default().q("none") } else { Line::of(orders.join(", ")) },
            Line::of(format!("{} / {}", signed(met.moved[0]), signed(met.moved[1]))),
        ]
    });
    let head = ["Group", "#Turn", "It fell", "Orders of that turn that serve its objectives", "#Headline meters"];
    part.table("How each group met it", &head, rows.collect(), "");
    part
}

fn nobody(comparison: &Comparison, words: Words<'_>) -> Section {
    let mut section = Section::new("nobody", "What no group tried");
    let all = comparison.groups.len();
    let rows = comparison.nobody.iter().map(|(seat, what, open)| {
        vec![Line::of(words.seat(*seat)), Line::of(thing(words, *what)), Line::of(format!("{open} of {all}"))]
    });
    let none = "Everything that was open to any group was tried by one of them.";
    section.table("Open to some group, and tried by none", &["Seat", "What", "#Open to groups"], rows.collect(), none);
    section
}

fn learning(comparison: &Comparison, words: Words<'_>) -> Section {
    let mut section = Section::new("learning", "Strengths and areas for improvement");
    let objectives = (0..words.deck.objectives.len()).map(ObjectiveId::at);
    let rows = objectives.map(|objective| {
        let of = |group: &Group| {
            let learnt = group.review.learning.iter().find(|learnt| learnt.objective == Some(objective));
            match learnt {
                Some(learnt) if learnt.exercised > 0 => {
                    format!("{}: {} / {}", group.name, learnt.strengths.len(), learnt.improvements.len())
                }
                _ => format!("{}: not exercised", group.name),
            }
        };
        let told: Vec<String> = comparison.groups.iter().map(of).collect();
        vec![Line::default().b(words.objective(objective)), Line::of(told.join("; "))]
    });
    let head = ["Learning objective", "Strengths / areas for improvement, by group"];
    section.table("What each game showed, by learning objective", &head, rows.collect(), "The deck names none.");
    section
}

fn plan(comparison: &Comparison) -> Section {
    let mut section = Section::new("plan", "What the groups lacked when it would have mattered");
    let mut lacked: BTreeMap<u8, Vec<&str>> = BTreeMap::new();
    for group in &comparison.groups {
        for row in &group.review.lacked {
            lacked.entry(row.recommendation).or_default().push(&group.name);
        }
    }
    let mut rows: Vec<(u8, Vec<&str>)> = lacked.into_iter().collect();
    rows.sort_by_key(|(number, groups)| (std::cmp::Reverse(groups.len()), *number));
    let all = comparison.groups.len();
    let rows = rows.into_iter().map(|(number, groups)| {
        vec![
            Line::default().b(format!("R{number}")).t(". ").t(recommendations::text(number)),
            Line::of(format!("{} of {all}", groups.len())),
            Line::of(groups.join(", ")),
        ]
    });
    let head = ["Recommendation", "#Lacked by", "Groups"];
    section.table("Recommendations of the report, by how many groups lacked them", &head, rows.collect(), "None.");
    section
}

fn verify(comparison: &Comparison) -> Section {
    let mut section = Section::new("verify", "How to verify this report");
    let files: Vec<String> = comparison.groups.iter().map(|group| quoted(&group.review.record.name)).collect();
    section.para(
        Line::of("To decide every command of these games again and compare: ")
            .code(format!("not-today saves verify {}", files.join(" "))),
    );
    let rows = comparison.groups.iter().filter_map(|group| {
        let paper = group.review.record.paper.as_ref()?;
        let notice = paper.notice.as_deref().unwrap_or("–");
        Some(vec![Line::default().code(&group.review.record.name), Line::default().code(&paper.file), Line::of(notice)])
    });
    section.table("The saves", &["Save", "SHA-256", "Note"], rows.collect(), "None of these games was saved.");
    section
}
