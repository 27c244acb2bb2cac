//! One file per panel. A panel is a function of (view, area): drawing changes nothing.

pub mod cards;
pub mod guide;
pub mod header;
pub mod law;
pub mod ledger;
pub mod log;
pub mod map;
pub mod meters;
pub mod options;
pub mod requests;
