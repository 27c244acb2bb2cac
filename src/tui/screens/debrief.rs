//! The debrief of a game, chapter by chapter, and the way into another game from a turn worth branching from. It
//! shows what the debrief found; it finds nothing itself.

use crate::debrief::export::text::{Kind, TextLine, lines as text_lines};
use crate::debrief::page::Section;
use crate::debrief::{Record, Review, branch_name, report};
use crate::deck::text::clean;
use crate::journal;
use crate::table::Table;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, Scroll, boxed, cut, first_row};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Axis, Chart, Clear, Dataset, GraphType, Paragraph};
use std::path::{Path, PathBuf};

/// From this width on the chapters stand beside their text.
const WIDE: u16 = 100;
/// Rows that the chart of the headline meters takes.
const CHART: u16 = 12;

/// The debrief of a game.
#[derive(Debug)]
pub struct Debrief {
    review: Review,
    chapters: Vec<Section>,
    /// The chapter that is read.
    at: usize,
    /// The turn that would be branched from, by its place in the review's list.
    branch: usize,
    /// The save, where there is one.
    save: Option<PathBuf>,
    scroll: Scroll,
    status: String,
}

impl Debrief {
    /// The debrief of the game at a table.
    ///
    /// # Errors
    /// Where its save cannot be read, in words.
    pub fn of(table: &Table) -> Result<Self, String> {
        let save = table.save_path().map(Path::to_owned);
        let record = match &save {
            Some(path) => Record::read(path).map_err(|error| error.to_string())?,
            None => Record::of_game(table.game()),
        };
        Ok(Self::from(record, save))
    }

    /// The debrief of a saved game.
    ///
    /// # Errors
    /// Where the save cannot be read, in words.
    pub fn read(path: &Path) -> Result<Self, String> {
        let record = Record::read(path).map_err(|error| error.to_string())?;
        Ok(Self::from(record, Some(path.to_owned())))
    }

    fn from(record: Record, save: Option<PathBuf>) -> Self {
        let review = Review::of(record);
        Self {
            chapters: report::chapters(&review),
            review,
            at: 0,
            branch: 0,
            save,
            scroll: Scroll::default(),
            status: String::new(),
        }
    }

    /// The turn that would be branched from.
    fn turn(&self) -> Option<u8> {
        self.review.branches.get(self.branch).map(|branch| branch.turn)
    }

    fn chapter(&self) -> &Section {
        &self.chapters[self.at]
    }

    fn go_to(&mut self, at: usize) {
        self.at = at;
        self.scroll = Scroll::default();
    }

    /// Goes on from the start of the chosen turn, in a save of its own beside the one that was read.
    fn branch(&mut self) -> Go {
        let Some(turn) = self.turn() else {
            "No turn of this game is worth branching from by the definitions.".clone_into(&mut self.status);
            return Go::Stay;
        };
        let Some(save) = &self.save else {
            "This game was not saved: there is nothing to branch from.".clone_into(&mut self.status);
            return Go::Stay;
        };
        match branch(save, turn) {
            Ok((table, told)) => Go::Sit(Box::new(Ok((table, Some(told))))),
            Err(why) => {
                self.status = why;
                Go::Stay
            }
        }
    }

    fn draw_chapters(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let inner = boxed(frame, area, "Debrief", theme);
        let height = usize::from(inner.height);
        let from = first_row(self.at, self.chapters.len(), height);
        let rows: Vec<Line<'static>> = self
            .chapters
            .iter()
            .enumerate()
            .skip(from)
            .take(height)
            .map(|(n, chapter)| {
                let text = cut(&format!("{:>2} {}", n + 1, chapter.title), usize::from(inner.width));
                Line::styled(text, if n == self.at { theme.selected() } else { Style::new() })
            })
            .collect();
        frame.render_widget(Paragraph::new(rows), inner);
    }

    fn draw_text(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let mut lines = Lines::new(area.width);
        if self.chapter().id == report::BRANCHES {
            self.add_branches(&mut lines, theme);
        } else {
            for line in text_lines(self.chapter()) {
                add(&mut lines, &line, theme);
            }
        }
        self.scroll.draw(frame, area, lines, 0, shared);
    }

    /// The turns worth branching from, the chosen one marked.
    fn add_branches(&self, lines: &mut Lines, theme: Theme) {
        let words = crate::debrief::Words::of(&self.review.played);
        if self.review.branches.is_empty() {
            lines.add("No turn of this game is worth branching from by the definitions.", Style::new());
            return;
        }
        lines.add(
            "b plays on from the start of the marked turn, with the same dice, in a save of its own; n marks the next. The game that you have read stays as it is.",
            theme.quiet(),
        );
        lines.gap();
        for (n, branch) in self.review.branches.iter().enumerate() {
            let told = report::branch_line(&self.review, words, branch).plain();
            let (lead, style) = if n == self.branch { ("▶ ", theme.strong()) } else { ("  ", Style::new()) };
            lines.indented(lead, &told, style);
        }
    }

