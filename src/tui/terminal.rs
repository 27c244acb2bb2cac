//! The terminal: taken over, and given back whole on every way out.

use super::app::App;
use super::settings::Settings;
use super::{RunError, Start};
use ratatui::DefaultTerminal;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};
use ratatui::crossterm::execute;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How often a signal is looked for while nobody types.
const PULSE: Duration = Duration::from_millis(250);

/// Presses, releases and the wheel are told, in the notation that has no limit of columns; mere movement is not.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// What other processes have asked for.
#[derive(Debug, Default, Clone)]
struct Signals {
    /// To end.
    ended: Arc<AtomicBool>,
    /// To stop, and give the terminal back meanwhile.
    stopped: Arc<AtomicBool>,
    /// It was stopped and goes on: the terminal may be anybody's.
    continued: Arc<AtomicBool>,
}

/// Runs an app to its end.
pub fn run(start: Start, settings: Settings) -> Result<(), RunError> {
    let signals = Signals::watch()?;
    let mouse = settings.mouse;
    let mut terminal = take(mouse)?;
    let warms = matches!(start, Start::Title);
    let mut app = App::with(start, settings);
    let result = go(&mut terminal, &mut app, &signals, mouse, warms);
    let restored = give_back();
    if !io::stdout().is_terminal() {
        // It has vanished. ratatui would tell that nowhere, and panic over it.
        std::mem::forget(terminal);
    }
    result?;
    restored?;
    app.take_failure().map_or(Ok(()), |error| Err(RunError::Start(error)))
}

/// Takes the terminal over. ratatui's panic hook gives it back on a panic; ours, before it, the mouse and the paste.
fn take(mouse: bool) -> io::Result<DefaultTerminal> {
    let terminal = ratatui::try_init()?;
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // The staff's fault is no estimate: the game goes on, and the screen stays.
        if crate::players::guarded::is_guarded() {
            return;
        }
        let _ = extras_off();
        hook(info);
    }));
    extras_on(mouse)?;
    Ok(terminal)
}

fn extras_on(mouse: bool) -> io::Result<()> {
    if mouse {
        io::stdout().write_all(MOUSE_ON.as_bytes())?;
    }
    execute!(io::stdout(), EnableBracketedPaste)
}

fn extras_off() -> io::Result<()> {
    let disabled = execute!(io::stdout(), DisableBracketedPaste);
    io::stdout().write_all(MOUSE_OFF.as_bytes())?;
    io::stdout().flush()?;
    disabled
}

fn give_back() -> io::Result<()> {
    let off = extras_off();
    let shown = execute!(io::stdout(), Show);
    ratatui::try_restore()?;
    off.and(shown)
}

impl Signals {
    #[cfg(unix)]
    fn watch() -> io::Result<Self> {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGTERM, SIGTSTP};
        let signals = Self::default();
        let watched = [
            (SIGTERM, &signals.ended),
            (SIGHUP, &signals.ended),
            (SIGTSTP, &signals.stopped),
            (SIGCONT, &signals.continued),
        ];
        for (signal, flag) in watched {
            signal_hook::flag::register(signal, Arc::clone(flag))?;
        }
        Ok(signals)
    }

    #[cfg(not(unix))]
    fn watch() -> io::Result<Self> {
        Ok(Self::default())
    }
}

/// Gives the terminal back, stops as the shell expects, and takes it over again when it goes on.
#[cfg(unix)]
fn stop(terminal: &mut DefaultTerminal, mouse: bool) -> io::Result<()> {
    give_back()?;
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    take_again(terminal, mouse)
}

#[cfg(not(unix))]
fn stop(_: &mut DefaultTerminal, _: bool) -> io::Result<()> {
    Ok(())
}

/// Takes the terminal over again, whoever has had it meanwhile.
fn take_again(terminal: &mut DefaultTerminal, mouse: bool) -> io::Result<()> {
    use ratatui::crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, enable_raw_mode};
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All))?;
    extras_on(mouse)?;
    // What was on the screen is forgotten, and so all of it is drawn. (`Terminal::clear` would ask where the cursor
    // stands, and a terminal that does not answer would hold the game up.)
    terminal.swap_buffers();
    Ok(())
}

fn is_stop(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('z') && key.modifiers.contains(KeyModifiers::CONTROL)
}

/// Reads what is typed on a thread of its own. Once a terminal has vanished, the event library's read may never return;
/// so nothing waits for it that has to see a signal, keep a clock, or end.
fn listen() -> Receiver<io::Result<Event>> {
    let (told, heard) = mpsc::channel();
    std::thread::spawn(move || {
        loop {
            let event = event::read();
            let is_last = event.is_err();
            if told.send(event).is_err() || is_last {
                return;
            }
        }
    });
    heard
}

fn go(
    terminal: &mut DefaultTerminal,
    app: &mut App,
    signals: &Signals,
    mouse: bool,
    mut warms: bool,
) -> io::Result<()> {
    let began = Instant::now();
    let mut redraw = true;
    let size = terminal.size()?;
    app.resized(size.width, size.height);
    let mut ticked = Instant::now();
    let events = listen();
    while !app.has_quit() && !signals.ended.load(Ordering::Relaxed) {
        app.at(began.elapsed());
        if signals.stopped.swap(false, Ordering::Relaxed) {
            stop(terminal, mouse)?;
            signals.continued.store(false, Ordering::Relaxed);
            redraw = true;
        }
        if signals.continued.swap(false, Ordering::Relaxed) {
            take_again(terminal, mouse)?;
            redraw = true;
        }
        if redraw {
            terminal.draw(|frame| app.draw(frame))?;
        }
        if app.set_table() {
            redraw = true;
            continue;
        }
        if std::mem::take(&mut warms) {
            // While somebody reads the title, the deck of the form behind it is compiled.
            std::thread::spawn(super::screens::new_game::warm);
        }
        let wait = app.wakes();
        let next = match events.recv_timeout(wait.map_or(PULSE, |wait| wait.min(PULSE))) {
            Ok(event) => Some(event?),
            Err(RecvTimeoutError::Timeout) if io::stdout().is_terminal() => None,
            // Nobody can see the game any more. It is saved.
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Ok(()),
        };
        app.at(began.elapsed());
        let elapsed = ticked.elapsed();
        ticked = Instant::now();
        redraw = app.tick(elapsed) || (next.is_none() && wait.is_some_and(|wait| wait <= PULSE));
        let Some(event) = next else { continue };
        if redraw {
            // What time has changed is shown before a key is answered to it.
            terminal.draw(|frame| app.draw(frame))?;
        }
        redraw = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release && is_stop(key) => {
                signals.stopped.store(true, Ordering::Relaxed);
                false
            }
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                app.key(key);
                true
            }
            Event::Mouse(mouse) => app.mouse(mouse),
            Event::Paste(text) => {
                app.paste(&text);
                true
            }
            Event::Resize(width, height) => {
                app.resized(width, height);
                true
            }
            Event::FocusGained => true,
            Event::FocusLost | Event::Key(_) => false,
        };
    }
    Ok(())
}
