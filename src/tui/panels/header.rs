//! The header: where the game stands, and whose eyes look at it.

use crate::deck::prose;
use crate::rules::view::View;
use crate::table::facilitator::{Left, told};
use crate::tui::text::cut;
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr as _;

/// Two lines: the game, and the ladder with the seats.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, timer: Option<Left>, theme: Theme) {
    let header = &view.header;
    let (turn, of) = header.turn_in_act;
    let paused = if header.paused { " · PAUSED" } else { "" };
    let first = format!(
        " {} · {} {turn}/{of} · turn {} · {}{paused}",
        header.scenario,
        prose::act(header.act),
        header.turn,
        header.date
    );
    let rung = &header.rungs[header.rung.index()].name;
    let seats: Vec<String> =
        view.seats.iter().map(|s| format!("{} {}", if s.sealed { "✓" } else { "…" }, s.name)).collect();
    let ladder: String = (0..header.rungs.len()).map(|n| if n <= header.rung.index() { '■' } else { '□' }).collect();
    let seats = seats.join("  ");
    let wide = format!(" {}: {rung} {ladder} · sealed: {seats}", header.who);
    // Where the ladder has no room, its rung is told as a number.
    let (at, rungs) = (header.rung.index() + 1, header.rungs.len());
    let second = if wide.width() <= usize::from(area.width) {
        wide
    } else {
        format!(" {}: {rung} {at}/{rungs} · {seats}", header.who)
    };
    let you = format!("{} ", header.seat);
    let clock = timer.map_or(String::new(), |left| format!("{}  ", told(left)));
    let width = usize::from(area.width);
    let room = width.saturating_sub(you.width() + clock.width());
    let first = cut(&first, room);
    let pad = room.saturating_sub(first.width());
    let lines = vec![
        Line::from(vec![
            Span::styled(first, theme.strong()),
            Span::raw(" ".repeat(pad)),
            Span::styled(clock, if timer.is_some_and(|left| left.warns) { theme.warn() } else { theme.quiet() }),
            Span::styled(you, theme.heading()),
        ]),
        Line::raw(cut(&second, width)),
    ];
    frame.render_widget(Paragraph::new(lines), area);
}
