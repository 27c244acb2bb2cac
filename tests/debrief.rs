//! The debrief: each definition of `docs/debrief.md` shown by a game made to show it.

#[path = "debrief/command.rs"]
mod command;
#[path = "common/folder.rs"]
mod folder;
#[path = "debrief/play.rs"]
mod play;
#[path = "debrief/report.rs"]
mod report;
#[path = "debrief/screen.rs"]
mod screen;

use not_today::debrief::find::branches::Why;
use not_today::debrief::find::decisions::{Basis, Did, Fate as Done};
use not_today::debrief::find::lacked::Mattered;
use not_today::debrief::find::learning::Evidence;
use not_today::debrief::find::orders::Lost;
use not_today::debrief::find::procedures::End;
use not_today::debrief::find::promises::Fate;
use not_today::debrief::find::signals::Became;
use not_today::debrief::find::turning::Turned;
use not_today::debrief::find::untried::Thing;
use not_today::debrief::{Measure, Review};
use not_today::deck::{ObjectiveId, RungId, SeatSet};
use not_today::rules::event::Answered;
use not_today::rules::{Actor, Answer, Command, DecisionCard, Direction, Event, Fall, MarkKind};
use play::{ALLY, DETERRENCE, HOME, Play, TRUST};

fn card(not_today: u8, sure: u8, expects: &[(not_today::deck::MeterId, Direction)]) -> DecisionCard {
    DecisionCard { why: "Because.".to_owned(), expects: expects.to_vec(), not_today: Some(not_today), sure: Some(sure) }
}

/// The turns of a kind of turning point.
fn turned(review: &Review, is: impl Fn(&Turned) -> bool) -> Vec<u8> {
    review.turning.iter().filter(|point| is(&point.what)).map(|point| point.at.turn).collect()
}

#[test]
fn a_turning_point_is_a_change_that_was_never_undone() {
    // They climb in turn 1 and never come back.
    let review = Play::new(&[(1, "push")]).finish().review();
    assert_eq!(turned(&review, |what| matches!(what, Turned::Rung { from: RungId(0), to: RungId(1) })), [1]);
    // They climb in turn 1 and step down in turn 3: neither the climb nor anything before it lasted.
    let review = Play::new(&[(1, "push"), (3, "ease")]).finish().review();
    assert_eq!(turned(&review, |what| matches!(what, Turned::Rung { to: RungId(1), .. })), [0_u8; 0]);
    assert_eq!(turned(&review, |what| matches!(what, Turned::Rung { to: RungId(0), .. })), [3]);
}

#[test]
fn the_day_is_always_a_turning_point() {
    let review = Play::new(&[(2, "day")]).finish().review();
    assert_eq!(turned(&review, |what| matches!(what, Turned::DayCame { .. })), [2]);
    assert_eq!(review.questions[1].answer, Answered::Today);
}

#[test]
fn a_headline_meter_turns_the_game_where_it_swings_by_ten_for_good() {
    // 50 → 38 in turn 2, and nothing brings it back; the largest cause is told first.
    let review = Play::new(&[(2, "swarm")]).finish().review();
    assert_eq!(turned(&review, |what| matches!(what, Turned::Meter { from: 50, to: 38, .. })), [2]);
    let point = review.turning.iter().find(|point| point.at.turn == 2).unwrap();
    assert_eq!(point.causes[0].by, -12);
    // Trust rises by 15 in turn 1, and stays up: the other way counts as well.
    let review = Play::new(&[]).lay(ALLY, "boast").finish().review();
    assert_eq!(turned(&review, |what| matches!(what, Turned::Meter { meter: TRUST, from: 50, to: 65 })), [1]);
    // Softened, it moves by less than ten.
    let review = Play::new(&[(2, "swarm")]).lay(HOME, "watch").finish().review();
    assert_eq!(turned(&review, |what| matches!(what, Turned::Meter { meter: DETERRENCE, .. })), [0_u8; 0]);
}

