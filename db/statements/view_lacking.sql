(select {blanks} limit 0)
