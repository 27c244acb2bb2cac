//! The staff estimate: what is likely to come of each of some options, from rollouts that start at what a seat
//! knows. It is worked out on threads of its own and fills in while it is looked at; whoever looks never waits. The
//! same question with the same number of rollouts comes to the same answer, whatever the threads.

use super::guarded::guarded;
use super::mix::Mix;
use super::rollout::{Ledger, Model, SEAL};
use super::sample::Sampler;
use crate::deck::{Deck, MeterId, SeatId, limits};
use crate::rules::decide::decide_in;
use crate::rules::{Actor, Command, State};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Rollouts for each option, unless told: the interval is then one or two points in a hundred either way.
pub const ROLLOUTS: u32 = 500;

/// Rollouts that a thread takes at a time.
const BLOCK: u32 = 25;

/// What is asked of the staff.
#[derive(Debug, Clone)]
pub struct Question {
    /// The deck.
    pub deck: Arc<Deck>,
    /// What the seat knows ([`Game::picture`](crate::rules::Game::picture)).
    pub picture: State,
    /// The seat that asks.
    pub seat: SeatId,
    /// What it could do. Each is tried by itself, on top of what it has laid; then the seat seals.
    pub options: Vec<Command>,
    /// Rollouts for each option.
    pub rollouts: u32,
    /// Threads; at least one is used.
    pub threads: usize,
}

/// An expected value, with how far it may be off: the half-width of its 95 percent interval.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Likely {
    /// The expected value.
    pub mean: f64,
    /// Half the interval's width.
    pub margin: f64,
}

impl Likely {
    /// The interval, within bounds.
    pub fn interval(&self) -> (f64, f64) {
        ((self.mean - self.margin).max(0.0), (self.mean + self.margin).min(100.0))
    }
}

/// What the staff expects of an option, so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expected {
    /// The rollouts it rests on; nothing is known while there are none.
    pub rollouts: u32,
    /// The chance, in percent, that the day does not come at the end of this turn. None once it has come.
    pub this_turn: Option<Likely>,
    /// The chance, in percent, that it does not come before the scenario ends, everybody playing on soberly. None once it
    /// has come.
    pub not_today: Option<Likely>,
    /// Each meter at the end of this turn, in the deck's order.
    pub meters: Vec<Likely>,
}

/// A sum and a sum of squares.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    of: u64,
    squares: u64,
}

impl Sum {
    fn add(&mut self, value: u32) {
        self.of += u64::from(value);
        self.squares += u64::from(value) * u64::from(value);
    }

    fn merge(&mut self, other: Self) {
        self.of += other.of;
        self.squares += other.squares;
    }

    #[expect(clippy::cast_precision_loss, reason = "sums of some thousand percentages")]
    fn likely(self, count: u32) -> Likely {
        let n = f64::from(count.max(1));
        let mean = self.of as f64 / n;
        let variance = (self.squares as f64 / n - mean * mean).max(0.0) * n / (n - 1.0).max(1.0);
        Likely { mean, margin: 1.96 * (variance / n).sqrt() }
    }
}

/// What the rollouts of an option came to.
#[derive(Debug, Clone, Default)]
struct Tally {
    count: u32,
    this_turn: Sum,
    day: Sum,
    meters: [Sum; limits::METERS],
}

impl Tally {
    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.this_turn.merge(other.this_turn);
        self.day.merge(other.day);
        self.meters.iter_mut().zip(other.meters).for_each(|(sum, other)| sum.merge(other));
    }
}

/// What the threads share.
#[derive(Debug)]
struct Work {
    question: Question,
    in_conflict: bool,
    /// The next block to be played.
    next: AtomicUsize,
    stop: AtomicBool,
    /// It cannot be worked out: there is no thread for it, or one of them failed.
    failed: AtomicBool,
    tallies: Mutex<Vec<Tally>>,
    progress: Condvar,
}

/// An estimate in the making. Dropping it ends the work.
#[derive(Debug)]
pub struct Estimate(Arc<Work>);

impl Drop for Estimate {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}

impl Estimate {
    /// Puts a question to the staff. Returns at once.
    pub fn begin(question: Question) -> Self {
        let work = Arc::new(Work {
            in_conflict: question.picture.day_has_come(&question.deck),
            next: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
            failed: AtomicBool::new(false),
            tallies: Mutex::new(vec![Tally::default(); question.options.len()]),
            progress: Condvar::new(),
            question,
        });
        let mut at_work = 0;
        for _ in 0..work.question.threads.clamp(1, 64) {
            let shared = Arc::clone(&work);
            let spawned = std::thread::Builder::new().name("staff".to_owned()).spawn(move || {
                if guarded(|| shared.play()).is_none() {
                    shared.fail();
                }
            });
            at_work += usize::from(spawned.is_ok());
        }
        if at_work == 0 {
            work.fail();
        }
        Self(work)
    }