#[test]
fn a_swing_that_is_made_good_is_no_turning_point() {
    // Trust falls by five five times over nothing; what counts is one turn's swing, so raise and lose it by hand.
    let mut play = Play::new(&[]);
    play.lay(ALLY, "boast").end();
    let adjust = Command::Adjust { meter: TRUST, by: -20, reason: "as the exercise needs it".to_owned() };
    let review = play.send(Actor::Facilitator, &adjust).finish().review();
    assert_eq!(turned(&review, |what| matches!(what, Turned::Meter { from: 50, .. })), [0_u8; 0]);
    assert_eq!(turned(&review, |what| matches!(what, Turned::Meter { from: 65, to: 45, .. })), [2]);
    assert_eq!(review.facilitator.len(), 1);
    assert_eq!(review.meters[1].movers.facilitator, -20);
}

#[test]
fn signals_are_heeded_prepared_missed_or_without_an_answer() {
    let became = |play: &mut Play| play.finish().review().signals.first().map(|signal| signal.became.clone());
    // Boats are fueled in turn 2; the table sets a watch before they come in turn 3.
    let heeded = became(Play::new(&[(3, "swarm")]).end().lay(HOME, "watch"));
    assert_eq!(heeded, Some(Became::Heeded(Fall::Softened)));
    // The watch was set already.
    let prepared = became(Play::new(&[(3, "swarm")]).lay(HOME, "watch"));
    assert_eq!(prepared, Some(Became::Prepared(Fall::Softened)));
    // Nothing was done, though one order would have been enough.
    let mut play = Play::new(&[(3, "swarm")]);
    let watch = play.response("watch");
    assert_eq!(became(&mut play), Some(Became::Missed(vec![watch])));
    // Nothing in the deck answers a storm.
    assert_eq!(became(&mut Play::new(&[(3, "storm")])), Some(Became::NoAnswer));
    // The game ended first.
    let overtaken = became(&mut Play::new(&[(1, "day"), (2, "swarm")]));
    assert_eq!(overtaken, Some(Became::Overtaken));
}

#[test]
fn an_expectation_is_right_where_the_meter_went_that_way_until_the_turns_end() {
    let mut play = Play::new(&[]);
    let expects = [(DETERRENCE, Direction::Up), (TRUST, Direction::Same)];
    play.lay(HOME, "watch").lay(ALLY, "boast").seal(HOME, card(90, 4, &expects)).end();
    let review = play.finish().review();
    let [up, same] = review.cards[0].expects.as_slice() else { panic!("two expectations") };
    assert!(up.is_right() && (up.from, up.to) == (50, 51));
    assert!(!same.is_right() && (same.from, same.to) == (50, 65));
    assert_eq!(review.calibration[0].right, (1, 2));
    assert_eq!(review.calibration[0].by_sure[3], (1, 2));
}

#[test]
fn calibration_is_the_brier_score_of_the_stated_chances() {
    // Three turns at 80 percent in which it does not come; then 60 percent in the turn in which it does.
    let mut play = Play::new(&[(4, "day")]);
    for _ in 0..3 {
        play.seal(HOME, card(80, 3, &[])).end();
    }
    let review = play.seal(HOME, card(60, 3, &[])).end().review();
    let home = &review.calibration[0];
    let expected = (3.0 * 0.2_f64.powi(2) + 0.6_f64.powi(2)) / 4.0;
    assert!((home.brier.unwrap() - expected).abs() < 1e-9);
    // By the rules the day was out of the question three times, and certain once.
    assert!(home.rules_brier.unwrap().abs() < 1e-9);
    assert!((home.gap.unwrap() - (3.0 * 20.0 + 60.0) / 4.0).abs() < 1e-9);
    assert_eq!((home.seat, home.cards, home.forecasts), (HOME, 4, 4));
    assert_eq!(review.calibration.len(), 1, "a seat without a card is left out");
}

#[test]
fn of_two_cards_of_a_seat_in_a_turn_the_last_counts() {
    let mut play = Play::new(&[]);
    play.seal(HOME, card(10, 1, &[]));
    let ask = Command::Ask { request: play.request("bases") };
    play.send(Actor::Seat(ALLY), &ask).answer(HOME, "bases", Answer::Accept).seal(HOME, card(70, 2, &[]));
    let review = play.finish().review();
    assert_eq!(review.cards.iter().map(|card| card.not_today).collect::<Vec<_>>(), [Some(70)]);
}

