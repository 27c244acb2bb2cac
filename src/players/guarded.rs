//! Work that may fail without taking the game with it: a panic in it is an answer, not a text on somebody's screen.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is at work whose panic is told to nobody: for whoever hears of panics.
pub fn is_guarded() -> bool {
    IS_GUARDED.get()
}

/// Does a piece of work; nothing where it panicked.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HEARS: Once = Once::new();
    HEARS.call_once(|| {
        let others = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !is_guarded() {
                others(info);
            }
        }));
    });
    let before = IS_GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(before);
    done.ok()
}
