copy from database sextant to aside