#[test]
fn luck_is_what_the_dice_did_with_the_chances_that_were_built() {
    let review = Play::new(&[(1, "half")]).finish().review();
    for (n, question) in review.questions.iter().enumerate() {
        assert!((question.road - 0.5_f64.powi(i32::try_from(n).unwrap() + 1)).abs() < 1e-9);
        let narrow = question.rolled.abs_diff(50) <= 5 && question.rolled != 45;
        assert_eq!(question.narrow.is_some(), narrow, "{question:?}");
    }
}

#[test]
fn a_question_is_narrow_within_five_on_the_die() {
    use not_today::debrief::find::luck::answer_of;
    assert_eq!(answer_of([10, 20, 15], 10), Answered::Today);
    assert_eq!(answer_of([10, 20, 15], 11), Answered::Climbs);
    assert_eq!(answer_of([10, 20, 15], 31), Answered::Holds);
    assert_eq!(answer_of([10, 20, 15], 85), Answered::Holds);
    assert_eq!(answer_of([10, 20, 15], 86), Answered::StepsDown);
    // Over many seeds, every question that is called narrow has another answer that near, and no other has.
    let deck = play::deck(&[(1, "half")]);
    let mut narrow = 0;
    for seed in 0..40 {
        let review = Play::of(&deck, 0, seed).finish().review();
        for question in &review.questions {
            let near = (1..=5_u8).any(|by| {
                [question.rolled.saturating_sub(by).max(1), (question.rolled + by).min(100)]
                    .into_iter()
                    .any(|die| answer_of(question.chances, die) != question.answer)
            });
            assert_eq!(question.narrow.is_some(), near, "{question:?}");
            narrow += usize::from(near);
        }
    }
    assert!(narrow > 0, "none of them was narrow");
}

#[test]
fn a_procedure_takes_the_turn_ends_from_its_opening_to_its_end() {
    // Two turns, as nothing shortens it.
    let review = Play::new(&[]).end().designate().finish().review();
    let procedure = &review.procedures[0];
    assert!(matches!(procedure.end, End::Designated(at) if at.turn == 3), "{procedure:?}");
    assert_eq!((procedure.opened.turn, procedure.turns, procedure.best), (2, 2, 2));
    // One with drafts in the drawer.
    let review = Play::new(&[]).lay(HOME, "drafts").end().designate().finish().review();
    assert_eq!((review.procedures[0].turns, review.procedures[0].best), (1, 1));
    // It fails.
    let review = Play::new(&[(2, "quarrel")]).designate().finish().review();
    assert!(matches!(review.procedures[0].end, End::Failed(at) if at.turn == 2));
    assert_eq!(review.procedures[0].turns, 2);
    assert!(review.branches.iter().any(|branch| branch.turn == 2 && branch.why.contains(&Why::Failed(0))));
    // It is given up; it is under way at the end.
    let mut play = Play::new(&[]);
    play.designate().end();
    let review = play.send(Actor::Seat(HOME), &Command::Drop).review();
    assert!(matches!(review.procedures[0].end, End::Dropped(at) if at.turn == 2));
    let review = Play::new(&[]).designate().end().review();
    assert_eq!((review.procedures[0].end, review.procedures[0].turns), (End::UnderWay, 1));
}

#[test]
fn promises_are_kept_broken_walked_back_or_left_open() {
    let fate = |play: &mut Play| {
        let review = play.finish().review();
        (review.promises[0].made.turn, review.promises[0].fate)
    };
    let kept = fate(Play::new(&[(2, "moment")]).lay(HOME, "vow").end().lay(HOME, "help"));
    assert!(matches!(kept, (1, Fate::Kept(at)) if at.turn == 2), "{kept:?}");
    let broken = fate(Play::new(&[(2, "moment")]).lay(HOME, "vow"));
    assert!(matches!(broken, (1, Fate::Broken(at)) if at.turn == 3), "{broken:?}");
    let walked = fate(Play::new(&[]).lay(HOME, "vow").end().walk_back());
    assert!(matches!(walked, (1, Fate::WalkedBack(at)) if at.turn == 2), "{walked:?}");
    assert_eq!(fate(Play::new(&[]).lay(HOME, "vow")), (1, Fate::StillOpen));
}

