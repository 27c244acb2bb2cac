//! The ordinary mistakes of an author, each told with a code, at the words that are wrong, and with what to do.

use not_today::deck::{Checked, Deck};

/// The small deck that `deck new --blank` writes.
fn blank() -> String {
    include_str!("../assets/templates/blank.json").replace("\"ID\"", "\"mine\"")
}

/// A mistake: what is written instead of what, the code, the words that are pointed at, and a part of what to do.
struct Mistake {
    instead_of: &'static str,
    written: &'static str,
    code: &'static str,
    at: &'static str,
    help: &'static str,
}

const fn mistake(
    [instead_of, written]: [&'static str; 2],
    code: &'static str,
    at: &'static str,
    help: &'static str,
) -> Mistake {
    Mistake { instead_of, written, code, at, help }
}

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    // What is not JSON.
    mistake([r#""Pressure", "about""#, r#""Pressure, "about""#], "D001", "about", "Words stand in quotation marks"),
    mistake([r#""about": "Ships and words.","#, r#""about": "Ships and words.,"#], "D001", "events", "text before"),
    mistake([r#""name": "Pressure""#, "\"name\": “Pressure”"], "D001", "“", "straight"),
    mistake([r#""add": -6"#, r#""add": −6"#], "D001", "−", "hyphen"),
    mistake([r#""repeat": true"#, r#""repeat": True"#], "D001", "True", "small letters"),
    mistake([r#""repeat": true"#, r#""repeat": yes"#], "D001", "yes", "true or false"),
    mistake([r#""add": 8 }"#, r#""add": +8 }"#], "D001", "+", "no sign"),
    mistake([r#""title": "Not today""#, "\"title\": 'Not today'"], "D001", "'", "double"),
    mistake([r#""effects": [{ "worsens": "strait" }],"#, r#""effects": [{ "worsens": "strait" },"#], "D001", ":", "a ] is missing: the [ of line"),
    mistake([r#""question": "Was it meant?", "objectives": ["together"], "source": "scenario" },"#, r#""question": "Was it meant?", "objectives": ["together"], "source": "scenario","#], "D001", "{", "a } is missing: the { of line"),
    mistake(["// Who may do what", "# Who may do what"], "D001", "#", "//"),
    mistake(["Merchant ships go around.", r"Merchant ships\n\ngo around."], "D011", r#""The drill is announced at dawn and begins at noon. Merchant ships\n\ngo around.""#, "one line"),
    mistake(["Merchant ships go around.", "Merchant\u{AD} ships go around."], "D011", "\u{AD}", "anew"),
    // What is missing.
    mistake([r#""format": 1,"#, ""], "D021", r#""my-deck""#, r#"Write "format": 1."#),
    mistake([r#""question": "Was it meant?","#, ""], "D025", r#""stand_by_home""#, "`question`: A question for the debrief."),
    // Two things in one.
    mistake([r#"{ "standing": "escort_ships" }"#, r#"{ "standing": "escort_ships", "turn_at_least": 3 }"#], "D024", r#""turn_at_least""#, "Write two"),
    // Names.
    mistake([r#"["pressure", "blockade"]"#, r#"["pressure", "blocade"]"#], "D014", r#""blocade""#, "`blockade`"),
    mistake([r#""rung": "pressure", "source": "scenario","#, r#""rung": "pressure", "meters": { "trst": 40 }, "source": "scenario","#], "D014", r#""trst""#, "`trust`"),
    mistake([r#""date": "2030-03-01""#, r#""date": "2030-02-30""#], "D028", "2030-02-30", "a day that there is"),
    mistake([r#""from": "ally""#, r#""from": "aly""#], "D014", r#""aly""#, "`ally`"),
    // What loads and is not meant.
    mistake([r#"{ "set": "ports_open" }"#, r#"{ "set": "port_open" }"#], "D117", r#""text": "They are open.""#, "It sets `port_open`"),
    mistake([r#""id": "ports", "seat": "ally""#, r#""id": "ports", "seat": "home""#], "D117", r#""home""#, "has to ask"),
    mistake([r#""from": "ally", "to": "home""#, r#""from": "home", "to": "ally""#], "D117", r#""use_of_ports""#, "for Ally to ask, and for Home to give"),
    mistake([r#""acts": "conflict", "cost": 2"#, r#""acts": "conflict", "cost": 3"#], "D101", "3", "orders"),
    mistake([r#""attack": true, "events": 1"#, r#""attack": true, "events": 0"#], "D101", r#""attack""#, "another rung"),
    mistake([r#""about": "Ships and words.", "events": 1"#, r#""about": "Ships and words.", "events": 3"#], "D106", "3", "two turns running"),
    mistake([r#""today": 1,"#, r#""today": 1, "step_down": 5,"#], "D119", "5", "rung beside"),
    mistake([r#""kind": "home_territory", "source": "scenario""#, r#""kind": "home_territory", "source": "L99""#], "D115", r#""L99""#, "Did you mean"),
    mistake([r#""title": "Send patrols""#, r#""title": { "en": "Send patrols", "deutsch": "Streife" }"#], "D114", r#""Streife""#, "tag"),
];

#[test]
fn an_ordinary_mistake_is_told_at_its_words_and_with_what_to_do() {
    for Mistake { instead_of, written, code, at, help } in MISTAKES.iter().filter(|mistake| !mistake.code.is_empty()) {
        let text = blank();
        assert!(text.contains(instead_of), "the small deck has no {instead_of}");
        let text = text.replacen(instead_of, written, 1);
        let report = Checked::text("mine.json", &text).report;
        let found: Vec<_> = report.diagnostics.iter().filter(|found| found.code == *code).collect();
        let told = report.render(false);
        let right = found.iter().any(|found| {
            text[found.span.clone()].contains(at) && found.help.as_deref().unwrap_or_default().contains(help)
        });
        assert!(right, "{written}: no {code} at {at} with {help}\n{told}");
    }
}

#[test]
fn a_quotation_mark_that_is_missing_is_told_where_the_text_begins() {
    let text = blank().replacen(r#""brief": "There is still time." }"#, r#""brief": "There is still time. }"#, 1);
    let report = Checked::text("mine.json", &text).report;
    let found = &report.diagnostics[0];
    assert_eq!(found.code, "D001");
    assert!(text[found.span.clone()].starts_with("\"There is still time."), "{}", report.render(false));
}

#[test]
fn an_unknown_name_is_told_once_and_not_as_something_else() {
    for (instead_of, written) in [
        (r#""from": "ally", "to": "home""#, r#""from": "alli", "to": "home""#),
        (r#""joint": ["ally"]"#, r#""joint": ["alli"]"#),
    ] {
        let text = blank().replacen(instead_of, written, 1);
        let codes: Vec<_> = Checked::text("mine.json", &text).report.diagnostics.iter().map(|f| f.code).collect();
        assert_eq!(codes, ["D014"], "{written}");
    }
}

#[test]
fn what_a_deck_took_out_is_told_where_it_is_missed() {
    let text = r#"{ "format": 1, "id": "mine", "title": "M", "about": "A", "extends": "today-is-not-the-day",
        "remove": ["requests/prior_consultation"] }"#;
    let told = Checked::text("mine.json", text).report.render(false);
    assert!(told.contains("The `remove` of mine.json took it out."), "{told}");
    let text = text.replace("requests/prior_consultation", "prior_consultation");
    let told = Checked::text("mine.json", &text).report.render(false);
    assert!(told.contains("Did you mean `requests/prior_consultation`?"), "{told}");
}

#[test]
fn a_file_that_is_not_there_is_told_with_the_one_that_is() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("base.json"), blank()).expect("it is written");
    for name in ["bsae.json", "base"] {
        let path = folder.path().join("mine.json");
        let text = format!(r#"{{ "format": 1, "id": "mine", "title": "M", "about": "A", "extends": "{name}" }}"#);
        std::fs::write(&path, text).expect("it is written");
        let told = Checked::load(path.to_str().expect("a plain path")).report.render(false);
        assert!(told.contains("Did you mean `base.json`?"), "{told}");
        let missing = folder.path().join(name);
        let told = Checked::load(missing.to_str().expect("a plain path")).report.render(false);
        assert!(told.contains("Did you mean") && told.contains("base.json`?"), "{told}");
    }
}

#[test]
fn what_is_extended_has_to_be_one_name() {
    let text = r#"{ "format": 1, "id": "mine", "title": "M", "about": "A", "extends": ["one.json", "two.json"] }"#;
    let report = Checked::text("mine.json", text).report;
    assert_eq!(report.diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), ["D013"]);
}

#[test]
fn a_deck_by_itself_has_nothing_of_this() {
    assert!(Deck::from_text("mine.json", &blank()).is_ok());
}
