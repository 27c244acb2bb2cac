//! Small index types for everything a deck names, and the scope in which they are written as names.
//!
//! In memory an id is an index: small, `Copy`, and always sound for the deck it came from. On paper (a
//! save, a view as JSON) it is the name an instructor gave it. serde's derive has no room for a context, so
//! the deck's [`Names`] are put in scope for the length of one call: [`Names::scope`].

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use std::cell::RefCell;
use std::sync::Arc;

/// The names of one sort of thing, by index and back.
#[derive(Debug, Clone, Default)]
pub struct Index {
    names: Vec<Box<str>>,
    index: foldhash::HashMap<Box<str>, u16>,
}

impl Index {
    /// Adds a name and tells its index; `None` where it is already there.
    pub fn add(&mut self, name: &str) -> Option<u16> {
        if self.index.contains_key(name) {
            return None;
        }
        let number = u16::try_from(self.names.len()).ok()?;
        self.names.push(name.into());
        self.index.insert(name.into(), number);
        Some(number)
    }

    /// The index of a name.
    pub fn find(&self, name: &str) -> Option<u16> {
        self.index.get(name).copied()
    }

    /// The name at an index.
    pub fn name(&self, number: usize) -> &str {
        &self.names[number]
    }

    /// All names, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(AsRef::as_ref)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The known name nearest to one that is not known, if any is near.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(self.iter(), name)
    }
}

/// The known name nearest to one that is not known, if any is near.
pub(super) fn nearest<'n>(known: impl Iterator<Item = &'n str>, name: &str) -> Option<&'n str> {
    // Nobody meant a name by something so much longer than any.
    let length = Some(name.chars().count()).filter(|length| *length <= 80)?;
    known
        .filter_map(|known| {
            let far = 1 + known.len().max(length) / 4;
            let near = known.len().abs_diff(length) <= far;
            near.then(|| (strsim::damerau_levenshtein(known, name), known)).filter(|(distance, _)| *distance <= far)
        })
        .min()
        .map(|(_, known)| known)
}

thread_local! {
    static SCOPE: RefCell<Option<Arc<Names>>> = const { RefCell::new(None) };
}

struct Restore(Option<Arc<Names>>);

impl Drop for Restore {
    fn drop(&mut self) {
        SCOPE.with(|scope| *scope.borrow_mut() = self.0.take());
    }
}