#[test]
fn an_order_is_barred_where_it_had_become_unlawful_and_the_fighting_that_closed_it_is_named() {
    let mut play = Play::new(&[]);
    play.end().lay(HOME, "sweep");
    let battle = play.event("battle");
    let review = play.send(Actor::Facilitator, &Command::Inject { event: battle }).end().review();
    let barred = &review.barred[0];
    assert_eq!((barred.at.turn, barred.was_running, &*barred.source), (2, false, "L5"));
    assert!(barred.why.contains("fighting"));
    assert_eq!(barred.fighting.map(|(_, turn)| turn), Some(2));
    // The same for what was running.
    let mut play = Play::new(&[(4, "battle")]);
    play.lay(HOME, "drafts").end().designate().end().lay(HOME, "depots").end();
    let review = play.finish().review();
    assert!(review.barred[0].was_running && review.barred[0].at.turn == 4, "{:?}", review.barred);
    assert!(review.branches.iter().any(|branch| branch.turn == 4 && branch.why.contains(&Why::Barred(0))));
}

#[test]
fn orders_come_to_nothing_without_their_partner_or_by_friction() {
    let review = Play::new(&[]).lay(HOME, "together").finish().review();
    assert_eq!(review.nothing[0].lost, Lost::Partner(SeatSet::one(ALLY)));
    let review = Play::new(&[(1, "fog")]).lay(HOME, "together").lay(ALLY, "together").finish().review();
    assert_eq!(review.nothing[0].lost, Lost::Miscarried);
    let review = Play::new(&[]).lay(HOME, "together").lay(ALLY, "together").finish().review();
    assert!(review.nothing.is_empty());
}

/// What a game shows of a learning objective of the tests' deck: strengths, areas for improvement.
fn shown(review: &Review, objective: u8) -> (Vec<Evidence>, Vec<Evidence>) {
    let learnt = review.learning.iter().find(|learnt| learnt.objective == Some(ObjectiveId(objective))).unwrap();
    let of = |claims: &[not_today::debrief::find::learning::Claim]| claims.iter().map(|c| c.evidence).collect();
    (of(&learnt.strengths), of(&learnt.improvements))
}

const SIGHT: u8 = 0;
const SPEED: u8 = 1;
const WORD: u8 = 2;
const TOGETHER: u8 = 3;
const SILENT: u8 = 4;

#[test]
fn a_strength_is_an_event_met_a_joint_order_a_promise_kept_or_a_request_accepted_at_once() {
    let mut play = Play::new(&[(2, "swarm")]);
    let (swarm, watch) = (play.event("swarm"), play.response("watch"));
    let _ = watch;
    let review = play.lay(HOME, "watch").finish().review();
    assert_eq!(shown(&review, SIGHT), (vec![Evidence::MetEvent(swarm, Fall::Softened)], vec![]));

    let mut play = Play::new(&[]);
    let (joint, bases) = (play.response("together"), play.request("bases"));
    play.send(Actor::Seat(ALLY), &Command::Ask { request: bases }).answer(HOME, "bases", Answer::Accept);
    let review = play.lay(HOME, "together").lay(ALLY, "together").finish().review();
    assert_eq!(shown(&review, TOGETHER), (vec![Evidence::AtOnce(bases), Evidence::Joint(joint)], vec![]));

    let mut play = Play::new(&[(2, "moment")]);
    let review = play.lay(HOME, "vow").end().lay(HOME, "help").finish().review();
    assert_eq!(shown(&review, WORD).0, [Evidence::Kept(review.promises[0].promise)]);
    assert_eq!(shown(&review, SILENT), (vec![], vec![]));
    assert_eq!(review.learning[usize::from(SILENT)].exercised, 0, "not exercised");
}