    fn draw_chart(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let headline: Vec<_> = self.review.meters.iter().filter(|story| story.headline).collect();
        let points: Vec<Vec<(f64, f64)>> = headline
            .iter()
            .map(|story| story.series.iter().zip(0_u32..).map(|(v, n)| (f64::from(n), f64::from(*v))).collect())
            .collect();
        let words = crate::debrief::Words::of(&self.review.played);
        let looks = [(Marker::Braille, theme.heading()), (Marker::Dot, theme.warn())];
        let sets = headline.iter().zip(&points).zip(looks).map(|((story, points), (marker, style))| {
            let sign = if marker == Marker::Dot { "•••" } else { "———" };
            Dataset::default()
                .name(format!("{sign} {}", words.meter(story.meter)))
                .marker(marker)
                .graph_type(GraphType::Line)
                .style(style)
                .data(points)
        });
        let turns = u32::try_from(self.review.played.turns.len()).unwrap_or(60);
        let label = |text: String| Span::styled(text, theme.quiet());
        let x = Axis::default().bounds([0.0, f64::from(turns.max(1))]).labels([
            label("start".to_owned()),
            label(format!("turn {}", turns / 2)),
            label(format!("turn {turns}")),
        ]);
        let y = Axis::default().bounds([0.0, 100.0]).labels(["0", "50", "100"].map(|text| label(text.to_owned())));
        let chart = Chart::new(sets.collect()).x_axis(x).y_axis(y).style(theme.quiet());
        // Which line is which is told at any size.
        let always = (Constraint::Min(0), Constraint::Min(0));
        frame.render_widget(chart.hidden_legend_constraints(always), area);
    }
}

/// Adds a line of a chapter.
fn add(lines: &mut Lines, line: &TextLine, theme: Theme) {
    match line.kind {
        Kind::Gap => lines.gap(),
        Kind::Title => lines.indented(line.lead, &line.text, theme.heading()),
        Kind::Head => lines.indented(line.lead, &line.text, theme.strong()),
        Kind::Quiet => lines.indented(line.lead, &line.text, theme.quiet()),
        Kind::Body => lines.indented(line.lead, &line.text, Style::new()),
    }
}

/// A branch of a save from the start of a turn, ready to be played, and what is to be said of it.
fn branch(save: &Path, turn: u8) -> Result<(Table, String), String> {
    let out = branch_name(save, turn);
    journal::branch(save, turn, &out, &[]).map_err(|error| error.to_string())?;
    let (table, _) = Table::resume(&out).map_err(|error| error.to_string())?;
    let out = clean(&out.display().to_string(), 1_000);
    Ok((table, format!("A new game, from the start of turn {turn}. It is kept in {out}.")))
}

impl Screen for Debrief {
    fn name(&self) -> &'static str {
        "Debrief"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        vec![NextChapter, PreviousChapter, Up, Down, PageUp, PageDown, NextBranch, Branch, Back, Help, Quit]
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        self.status.clear();
        let count = self.chapters.len();
        match press.action {
            Some(Action::Quit) => return Go::Quit,
            Some(Action::Back) => return Go::Close(Told::Nothing),
            Some(Action::NextChapter) => self.go_to((self.at + 1) % count),
            Some(Action::PreviousChapter) => self.go_to((self.at + count - 1) % count),
            Some(Action::NextBranch) => {
                let here = self.chapter().id == report::BRANCHES;
                if let Some(at) = self.chapters.iter().position(|chapter| chapter.id == report::BRANCHES)
                    && !here
                {
                    self.go_to(at);
                } else {
                    self.branch = (self.branch + 1) % self.review.branches.len().max(1);
                }
            }
            Some(Action::Branch) => return self.branch(),
            Some(action) => drop(self.scroll.take(action)),
            None => {}
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        // It stands over the screen that it was opened from.
        frame.render_widget(Clear, area);
        let text = if area.width >= WIDE {
            let [list, text] = Layout::horizontal([Constraint::Length(36), Constraint::Min(1)]).areas(area);
            self.draw_chapters(frame, list, theme);
            text
        } else {
            area
        };
        let title = format!("{} of {}: {}", self.at + 1, self.chapters.len(), self.chapter().title);
        let inner = boxed(frame, text, &title, theme);
        let chart = self.chapter().id == report::STORY && inner.height >= CHART + 6 && self.scroll.at() == 0;
        let [above, below] =
            Layout::vertical([Constraint::Length(if chart { CHART } else { 0 }), Constraint::Min(1)]).areas(inner);
        if chart {
            self.draw_chart(frame, above, theme);
        }
        self.draw_text(frame, below, shared);
    }

    fn about(&self) -> &'static [&'static str] {
        &[
            "The debrief is computed from the journal of the game alone; how each of its words is defined stands in docs/debrief.md. It does not predict what any government would do.",
            "The same as a report to hand in: not-today debrief FILE --html REPORT.html",
        ]
    }
}
