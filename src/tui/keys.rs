//! The keys of each screen, for the last line.

use super::app::Tab;

/// The keys of the table screen in a tab.
pub fn of_tab(tab: Tab) -> &'static str {
    match tab {
        Tab::Situation | Tab::Map => "0–6 tabs  PgUp PgDn scroll  s seal  n note  ? help  q quit",
        Tab::Options => "↑↓ choose  Enter order  o quietly  u take back  PgDn  s seal  ? help  q quit",
        Tab::Requests => "↑↓ choose  a accept  x decline  f defer  Enter ask  s seal  ? help  q quit",
        Tab::Law => "↑↓ choose  Enter designate  x give up  PgDn more  s seal  ? help  q quit",
        Tab::Ledger => "↑↓ choose  w walk back  e end  PgDn more  s seal  ? help  q quit",
        Tab::Log => "↑↓ PgUp PgDn scroll  / search  s seal  ? help  q quit",
    }
}
