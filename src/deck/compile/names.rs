//! Takes in every name of a deck before anything is compiled, so that entries may refer to what stands further down, and
//! to what has a mistake of its own.

use super::limits;
use crate::deck::diagnostic::Finding;
use crate::deck::document::Written;
use crate::deck::ids::{Index, Names};
use crate::deck::merge::Merged;
use crate::deck::notes::Place;

/// Every name. None where there are more than a game has room for.
pub(super) fn take(merged: &Merged) -> Option<Names> {
    let mut names = Names::default();
    let mut findings: Vec<(Place, Finding)> = Vec::new();
    macro_rules! take {
        ($($list:ident at most $most:expr;)+) => {$(
            if let Some(section) = merged.sections.get(stringify!($list)) {
                for part in section.iter() {
                    names.$list.add(&part.id);
                    if names.$list.len() == $most + 1 {
                        findings.push((Place::Path(part.file, part.path.clone()), too_many(stringify!($list), $most)));
                    }
                }
            }
        )+};
    }
    take! {
        meters at most limits::METERS; seats at most limits::SEATS; areas at most limits::AREAS;
        operations at most limits::OPERATIONS; events at most limits::CARDS; responses at most limits::CARDS;
        requests at most limits::REQUESTS; promises at most limits::PROMISES;
        pressures at most limits::OTHERS; objectives at most limits::OTHERS; scenarios at most limits::OTHERS; outcomes at most limits::OTHERS;
    }
    for (single, list, most, index) in [
        ("law", "situations", limits::SITUATIONS, &mut names.situations),
        ("ladder", "rungs", limits::RUNGS, &mut names.rungs),
    ] {
        take_inner(merged, single, list, most, index, &mut findings);
    }
    if let Some(part) = merged.singles.get("law") {
        let consents = part.value().get("consents").map_or(0, |list| list.items().count());
        if consents > limits::CONSENTS {
            let place = Place::Path(part.file, format!("law.consents[{}]", limits::CONSENTS));
            findings.push((place, too_many("consents", limits::CONSENTS)));
        }
    }
    let fits = findings.iter().all(|(_, finding)| finding.code != "D015");
    for (place, finding) in findings {
        merged.notes.error(place, finding);
    }
    fits.then_some(names)
}

fn take_inner(
    merged: &Merged,
    single: &str,
    list: &str,
    most: usize,
    index: &mut Index,
    findings: &mut Vec<(Place, Finding)>,
) {
    let Some(part) = merged.singles.get(single) else { return };
    for (number, entry) in part.value().get(list).into_iter().flat_map(Written::items).enumerate() {
        let place = || Place::Path(part.file, format!("{single}.{list}[{number}]"));
        let Some(id) = entry.get("id").and_then(Written::text) else { continue };
        if index.add(id).is_none() {
            let message = format!("`{}` stands twice in `{list}`", crate::deck::text::clean(id, 64));
            findings.push((place(), Finding::new("D007", message).help("Give one of them another id.")));
        }
        if index.len() == most + 1 {
            findings.push((place(), too_many(list, most)));
        }
    }
}

fn too_many(section: &str, most: usize) -> Finding {
    Finding::new("D015", format!("more than {most} entries in `{section}`: a game has room for no more"))
}
