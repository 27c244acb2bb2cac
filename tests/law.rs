//! The law, row by row against the report's facts: each case of `tests/law/cases.json` names the fact that
//! it was drawn from, and is asked of the binary as a teacher would ask it.

mod common;

use not_today::deck::{AreaKind, OperationId, OperationSet, ScenarioId, SeatId, SituationId};
use not_today::players;
use not_today::rules::law::{Case, judge, may};
use not_today::rules::{Actor, Eyes, Game, Vantage, view};
use serde_json::Value;
use std::process::Command;

fn cases() -> Vec<Value> {
    let text = include_str!("law/cases.json");
    serde_json::from_str::<Vec<Value>>(text).expect("the cases are JSON")
}

#[test]
fn there_are_enough_cases_and_each_names_its_fact() {
    let cases = cases();
    assert!(cases.len() >= 260, "{}", cases.len());
    for case in &cases {
        let fact = case["fact"].as_str().expect("a fact's id");
        assert!(fact.len() >= 2 && fact[1..].bytes().all(|b| b.is_ascii_digit()), "{fact}");
    }
}

#[test]
fn the_law_answers_as_the_facts_say() {
    let deck = common::deck();
    let operation = |name: &str| OperationId::find(&deck.names, name).unwrap_or_else(|| panic!("{name}"));
    for asked in cases() {
        let text = |key: &str| asked[key].as_str().unwrap_or_default().to_owned();
        let plan: OperationSet =
            asked["plan"].as_array().into_iter().flatten().map(|o| operation(o.as_str().unwrap())).collect();
        let seat = if text("operation").ends_with("_from_japan") { "us" } else { "japan" };
        let case = Case {
            seat: SeatId::find(&deck.names, seat).unwrap(),
            operation: operation(&text("operation")),
            kind: serde_json::from_value::<AreaKind>(asked["area"].clone()).unwrap(),
            combat: asked["combat"] == true,
            integrated: asked["integrated"] == true,
            invited: asked["invited"] == true,
            situation: SituationId::find(&deck.names, &text("situation")).unwrap(),
            plan,
            consents: u32::from(asked["consent"] == true),
        };
        let verdict = judge(&deck, &case).explain(&deck, "en");
        assert_eq!(verdict.verdict, text("verdict"), "{}: {}", text("case"), verdict.why);
        assert!(!verdict.why.is_empty(), "{}", text("case"));
        if !text("source").is_empty() {
            assert_eq!(verdict.source, text("source"), "{}: {}", text("case"), verdict.why);
        }
    }
}

/// Along whole games, what the law says of a case, what the table shows and what play accepts are one.
#[test]
fn law_table_and_play_agree_in_every_reachable_state() {
    let deck = common::deck();
    let names = ["japan", "us", "taiwan"].map(|name| SeatId::find(&deck.names, name).unwrap());
    let (mut asked, mut lawful, mut barred) = (0, 0, 0);
    for (seed, policy) in (0..6).flat_map(|seed| ["random", "sober"].map(|policy| (seed, policy))) {
        let policy = players::policy(policy).expect("it is built in");
        let mut game = Game::before(common::deck(), ScenarioId(0), seed);
        let opening = game.opening();
        game.apply(&opening);
        while game.state().outcome().is_none() {
            for seat in names {
                for option in view::of(&game, Eyes::Seat(seat), "en").options {
                    let card = &deck.responses[option.response.index()];
                    for (used, on_card) in option.uses.iter().zip(&card.uses) {
                        let verdict = may(&deck, game.state(), *on_card).explain(&deck, "en");
                        assert_eq!(used.verdict, verdict, "{}", option.title);
                        asked += 1;
                        if verdict.verdict == "permitted" {
                            lawful += 1;
                        } else {
                            barred += 1;
                            assert!(option.manners.is_empty(), "{} is offered and {}", option.title, verdict.verdict);
                        }
                    }
                }
            }
            let turn = game.state().turn();
            for sent in 0.. {
                let open = names.into_iter().find(|seat| !game.state().has_sealed(*seat));
                let (Some(seat), true) = (open, game.state().turn() == turn && game.state().outcome().is_none()) else {
                    break;
                };
                let vantage = Vantage::new(&deck, game.state(), seat);
                let command = players::next_command(policy.as_ref(), &vantage, seed, sent);
                let Ok(events) = game.decide(Actor::Seat(seat), &command) else { continue };
                game.apply(&events);
            }
        }
    }
    assert!(asked > 2_000 && lawful > 200 && barred > 200, "{asked} {lawful} {barred}");
}

fn ask(args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_not-today")).arg("law").args(args).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is text");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_line_answers_in_json() {
    let (status, out, _) = ask(&[
        "--operation",
        "minesweeping",
        "--area",
        "surrounding_waters",
        "--situation",
        "important_influence",
        "--combat",
        "--json",
    ]);
    let answer: Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!((status, &answer["verdict"], &answer["source"]), (0, &"needs".into(), &"L9".into()));
    assert!(answer["why"].as_str().is_some_and(|why| why.contains("Armed attack situation")));
    let (_, out, _) = ask(&["--operation", "exercise", "--area", "foreign_territory", "--invited", "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["source"], "R13");
    let (_, out, _) = ask(&["--operation", "combat_from_japan", "--area", "high_seas", "--consent", "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["verdict"], "permitted");
    let (_, out, _) = ask(&[
        "--operation",
        "armed_escort",
        "--area",
        "high_seas",
        "--situation",
        "survival_threatening",
        "--plan",
        "armed_escort,logistics",
    ]);
    assert!(out.starts_with("Permitted: ") && out.trim_end().ends_with("[L12]"), "{out}");
}

#[test]
fn what_is_not_known_is_told_with_what_is() {
    let (status, out, err) = ask(&["--operation", "minesweping", "--area", "high_seas"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("Did you mean `minesweeping`?"), "{err}");
    let (status, _, err) = ask(&["--operation", "isr", "--area", "the_moon"]);
    assert_eq!(status, 2, "{err}");
    let (status, _, err) = ask(&["--operation", "isr", "--area", "high_seas", "--situation", "war"]);
    assert_eq!(status, 1);
    assert!(err.contains("important_influence"), "{err}");
}
