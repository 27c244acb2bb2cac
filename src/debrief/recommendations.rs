//! The report's eighteen recommendations, in words of this game's own: what the rows of an improvement plan say.
//! Which measures of a deck answer to each is the deck's to say, by its sources.

/// Each recommendation, R1 first (Klingner 2022, recommendations 1 to 4).
const ALL: [&str; 18] = [
    "Write a Taiwan contingency into the national security strategy and the defense plans that follow from it",
    "Raise defense spending from the habit of one percent of output toward two",
    "Be able to strike back at bases from which Japan is attacked, decided within the alliance and explained to Seoul",
    "Put the southwest islands under one joint task force or regional command",
    "Agree beforehand how U.S. intermediate-range missiles would be brought in quickly in a crisis",
    "Plan with the whole of both governments, and exercise until decision points, unclear authority and gaps are known",
    "Remove political obstacles: Washington says what it expects, Tokyo what it will and will not do",
    "Make decisions faster: brief the Diet before it has to vote",
    "Fit plans against area denial to the concepts of the U.S. Army and Marine Corps",
    "Turn the alliance's coordination mechanism into a standing structure, joint and combined",
    "Bring the bilateral operational plans up to date",
    "Exercise more and larger, rapid movement to the southwest islands included",
    "Train with regional partners, and use the access agreement with Australia",
    "Use coast guards and air traffic control as channels to Taiwan",
    "Set up military communication with Taiwan, and share intelligence and planning among three",
    "Prepare denial across the region: straits, the South China Sea, sanctions and limits on trade",
    "Cooperate on security with Australia, France, Germany, India and the United Kingdom",
    "Explore joining AUKUS in everything but the submarines",
];

/// A recommendation by its number, 1–18.
pub fn text(number: u8) -> &'static str {
    ALL.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or_default()
}
