//! The report as it is handed in: the same every time, sound HTML, nothing that runs or loads, every link leading
//! somewhere, and text from outside inert in every format.

use super::play::{self, ALLY, DETERRENCE, HOME, Play, TRUST};
use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use not_today::debrief::{Comparison, Paper, Record, Review, export, report};
use not_today::deck::text::is_forbidden;
use not_today::deck::{Deck, SeatId};
use not_today::rules::{Actor, Answer, Command, DecisionCard, Direction, Event, MarkKind};
use pulldown_cmark::{Event as Md, Options, Parser, Tag};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A game with something of everything, recorded as a journal would.
fn told() -> Record {
    let mut play = Play::new(&[(2, "swarm"), (3, "moment"), (5, "push")]);
    let mark = |kind, text: &str| Command::Mark { kind, text: text.to_owned() };
    let card = |percent, why: &str| DecisionCard {
        why: why.to_owned(),
        expects: vec![(DETERRENCE, Direction::Up), (TRUST, Direction::Down)],
        not_today: Some(percent),
        sure: Some(4),
    };
    let bases = play.request("bases");
    play.send(Actor::Seat(ALLY), &Command::Ask { request: bases }).lay(HOME, "vow").designate();
    play.seal(HOME, card(90, "Words first; the depots follow.")).end();
    play.answer(HOME, "bases", Answer::Accept).lay(HOME, "together").lay(ALLY, "together");
    play.send(Actor::Facilitator, &mark(MarkKind::Quote, "“We never asked the harbor master.”"));
    play.send(Actor::Facilitator, &mark(MarkKind::Moment, "Home and Ally argue about who leads."));
    play.send(Actor::Seat(HOME), &Command::Note { text: "Ask about fuel.".to_owned() }).end();
    play.lay(HOME, "depots").lay(HOME, "sweep");
    let battle = play.event("battle");
    play.send(Actor::Facilitator, &Command::Inject { event: battle });
    play.seal(HOME, card(55, "")).end();
    let adjust = Command::Adjust { meter: TRUST, by: 4, reason: "A visit that the table had earned.".to_owned() };
    play.send(Actor::Facilitator, &adjust).finish();
    recorded(play.record())
}

/// The record as a file would give it, with times and digests that never change.
fn recorded(mut record: Record) -> Record {
    "harbor.jsonl".clone_into(&mut record.name);
    "2027-01-15T09:00:00Z".clone_into(&mut record.began);
    record.seats = vec!["human".to_owned(), "doctrine".to_owned()];
    for step in &mut record.steps {
        step.time = format!("2027-01-15T09:{:02}:00Z", step.n);
    }
    record.paper = Some(Paper {
        format: 1,
        rules: 1,
        deck_digest: "d1".repeat(32),
        game: "6a".repeat(32),
        file: "f0".repeat(32),
        ..Paper::default()
    });
    record
}

fn html(review: &Review) -> String {
    export::html::write(&report::page(review))
}

fn markdown(review: &Review) -> String {
    export::markdown::write(&report::page(review))
}

#[test]
fn a_report_is_the_same_every_time() {
    let review = Review::of(told());
    insta::assert_snapshot!("report_markdown", markdown(&review));
    insta::assert_snapshot!("report_html", html(&review));
    let mut rows = Vec::new();
    export::csv::write(&mut rows, &[("harbor".to_owned(), &review)]).unwrap();
    insta::assert_snapshot!("report_csv", String::from_utf8(rows).unwrap());
}

#[test]
fn a_comparison_is_the_same_every_time() {
    let insta_of = |anonymous| {
        let other =
            recorded(Play::new(&[(2, "swarm"), (3, "moment"), (5, "push")]).lay(HOME, "watch").finish().record());
        let games = vec![Review::of(told()), Review::of(Record { name: "other.jsonl".to_owned(), ..other })];
        Comparison::of(games, anonymous).expect("one deck")
    };
    let page = report::comparison(&insta_of(true));
    insta::assert_snapshot!("comparison_markdown", export::markdown::write(&page));
    let anonymous = export::html::write(&page);
    let named = export::html::write(&report::comparison(&insta_of(false)));
    for name in ["harbor.jsonl", "other.jsonl", "Words first", "harbor master"] {
        assert!(!anonymous.contains(name), "{name}");
    }
    assert!(named.contains("harbor.jsonl") && named.contains("other.jsonl"));
    sound(&anonymous);
    sound(&named);
}

