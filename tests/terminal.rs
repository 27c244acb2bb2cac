//! The game in a pseudo-terminal, as a person meets it: the tutorial to its end by keys alone, and a terminal that is
//! given back whole on every way out.
#![cfg(unix)]

use expectrl::session::OsSession;
use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

struct Terminal {
    session: OsSession,
    parser: vt100::Parser,
    _saves: tempfile::TempDir,
}

const SIZE: (u16, u16) = (120, 40);
/// A loaded machine is given time; nothing here depends on how much it takes.
const PATIENCE: Duration = Duration::from_secs(60);

fn parser() -> vt100::Parser {
    let [rows, columns] = [SIZE.1, SIZE.0].map(|size| std::num::NonZero::new(size).expect("not nothing"));
    vt100::Parser::new(rows, columns, 0)
}

impl Terminal {
    fn start(args: &[&str]) -> Self {
        let saves = tempfile::tempdir().expect("a folder of its own");
        let mut command = Command::new(env!("CARGO_BIN_EXE_not-today"));
        command
            .args(args)
            .env("NOT_TODAY_SAVES", saves.path())
            .env("NOT_TODAY_CONFIG", "")
            .env("XDG_CONFIG_HOME", saves.path())
            .env("NOT_TODAY_REDUCED_MOTION", "1")
            .env("TERM", "xterm-256color");
        let mut session = OsSession::spawn(command).expect("it starts");
        session.get_process_mut().set_window_size(SIZE.0, SIZE.1).expect("a size");
        Self { session, parser: parser(), _saves: saves }
    }

    /// Reads what there is. `false` where nothing came.
    fn reads(&mut self) -> bool {
        let mut bytes = [0; 16 * 1024];
        match self.session.try_read(&mut bytes) {
            Ok(read) if read > 0 => {
                self.parser.process(&bytes[..read]);
                true
            }
            _ => false,
        }
    }

    /// Waits until the screen has rested, and tells what is on it.
    fn rests(&mut self) -> String {
        let began = Instant::now();
        let mut quiet = Instant::now();
        while quiet.elapsed() < Duration::from_millis(60) && began.elapsed() < PATIENCE {
            if self.reads() {
                quiet = Instant::now();
            } else {
                std::thread::sleep(Duration::from_millis(3));
            }
        }
        self.parser.screen().contents()
    }

    /// Waits until something is on the screen.
    fn sees(&mut self, wanted: impl Fn(&vt100::Screen) -> bool) {
        let began = Instant::now();
        while !wanted(self.parser.screen()) {
            assert!(began.elapsed() < PATIENCE, "it never came:\n{}", self.parser.screen().contents());
            if !self.reads() {
                std::thread::sleep(Duration::from_millis(3));
            }
        }
    }

    fn sees_text(&mut self, text: &str) {
        self.sees(|screen| screen.contents().contains(text));
    }

    fn types(&mut self, keys: &str) {
        self.session.write_all(keys.as_bytes()).and_then(|()| self.session.flush()).expect("somebody reads");
    }

    /// Presses keys, and waits until the screen says what they did.
    fn press(&mut self, keys: &str) -> String {
        self.types(keys);
        self.rests()
    }

    /// The terminal is as it was: the other screen left, the cursor there, mouse and paste as ever.
    fn is_given_back(&mut self) {
        self.sees(|screen| !screen.alternate_screen());
        let screen = self.parser.screen();
        assert!(!screen.hide_cursor(), "the cursor is back");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert!(!screen.bracketed_paste());
    }

    fn signal(&mut self, name: &str) {
        let pid = self.session.get_process().pid().to_string();
        let sent = Command::new("kill").args([format!("-{name}"), pid]).status().expect("kill runs");
        assert!(sent.success());
    }

    /// Whether the process stands stopped (`T`), as the system tells it.
    #[cfg(target_os = "linux")]
    fn is_stopped(&self) -> bool {
        let pid = self.session.get_process().pid();
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('T'))
    }
}

const ENTER: &str = "\r";

