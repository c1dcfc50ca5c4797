select source_id, vendor, kind, title, url, cadence_s, licence, listed, origin from core.source
