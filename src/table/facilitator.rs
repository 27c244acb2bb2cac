//! The white cell at a table, whatever the front end: its passphrase and its timer. Both live in memory only and are gone with the
//! process: neither is in the save, so a passphrase is set anew when a game is resumed. What the facilitator does
//! to the game is a command like any other and is on the record.

use crate::deck::SeatId;
use rand::TryRng as _;
use sha2::{Digest as _, Sha256};
use std::time::Duration;

/// From this much time left on, the timer warns.
const WARNING: Duration = Duration::from_secs(60);
/// How often the digest of a passphrase is taken: guessing from a memory image is slow.
const ROUNDS: u32 = 20_000;

/// The facilitator of this table, if there is one.
#[derive(Debug, Default)]
pub struct Facilitator {
    passphrase: Option<Passphrase>,
    /// How long each phase may take.
    pub timer: Timer,
}

/// A passphrase, as a salted digest: never the words themselves.
#[derive(Debug)]
struct Passphrase {
    salt: [u8; 16],
    digest: [u8; 32],
}

fn digest(salt: &[u8; 16], words: &str) -> [u8; 32] {
    let mut digest: [u8; 32] = Sha256::new().chain_update(salt).chain_update(words.as_bytes()).finalize().into();
    for _ in 1..ROUNDS {
        digest = Sha256::new().chain_update(salt).chain_update(digest).finalize().into();
    }
    digest
}

impl Facilitator {
    /// A facilitator with a passphrase. Nothing where the words are empty or the system gives no salt.
    pub fn with(words: &str) -> Option<Self> {
        let mut salt = [0; 16];
        rand::rngs::SysRng.try_fill_bytes(&mut salt).ok()?;
        let passphrase = Passphrase { digest: digest(&salt, words), salt };
        (!words.is_empty()).then(|| Self { passphrase: Some(passphrase), timer: Timer::default() })
    }

    /// Whether there is one.
    pub fn is_set(&self) -> bool {
        self.passphrase.is_some()
    }

    /// Whether these are the words.
    pub fn opens(&self, words: &str) -> bool {
        self.passphrase.as_ref().is_some_and(|known| digest(&known.salt, words) == known.digest)
    }
}

/// What the table is doing while a timer runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// A seat has the keyboard, in a turn.
    Deliberation(Option<SeatId>, u8),
    /// The question of a turn has been asked: the table talks about it.
    Discussion(u8),
}

/// How the time stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Whole seconds left; 0 where the time is up.
    pub seconds: u64,
    /// Whether it is time to say so.
    pub warns: bool,
    /// Whether the game is paused, and the timer with it.
    pub stands: bool,
}

/// A timer for each phase. It only tells the time: what follows is the facilitator's decision.
#[derive(Debug, Default)]
pub struct Timer {
    /// Minutes for a seat's deliberation; 0 for no limit.
    pub deliberation: u16,
    /// Minutes for the discussion of a question; 0 for no limit.
    pub discussion: u16,
    phase: Option<Phase>,
    /// How long the phase has taken up to the last look, and when that was.
    taken: Duration,
    looked: Duration,
    paused: bool,
}

impl Timer {
    /// Learns what the table does now.
    pub fn follow(&mut self, phase: Option<Phase>, paused: bool, now: Duration) {
        if let (Some(_), false) = (self.phase, self.paused) {
            self.taken += now.saturating_sub(self.looked);
        }
        self.looked = now;
        self.paused = paused;
        if phase.is_some() && phase != self.phase {
            self.phase = phase;
            self.taken = Duration::ZERO;
        }
    }

    /// Sets how many minutes each phase may take, 0 for no limit, and begins the phase under way anew. Tells what is set.
    pub fn set(&mut self, deliberation: u16, discussion: u16) -> String {
        (self.deliberation, self.discussion, self.taken) = (deliberation, discussion, Duration::ZERO);
        let limit = |minutes: u16| if minutes == 0 { "no limit".to_owned() } else { format!("{minutes} minutes") };
        format!("Timers: each seat {}, the talk {}.", limit(deliberation), limit(discussion))
    }

    fn allowed(&self) -> Option<Duration> {
        let minutes = match self.phase? {
            Phase::Deliberation(..) => self.deliberation,
            Phase::Discussion(_) => self.discussion,
        };
        (minutes > 0).then(|| Duration::from_secs(60 * u64::from(minutes)))
    }

    /// How much time is left; nothing where there is no limit.
    pub fn left(&self, now: Duration) -> Option<Left> {
        let allowed = self.allowed()?;
        let since = if self.paused { Duration::ZERO } else { now.saturating_sub(self.looked) };
        let left = allowed.saturating_sub(self.taken + since);
        // A second that has begun counts.
        let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        Some(Left { seconds, warns: left <= WARNING, stands: self.paused })
    }

    /// In how long the time that is shown changes.
    pub fn wakes(&self, now: Duration) -> Option<Duration> {
        let left = self.left(now).filter(|left| !left.stands && left.seconds > 0)?;
        let allowed = self.allowed()?;
        let exact = allowed.saturating_sub(self.taken + now.saturating_sub(self.looked));
        Some(exact.saturating_sub(Duration::from_secs(left.seconds - 1)).max(Duration::from_millis(10)))
    }
}

/// The time left, for the header: `4:07 left`, `time is up`.
pub fn told(left: Left) -> String {
    let clock = format!("{}:{:02}", left.seconds / 60, left.seconds % 60);
    match left {
        Left { stands: true, .. } => format!("timer stands at {clock}"),
        Left { seconds: 0, .. } => "TIME IS UP".to_owned(),
        Left { warns: true, .. } => format!("! {clock} left"),
        _ => format!("{clock} left"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_opens_only_to_its_own_words() {
        let cell = Facilitator::with("white cell").unwrap();
        assert!(cell.opens("white cell") && !cell.opens("white  cell") && !cell.opens(""));
        assert!(!format!("{cell:?}").contains("white cell"), "the words are kept nowhere");
        assert!(Facilitator::with("").is_none() && !Facilitator::default().opens(""));
    }

    #[test]
    fn a_timer_runs_by_phase_stands_in_a_pause_and_warns() {
        let second = Duration::from_secs;
        let mut timer = Timer { deliberation: 2, ..Timer::default() };
        let japan = Some(Phase::Deliberation(Some(SeatId(0)), 1));
        timer.follow(japan, false, second(10));
        assert_eq!(timer.left(second(10)).unwrap().seconds, 120);
        assert_eq!(told(timer.left(second(40)).unwrap()), "1:30 left");
        assert_eq!(told(timer.left(second(75)).unwrap()), "! 0:55 left");
        timer.follow(japan, true, second(75));
        assert_eq!(told(timer.left(second(500)).unwrap()), "timer stands at 0:55");
        timer.follow(japan, false, second(500));
        assert_eq!(told(timer.left(second(555)).unwrap()), "TIME IS UP");
        timer.follow(Some(Phase::Deliberation(Some(SeatId(1)), 1)), false, second(560));
        assert_eq!(timer.left(second(560)).unwrap().seconds, 120);
        timer.follow(Some(Phase::Discussion(1)), false, second(600));
        assert_eq!(timer.left(second(600)), None, "no limit was set for it");
    }
}
