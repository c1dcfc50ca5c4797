select name, body, version, updated_at, editor from workload where body <> '' order by name