/// The saves that are shipped with the game.
fn shipped() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    found.sort();
    found
}

#[test]
fn the_debriefs_of_the_shipped_saves_are_the_same_every_time() {
    assert!(shipped().len() >= 4);
    for save in shipped() {
        let name = save.file_stem().unwrap().to_string_lossy().into_owned();
        // A save that is shipped damaged shows what damage looks like; where the game never opened there is no debrief.
        let Ok(record) = Record::read(&save) else { continue };
        let review = Review::of(record);
        let page = html(&review);
        sound(&page);
        insta::assert_snapshot!(format!("shipped_{name}_markdown"), markdown(&review));
        insta::assert_snapshot!(format!("shipped_{name}_html"), page);
    }
}

#[test]
fn luck_is_weighed_for_a_save_and_parts_each_turn_in_judgment_and_luck() {
    let review = Review::of(Record::read(&shipped()[0]).unwrap());
    let luck = &review.record.luck;
    assert_eq!(luck.len(), review.played.turns.len(), "every turn of a finished game");
    for (turn, played) in luck.iter().zip(&review.played.turns) {
        for meter in turn.meters.iter().filter(|meter| !review.record.deck.meters[meter.meter.index()].hidden) {
            let parts = meter.idle + turn.judgment(meter.meter) + turn.luck(meter.meter);
            assert!((parts - f64::from(meter.actual)).abs() < 1e-9);
        }
        assert_eq!(turn.turn, played.number);
    }
    assert!(markdown(&review).contains("among the lab's plays"));
    // A game that is in no save has no decisions that could be played again.
    assert!(!markdown(&Review::of(told())).contains("among the lab's plays"));
}

#[test]
fn a_deck_without_recommendations_of_the_report_has_no_improvement_plan() {
    let deck = std::sync::Arc::new(not_today::deck::Deck::load("second-thomas-shoal").unwrap());
    let report = markdown(&Review::of(Record::begin(&deck, not_today::deck::ScenarioId(0), 1)));
    assert!(!report.contains("mprovement plan") && !report.contains("Klingner"));
    assert!(markdown(&Review::of(told())).contains("## Improvement plan"));
}

/// What a walk through an HTML tree has found.
#[derive(Default)]
struct Found {
    elements: HashSet<String>,
    ids: Vec<String>,
    links: Vec<String>,
    attributes: Vec<(String, String)>,
    text: String,
    style: String,
}

fn look(node: &Handle, within: &str, found: &mut Found) {
    let mut name = within.to_owned();
    match &node.data {
        NodeData::Element { name: element, attrs, .. } => {
            name = element.local.to_string();
            found.elements.insert(name.clone());
            for attribute in attrs.borrow().iter() {
                let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
                match key.as_str() {
                    "id" => found.ids.push(value.clone()),
                    "href" => found.links.push(value.clone()),
                    _ => {}
                }
                found.attributes.push((key, value));
            }
        }
        NodeData::Text { contents } if within == "style" => found.style.push_str(&contents.borrow()),
        NodeData::Text { contents } => found.text.push_str(&contents.borrow()),
        NodeData::Comment { .. } => panic!("a report has no comments"),
        _ => {}
    }
    node.children.borrow().iter().for_each(|child| look(child, &name, found));
}