macro_rules! ids {
    ($( $(#[$meta:meta])* $name:ident($int:ty) in $field:ident, $what:literal; )+) => {
        /// Every name of a deck, by sort.
        #[derive(Debug, Clone, Default)]
        pub struct Names {
            $( #[doc = concat!("The names of each ", $what, ".")] pub $field: Index, )+
        }

        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub $int);

            impl $name {
                /// Its place in the deck's list.
                pub const fn index(self) -> usize {
                    self.0 as usize
                }

                /// The id at a place of the deck's list.
                ///
                /// # Panics
                /// Where no deck can have so many.
                pub fn at(index: usize) -> Self {
                    Self(<$int>::try_from(index).expect("a deck's limits keep every list within its index"))
                }

                /// The name the deck gave it.
                pub fn name(self, names: &Names) -> &str {
                    names.$field.name(self.index())
                }

                /// The id of a name.
                pub fn find(names: &Names, name: &str) -> Option<Self> {
                    names.$field.find(name).and_then(|found| <$int>::try_from(found).ok()).map(Self)
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    SCOPE.with(|scope| match scope.borrow().as_ref() {
                        Some(names) if self.index() < names.$field.len() => {
                            serializer.serialize_str(names.$field.name(self.index()))
                        }
                        Some(_) => Err(S::Error::custom(concat!("no such ", $what, " in this deck"))),
                        None => Err(S::Error::custom("ids are written within a deck's scope of names")),
                    })
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                    SCOPE.with(|scope| match scope.borrow().as_ref() {
                        Some(names) => Self::find(names, &name)
                            .ok_or_else(|| D::Error::custom(format!(concat!("no ", $what, " is called `{}`"), name))),
                        None => Err(D::Error::custom("ids are read within a deck's scope of names")),
                    })
                }
            }
        )+
    };
}

ids! {
    /// A meter.
    MeterId(u8) in meters, "meter";
    /// A seat.
    SeatId(u8) in seats, "seat";
    /// An area.
    AreaId(u8) in areas, "area";
    /// An operation.
    OperationId(u8) in operations, "operation";
    /// A situation of the law, lowest first.
    SituationId(u8) in situations, "situation";
    /// A rung of the ladder, lowest first.
    RungId(u8) in rungs, "rung";
    /// A flag.
    FlagId(u16) in flags, "flag";
    /// An event card.
    EventId(u16) in events, "event";
    /// A response card.
    ResponseId(u16) in responses, "response";
    /// A request card.
    RequestId(u8) in requests, "request";
    /// A promise.
    PromiseId(u8) in promises, "promise";
    /// A pressure.
    PressureId(u8) in pressures, "pressure";
    /// A learning objective.
    ObjectiveId(u8) in objectives, "objective";
    /// A scenario.
    ScenarioId(u8) in scenarios, "scenario";
    /// An outcome.
    OutcomeId(u8) in outcomes, "outcome";
}

impl Names {
    /// Runs a piece of work in which ids are written and read as this deck's names.
    pub fn scope<T>(self: &Arc<Self>, work: impl FnOnce() -> T) -> T {
        let _restore = Restore(SCOPE.with(|scope| scope.borrow_mut().replace(Arc::clone(self))));
        work()
    }
}

/// A set of seats, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct SeatSet(pub u8);

impl SeatSet {
    /// The set of one seat.
    pub const fn one(seat: SeatId) -> Self {
        Self(1 << seat.0)
    }

    /// With a seat added.
    #[must_use]
    pub const fn with(self, seat: SeatId) -> Self {
        Self(self.0 | 1 << seat.0)
    }

    /// Without a seat.
    #[must_use]
    pub const fn without(self, seat: SeatId) -> Self {
        Self(self.0 & !(1 << seat.0))
    }

    /// Whether a seat is in it.
    pub const fn has(self, seat: SeatId) -> bool {
        self.0 & (1 << seat.0) != 0
    }

    /// The seats in it.
    pub fn iter(self) -> impl Iterator<Item = SeatId> {
        (0..8).map(SeatId).filter(move |seat| self.has(*seat))
    }
}

impl Serialize for SeatSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for SeatSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<SeatId>::deserialize(deserializer)?.into_iter().fold(Self::default(), Self::with))
    }
}

/// A set of operations, as bits: a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct OperationSet(pub u64);

impl OperationSet {
    /// Whether it lists an operation.
    pub const fn has(self, operation: OperationId) -> bool {
        self.0 & (1 << operation.0) != 0
    }

    /// With an operation added.
    #[must_use]
    pub const fn with(self, operation: OperationId) -> Self {
        Self(self.0 | 1 << operation.0)
    }

    /// With an operation added if it was not listed, taken out if it was.
    #[must_use]
    pub const fn toggled(self, operation: OperationId) -> Self {
        Self(self.0 ^ 1 << operation.0)
    }

    /// How many it lists.
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether it lists none.
    pub const fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// The operations it lists.
    pub fn iter(self) -> impl Iterator<Item = OperationId> {
        (0..64).map(OperationId).filter(move |operation| self.has(*operation))
    }
}

impl FromIterator<OperationId> for OperationSet {
    fn from_iter<I: IntoIterator<Item = OperationId>>(iter: I) -> Self {
        iter.into_iter().fold(Self::default(), Self::with)
    }
}

impl Serialize for OperationSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for OperationSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<OperationId>::deserialize(deserializer)?.into_iter().collect())
    }
}
