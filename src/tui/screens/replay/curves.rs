//! The meters through the whole game, turn by turn, with a cursor where the replay stands.

use crate::deck::MeterId;
use crate::journal::Tape;
use crate::rules::Eyes;
use crate::tui::text::{boxed, cut};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr as _;

const NAME: usize = 18;
const STEPS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws the meters' history. What is not yet known at the cursor is drawn back.
pub fn draw(frame: &mut Frame<'_>, area: Rect, tape: &Tape, at: usize, eyes: Eyes, theme: Theme) {
    let inner = boxed(frame, area, "Meters through the game, at the start of each turn · ▲ is where you are", theme);
    let end = tape.scene(tape.len());
    let now = tape.scene(at);
    let deck = tape.deck();
    let language = tape.header().language.as_str();
    let shown = (0..deck.meters.len()).filter(|n| eyes == Eyes::All || !deck.meters[*n].hidden).map(MeterId::at);
    let turns = end.starts.len().max(now.starts.len());
    // As many columns a turn as there is room for, at least one.
    let room = usize::from(inner.width).saturating_sub(NAME + 8);
    let each = (room / turns.max(1)).clamp(1, 4);
    let most = room / each;
    let cursor = now.starts.len().saturating_sub(1);
    let first = (cursor + 1).saturating_sub(most);
    let rows = usize::from(inner.height).saturating_sub(3) / deck.meters.len().max(1);
    let mut lines = Vec::new();
    for meter in shown {
        let name = cut(deck.meters[meter.index()].name.get(language), NAME);
        let pad = " ".repeat(NAME - name.width());
        let value = now.state.meter(meter);
        let mut spans = vec![
            Span::styled(format!("{name}{pad}"), theme.strong()),
            Span::styled(format!("{value:>4}  "), theme.heading()),
        ];
        for turn in (first..turns).take(most) {
            // Up to the cursor as it was then; beyond it as it came to be.
            let scene = if turn <= cursor { &now.starts } else { &end.starts };
            let Some(state) = scene.get(turn) else { continue };
            let step = STEPS[usize::from(state.meter(meter)).min(99) * STEPS.len() / 100].repeat(each);
            let style = match turn.cmp(&cursor) {
                std::cmp::Ordering::Equal => theme.selected(),
                std::cmp::Ordering::Less => theme.good(),
                std::cmp::Ordering::Greater => theme.quiet(),
            };
            spans.push(Span::styled(step, style));
        }
        lines.push(Line::from(spans));
        lines.extend((2..rows.min(3)).map(|_| Line::default()));
    }
    let lead = NAME + 6 + (cursor - first.min(cursor)) * each;
    lines.push(Line::styled(format!("{}▲ turn {}", " ".repeat(lead), now.state.turn()), theme.heading()));
    frame.render_widget(Paragraph::new(lines), inner);
}