/// Parses a page as a browser does: without an error, with nothing that runs or loads, with every link inside it.
fn sound(page: &str) -> Found {
    let mut options = ParseOpts::default();
    options.tokenizer.exact_errors = true;
    options.tree_builder.exact_errors = true;
    let dom = parse_document(RcDom::default(), options).one(page);
    assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors.borrow());
    let mut found = Found::default();
    look(&dom.document, "", &mut found);
    for element in
        ["script", "iframe", "object", "embed", "link", "base", "form", "img", "video", "audio", "foreignObject"]
    {
        assert!(!found.elements.contains(element), "<{element}>");
    }
    for (key, value) in &found.attributes {
        assert!(
            !key.starts_with("on")
                && !["src", "srcset", "style", "action", "data", "xlink:href"].contains(&key.as_str())
        );
        assert!(!value.to_ascii_lowercase().contains("javascript:"), "{key}={value}");
    }
    let unique: HashSet<&String> = found.ids.iter().collect();
    assert_eq!(unique.len(), found.ids.len(), "an id twice");
    for link in &found.links {
        let id = link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leads out of the page"));
        assert!(found.ids.iter().any(|known| known == id), "{link} leads nowhere");
    }
    for outside in ["url(", "@import", "http:", "https:", "//"] {
        assert!(!found.style.contains(outside), "the style sheet holds {outside}");
    }
    assert!(!page.chars().any(|c| is_forbidden(c) && c != '\n'), "a character that must not be drawn");
    found
}

#[test]
fn the_page_is_sound_html_and_holds_nothing_that_runs_or_loads() {
    let found = sound(&html(&Review::of(told())));
    assert!(found.elements.contains("svg") && found.elements.contains("desc"), "charts tell what they show");
    // What the issue asks to be said.
    for said in [
        "does not predict",
        "saves verify harbor.jsonl",
        "Words first; the depots follow.",
        "We never asked the harbor master.",
        "Home and Ally argue about who leads.",
        "Ask about fuel.",
        "A visit that the table had earned.",
        "Not where there is fighting.",
    ] {
        assert!(found.text.contains(said), "{said}");
    }
}

/// What a text may try: markup, scripts, escapes, formulas, overrides.
const HOSTILE: &str = "=HYPERLINK(\"http://x.example\") <script>alert(1)</script> <img src=x onerror=alert(1)> ![a](javascript:x) [b](http://y.example) `c` | d & &lt; *e* _f_ $g$ \\h {{i}} {% j %} # k www.z.example --> ]]>";
/// What is refused at a table, and what a save that somebody forged holds all the same.
const FORGED: &str = "\u{1b}[31m\u{202e}red\u{2066} \u{200b}\u{feff}\r\n@SUM(A1)\u{7}";

/// A game on a deck and with notes that are full of what must stay text.
fn hostile() -> Record {
    let plain = play::deck(&[(2, "swarm")]);
    let mut source = plain.source();
    source["title"] = HOSTILE.into();
    for (list, keys) in [
        ("events", &["headline", "brief", "question"][..]),
        ("responses", &["title", "staff_note", "basis", "question"]),
        ("requests", &["title", "text", "question"]),
        ("promises", &["title", "text"]),
        ("objectives", &["title", "about"]),
        ("meters", &["about"]),
        ("scenarios", &["title", "brief"]),
        ("outcomes", &["title", "epilogue"]),
    ] {
        for entry in source[list].as_array_mut().expect(list) {
            for key in keys {
                entry[*key] = format!("{HOSTILE} {key}").into();
            }
        }
    }
    source["ladder"]["rungs"][0]["name"] = "=1+1".into();
    let deck = Arc::new(Deck::from_source(&source).unwrap_or_else(|error| panic!("{}", error.render(false))));
    let mut play = Play::of(&deck, 0, 7);
    play.send(Actor::Seat(HOME), &Command::Note { text: HOSTILE.to_owned() });
    play.send(Actor::Facilitator, &Command::Mark { kind: MarkKind::Quote, text: HOSTILE.to_owned() });
    let card = DecisionCard { why: HOSTILE.to_owned(), ..DecisionCard::default() };
    play.lay(HOME, "vow").lay(HOME, "together").seal(HOME, card).finish();
    let mut record = recorded(play.record());
    record.name = format!("{FORGED}{HOSTILE}.jsonl");
    record.seats[1] = format!("{FORGED}{HOSTILE}");
    let forged = [
        Event::Noted { seat: SeatId(0), text: FORGED.to_owned() },
        Event::Marked { kind: MarkKind::Note, text: FORGED.to_owned() },
        Event::OrderBarred { response: play.response("sweep"), why: FORGED.into(), source: HOSTILE.into() },
    ];
    record.push(Actor::Facilitator, forged.to_vec());
    record
}