#[test]
fn an_area_for_improvement_is_what_was_not_met_barred_broken_or_put_off() {
    let mut play = Play::new(&[(2, "swarm"), (4, "swarm")]);
    let swarm = play.event("swarm");
    let review = play.finish().review();
    assert_eq!(shown(&review, SIGHT), (vec![], vec![Evidence::Unready(swarm)]));
    let turns = &review.learning[usize::from(SIGHT)].improvements[0].at;
    assert_eq!(turns.iter().map(|at| at.turn).collect::<Vec<_>>(), [2, 4], "one claim, with both its turns");

    // A storm has no answer in the deck: that it falls in full shows nothing.
    let review = Play::new(&[(2, "storm")]).finish().review();
    assert!(review.learning.iter().all(|learnt| learnt.improvements.is_empty()));

    let mut play = Play::new(&[]);
    let sweep = play.response("sweep");
    play.lay(HOME, "sweep");
    let battle = play.event("battle");
    let review = play.send(Actor::Facilitator, &Command::Inject { event: battle }).finish().review();
    assert_eq!(shown(&review, SPEED).1, [Evidence::Barred(sweep)]);

    let review = Play::new(&[(2, "moment")]).lay(HOME, "vow").finish().review();
    assert_eq!(shown(&review, WORD).1, [Evidence::Broken(review.promises[0].promise)]);

    // Put off once is no finding; twice is.
    let mut play = Play::new(&[]);
    let bases = play.request("bases");
    play.send(Actor::Seat(ALLY), &Command::Ask { request: bases }).end().answer(HOME, "bases", Answer::Decline);
    assert!(shown(&play.review(), TOGETHER).1.is_empty());
    let mut play = Play::new(&[]);
    play.send(Actor::Seat(ALLY), &Command::Ask { request: bases }).ends(2).answer(HOME, "bases", Answer::Decline);
    assert_eq!(shown(&play.review(), TOGETHER).1, [Evidence::PutOff(bases)]);
}

/// What the table lacked of a recommendation: the turns and what each moment was.
fn lacked(review: &Review, recommendation: u8) -> Vec<(u8, Mattered)> {
    let row = review.lacked.iter().find(|row| row.recommendation == recommendation);
    row.into_iter().flat_map(|row| &row.lacked).flat_map(|l| &l.moments).map(|m| (m.at.turn, m.mattered)).collect()
}

#[test]
fn a_measure_was_lacked_where_it_would_have_changed_a_moment_that_went_against_the_table() {
    // R15: the watch would have softened the swarm.
    let mut play = Play::new(&[(2, "swarm")]);
    let (swarm, watch) = (play.event("swarm"), play.response("watch"));
    let review = play.finish().review();
    assert_eq!(lacked(&review, 15), [(2, Mattered::Event(swarm, Fall::Softened))]);
    assert_eq!(
        review.lacked.iter().find(|row| row.recommendation == 15).unwrap().lacked[0].measure,
        Measure::Response(watch)
    );
    // With the watch set there is no such row.
    let review = Play::new(&[(2, "swarm")]).lay(HOME, "watch").finish().review();
    assert_eq!(lacked(&review, 15), []);
    // R8: drafts would have saved a turn. R4: a wall would have kept them from climbing.
    let review = Play::new(&[(2, "push")]).designate().finish().review();
    assert!(matches!(lacked(&review, 8)[..], [(1, Mattered::Stage(_, 0, 1))]));
    assert_eq!(lacked(&review, 4), [(2, Mattered::Question(Answered::Climbs, Answered::Holds))]);
    // R10: a standing staff would have cleared the fog.
    let review = Play::new(&[(1, "fog")]).lay(HOME, "together").lay(ALLY, "together").finish().review();
    assert!(matches!(lacked(&review, 10)[..], [(1, Mattered::Die(_, _, 100, 0))]));
    // R14: a link would have seen the swarm coming, where nobody did.
    let mut play = Play::new(&[(1, "blind"), (3, "swarm")]);
    let review = play.finish().review();
    assert!(review.signals.is_empty());
    assert_eq!(lacked(&review, 14), [(2, Mattered::Signal(swarm, HOME))]);
}

