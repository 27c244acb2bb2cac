//! D113: a text too long for its place on an 80×24 screen.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use crate::deck::source::Text;
use unicode_width::UnicodeWidthStr as _;

pub const CODE: Code = Code {
    id: "D113",
    name: "text-too-wide",
    severity: Severity::Warning,
    in_schema: false,
    what: "A name or a title is wider than its place on a screen of 80 columns. Wide characters, such as Japanese and Chinese ones, take two columns.",
    why: "It is cut off there, and nobody reads its end.",
    example: r#""meters": [{ "id": "mine", "name": "The patience of the coalition", "about": "How long it lasts.", "source": "scenario" }]"#,
    correction: r#""meters": [{ "id": "mine", "name": "Patience", "about": "How long it lasts.", "source": "scenario" }]"#,
};

/// The columns of a name or a title where it has least room.
mod room {
    pub const METER: usize = 17;
    pub const SEAT: usize = 16;
    pub const AREA: usize = 20;
    pub const OPERATION: usize = 60;
    pub const SITUATION: usize = 40;
    pub const RUNG: usize = 24;
    pub const HEADLINE: usize = 64;
    pub const RESPONSE: usize = 56;
    pub const REQUEST: usize = 44;
    pub const PROMISE: usize = 56;
    pub const OBJECTIVE: usize = 70;
    pub const SCENARIO: usize = 38;
    pub const OUTCOME: usize = 70;
    pub const TERM: usize = 36;
}

pub fn look(look: &mut Look<'_>) {
    let source = look.source;
    macro_rules! check {
        ($($section:ident.$field:ident in $most:ident;)+) => {$(
            for entry in &source.$section {
                check(look, &Path::Entry(stringify!($section), &entry.id).key(stringify!($field)), &entry.$field, room::$most);
            }
        )+};
    }
    check! {
        meters.name in METER; seats.name in SEAT; areas.name in AREA; operations.name in OPERATION;
        events.headline in HEADLINE; responses.title in RESPONSE; requests.title in REQUEST; promises.title in PROMISE;
        objectives.title in OBJECTIVE; scenarios.title in SCENARIO; outcomes.title in OUTCOME; glossary.term in TERM;
    }
    for (number, situation) in source.law.iter().flat_map(|law| &law.situations).enumerate() {
        let (law, list) = (Path::Part("law"), "situations");
        let path = law.key(list);
        check(look, &path.at(number).key("name"), &situation.name, room::SITUATION);
    }
    for (number, rung) in source.ladder.iter().flat_map(|ladder| &ladder.rungs).enumerate() {
        let (ladder, list) = (Path::Part("ladder"), "rungs");
        let path = ladder.key(list);
        check(look, &path.at(number).key("name"), &rung.name, room::RUNG);
    }
}

fn check(look: &mut Look<'_>, path: &Path<'_>, text: &Text, most: usize) {
    let mut tell = |path: &Path<'_>, text: &str| {
        let width = text.width();
        if width > most {
            let message = format!("this takes {width} columns, and has {most} on a screen of 80");
            look.warn(path, CODE.id, message, "Say it in fewer words.");
        }
    };
    match text {
        Text::Plain(text) => tell(path, text),
        Text::Languages(texts) => texts.iter().for_each(|(language, text)| tell(&path.key(language), text)),
    }
}
