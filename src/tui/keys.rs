//! What a key asks for: the actions of all screens, the keys they have unless a person binds others, and how
//! keys are written. What an action does is the screen's matter.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Declares the actions: variant, name in a configuration file, keys, short label, what it does.
macro_rules! actions {
    ($($variant:ident $name:literal $keys:expr, $label:literal, $about:literal;)*) => {
        /// Something a person can ask for with a key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Action {
            $(#[doc = $about] $variant,)*
        }

        impl Action {
            /// All actions.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in a configuration file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The keys it has unless a person binds others.
            pub const fn default_keys(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &$keys,)* }
            }

            /// A word or two for the line of keys.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// What it does, for the help.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }
        }
    };
}

actions! {
    Up "up" ["up", "k"], "", "the line above";
    Down "down" ["down", "j"], "choose", "the line below";
    LineUp "line_up" ["up", "k"], "", "scroll a line back";
    LineDown "line_down" ["down", "j"], "scroll", "scroll a line on";
    First "first" ["home"], "", "the first line";
    Last "last" ["end"], "", "the last line";
    PageUp "page_up" ["pageup"], "", "scroll the text back";
    PageDown "page_down" ["pagedown"], "more", "scroll the text on";
    Less "less" ["left", "h"], "", "the choice before";
    More "more" ["right", "l"], "change", "the next choice";
    Choose "choose" ["enter"], "choose", "take what is selected";
    Back "back" ["esc"], "back", "back; not yet; close";
    Help "help" ["?", "f1"], "help", "this help (F1 where text is typed)";
    Quit "quit" ["q"], "quit", "leave; the game is saved";
    NextTab "next_tab" ["tab", "right", "l"], "tabs", "the next tab";
    PreviousTab "previous_tab" ["backtab", "left", "h"], "", "the tab before";
    Situation "situation" ["0"], "", "what happened, and the signs of what may come";
    Options "options" ["1"], "", "what you can order";
    Requests "requests" ["2"], "", "what is asked of you, and what you can ask";
    Law "law" ["3"], "", "where the law stands, and the way to the next situation";
    Ledger "ledger" ["4"], "", "promises, what runs, what you want for yourself";
    Log "log" ["5"], "", "what happened";
    Map "map" ["6", "m"], "", "the map and its areas";
    Meters "meters" ["7"], "", "the meters, where each settles and why, and what the question comes to";
    Briefing "briefing" ["b"], "", "your briefing: what you are here for, and what has happened since";
    ToTable "to_table" ["enter", "space"], "to the table", "to the table";
    Pass "pass" ["t"], "pass the keyboard", "pass the keyboard to another seat that has not sealed";
    Closer "closer" ["+", "="], "closer", "look closer at the map";
    Farther "farther" ["-"], "farther", "look from farther away";
    Whole "whole" ["."], "whole map", "the whole map";
    PanWest "pan_west" ["H", "ctrl+left"], "", "move the map west";
    PanSouth "pan_south" ["J", "ctrl+down"], "", "move the map south";
    PanNorth "pan_north" ["K", "ctrl+up"], "", "move the map north";
    PanEast "pan_east" ["L", "ctrl+right"], "", "move the map east";
    Facilitator "facilitator" ["f2"], "facilitator", "the facilitator's panel, behind its passphrase";
    WithFacilitator "with_facilitator" ["f2"], "with a facilitator", "go on with a facilitator: a passphrase is set first";
    Order "order" ["enter", "p"], "order", "order the selected option (openly, where there is a choice)";
    Quietly "order_quietly" ["o"], "quietly", "order it quietly, off the record";
    TakeBack "take_back" ["u", "backspace"], "take back", "take the order back";
    Accept "accept" ["a"], "accept", "accept the selected request";
    Decline "decline" ["x"], "decline", "decline it";
    Defer "defer" ["f"], "defer", "put it off: it waits again next turn";
    Ask "ask" ["enter"], "ask", "ask what is selected";
    Designate "designate" ["enter"], "designate", "open the procedure for the selected situation";
    GiveUp "give_up" ["x"], "give up", "give the procedure up";
    WalkBack "walk_back" ["w"], "walk back", "walk a statement of your own back, at a price";
    StandDown "stand_down" ["e"], "end", "end an operation of your own";
    Seal "seal" ["s"], "seal", "seal: done for this turn";
    Guide "guide" ["g"], "guide", "in a guided game: what to try in this turn";
    Play "play" ["enter"], "play", "close the guide and play";
    Note "note" ["n"], "note", "write a note for yourself, kept in the save";
    Search "search" ["/"], "search", "search the log";
    NextTurn "next_turn" ["space", "enter"], "next turn", "let the policies play the next turn";
    TakeKeyboard "take_keyboard" ["enter"], "take the keyboard", "take the keyboard";
    Onward "onward" ["space", "enter", "right", "down", "j", "l"], "on", "go on";
    Debrief "debrief" ["R", "d"], "debrief", "read the debrief of the game";
    NextChapter "next_chapter" ["tab", "right", "l"], "chapters", "the next chapter";
    PreviousChapter "previous_chapter" ["backtab", "left", "h"], "", "the chapter before";
    NextBranch "next_branch" ["n"], "next turn", "the next turn worth branching from";
    Branch "branch" ["b"], "branch", "play on from the start of that turn, in a save of its own";
    ReadLog "read_log" ["l"], "log", "read the log of the game";
    NextEvent "next_event" ["right", "l"], "event", "the next event";
    PreviousEvent "previous_event" ["left", "h"], "", "the event before";
    NextDecision "next_decision" ["d", "."], "decision", "the next decision of a seat";
    PreviousDecision "previous_decision" ["D", ","], "", "the decision before";
    LaterTurn "later_turn" ["t", "]"], "turn", "the next turn";
    EarlierTurn "earlier_turn" ["T", "["], "", "the turn before";
    NextMissed "next_missed" ["x"], "missed", "the next order that was missed or barred";
    PreviousMissed "previous_missed" ["X"], "", "the missed or barred order before";
    NextQuestion "next_question" ["b"], "question", "the next time that Beijing asked itself";
    PreviousQuestion "previous_question" ["B"], "", "the question before";
    NextMark "next_mark" ["'"], "", "the next mark of yours";
    PreviousMark "previous_mark" ["\""], "", "the mark before";
    NextHit "next_hit" ["n", "f3"], "", "the next event that the search finds";
    PreviousHit "previous_hit" ["N"], "", "the event before that the search finds";
    Start "start" ["home"], "", "the beginning";
    End "end" ["end"], "", "the end";
    GoToTurn "go_to_turn" ["g"], "go to", "go to a turn";
    PlayPause "play_pause" ["space"], "play", "play; pause";
    Faster "faster" ["+", "="], "", "play faster";
    Slower "slower" ["-"], "", "play slower";
    LookAs "look_as" ["v"], "whose eyes", "look through the next seat's eyes; whole again after the last";
    Curves "curves" ["c"], "curves", "the meters through the whole game";
    MarkHere "mark_here" ["a"], "mark", "mark this moment, with a note";
    SetBeside "set_beside" ["o"], "", "set another save beside this one";
    TakeTable "take_table" ["enter"], "take the table", "take the table from here, in a new save";
    TakeOver "take_over" ["enter"], "take it", "make the new save and sit down";
    NextDifference "next_difference" ["d"], "next difference", "the next turn in which the games differ";
    PreviousDifference "previous_difference" ["D"], "", "the last turn before in which they differ";
    ReplayGame "replay_game" ["v"], "replay", "walk through the selected game";
    Skip "skip" ["esc"], "the answer", "the answer at once";
    Tick "tick" ["space"], "tick", "tick or untick";
    Leave "leave" ["enter", "y", "q"], "leave", "leave the game";
    Keep "keep" ["enter"], "done", "take the line as it is";
    SealNow "seal_now" ["enter"], "seal", "seal, with the card as it is";
    NotYet "not_yet" ["esc"], "not yet", "not yet";
    OpenProcedure "open_procedure" ["enter"], "open the procedure", "open the procedure with this plan";
    NextField "next_field" ["tab", "down"], "next field", "the next field";
    PreviousField "previous_field" ["backtab", "up"], "", "the field before";
}

