//! The terminal: taken over, and given back whole on every way out.

use super::app::App;
use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event, KeyEventKind};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How often a signal is looked for while nobody types.
const PULSE: Duration = Duration::from_millis(250);

/// Runs an app to its end. ratatui's panic hook gives the terminal back on a panic.
pub fn run(mut app: App) -> io::Result<()> {
    let ended = Arc::new(AtomicBool::new(false));
    watch_signals(&ended)?;
    let mut terminal = ratatui::try_init()?;
    let result = go(&mut terminal, &mut app, &ended);
    let restored = ratatui::try_restore();
    result.and(restored)
}

#[cfg(unix)]
fn watch_signals(ended: &Arc<AtomicBool>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGTERM};
    for signal in [SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(ended))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_: &Arc<AtomicBool>) -> io::Result<()> {
    Ok(())
}

fn go(terminal: &mut DefaultTerminal, app: &mut App, ended: &AtomicBool) -> io::Result<()> {
    let size = terminal.size()?;
    app.resized(size.width, size.height);
    terminal.draw(|frame| app.draw(frame))?;
    let mut ticked = Instant::now();
    while !app.has_quit() && !ended.load(Ordering::Relaxed) {
        let has_come = event::poll(PULSE)?;
        let elapsed = ticked.elapsed();
        ticked = Instant::now();
        if app.tick(elapsed) {
            terminal.draw(|frame| app.draw(frame))?;
        }
        if !has_come {
            continue;
        }
        let redraw = match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                app.key(key);
                true
            }
            Event::Resize(width, height) => {
                app.resized(width, height);
                true
            }
            Event::FocusGained => true,
            _ => false,
        };
        if redraw {
            terminal.draw(|frame| app.draw(frame))?;
        }
    }
    Ok(())
}
