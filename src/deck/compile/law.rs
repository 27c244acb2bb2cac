//! Compiles the law.

use super::cx::{Cx, Inward};
use crate::deck::diagnostic::Finding;
use crate::deck::ids::*;
use crate::deck::model::{Consent, Deck, Exemption, Law, LawRow, Prohibition, Situation, Stage};
use crate::deck::source::{self, AreaKind, OneOrMany};
use crate::deck::text::Text;

fn kinds(areas: &[AreaKind]) -> u8 {
    areas.iter().fold(0, |bits, kind| bits | Deck::kind_bit(*kind))
}

fn all_if_none(bits: u8) -> u8 {
    if bits == 0 { u8::MAX } else { bits }
}

fn situations(cx: &mut Cx<'_>, names: &OneOrMany<&str>) -> u8 {
    names.as_slice().iter().fold(0, |bits, name| bits | 1 << cx.situation("situation", name).0)
}

fn operations(cx: &mut Cx<'_>, names: &[&str]) -> OperationSet {
    cx.each("operations", names, |cx, name| cx.operation("", name)).into_iter().collect()
}

fn stage(cx: &mut Cx<'_>, stage: &source::Stage, plan: bool) -> Stage {
    Stage {
        id: stage.id.into(),
        name: cx.text(&stage.name),
        turns: stage.turns,
        faster: cx.each("faster", &stage.faster, |cx, when| cx.conditions("", when)),
        chance: cx.chance("chance", &stage.chance, plan),
        delay_within: stage.delay_within,
        texts: [cx.text(&stage.passed), cx.text(&stage.delayed), cx.text(&stage.failed)],
        source: Cx::sources(&stage.source),
    }
}

fn situation(cx: &mut Cx<'_>, situation: &source::Situation) -> Situation {
    Situation {
        name: cx.text(&situation.name),
        about: cx.text(&situation.about),
        plan: situation.plan,
        when: cx.conditions("when", &situation.when),
        unless_met: cx.text(&situation.unless_met),
        stages: cx.each("stages", &situation.stages, |cx, item| stage(cx, item, situation.plan)),
        effects: cx.effects("effects", &situation.effects),
        rejected: cx.effects("rejected", &situation.rejected),
        source: Cx::sources(&situation.source),
    }
}

fn row(cx: &mut Cx<'_>, row: &source::LawRow) -> LawRow {
    let source = Cx::sources(&row.source);
    let limit_source = Cx::sources(&row.limit_source);
    LawRow {
        id: row.id.into(),
        situations: situations(cx, &row.situation),
        operations: operations(cx, &row.operations),
        areas: kinds(&row.areas),
        unless: cx.each("unless", &row.unless, |cx, item| (item.is, cx.text(&item.because), Cx::sources(&item.source))),
        outside_plan: row.outside_plan,
        permits: cx.text(&row.permits),
        because: cx.text(&row.because),
        limit_source: if limit_source.is_empty() { source.clone() } else { limit_source },
        source,
    }
}

fn prohibition(cx: &mut Cx<'_>, prohibition: &source::Prohibition) -> Prohibition {
    let operations = operations(cx, &prohibition.operations);
    Prohibition {
        operations: if operations.is_empty() { OperationSet(u64::MAX) } else { operations },
        areas: all_if_none(kinds(&prohibition.areas)),
        situations: all_if_none(situations(cx, &prohibition.situation)),
        because: cx.text(&prohibition.because),
        source: Cx::sources(&prohibition.source),
    }
}

fn consent(cx: &mut Cx<'_>, consent: &source::Consent) -> Consent {
    Consent {
        seat: cx.seat("seat", consent.seat),
        operations: operations(cx, &consent.operations),
        flag: cx.flag(consent.flag),
        request: cx.request("request", consent.request),
        not_needed: consent.not_needed.as_ref().map(|free| cx.within("not_needed", |cx| exemption(cx, free))),
        because: cx.text(&consent.because),
        permits: cx.text(&consent.permits),
        source: Cx::sources(&consent.source),
    }
}

fn exemption(cx: &mut Cx<'_>, free: &source::NotNeeded) -> Exemption {
    if free.operations.is_empty() && free.situation.is_empty() && free.areas.is_empty() {
        let help = "Name the operations, situations or kinds of area in which no consent is needed.";
        cx.error(Finding::new("D019", "a consent that is needed nowhere").help(help));
    }
    let operations = operations(cx, &free.operations);
    Exemption {
        operations: if operations.is_empty() { OperationSet(u64::MAX) } else { operations },
        situations: all_if_none(situations(cx, &free.situation)),
        areas: all_if_none(kinds(&free.areas)),
        because: cx.text(&free.because),
    }
}

pub(super) fn law(cx: &mut Cx<'_>, law: &source::Law) -> Law {
    cx.at("law");
    match law.situations.first() {
        Some(first) if first.stages.is_empty() && first.when.is_empty() && !first.plan => {}
        _ => {
            let message = "the first situation is the ordinary state: no stages, no conditions, no plan";
            cx.error_at("situations", Finding::new("D019", message));
        }
    }
    for (number, situation) in law.situations.iter().enumerate().skip(1) {
        if situation.stages.is_empty() {
            let message = format!("`{}` has no stages: how is it designated?", situation.id);
            cx.within("situations", |cx| cx.error_at(Inward::At(number), Finding::new("D019", message)));
        }
    }
    Law {
        seat: cx.seat("seat", law.seat),
        situations: cx.each("situations", &law.situations, situation),
        rows: cx.each("rows", &law.rows, row),
        prohibitions: cx.each("prohibitions", &law.prohibitions, prohibition),
        consents: cx.each("consents", &law.consents, consent),
        unlawful_order: cx.within("unlawful", |cx| cx.effects("order", &law.unlawful.order)),
        unlawful_operation: cx.within("unlawful", |cx| cx.effects("operation", &law.unlawful.operation)),
        kinds: cx.within("kinds", |cx| {
            let kinds = &law.kinds;
            [
                (&kinds.home_territory, "home territory"),
                (&kinds.surrounding_waters, "surrounding waters"),
                (&kinds.high_seas, "high seas"),
                (&kinds.foreign_territory, "foreign territory"),
            ]
            .map(|(named, usual)| named.as_ref().map_or_else(|| Text::plain(usual), |text| cx.text(text)))
        }),
        plan_name: cx.text(&law.plan_name),
        plan_because: cx.text(&law.plan_because),
        plan_source: Cx::sources(&law.plan_source),
    }
}