#[test]
fn a_measure_can_come_too_late_or_not_belong_to_the_scenario() {
    let review = Play::new(&[(2, "swarm")]).ends(3).lay(HOME, "watch").finish().review();
    let row = review.lacked.iter().find(|row| row.recommendation == 15).unwrap();
    assert_eq!((row.lacked[0].done, row.lacked[0].possible), (Some(4), true));
    // The standing staff belongs before the crisis, and these six days have no such act.
    let review = Play::new(&[(1, "fog")]).lay(HOME, "together").lay(ALLY, "together").finish().review();
    let row = review.lacked.iter().find(|row| row.recommendation == 10).unwrap();
    assert_eq!((row.lacked[0].done, row.lacked[0].possible), (None, false));
    // With an act before the crisis it could have been had, and done in time it is lacked no more.
    let deck = play::deck(&[(2, "fog")]);
    let review = Play::of(&deck, 1, 7).end().lay(HOME, "together").lay(ALLY, "together").finish().review();
    assert!(review.lacked.iter().find(|row| row.recommendation == 10).unwrap().lacked[0].possible);
    let review =
        Play::of(&deck, 1, 7).lay(ALLY, "staff").end().lay(HOME, "together").lay(ALLY, "together").finish().review();
    assert_eq!(lacked(&review, 10), []);
}

#[test]
fn what_was_never_tried_was_open_and_never_laid_or_asked() {
    let mut play = Play::new(&[]);
    let (watch, vow, depots, bases) =
        (play.response("watch"), play.response("vow"), play.response("depots"), play.request("bases"));
    let review = play.lay(HOME, "watch").finish().review();
    let untried: Vec<Thing> = review.untried.iter().map(|untried| untried.thing).collect();
    assert!(!untried.contains(&Thing::Response(watch)), "it was laid");
    assert!(!untried.contains(&Thing::Response(depots)), "it was never open");
    assert!(untried.contains(&Thing::Response(vow)) && untried.contains(&Thing::Request(bases)));
    let vow = review.untried.iter().find(|untried| untried.thing == Thing::Response(vow)).unwrap();
    assert_eq!((vow.seat, vow.first, vow.last, vow.turns), (HOME, 1, 6, 6));
}

#[test]
fn turns_are_worth_branching_from_for_the_reasons_that_are_defined() {
    let review = Play::new(&[(3, "swarm"), (4, "moment")]).lay(HOME, "vow").finish().review();
    let why = |turn| review.branches.iter().find(|branch| branch.turn == turn).map_or(&[][..], |branch| &branch.why);
    assert!(why(2).contains(&Why::Missed(0)), "the signal of turn 2 was missed");
    assert!(matches!(why(3), [Why::Turning(_)]), "the swarm of turn 3 turned the game");
    assert!(why(5).contains(&Why::Broken(0)), "the promise was broken in turn 5");
    assert!(why(6).is_empty());
    // More reasons first.
    assert!(review.branches.windows(2).all(|pair| pair[0].why.len() >= pair[1].why.len()));
}

#[test]
fn the_hot_wash_asks_whom_the_card_concerns() {
    let mut play = Play::new(&[(1, "swarm")]);
    let bases = play.request("bases");
    play.send(Actor::Seat(ALLY), &Command::Ask { request: bases }).lay(HOME, "watch");
    let review = play.finish().review();
    let to = |text: &str| {
        use not_today::debrief::find::hotwash::Asker;
        review.hotwash.iter().find_map(|question| {
            let asked = match question.asker {
                Asker::Event(event) => play.deck.events[event.index()].question.as_ref()?.get("en"),
                Asker::Response(response) => play.deck.responses[response.index()].question.get("en"),
                Asker::Request(request) => play.deck.requests[request.index()].question.get("en"),
            };
            (asked == text).then_some(question.to)
        })
    };
    let everyone = SeatSet::one(HOME).with(ALLY);
    assert_eq!(to("Who saw it first?"), Some(everyone));
    assert_eq!(to("Why then?"), Some(SeatSet::one(HOME)));
    assert_eq!(to("When did you know?"), Some(everyone));
    assert_eq!(to("Who led?"), None, "it was not played");
}

