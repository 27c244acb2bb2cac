//! Whatever stands in a deck: it loads, or is refused with a place. It never panics, hangs, or takes much memory.

#![no_main]

use libfuzzer_sys::fuzz_target;
use not_today::deck::Checked;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let checked = Checked::text("fuzz.json", &text);
    assert!(checked.loads() || checked.report.errors() > 0, "refused without a reason");
    for found in &checked.report.diagnostics {
        let (from, _) = checked.report.position(found);
        assert!(from.line >= 1 && from.column >= 1);
    }
    let _ = checked.report.render(false);
});
