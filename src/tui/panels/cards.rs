//! What Beijing did this turn, and the signs of what may come.

use crate::deck::prose::inside;
use crate::rules::Fall;
use crate::rules::view::{CardView, View};
use crate::tui::keys::Action;
use crate::tui::screen::{Hit, Shared};
use crate::tui::text::{Lines, Scroll, boxed, draw_part};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the cards and signals.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, scroll: &Scroll, shared: &Shared) {
    let theme = shared.theme;
    let inner = boxed(frame, area, &format!("What {} does", inside(&view.header.who)), theme);
    let mut lines = Lines::new(inner.width);
    fill(&mut lines, view, theme);
    scroll.draw(frame, inner, lines, 0, shared);
}

/// Draws the cards and signals beside another panel: the rest of them is on their own tab.
pub fn draw_beside(frame: &mut Frame<'_>, area: Rect, view: &View, shared: &Shared) {
    let theme = shared.theme;
    let inner = boxed(frame, area, &format!("What {} does", inside(&view.header.who)), theme);
    let mut lines = Lines::new(inner.width);
    fill(&mut lines, view, theme);
    draw_part(frame, inner, lines, 0, &shared.keys.hint(Action::Situation).unwrap_or_default(), shared);
    shared.hits.note(area, Hit::Do(Action::Situation));
}

/// The cards and signals as lines.
pub fn fill(lines: &mut Lines, view: &View, theme: Theme) {
    if view.cards.iter().all(|card| card.by.is_some()) {
        lines.add("A quiet turn.", theme.quiet());
    }
    for card in view.cards.iter().filter(|card| card.by.is_none()) {
        lines.gap();
        fill_card(lines, card, view, theme);
    }
    // What others do stands under its own heading.
    for card in view.cards.iter().filter(|card| card.by.is_some()) {
        lines.gap();
        lines.add(&format!("Elsewhere: {}", card.by.as_deref().unwrap_or_default()), theme.heading());
        fill_card(lines, card, view, theme);
    }
    if !view.signals.is_empty() {
        lines.gap();
        lines.add("Indications for next turn (not all are true)", theme.heading());
        for signal in &view.signals {
            lines.indented("? ", signal, Style::new());
        }
    }
}

fn fill_card(lines: &mut Lines, card: &CardView, view: &View, theme: Theme) {
    lines.add(&format!("{} [{}]{}", card.headline, card.source, how(card)), theme.strong());
    lines.add(&card.text, Style::new());
    if let Some(brief) = &card.brief {
        // The facilitator reads what each seat alone reads; it is said whose it is.
        let lead = if view.seat.is_some() { "You alone: " } else { "Alone, " };
        lines.indented(lead, brief, theme.warn());
    }
    for (seat, brief) in &card.passed_on {
        lines.indented(&format!("{seat} passes on: "), brief, theme.warn());
    }
    for did in &card.did {
        lines.indented("· ", did, theme.quiet());
    }
}

fn how(card: &CardView) -> &'static str {
    match card.fall {
        Fall::Full => "",
        Fall::Softened if card.own_headline => " (the table was partly ready)",
        Fall::Forestalled if card.own_headline => " (the table was ready)",
        Fall::Softened => " (softened: the table was partly ready)",
        Fall::Forestalled => " (forestalled: the table was ready)",
    }
}
