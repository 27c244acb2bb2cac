//! The tutorial from outside, played by somebody who knows nothing and types what the guide says: the seven
//! things that it is to teach have happened, line by line and in the save.

use not_today::deck::{Deck, library};
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

struct Player {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    told: String,
}

impl Player {
    fn sits_down(save: &std::path::Path, seed: &str, language: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_not-today"))
            .args(["play", "--plain", "--scenario", "tutorial", "--seed", seed, "--lang", language, "--save"])
            .arg(save)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let (input, output) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        Self { child, input, output, told: String::new() }
    }

    /// Reads up to the next prompt, or to the end of the game.
    fn listens(&mut self) -> String {
        let mut heard = Vec::new();
        let mut byte = [0; 1];
        while !heard.ends_with(b"> ") && self.output.read(&mut byte).expect("it can be read") > 0 {
            heard.push(byte[0]);
        }
        let heard = String::from_utf8(heard).expect("it is text");
        self.told.push_str(&heard);
        heard
    }

    fn types(&mut self, line: &str) -> String {
        writeln!(self.input, "{line}").expect("it listens");
        self.listens()
    }
}

/// What the guide asks to be typed, in its order.
fn asked_for(told: &str) -> Vec<String> {
    told.lines()
        .filter_map(|line| line.trim().strip_prefix("→ Type: "))
        .map(|line| line.split(", or").next().unwrap_or(line).to_owned())
        .collect()
}

fn events(save: &std::path::Path) -> Vec<Value> {
    let text = std::fs::read_to_string(save).expect("the save is there");
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("each line is JSON"));
    lines.flat_map(|line| line["events"].as_array().cloned().unwrap_or_default()).collect()
}

/// Plays the tutorial, and reads its debrief: what was told in each, and what happened.
fn plays_through(seed: &str, language: &str) -> (String, String, Vec<Value>) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let save = folder.path().join("tutorial.save");
    let mut player = Player::sits_down(&save, seed, language);
    let mut turn = player.listens();
    for number in 1..=3 {
        let steps = asked_for(&turn);
        assert!(steps.last().is_some_and(|last| last == "seal"), "seed {seed}, turn {number}: {turn}");
        let (seal, steps) = steps.split_last().expect("there is a guide");
        for step in steps {
            let heard = player.types(step);
            assert!(!heard.contains("Not accepted"), "seed {seed}, turn {number}, “{step}”: {heard}");
        }
        let guide = player.types("guide");
        assert!(!guide.contains("(to do)"), "seed {seed}, turn {number}: {guide}");
        // After the last turn the debrief is offered, to a script without a prompt.
        turn = player.types(&if number == 3 { format!("{seal}\nquit") } else { seal.clone() });
    }
    assert!(player.child.wait().expect("it ends").success());
    let mut debrief = Command::new(env!("CARGO_BIN_EXE_not-today"));
    let debrief = debrief.arg("debrief").arg(&save).output().expect("it runs").stdout;
    (player.told, String::from_utf8(debrief).expect("it is text"), events(&save))
}

#[test]
fn a_new_user_who_does_what_the_guide_says_meets_the_seven_things() {
    for seed in ["1", "2", "3", "7"] {
        let (told, _, events) = plays_through(seed, "en");
        let happened = |kind: &str, key: &str, value: &str| {
            events.iter().any(|event| event["event"] == kind && event[key] == value)
        };
        let says = |what: &str| told.contains(what);
        let things = [
            ("reading a brief", says("-- What Beijing does --") && says("For you alone: ")),
            ("asking", happened("asked", "request", "umbrella_request")),
            ("answering", happened("answered", "request", "depots_request")),
            ("what barred means", says("Asset protection, Southwest Waters: barred.") && says("[L8]")),
            ("designating", happened("designated", "situation", "important_influence")),
            ("ordering what needed a step", happened("carried_out", "response", "open_the_depots")),
            ("a promise", happened("promised", "promise", "taiwan_is_our_emergency") && says("” (open)")),
            ("the question", told.matches("==== Is today the day? ====").count() == 3 && says("The die shows ")),
            ("the end", events.iter().any(|event| event["event"] == "game_ended") && says("20 points")),
        ];
        for (thing, met) in things {
            assert!(met, "seed {seed}: {thing}\n{told}");
        }
    }
}

#[test]
fn the_tutorial_is_played_in_japanese_and_in_traditional_chinese() {
    let deck = Deck::load(library::DEFAULT).expect("the built-in deck");
    let objectives: Vec<&str> = deck.objectives.iter().map(|objective| objective.about.get("en")).collect();
    for (asked, language, wanted) in [
        (
            "ja",
            "ja",
            [
                "重要影響事態",
                "自衛隊は外国の軍隊と一体化してはならない",
                "「台湾有事は日本有事である」",
                "その日は今日か",
            ],
        ),
        (
            "zh-hant",
            "zh-Hant",
            ["重要影響事態", "自衛隊不得與外國軍隊一體化", "「臺灣有事就是日本有事」", "就是今天嗎"],
        ),
    ] {
        let (told, debrief, events) = plays_through("3", asked);
        let titles = deck.objectives.iter().map(|objective| objective.title.get(language));
        assert!(titles.filter(|title| debrief.contains(*title)).count() >= 3, "{language}: {debrief}");
        for text in wanted {
            assert!(told.contains(text), "{language}: {text}");
        }
        for english in
            objectives.iter().chain(&["Today Is Not the Day", "A crisis over Taiwan", "allows rear-area support"])
        {
            assert!(!debrief.contains(english), "{language}: {english}\n{debrief}");
        }
        // What the deck says is in the language; the front end's own words are English.
        for english in [
            "Today Is Not the Day",
            "Open the depots",
            "Important influence",
            "Read the brief",
            "Taiwan",
            "Prime Minister",
            "Okinawa",
            "Coalition",
        ] {
            assert!(!told.contains(english), "{language}: {english}\n{told}");
        }
        assert!(events.iter().any(|event| event["event"] == "promised"), "{language}");
    }
}

#[test]
fn a_language_that_the_deck_has_not_is_refused_with_those_it_has() {
    let output = Command::new(env!("CARGO_BIN_EXE_not-today"))
        .args(["play", "--plain", "--scenario", "tutorial", "--lang", "jp"])
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("`jp`") && said.contains("en, ja, zh-Hant"), "{said}");
}