#[test]
fn text_from_outside_is_inert_in_every_format() {
    let review = Review::of(hostile());
    // HTML: it parses, holds nothing that runs, and says the text as it is.
    let found = sound(&html(&review));
    assert!(found.text.contains(HOSTILE), "the text itself is kept");
    assert!(found.text.contains("\u{fffd}[31m\u{fffd}red"), "what must not be drawn is made visible");
    let other = Review::of(hostile());
    let comparison = Comparison::of(vec![review, other], false).expect("one deck");
    sound(&export::html::write(&report::comparison(&comparison)));
    // Markdown: no HTML of anybody's, no link but to a turn, no code but what is to be typed.
    let review = Review::of(hostile());
    for text in [markdown(&review), export::markdown::write(&report::comparison(&comparison))] {
        assert!(!text.chars().any(|c| is_forbidden(c) && c != '\n'));
        let mut said = String::new();
        for event in Parser::new_ext(&text, Options::all()) {
            match event {
                Md::Html(html) | Md::InlineHtml(html) => panic!("HTML: {html}"),
                Md::InlineMath(math) | Md::DisplayMath(math) => panic!("math: {math}"),
                Md::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    assert!(dest_url.starts_with("#turn-"), "a link to {dest_url}");
                }
                Md::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_)) => {
                    panic!("a block: {event:?}")
                }
                Md::Text(text) | Md::Code(text) => said.push_str(&text),
                _ => {}
            }
        }
        assert!(said.contains("<script>alert(1)</script>"), "the text itself is kept");
    }
    // CSV: no cell that a spreadsheet would run.
    let mut rows = Vec::new();
    export::csv::write(&mut rows, &[(HOSTILE.to_owned(), &review)]).unwrap();
    let mut reader = csv::Reader::from_reader(rows.as_slice());
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell}");
        }
    }
    // The screen and the plain front end draw the same lines.
    for chapter in report::chapters(&review) {
        for line in export::text::lines(&chapter) {
            assert!(!line.text.chars().any(is_forbidden), "{}", line.text);
        }
    }
}

#[test]
fn in_print_and_on_screens_of_both_widths_chromium_shows_it() {
    let Some(chromium) = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(installed) else {
        eprintln!("skipped: no Chromium is installed, so no picture and no PDF of the report was made");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder of its own");
    let page = folder.path().join("report.html");
    std::fs::write(&page, html(&Review::of(told()))).unwrap();
    let shots = [("wide.png", "--window-size=1280,2000"), ("narrow.png", "--window-size=390,2000"), ("paper.pdf", "")];
    for (name, size) in shots {
        let out = folder.path().join(name);
        let made = if size.is_empty() { "--print-to-pdf" } else { "--screenshot" };
        let mut command = std::process::Command::new(&chromium);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]);
        command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
        command.args(["--hide-scrollbars", "--no-pdf-header-footer"]);
        command.arg(format!("--user-data-dir={}", folder.path().join(format!("{name}.profile")).display()));
        command.arg(format!("{made}={}", out.display())).args((!size.is_empty()).then_some(size)).arg(&page);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = command.spawn().expect("it starts");
        let begun = std::time::Instant::now();
        while child.try_wait().expect("it can be asked").is_none() {
            if begun.elapsed().as_secs() > 90 {
                let _ = child.kill();
                let _ = child.wait();
                panic!("Chromium does not end: {name}");
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let bytes = std::fs::read(&out).unwrap_or_else(|error| panic!("{name}: {error}"));
        let magic: &[u8] = if size.is_empty() { b"%PDF" } else { b"\x89PNG" };
        assert!(bytes.starts_with(magic) && bytes.len() > 10_000, "{name}: {} bytes", bytes.len());
    }
}

fn installed(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}
