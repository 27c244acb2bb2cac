//! What happens at the edges costs: compiling a deck, keeping and opening a save, a seat's view, drawing a screen.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use not_today::deck::{Deck, library};
use not_today::journal;
use not_today::rules::{Actor, Command, Eyes, MarkKind};
use not_today::table::{Control, Setup, Table};
use not_today::tui::{App, Start, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;
use std::time::Duration;

fn edges(criterion: &mut Criterion) {
    let deck = Arc::new(Deck::load(library::DEFAULT).expect("the built-in deck is sound"));
    let folder = tempfile::tempdir().expect("a folder for saves");
    let path = folder.path().join("game.jsonl");
    let seats = |who: &str| deck.names.seats.iter().map(|seat| (seat.to_owned(), Control::from_name(who))).collect();
    let setup = Setup { seats: seats("doctrine"), save: Some(path.clone()), seed: Some(7), ..Setup::default() };
    let mut table = Table::start(&setup).expect("a new file in a new folder");
    while table.step().expect("it can be kept") {}

    let mut group = criterion.benchmark_group("edges");
    group.sample_size(20).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    group.bench_function("deck compile", |b| b.iter(|| Deck::load(library::DEFAULT)));
    group.bench_function("journal append, on disk", |b| {
        let mark =
            Command::Mark { kind: MarkKind::Note, text: "A note of some forty characters in length.".to_owned() };
        b.iter(|| table.send(Actor::Facilitator, &mark).expect("it can be kept"));
    });
    drop(table);
    // A game of its own: the one before has many notes by now.
    let path = folder.path().join("open.jsonl");
    let mut table = Table::start(&Setup { save: Some(path.clone()), ..setup }).expect("a new file in a new folder");
    while table.step().expect("it can be kept") {}
    let game = table.game().clone();
    drop(table);
    group.bench_function("journal open, a whole game", |b| b.iter(|| journal::open(&path).expect("a sound save")));
    group.bench_function("view, end of a game", |b| {
        b.iter(|| not_today::rules::view::of(&game, Eyes::Seat(not_today::deck::SeatId(0)), "en"));
    });
    let human = Setup { seats: seats("human"), ..Setup::default() };
    let table = Table::unsaved(&deck, &human, 7).expect("the deck's own seats");
    let app = App::new(Start::Play(table), Theme::new(false));
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a screen in memory");
    group.bench_function("drawing 120x40", |b| {
        b.iter_batched(|| (), |()| terminal.draw(|frame| app.draw(frame)).map(drop), BatchSize::SmallInput);
    });
    group.finish();
}

criterion_group!(all, edges);
criterion_main!(all);