/// A key as a person presses it.
pub type Chord = (KeyCode, KeyModifiers);

/// Reads a key as it is written: `a`, `S`, `enter`, `f1`, `ctrl+r`.
pub fn parse(text: &str) -> Option<Chord> {
    let (modifiers, name) = match text.rsplit_once('+') {
        Some(("ctrl", name)) => (KeyModifiers::CONTROL, name),
        Some(("alt", name)) => (KeyModifiers::ALT, name),
        Some(("", "")) | None => (KeyModifiers::NONE, text),
        Some(_) => return None,
    };
    let code = match name {
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "space" => KeyCode::Char(' '),
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "insert" => KeyCode::Insert,
        _ => {
            let mut chars = name.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => KeyCode::Char(c),
                (Some('f'), Some(_)) => KeyCode::F(name[1..].parse().ok().filter(|n| (1..=12).contains(n))?),
                _ => return None,
            }
        }
    };
    Some((code, modifiers))
}

/// A key as it is shown: `↑`, `Enter`, `F1`.
pub fn shown(chord: &Chord) -> String {
    let lead = match chord.1 {
        KeyModifiers::CONTROL => "Ctrl-",
        KeyModifiers::ALT => "Alt-",
        _ => "",
    };
    let name = match chord.0 {
        KeyCode::Up => "↑".to_owned(),
        KeyCode::Down => "↓".to_owned(),
        KeyCode::Left => "←".to_owned(),
        KeyCode::Right => "→".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => "Shift-Tab".to_owned(),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Delete => "Del".to_owned(),
        KeyCode::Insert => "Ins".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::F(n) => format!("F{n}"),
        _ => String::new(),
    };
    format!("{lead}{name}")
}

