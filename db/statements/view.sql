select {columns} from {view} {filters} {order} limit {limit} offset {offset}
