-- one row per standard price on which sources differ now, widest first
create or replace view page.price_disputes as
select
    p.ai_model_id, a.name as ai_model, a.vendor, coalesce(c.title, a.vendor) as vendor_name, p.unit, p.tier, p.context_over,
    p.variant, p.as_of, list_min([x.value for x in p.readings])::double as low,
    list_max([x.value for x in p.readings])::double as high,
    list_max([x.value for x in p.readings])::double
        / nullif(list_min([x.value for x in p.readings]), 0)::double as ratio,
    array_to_string([x.source || ': ' || x.value::double for x in p.readings], ', ') as readings
from price_disagreements p
join core.ai_model a using (ai_model_id)
left join core.company c on c.company = a.vendor;
comment on view page.price_disputes is 'one row per standard price on which sources differ now, widest first';
comment on column page.price_disputes.ai_model_id is 'the AI model';
comment on column page.price_disputes.ai_model is 'its name';
comment on column page.price_disputes.vendor is 'id of the vendor';
comment on column page.price_disputes.vendor_name is 'name of the vendor';
comment on column page.price_disputes.unit is 'what one pays per';
comment on column page.price_disputes.tier is 'standard, batch, …';
comment on column page.price_disputes.context_over is 'lower edge of the prompt-length band, tokens';
comment on column page.price_disputes.variant is 'named variant or null';
comment on column page.price_disputes.as_of is 'UTC time of the newest of these readings';
comment on column page.price_disputes.low is 'lowest US dollars per million tokens';
comment on column page.price_disputes.high is 'highest US dollars per million tokens';
comment on column page.price_disputes.ratio is 'highest divided by lowest, null where one says free';
comment on column page.price_disputes.readings is 'who says what';