/// Which keys ask for which action.
#[derive(Debug, Clone)]
pub struct Keymap {
    /// By action, in the order of [`Action::ALL`].
    keys: Vec<Vec<Chord>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let keys = |action: &Action| action.default_keys().iter().filter_map(|key| parse(key)).collect();
        Self { keys: Action::ALL.iter().map(keys).collect() }
    }
}

impl Keymap {
    /// Gives an action other keys.
    pub fn bind(&mut self, action: Action, chords: Vec<Chord>) {
        self.keys[action as usize] = chords;
    }

    /// The keys of an action.
    pub fn of(&self, action: Action) -> &[Chord] {
        &self.keys[action as usize]
    }

    /// The first of some actions that a key asks for.
    pub fn action(&self, key: &KeyEvent, among: &[Action]) -> Option<Action> {
        // Shift is in the character already; on other keys it counts for nothing but Shift-Tab, a key of its own.
        let modifiers = key.modifiers.intersection(KeyModifiers::CONTROL | KeyModifiers::ALT);
        among.iter().copied().find(|action| self.of(*action).contains(&(key.code, modifiers)))
    }

    /// The first key of an action as it is shown; nothing where it has none.
    pub fn hint(&self, action: Action) -> Option<String> {
        self.of(action).first().map(shown)
    }

    /// What a line of keys tells of some actions: each with its first key and its label. Actions without a label are
    /// told by the help alone.
    pub fn hints(&self, actions: &[Action]) -> Vec<(Action, String, &'static str)> {
        let mut hints: Vec<(Action, String, &'static str)> = Vec::new();
        for action in actions {
            // Where two keys leave, one is told.
            let twice = *action == Action::Back && actions.contains(&Action::Quit);
            let Some(hint) = self.hint(*action).filter(|_| !action.label().is_empty() && !twice) else { continue };
            if hints.iter().any(|(other, ..)| other == action) {
                continue;
            }
            let pair = match action {
                Action::Down => self.hint(Action::Up).filter(|_| actions.contains(&Action::Up)),
                Action::LineDown => self.hint(Action::LineUp).filter(|_| actions.contains(&Action::LineUp)),
                Action::More => self.hint(Action::Less).filter(|_| actions.contains(&Action::Less)),
                Action::NextEvent => self.hint(Action::PreviousEvent),
                _ => None,
            };
            let keys = format!("{}{hint}", pair.unwrap_or_default());
            // A key does the first thing that it is told for.
            if hints.iter().all(|(_, other, _)| *other != keys) {
                hints.push((*action, keys, action.label()));
            }
        }
        hints
    }

    /// The same as one text.
    pub fn line(&self, actions: &[Action]) -> String {
        let said: Vec<String> =
            self.hints(actions).into_iter().map(|(_, key, label)| format!("{key} {label}")).collect();
        said.join("  ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_key_can_be_read_and_shown() {
        for action in Action::ALL {
            for key in action.default_keys() {
                let chord = parse(key).unwrap_or_else(|| panic!("{key} of {}", action.name()));
                assert!(!shown(&chord).is_empty(), "{key}");
            }
        }
    }

    #[test]
    fn the_documentation_has_every_action_with_its_keys() {
        let told = include_str!("../../docs/configuration.md");
        for action in Action::ALL {
            let keys: Vec<String> = action.default_keys().iter().map(|key| format!("`{key}`")).collect();
            let row = format!("| `{}` | {} | ", action.name(), keys.join(", "));
            assert!(told.contains(&row), "docs/configuration.md lacks: {row}");
        }
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        let none = KeyModifiers::NONE;
        for (text, wanted) in [
            ("a", Some((KeyCode::Char('a'), none))),
            ("+", Some((KeyCode::Char('+'), none))),
            ("ctrl+r", Some((KeyCode::Char('r'), KeyModifiers::CONTROL))),
            ("f12", Some((KeyCode::F(12), none))),
            ("f13", None),
            ("meta+x", None),
            ("", None),
            ("enterr", None),
        ] {
            assert_eq!(parse(text), wanted, "{text}");
        }
    }
}
