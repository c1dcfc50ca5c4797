select ordinal, thread, length, epoch_us(published_at) as moment from core.search_item
