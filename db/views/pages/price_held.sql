-- one row per reading that is held back until a second one or a person confirms it
create or replace view page.price_held as
select
    p.price_id, p.vendor, coalesce(c.title, p.vendor) as vendor_name, p.ai_model, p.unit, p.tier, p.context_over, p.variant,
    p.currency, p.amount::double as amount, p.per, p.usd_per_mtok::double as usd_per_mtok,
    l.usd_per_mtok::double as believed_usd_per_mtok, l.since as believed_since, p.reason, p.quote, p.observed_at,
    s.title as source_title, s.url, p.document_id
from prices p
left join core.company c on c.company = p.vendor
left join core.source s on s.source_id = p.source_id
left join price_latest l on l.ai_model_id = p.ai_model_id and l.unit = p.unit and l.tier = p.tier
    and l.context_over is not distinct from p.context_over and l.variant is not distinct from p.variant
where p.status = 'quarantined';
comment on view page.price_held is 'one row per reading that is held back until a second one or a person confirms it';
comment on column page.price_held.price_id is 'the reading';
comment on column page.price_held.vendor is 'id of the vendor';
comment on column page.price_held.vendor_name is 'name of the vendor';
comment on column page.price_held.ai_model is 'the page''s own name';
comment on column page.price_held.unit is 'what one pays per';
comment on column page.price_held.tier is 'standard, batch, …';
comment on column page.price_held.context_over is 'lower edge of the prompt-length band, tokens';
comment on column page.price_held.variant is 'named variant or null';
comment on column page.price_held.currency is 'as printed';
comment on column page.price_held.amount is 'as printed';
comment on column page.price_held.per is 'as printed';
comment on column page.price_held.usd_per_mtok is 'US dollars per million tokens that the page says';
comment on column page.price_held.believed_usd_per_mtok is 'what stands until then, null where nothing does';
comment on column page.price_held.believed_since is 'UTC time from which that stands';
comment on column page.price_held.reason is 'why it is held back, and what a person can do';
comment on column page.price_held.quote is 'the words of the page';
comment on column page.price_held.observed_at is 'UTC time at which we read it';
comment on column page.price_held.source_title is 'who says so';
comment on column page.price_held.url is 'the page';
comment on column page.price_held.document_id is 'the stored document';
