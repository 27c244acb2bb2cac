//! A forger who knows the format mends the chain. What the rules would not have done is found all the same, and
//! told by line, turn and field; so is every byte that says nothing.

use super::{verdict, whole_game};
use not_today::journal::{Decks, read_bytes};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::Path;

/// The lines of a save, each without its chain.
pub fn contents(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).expect("it is text");
    text.lines().map(|line| line[..line.rfind(",\"chain\":").expect("it is sealed")].to_owned()).collect()
}

fn digest(parts: &[&str]) -> String {
    let hash = Sha256::digest(parts.concat());
    hash.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Seals lines anew, as the format says: SHA-256 over the previous digest and all before the chain.
pub fn sealed(contents: &[String]) -> Vec<u8> {
    let (mut save, mut chain) = (String::new(), String::new());
    for content in contents {
        chain = digest(&[&chain, content]);
        let _ = writeln!(save, "{content},\"chain\":\"{chain}\"}}");
    }
    save.into_bytes()
}

/// A save as rules of another version would have written it, had they come to the same.
pub fn of_other_rules(bytes: &[u8], version: u32) -> Vec<u8> {
    let mut lines = contents(bytes);
    let own = format!("\"rules\":{}", not_today::rules::RULES_VERSION);
    replace(&mut lines, 0, &own, &format!("\"rules\":{version}"));
    sealed(&lines)
}

/// The first line (from 0) whose content holds a text.
pub fn with(contents: &[String], text: &str) -> usize {
    contents.iter().position(|content| content.contains(text)).expect("some line has it")
}

#[track_caller]
fn case(what: &str, forge: impl FnOnce(&mut Vec<String>) -> (usize, &'static str)) {
    let mut lines = contents(&whole_game(8));
    let (line, field) = forge(&mut lines);
    let forged = sealed(&lines);
    let mut decks = Decks::default();
    let found = verdict(&forged, &mut decks);
    let difference = found.difference.unwrap_or_else(|| panic!("{what}: nobody noticed"));
    let field = if field == "*" { &difference.field } else { field };
    assert_eq!((difference.line, difference.field.as_str()), (line + 1, field), "{what}: {difference}");
    // Whatever was forged, it can be opened and looked at, or is refused; it does not crash.
    if let Ok(record) = read_bytes(Path::new("forged"), &forged, &mut decks) {
        let view = not_today::rules::view::of(&record.last(), not_today::rules::Eyes::All, "en");
        assert!(view.log.iter().all(|line| !line.text.contains('\u{1b}')));
    }
}

#[track_caller]
pub fn replace(lines: &mut [String], line: usize, from: &str, to: &str) {
    assert!(lines[line].contains(from), "{} has no {from}", lines[line]);
    lines[line] = lines[line].replacen(from, to, 1);
}

#[test]
fn a_save_sealed_anew_without_a_change_verifies() {
    let bytes = whole_game(8);
    assert_eq!(sealed(&contents(&bytes)), bytes);
}

#[test]
fn what_the_rules_would_not_have_done_is_told_by_line_turn_and_field() {
    case("a meter moved further", |lines| {
        let line = with(lines, "\"meter_moved\"");
        let mut value: Value = serde_json::from_str(&format!("{}}}", lines[line])).expect("it is JSON");
        let events = value["events"].as_array_mut().expect("a list");
        let at = events.iter().position(|event| event["event"] == "meter_moved").expect("it moved");
        events[at]["to"] = 99.into();
        let text = value.to_string();
        lines[line] = text[..text.len() - 1].to_owned();
        let field: &'static str = format!("events[{at}].to").leak();
        (line, field)
    });
    case("an event left out", |lines| {
        let line = lines.iter().rposition(|line| line.contains("\"turn_ended\"")).expect("a turn ended");
        let mut value: Value = serde_json::from_str(&format!("{}}}", lines[line])).expect("it is JSON");
        let events = value["events"].as_array_mut().expect("a list");
        events.pop();
        let field: &'static str = format!("events[{}]", events.len()).leak();
        let text = value.to_string();
        lines[line] = text[..text.len() - 1].to_owned();
        (line, field)
    });
    case("the digest of another state", |lines| {
        let line = with(lines, "\"state\":\"");
        let at = lines[line].find("\"state\":\"").expect("it is there") + 9;
        let other = if lines[line].as_bytes()[at] == b'0' { "1" } else { "0" };
        lines[line].replace_range(at..=at, other);
        (line, "state")
    });
    case("a state where no turn ends", |lines| {
        let line = with(lines, "\"do\":\"mark\"");
        lines[line] += &[",\"state\":\"", &"0".repeat(64), "\""].concat();
        (line, "state")
    });
    case("somebody else did it", |lines| {
        let line = with(lines, "\"do\":\"mark\"");
        replace(lines, line, "\"facilitator\"", "\"japan\"");
        (line, "command")
    });
    case("nobody did it", |lines| {
        replace(lines, 3, "\"who\":\"", "\"who\":\"the ");
        (3, "who")
    });
    case("a line is missing", |lines| {
        lines.remove(4);
        (4, "n")
    });
    case("another seed", |lines| {
        replace(lines, 0, "\"seed\":8", "\"seed\":9");
        (1, "*")
    });
    case("rules that there never were", |lines| {
        let rules = format!("\"rules\":{}", not_today::rules::RULES_VERSION);
        replace(lines, 0, &rules, "\"rules\":0");
        (0, "rules")
    });
    case("rules that change to the same", |lines| {
        let rules = not_today::rules::RULES_VERSION.to_string();
        lines[3] += &[",\"rules\":", rules.as_str()].concat();
        (3, "rules")
    });
}

#[test]
fn bytes_that_say_nothing_are_found() {
    case("a space", |lines| {
        replace(lines, 3, "\"who\":", "\"who\": ");
        (3, "")
    });
    case("a key twice", |lines| {
        replace(lines, 3, "{\"n\":2,", "{\"n\":2,\"n\":2,");
        (3, "")
    });
    case("an unknown field", |lines| {
        lines[3].push_str(",\"by\":\"me\"");
        (3, "by")
    });
    case("an unknown field in a command", |lines| {
        let line = with(lines, "\"do\":\"mark\"");
        replace(lines, line, "\"do\":\"mark\"", "\"do\":\"mark\",\"x\":1");
        (line, "command.x")
    });
    case("a letter written as an escape", |lines| {
        let line = with(lines, "Look");
        replace(lines, line, "Look", "\\u004cook");
        (line, "")
    });
    case("a time written otherwise", |lines| {
        replace(lines, 3, "Z\"", "+00:00\"");
        (3, "time")
    });
    case("an unknown field in the header", |lines| {
        replace(lines, 0, "\"seed\":", "\"by\":1,\"seed\":");
        (0, "header")
    });
    case("a space in the deck", |lines| {
        let from = lines[0].find("\"deck\":{").expect("the deck") + 7;
        let deck = format!("{{ {}", &lines[0][from + 1..]);
        let digest = digest(&[&deck]);
        let at = lines[0].find("\"deck_digest\":\"").expect("its digest") + 15;
        lines[0].truncate(from);
        lines[0].push_str(&deck);
        lines[0].replace_range(at..at + 64, &digest);
        (0, "deck")
    });
}

#[test]
fn what_editors_and_transfers_add_is_found() {
    let bytes = whole_game(8);
    let mut decks = Decks::default();
    let text = String::from_utf8(bytes.clone()).expect("it is text");
    let cases: [(&str, Vec<u8>); 6] = [
        ("a byte order mark", [b"\xEF\xBB\xBF", bytes.as_slice()].concat()),
        ("carriage returns", text.replace('\n', "\r\n").into_bytes()),
        ("an empty line at the end", [bytes.as_slice(), b"\n"].concat()),
        ("bytes after the end", [bytes.as_slice(), b"PS"].concat()),
        ("the last end of line is gone", bytes[..bytes.len() - 1].to_vec()),
        ("the save twice", [bytes.as_slice(), bytes.as_slice()].concat()),
    ];
    for (what, changed) in cases {
        assert!(!verdict(&changed, &mut decks).holds(), "{what}: nobody noticed");
    }
}

#[test]
fn events_that_could_not_have_happened_are_damage_and_no_crash() {
    let events = [
        r#"{"event":"act_began","act":9}"#,
        r#"{"event":"turn_began","turn":200,"turn_in_act":1,"months":0,"days":0}"#,
        r#"{"event":"turn_began","turn":2,"turn_in_act":2,"months":65535,"days":65535}"#,
        r#"{"event":"meter_moved","meter":"deterrence","from":50,"to":255,"cause":"act"}"#,
        r#"{"event":"stage_decided","situation":"important","stage":255,"result":"passed","left":0}"#,
        r#"{"event":"rolled","die":{"event":["sortie",200]},"odds":{"base":1,"terms":[],"chance":1},"rolled":1,"success":true}"#,
        r#"{"event":"noted","seat":"japan","text":"\u001b[2Jgone"}"#,
        r#"{"event":"rewound","turn":0,"reason":"none"}"#,
        r#"{"event":"fell","card":"no_such_card","fall":"full"}"#,
    ];
    for event in events {
        let mut lines = contents(&whole_game(8));
        let line = with(&lines, "\"do\":\"mark\"");
        let at = lines[line].find("\"events\":[").expect("it has events") + 10;
        lines[line].truncate(at);
        lines[line].push_str(event);
        lines[line].push(']');
        let record = read_bytes(Path::new("forged"), &sealed(&lines), &mut Decks::default()).expect("it begins well");
        let damage = record.damage.unwrap_or_else(|| panic!("{event} was believed"));
        assert_eq!(damage.line, line + 1, "{event}");
        assert_eq!(record.entries.len(), line - 2);
    }
}

#[test]
fn a_save_of_other_rules_is_checked_without_deciding_again() {
    let mut lines = contents(&whole_game(8));
    let own = format!("\"rules\":{}", not_today::rules::RULES_VERSION);
    replace(&mut lines, 0, &own, "\"rules\":999");
    let mut decks = Decks::default();
    let found = verdict(&sealed(&lines), &mut decks);
    assert!(found.holds(), "{:?}", found.difference);
    assert_eq!((found.decided_again, found.commands), (0, lines.len() - 2));
    assert_eq!(found.would_differ, None, "the rules are the same, whatever the header says");
    // Other rules may have done what these would not: no fault of the save, but said.
    let line = with(&lines[2..], "\"meter_moved\"") + 2;
    let mut value: Value = serde_json::from_str(&format!("{}}}", lines[line])).expect("it is JSON");
    let events = value["events"].as_array_mut().expect("a list");
    let at = events.iter().position(|event| event["event"] == "meter_moved").expect("it moved");
    events[at]["cause"] = "time".into();
    events[at]["extra"] = Value::Null;
    events[at].as_object_mut().expect("an event").remove("extra");
    let text = value.to_string();
    lines[line] = text[..text.len() - 1].to_owned();
    let found = verdict(&sealed(&lines), &mut decks);
    assert!(found.holds(), "{:?}", found.difference);
    let change = found.would_differ.expect("it is told");
    assert_eq!((change.line, change.field), (line + 1, format!("events[{at}].cause")));
}
