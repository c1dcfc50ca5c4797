-- one row per price reading with what was decided about it, the newest decision
create or replace view core.price_judged as
with decided as (
    select
        price_id, arg_max({'status': status, 'rule': rule, 'reason': reason, 'decided_at': decided_at, 'decided_by': decided_by},
            (decided_at, rule = 'person')) as last
    from core.price_verdict
    group by price_id
)
select
    p.price_id, p.price_key, coalesce(p.series_key, p.price_key) as series_key, p.source_id, p.document_id, p.vendor,
    p.ai_model, p.unit, p.tier, p.context_over, p.variant, p.currency, p.amount, p.per, p.usd_per_mtok, p.effective_from,
    p.effective_to, p.observed_at, p.quote, coalesce(d.last.status, p.status) as status,
    case when d.price_id is null then p.rule else d.last.rule end as rule,
    case when d.price_id is null then p.reason else d.last.reason end as reason,
    d.last.decided_at as decided_at, d.last.decided_by as decided_by
from core.price_point p
left join decided d on d.price_id = p.price_id;
comment on view core.price_judged is 'one row per price reading with what was decided about it, the newest decision';
comment on column core.price_judged.price_id is 'content hash of the reading';
comment on column core.price_judged.price_key is 'source, AI model, unit, tier, band, variant and effective date together';
comment on column core.price_judged.series_key is 'what a series of readings shares: source, name, unit, tier, band, variant, currency';
comment on column core.price_judged.source_id is 'who says so';
comment on column core.price_judged.document_id is 'the stored document';
comment on column core.price_judged.vendor is 'whose bill it is';
comment on column core.price_judged.ai_model is 'the name that the source uses';
comment on column core.price_judged.unit is 'what one pays per (input, output, cached_input, …)';
comment on column core.price_judged.tier is 'standard, batch, flex, priority, …, joined by +';
comment on column core.price_judged.context_over is 'lower edge in tokens of the prompt-length band, null for the base row';
comment on column core.price_judged.variant is 'region, resolution or another named variant, null where none';
comment on column core.price_judged.currency is 'ISO 4217 code as printed';
comment on column core.price_judged.amount is 'exact amount as printed, for one per';
comment on column core.price_judged.per is 'what the amount buys (1M tokens, image, second, …)';
comment on column core.price_judged.usd_per_mtok is 'exact US dollars per million tokens; null where the unit is no token or the currency another';
comment on column core.price_judged.effective_from is 'first day on which the source says it holds';
comment on column core.price_judged.effective_to is 'first day on which it no longer holds, where the source says so';
comment on column core.price_judged.observed_at is 'UTC time at which we first saw this reading';
comment on column core.price_judged.quote is 'the words of the document';
comment on column core.price_judged.status is 'accepted, quarantined, or rejected by a person';
comment on column core.price_judged.rule is 'the rule that quarantined it, or by which it was accepted later';
comment on column core.price_judged.reason is 'why it is quarantined, and what to do';
comment on column core.price_judged.decided_at is 'UTC time of the decision made after it was stored';
comment on column core.price_judged.decided_by is 'who decided: a rule or a person';
