select development_id, coalesce(guid, ''), coalesce(url_key, ''), title
from core.development where source_id = ?
