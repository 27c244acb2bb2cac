//! The guide of a guided game: a strip with the next step, and the whole of it as lines. It says by which keys.

use crate::deck::prose::quoted;
use crate::deck::{Panel, Step};
use crate::rules::view::{LessonView, RequestView, View};
use crate::tui::keys::{Action, Keymap};
use crate::tui::text::{Lines, cut};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// How many lines the strip takes: none where there is no guide.
pub fn height(view: &View) -> u16 {
    if view.lessons.is_empty() { 0 } else { 2 }
}

/// Draws the strip: the first step that is not yet taken, and the keys for it.
pub fn strip(frame: &mut Frame<'_>, area: Rect, view: &View, keys: &Keymap, theme: Theme) {
    let lessons = &view.lessons;
    let open = lessons.iter().position(|lesson| lesson.done == Some(false));
    let Some(n) = open.or(lessons.len().checked_sub(1)) else { return };
    let width = usize::from(area.width).saturating_sub(1);
    let again = keys.hint(Action::Guide).map_or_else(String::new, |key| format!("  ({key} reads it)"));
    let head = format!("Guide {} of {}: {}{again}", n + 1, lessons.len(), lessons[n].title);
    let how = lessons[n].step.map_or_else(String::new, |step| format!("→ {}", how(view, keys, step)));
    let lines = vec![
        Line::styled(format!(" {}", cut(&head, width)), theme.heading()),
        Line::styled(format!(" {}", cut(&how, width)), Style::new()),
    ];
    frame.render_widget(Paragraph::new(lines), area);
}

/// The whole guide of this turn as lines.
pub fn fill(lines: &mut Lines, view: &View, keys: &Keymap, theme: Theme) {
    for (number, lesson) in (1..).zip(&view.lessons) {
        lines.gap();
        add(lines, number, lesson, view, keys, theme);
    }
}

fn add(lines: &mut Lines, number: usize, lesson: &LessonView, view: &View, keys: &Keymap, theme: Theme) {
    let done = match lesson.done {
        Some(true) => " (done)",
        Some(false) => " (to do)",
        None => "",
    };
    lines.add(&format!("{number}. {}{done}", lesson.title), theme.heading());
    lines.indented("   ", &lesson.text, Style::new());
    if let Some(step) = lesson.step.filter(|_| lesson.done != Some(true)) {
        lines.indented("   → ", &how(view, keys, step), theme.strong());
    }
}

/// The keys for a step.
fn how(view: &View, keys: &Keymap, step: Step) -> String {
    let key = |action| keys.hint(action).unwrap_or_else(|| "?".to_owned());
    let to = |tab, title: &str| format!("{}, then {} to {}", key(tab), key(Action::Down), quoted(title));
    let option = |response| view.options.iter().find(|option| option.response == response);
    let asked = |requests: &[RequestView], request| {
        requests.iter().find(|asked| asked.request == request).map(|asked| to(Action::Requests, &asked.title))
    };
    let keys = match step {
        Step::LookAt(response) => {
            option(response).map(|option| format!("{}: it is explained below", to(Action::Options, &option.title)))
        }
        Step::Order(response) => option(response).map(|option| {
            let to = to(Action::Options, &option.title);
            if option.publicly.is_some() && option.quietly.is_some() {
                format!("{to}: {} in public, {} quietly", key(Action::Order), key(Action::Quietly))
            } else {
                format!("{to}: {}", key(Action::Order))
            }
        }),
        Step::Ask(request) => asked(&view.outgoing, request).map(|to| format!("{to}: {}", key(Action::Ask))),
        Step::Answer(request) => asked(&view.incoming, request).map(|to| {
            let (accept, decline, defer) = (key(Action::Accept), key(Action::Decline), key(Action::Defer));
            format!("{to}: {accept} accepts, {decline} declines, {defer} defers")
        }),
        Step::Designate(situation) => {
            let card = view.law.situations.iter().find(|card| card.situation == situation);
            card.map(|card| format!("{}: {}", to(Action::Law, &card.name), key(Action::Designate)))
        }
        Step::Open(Panel::Situation) => Some(key(Action::Situation)),
        Step::Open(Panel::Law) => Some(key(Action::Law)),
        Step::Open(Panel::Ledger) => Some(key(Action::Ledger)),
        Step::Open(Panel::Map) => Some(key(Action::Map)),
        Step::Seal => Some(format!("{}, then {}", key(Action::Seal), key(Action::SealNow))),
    };
    keys.map_or_else(|| "It is not on your lists now: go on.".to_owned(), |keys| format!("Keys: {keys}"))
}
