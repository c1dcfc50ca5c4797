select body, version, updated_at, editor from workload where name = ?
