select count(*) from {view} {filters}