    /// Threads that leave the game itself room: all the machine has, up to four.
    pub fn threads() -> usize {
        std::thread::available_parallelism().map_or(1, usize::from).min(4)
    }

    /// What is asked.
    pub fn options(&self) -> &[Command] {
        &self.0.question.options
    }

    /// What is known so far, option by option. Never waits for the work.
    pub fn expected(&self) -> Vec<Expected> {
        if self.has_failed() {
            return vec![Expected::default(); self.options().len()];
        }
        let meters = self.0.question.deck.meters.len();
        self.0.lock().iter().map(|tally| self.0.expected(tally, meters)).collect()
    }

    /// Whether it cannot be worked out: then nothing is known of any option.
    pub fn has_failed(&self) -> bool {
        self.0.failed.load(Ordering::Acquire)
    }

    /// Whether everything asked has been played, or nothing more will be.
    pub fn is_done(&self) -> bool {
        self.0.is_done(&self.0.lock())
    }

    /// Waits until everything asked has been played, or the work failed: for those who have nothing else to do.
    pub fn wait(&self) -> Vec<Expected> {
        let mut tallies = self.0.lock();
        while !self.0.is_done(&tallies) {
            let waited = self.0.progress.wait(tallies);
            tallies = waited.unwrap_or_else(PoisonError::into_inner);
        }
        drop(tallies);
        self.expected()
    }
}

impl Work {
    fn lock(&self) -> MutexGuard<'_, Vec<Tally>> {
        self.tallies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the work of all, and tells whoever waits.
    fn fail(&self) {
        let _tallies = self.lock();
        self.failed.store(true, Ordering::Release);
        self.stop.store(true, Ordering::Relaxed);
        self.progress.notify_all();
    }

    fn is_done(&self, tallies: &[Tally]) -> bool {
        self.failed.load(Ordering::Acquire) || tallies.iter().all(|tally| tally.count >= self.question.rollouts)
    }

    fn expected(&self, tally: &Tally, meters: usize) -> Expected {
        let come = |sum: Sum| {
            let come = sum.likely(tally.count);
            (tally.count > 0 && !self.in_conflict).then_some(Likely { mean: 100.0 - come.mean, margin: come.margin })
        };
        Expected {
            rollouts: tally.count,
            this_turn: come(tally.this_turn),
            not_today: come(tally.day),
            meters: tally.meters.iter().take(meters).map(|sum| sum.likely(tally.count)).collect(),
        }
    }

    /// Takes block after block: the first of every option, then the second of every one, so that all fill in together.
    fn play(&self) {
        let Question { deck, picture, seat, options, rollouts, .. } = &self.question;
        let (sampler, model) = (Sampler::new(deck, picture, Some(*seat)), Model::new(deck));
        let blocks = usize::try_from(rollouts.div_ceil(BLOCK)).unwrap_or(usize::MAX);
        while !self.stop.load(Ordering::Relaxed) {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let (block, option) = (at / options.len().max(1), at % options.len().max(1));
            if block >= blocks || options.is_empty() {
                return;
            }
            let first = u32::try_from(block).unwrap_or(u32::MAX).saturating_mul(BLOCK);
            let mut part = Tally::default();
            for number in first..first.saturating_add(BLOCK).min(*rollouts) {
                if self.stop.load(Ordering::Relaxed) {
                    return;
                }
                self.roll_out(&sampler, &model, &options[option], number, &mut part);
            }
            self.lock()[option].merge(&part);
            self.progress.notify_all();
        }
    }

    fn roll_out(&self, sampler: &Sampler<'_>, model: &Model<'_>, option: &Command, number: u32, part: &mut Tally) {
        let deck = sampler.deck();
        let actor = Actor::Seat(self.question.seat);
        let number = u64::from(number);
        let mut state = sampler.state(number);
        let mut ledger = Ledger::new(deck, &state);
        // What is refused in this sample comes to nothing in it.
        let _ = decide_in(deck, &mut state, actor, option, &mut ledger);
        if !matches!(option, Command::Seal { .. }) {
            let _ = decide_in(deck, &mut state, actor, &SEAL, &mut ledger);
        }
        model.play(&mut state, &mut Mix::of(number, 1), &mut ledger);
        part.count += 1;
        part.this_turn.add(ledger.this_turn.unwrap_or(0).into());
        part.day.add(ledger.day);
        for meter in (0..deck.meters.len()).map(MeterId::at) {
            part.meters[meter.index()].add(ledger.meters[meter.index()].into());
        }
    }
}