#[test]
fn decisions_are_told_with_their_basis_and_fate() {
    let mut play = Play::new(&[]);
    let watch = play.response("watch");
    let drafts = play.response("drafts");
    play.lay(HOME, "drafts").send(Actor::Seat(HOME), &Command::Withdraw { response: drafts });
    let review = play.lay(HOME, "watch").end().lay(HOME, "sweep").end().review();
    let home = &review.decisions[0][0];
    assert_eq!(home.decisions.iter().map(|d| d.fate.clone()).collect::<Vec<_>>(), [Done::TakenBack, Done::CarriedOut]);
    assert!(matches!(home.decisions[1].did, Did::Ordered(r, _) if r == watch));
    assert_eq!(home.decisions[1].moved, [(DETERRENCE, 1)]);
    assert_eq!(home.decisions[1].basis, Basis::Card);
    assert!(home.options.open.contains(&watch) && home.options.step.len() == 1, "{:?}", home.options);
    let Basis::Law(rows) = &review.decisions[1][0].decisions[0].basis else { panic!("the law is asked") };
    assert_eq!(rows[0], ("Sweeping in peace.".to_owned(), "L4".to_owned()));
}

#[test]
fn what_a_rewind_set_aside_is_judged_nowhere_but_stays_on_record() {
    let mut play = Play::new(&[(2, "swarm")]);
    let mark = |text: &str| Command::Mark { kind: MarkKind::Quote, text: text.to_owned() };
    play.end().send(Actor::Facilitator, &mark("before")).lay(HOME, "vow").end();
    play.send(Actor::Facilitator, &Command::Rewind { turn: 1, reason: "once more".to_owned() });
    play.send(Actor::Facilitator, &mark("after"));
    let review = play.lay(HOME, "watch").finish().review();
    assert!(review.promises.is_empty(), "the vow was set aside");
    assert_eq!(review.signals[0].became, Became::Heeded(Fall::Softened));
    assert_eq!(review.played.turns.len(), 6);
    assert_eq!((review.played.aside[0].to, review.played.aside[0].from), (1, 3));
    let acts: Vec<(bool, bool)> =
        review.facilitator.iter().map(|act| (matches!(act.event, Event::Marked { .. }), act.aside)).collect();
    assert_eq!(acts, [(true, true), (false, false), (true, false)]);
    // What was tried in it counts as tried.
    let vow = play.response("vow");
    assert!(!review.untried.iter().any(|untried| untried.thing == Thing::Response(vow)));
    // The states are those of the line of play.
    assert_eq!(review.played.last().meter(DETERRENCE), 50 + 1 - 2);
}

#[test]
fn points_are_those_of_the_objectives_that_hold_at_the_end() {
    let review = Play::new(&[(2, "swarm")]).finish().review();
    assert_eq!(
        (review.seats[0].points, review.seats[0].possible, review.seats[0].met.clone()),
        (2, 5, vec![false, true])
    );
    let review = Play::new(&[]).finish().review();
    assert_eq!(review.seats[0].points, 5);
}

#[test]
fn a_decision_card_is_kept_and_shown_to_no_other_seat_before_the_debrief() {
    use not_today::rules::Eyes;
    use not_today::rules::audience::Watcher;
    let mut play = Play::new(&[]);
    let review = play.seal(HOME, card(70, 2, &[(TRUST, Direction::Up)])).finish().review();
    assert_eq!(review.cards[0].why, "Because.");
    let sealed = |eyes| {
        let mut watcher = Watcher::new(&play.deck, eyes);
        let events = review.record.steps.iter().flat_map(|step| &step.events);
        let seen: Vec<Event> =
            events.filter_map(|event| watcher.see(event).map(std::borrow::Cow::into_owned)).collect();
        seen.into_iter().any(|event| matches!(event, Event::Sealed { card: Some(_), .. }))
    };
    assert!(sealed(Eyes::Seat(HOME)) && sealed(Eyes::All) && !sealed(Eyes::Seat(ALLY)));
}
