//! What a line of input asks for.

use crate::rules::{Answer, Direction, Manner};

/// What a line of input asks for. Numbers are those of the lists on screen, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    Order(usize, Option<Manner>),
    Show(usize),
    Withdraw(usize),
    Options,
    Requests,
    Ask(usize),
    Answer(usize, Answer),
    Law,
    Permits(usize),
    Designate {
        situation: usize,
        plan: Vec<String>,
        knowing: bool,
    },
    Drop,
    Ledger,
    StandDown(usize),
    WalkBack(usize),
    Status,
    Areas,
    Brief,
    Guide,
    Estimate(Option<usize>),
    Log(String),
    Note(String),
    Notes,
    /// Chance that the day does not come, how sure, what is expected of which meter, why.
    Card(u8, u8, Vec<(Direction, String)>, String),
    Seal {
        defer: bool,
    },
    Terms,
    Facilitate,
    Help,
    Quit,
    /// Not understood, with what to do.
    Unclear(String),
}

/// Reads a line.
pub(super) fn parse(line: &str) -> Asked {
    let (word, rest) = line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim()));
    let lower = word.to_lowercase();
    if let Ok(number) = lower.parse::<usize>() {
        return order(number, rest);
    }
    match lower.as_str() {
        "" => Asked::Nothing,
        "order" | "lay" => match rest.split_once(' ').unwrap_or((rest, "")) {
            (number, manner) if number.parse::<usize>().is_ok() => order(number.parse().unwrap_or(0), manner),
            _ => needs_number("order", "the number of an option"),
        },
        "show" | "s" => number(rest, "show", "the number of an option", Asked::Show),
        "withdraw" | "undo" => number(rest, "withdraw", "the number of an option that is laid", Asked::Withdraw),
        "options" | "o" => Asked::Options,
        "facilitator" => Asked::Facilitate,
        "requests" | "r" => Asked::Requests,
        "ask" => number(rest, "ask", "the number of a request", Asked::Ask),
        "accept" => number(rest, "accept", "the number of a request", |n| Asked::Answer(n, Answer::Accept)),
        "decline" => number(rest, "decline", "the number of a request", |n| Asked::Answer(n, Answer::Decline)),
        "defer" => number(rest, "defer", "the number of a request", |n| Asked::Answer(n, Answer::Defer)),
        "law" | "l" => Asked::Law,
        "permits" => number(rest, "permits", "the number of a situation", Asked::Permits),
        "designate" => designate(rest, false),
        "designate!" => designate(rest, true),
        "drop" => Asked::Drop,
        "ledger" => Asked::Ledger,
        "standdown" | "end" => number(rest, "standdown", "the number of something that runs", Asked::StandDown),
        "walkback" => number(rest, "walkback", "the number of a promise", Asked::WalkBack),
        "status" | "meters" | "m" => Asked::Status,
        "areas" | "map" => Asked::Areas,
        "brief" | "b" => Asked::Brief,
        "guide" | "g" => Asked::Guide,
        "estimate" | "e" if rest.is_empty() => Asked::Estimate(None),
        "estimate" | "e" => number(rest, "estimate", "the number of an option", |n| Asked::Estimate(Some(n))),
        "log" => Asked::Log(rest.to_owned()),
        "note" => Asked::Note(rest.to_owned()),
        "notes" => Asked::Notes,
        "card" => card(rest),
        "seal" => Asked::Seal { defer: false },
        "seal!" => Asked::Seal { defer: true },
        "terms" => Asked::Terms,
        "help" | "h" | "?" => Asked::Help,
        "quit" | "exit" | "q" => Asked::Quit,
        "debrief" | "branch" => Asked::Unclear(format!(
            "{lower} comes when the game has ended. A game left with quit can be looked at with `not-today debrief SAVE`."
        )),
        _ => {
            let word = crate::deck::text::clean(word, 40);
            Asked::Unclear(format!(
                "“{word}” is not a command. Type help for the commands, options for what you can order."
            ))
        }
    }
}

