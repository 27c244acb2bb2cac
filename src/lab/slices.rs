//! Adds up slices of a run from their JSON. Counts and sums are whole numbers and add up exactly; everything
//! else follows from them.

use super::interval::Share;
use serde_json::{Value, json};

/// Keys that follow from the sums and are computed anew.
const DERIVED: [&str; 7] = ["share", "low", "high", "mean", "seconds", "games_per_second", "decisions_per_second"];

/// Adds `part` into `whole`. `None` where their shapes differ: another deck, or another kind of run.
pub fn merge_json(whole: &mut Value, part: &Value) -> Option<()> {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            let same = whole.len() == part.len() && whole.keys().all(|key| part.contains_key(key));
            for (key, value) in whole.iter_mut().filter(|_| same) {
                if !DERIVED.contains(&key.as_str()) {
                    merge_json(value, &part[key])?;
                } else if key == "seconds" {
                    // Slices play side by side, or after one another: the time spent is what adds up.
                    *value = json!(value.as_f64()? + part[key].as_f64()?);
                }
            }
            same.then_some(())
        }
        (Value::Number(whole), Value::Number(part)) => {
            *whole = whole.as_u64()?.checked_add(part.as_u64()?)?.into();
            Some(())
        }
        _ => None,
    }
}

/// Computes what follows from the sums. `None` where something is missing.
#[expect(clippy::cast_precision_loss, reason = "no lab plays 2^52 games")]
pub fn finish_json(mut whole: Value) -> Option<Value> {
    let games = whole.get("games")?.as_u64()?;
    let held = Share::of(whole.get("held")?.get("games")?.as_u64()?, games);
    let object = whole.as_object_mut()?;
    let shares = object.get_mut("held")?;
    (shares["share"], shares["low"], shares["high"]) = (json!(held.share), json!(held.low), json!(held.high));
    let mean = |value: &mut Value| {
        let sum = value.get("sum")?.as_u64()?;
        value["mean"] = json!(if games == 0 { 0.0 } else { sum as f64 / games as f64 });
        Some(())
    };
    mean(object.get_mut("turns")?)?;
    object.get_mut("meters")?.as_object_mut()?.values_mut().try_for_each(mean)?;
    let seconds = object.get("seconds")?.as_f64()?;
    let decisions = object.get("decisions")?.as_u64()?;
    let rate = |count: u64| json!(if seconds > 0.0 { count as f64 / seconds } else { 0.0 });
    object.insert("games_per_second".into(), rate(games));
    object.insert("decisions_per_second".into(), rate(decisions));
    Some(whole)
}
