select {column} from core.{table} where source_id = ?
