//! Shares and how sure they are.

/// A share of games, with its 95 percent interval.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Share {
    /// The share, 0–1.
    pub share: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

impl Share {
    /// `hits` of `games`, with Wilson's interval, which stays honest near 0 and 1. All of nothing is 0–1.
    #[expect(clippy::cast_precision_loss, reason = "no lab plays 2^52 games")]
    pub fn of(hits: u64, games: u64) -> Self {
        if games == 0 {
            return Self { share: 0.0, low: 0.0, high: 1.0 };
        }
        let (n, p) = (games as f64, hits as f64 / games as f64);
        let z2 = Z * Z;
        let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        Self { share: p, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
    }
}

/// The change in a share between two lines that played the same seeds: `gained` games came out better, `lost`
/// worse. Common dice make the interval much narrower than two separate lines would.
#[expect(clippy::cast_precision_loss, reason = "no lab plays 2^52 games")]
pub fn paired(gained: u64, lost: u64, games: u64) -> Share {
    if games == 0 {
        return Share { share: 0.0, low: -1.0, high: 1.0 };
    }
    let (n, up, down) = (games as f64, gained as f64 / games as f64, lost as f64 / games as f64);
    let change = up - down;
    // Half a game is added to the spread, so that "no game changed" is not told as certain.
    let half = Z * (((up + down - change * change) / n).sqrt() + 0.5 / n);
    Share { share: change, low: change - half, high: change + half }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values from tables of Wilson's interval.
    #[test]
    fn wilsons_interval_is_the_published_one() {
        for (hits, games, low, high) in
            [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)]
        {
            let share = Share::of(hits, games);
            assert!(
                (share.low - low).abs() < 0.000_1 && (share.high - high).abs() < 0.000_1,
                "{hits}/{games}: {share:?}"
            );
        }
    }

    #[test]
    fn a_paired_change_is_the_difference_and_its_interval_holds_it() {
        let change = paired(300, 100, 10_000);
        assert!((change.share - 0.02).abs() < 1e-12 && change.low > 0.015 && change.high < 0.025, "{change:?}");
        assert!(paired(0, 0, 1_000).high > 0.0);
    }
}
