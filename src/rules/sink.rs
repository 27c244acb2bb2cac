//! Where events go as they are decided: into a list, past someone who counts, or nowhere. Deciding is the same
//! in all cases; only what is told differs.

use super::event::Event;

/// Takes what is decided, event by event, in order. Each is folded into the state before it is taken.
pub trait Sink {
    /// Whether it wants everything that a record holds. Without it, what changes no state and is costly to tell is
    /// left out: no [`Event::Rolled`] comes, odds have no terms, and the law's reasons are empty.
    const RECORDS: bool;

    /// Takes an event.
    fn take(&mut self, event: Event);
}

impl Sink for Vec<Event> {
    const RECORDS: bool = true;

    fn take(&mut self, event: Event) {
        self.push(event);
    }
}

/// Takes nothing: for those who only want to know the state that a command comes to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Untold;

impl Sink for Untold {
    const RECORDS: bool = false;

    #[inline]
    fn take(&mut self, _: Event) {}
}