fn order(number: usize, manner: &str) -> Asked {
    match manner.to_lowercase().as_str() {
        "" => Asked::Order(number, None),
        "p" | "publicly" | "public" => Asked::Order(number, Some(Manner::Publicly)),
        "q" | "quietly" | "quiet" => Asked::Order(number, Some(Manner::Quietly)),
        _ => Asked::Unclear("Write the number of an option, and publicly or quietly: 3 quietly.".to_owned()),
    }
}

fn needs_number(word: &str, what: &str) -> Asked {
    Asked::Unclear(format!("{word} needs {what}: {word} 2."))
}

fn number(rest: &str, word: &str, what: &str, make: impl Fn(usize) -> Asked) -> Asked {
    rest.parse().map_or_else(|_| needs_number(word, what), make)
}

/// `knowing` says that what ends by it has been read.
fn designate(rest: &str, knowing: bool) -> Asked {
    let mut words = rest.split([' ', ',']).filter(|word| !word.is_empty());
    match words.next().and_then(|word| word.parse().ok()) {
        Some(situation) => Asked::Designate { situation, plan: words.map(str::to_owned).collect(), knowing },
        None => Asked::Unclear(
            "designate needs the number of a situation and, where it needs a plan, its operations: designate 3 collective_self_defense logistics."
                .to_owned(),
        ),
    }
}

fn card(rest: &str) -> Asked {
    let mut words = rest.split_whitespace().peekable();
    let percent = words.next().and_then(|p| p.trim_end_matches('%').parse().ok()).filter(|p: &u8| *p <= 100);
    let sure = words.next().and_then(|s| s.parse().ok()).filter(|s: &u8| (1..=5).contains(s));
    let mut expects = Vec::new();
    while let Some(expected) = words.peek().and_then(|word| expectation(word)) {
        expects.push(expected);
        words.next();
    }
    match (percent, sure) {
        (Some(percent), Some(sure)) => Asked::Card(percent, sure, expects, words.collect::<Vec<_>>().join(" ")),
        _ => Asked::Unclear(
            "card needs the chance in percent that the day does not come, how sure you are from 1 to 5, if you like what you expect of meters, and why: card 80 3 +deterrence -coalition the depots are open."
                .to_owned(),
        ),
    }
}

/// What is expected of a meter: `+deterrence`, `=alliance_trust`, `-coalition`.
fn expectation(word: &str) -> Option<(Direction, String)> {
    let way = match word.chars().next()? {
        '+' => Direction::Up,
        '=' => Direction::Same,
        '-' | '−' => Direction::Down,
        _ => return None,
    };
    let meter: String = word.chars().skip(1).collect();
    meter.starts_with(char::is_alphabetic).then_some((way, meter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_a_person_means_them() {
        let cases = [
            ("", Asked::Nothing),
            ("3", Asked::Order(3, None)),
            ("3 quietly", Asked::Order(3, Some(Manner::Quietly))),
            ("order 3 p", Asked::Order(3, Some(Manner::Publicly))),
            ("SEAL", Asked::Seal { defer: false }),
            ("seal!", Asked::Seal { defer: true }),
            ("defer 1", Asked::Answer(1, Answer::Defer)),
            (
                "designate 3 logistics, isr",
                Asked::Designate { situation: 3, plan: vec!["logistics".into(), "isr".into()], knowing: false },
            ),
            ("card 80% 4 because", Asked::Card(80, 4, vec![], "because".into())),
            (
                "card 80 4 +deterrence -coalition it - holds",
                Asked::Card(
                    80,
                    4,
                    vec![(Direction::Up, "deterrence".into()), (Direction::Down, "coalition".into())],
                    "it - holds".into(),
                ),
            ),
            ("note  hold the line ", Asked::Note("hold the line".into())),
            ("estimate 3", Asked::Estimate(Some(3))),
            ("estimate", Asked::Estimate(None)),
            ("?", Asked::Help),
        ];
        for (line, asked) in cases {
            assert_eq!(parse(line.trim()), asked, "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_says_what_to_do() {
        for line in [
            "ask",
            "3 loudly",
            "designate",
            "card 300 2",
            "card 50 9",
            "frobnicate",
            "debrief",
            "branch 2",
            "withdraw x",
            "estimate x",
        ] {
            assert!(matches!(parse(line), Asked::Unclear(text) if text.len() > 20), "{line}");
        }
    }
}