#[test]
fn the_tutorial_is_played_to_its_end_by_keys_alone() {
    let mut terminal = Terminal::start(&[]);
    terminal.sees_text("Continue a saved game");
    terminal.press(ENTER);
    // To the scenario, back around to the last of them, and begin.
    terminal.sees_text("New game");
    terminal.types("\x1b[B");
    terminal.types("\x1b[D");
    // The last scenario is the tutorial.
    terminal.sees_text("a guided game");
    terminal.press("\x1b[A\x1b[A");
    terminal.press(ENTER);
    terminal.sees_text("Guide to turn 1");
    let mut questions = 0;
    for _ in 0..400 {
        let shown = terminal.rests();
        if shown.contains("Points for what each seat wanted") {
            break;
        }
        if shown.contains("The end of turn") {
            questions += 1;
            // Step by step to the answer, and on. (Not by Escape: on a slow machine a second one would leave the game.)
            terminal.press(ENTER);
        } else if ["Guide to turn", "to the table", "Seal: done for this turn"].iter().any(|at| shown.contains(at)) {
            terminal.press(ENTER);
        } else if shown.contains("waits for your answer") || shown.contains("wait for your answer") {
            terminal.press("f");
        } else {
            terminal.press("s");
        }
    }
    let shown = terminal.rests();
    assert!(shown.contains("Points for what each seat wanted"), "it did not end:\n{shown}");
    assert!(questions >= 1);
    terminal.types("q");
    terminal.is_given_back();
}

#[test]
fn leaving_gives_the_terminal_back() {
    for keys in ["q", "\x03"] {
        let mut terminal = Terminal::start(&[]);
        terminal.sees_text("New game");
        assert!(terminal.parser.screen().alternate_screen());
        terminal.types(keys);
        terminal.is_given_back();
    }
}

/// A key and a change of the window's size can come at once: neither is lost.
#[test]
fn a_key_that_comes_with_a_new_size_is_answered() {
    let mut terminal = Terminal::start(&[]);
    terminal.sees_text("New game");
    for round in 0..200 {
        let narrower = round % 2;
        terminal.session.get_process_mut().set_window_size(SIZE.0 - narrower, SIZE.1).expect("a size");
        // The help opens, and closes.
        terminal.types(if round % 2 == 0 { "?" } else { "\x1b" });
        terminal.sees(|screen| screen.contents().contains("Keys here") == (round % 2 == 0));
    }
}

#[test]
fn a_signal_gives_the_terminal_back() {
    for signal in ["TERM", "HUP"] {
        let mut terminal = Terminal::start(&["play", "--seed", "7"]);
        terminal.sees_text("What you are here for");
        terminal.signal(signal);
        terminal.is_given_back();
    }
}

/// A terminal can go without a word: no hangup reaches a process that it does not control. The game ends all the same.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_vanishes_ends_the_game() {
    use rustix::fs::{Mode, OFlags, open};
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{Winsize, tcsetwinsize};
    use std::process::Stdio;

    let saves = tempfile::tempdir().expect("a folder of its own");
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a pseudo-terminal");
    grantpt(&ours).and_then(|()| unlockpt(&ours)).expect("its other end opens");
    let name = ptsname(&ours, Vec::new()).expect("it has a name");
    let size = Winsize { ws_row: SIZE.1, ws_col: SIZE.0, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&ours, size).expect("a size");
    let theirs = open(name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()).expect("its other end");
    let end = || Stdio::from(theirs.try_clone().expect("one more"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_not-today"));
    command.args(["play", "--seed", "7"]).env("NOT_TODAY_SAVES", saves.path()).env("TERM", "xterm-256color");
    let mut child = command.stdin(end()).stdout(end()).stderr(end()).spawn().expect("it starts");
    drop((command, theirs));
    let mut screen = parser();
    let mut bytes = [0; 4096];
    while !screen.screen().contents().contains("What you are here for") {
        let read = rustix::io::read(&ours, &mut bytes).expect("it draws");
        screen.process(&bytes[..read]);
    }
    drop(ours);
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status;
        }
        if began.elapsed() > PATIENCE {
            child.kill().expect("it can be killed");
            panic!("it goes on without a terminal");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(status.code().is_some(), "it ends by itself, without a panic's abort: {status}");
}

#[cfg(target_os = "linux")]
#[test]
fn stopped_it_gives_the_terminal_back_and_takes_it_again() {
    let mut terminal = Terminal::start(&["play", "--seed", "7"]);
    terminal.sees_text("What you are here for");
    terminal.types("\x1a");
    terminal.is_given_back();
    let began = Instant::now();
    while !terminal.is_stopped() {
        assert!(began.elapsed() < PATIENCE, "it never stopped");
        std::thread::sleep(Duration::from_millis(5));
    }
    terminal.signal("CONT");
    terminal.sees(vt100::Screen::alternate_screen);
    terminal.sees_text("What you are here for");
    assert!(terminal.press(ENTER).contains("1 Options"), "it plays on");
}

#[test]
fn a_deck_that_does_not_load_is_told_after_the_terminal_is_back() {
    let mut terminal = Terminal::start(&["play", "--deck", "no-such-deck"]);
    // Its author reads it on the screen first.
    terminal.sees_text("That did not work");
    assert!(terminal.parser.screen().alternate_screen());
    terminal.types("q");
    terminal.is_given_back();
    terminal.sees_text("no-such-deck");
}
