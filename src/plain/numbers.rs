//! The numbers by which a seat calls options and requests in a turn: once given, a number stays with what it
//! was given to, whatever is ordered or answered meanwhile. Nothing is drawn here.

use crate::deck::{RequestId, ResponseId};
use crate::rules::view::{OptionView, RequestView, View};

/// What was numbered in this turn, in the order of the numbers.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    options: Vec<ResponseId>,
    incoming: Vec<RequestId>,
    outgoing: Vec<RequestId>,
}

impl Numbers {
    /// Gives numbers to what has none yet.
    pub fn learn(&mut self, view: &View) {
        learn(&mut self.options, view.sorted_options().iter().map(|option| option.response));
        learn(&mut self.incoming, view.incoming.iter().map(|request| request.request));
        learn(&mut self.outgoing, view.outgoing.iter().map(|request| request.request));
    }

    /// The options with their numbers.
    pub fn options<'v>(&self, view: &'v View) -> Vec<(usize, &'v OptionView)> {
        of(&self.options, &view.options, |option| option.response)
    }

    /// The requests that wait, with their numbers.
    pub fn incoming<'v>(&self, view: &'v View) -> Vec<(usize, &'v RequestView)> {
        of(&self.incoming, &view.incoming, |request| request.request)
    }

    /// What can be asked, with its numbers.
    pub fn outgoing<'v>(&self, view: &'v View) -> Vec<(usize, &'v RequestView)> {
        of(&self.outgoing, &view.outgoing, |request| request.request)
    }
}

fn learn<T: PartialEq>(known: &mut Vec<T>, seen: impl Iterator<Item = T>) {
    for id in seen {
        if !known.contains(&id) {
            known.push(id);
        }
    }
}

fn of<'v, T, I: PartialEq>(known: &[I], seen: &'v [T], id: impl Fn(&T) -> I) -> Vec<(usize, &'v T)> {
    let find = |wanted: &I| seen.iter().find(|item| id(item) == *wanted);
    (1..).zip(known).filter_map(|(number, wanted)| find(wanted).map(|item| (number, item))).collect()
}

/// What a number was given to, where it is still there.
pub(super) fn called<'v, T>(numbered: &[(usize, &'v T)], number: usize) -> Option<&'v T> {
    numbered.iter().find(|(given, _)| *given == number).map(|(_, item)| *item)
}
