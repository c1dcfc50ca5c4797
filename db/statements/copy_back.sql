copy from database snapshot to aside
