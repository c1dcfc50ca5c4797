select source_id, vendor, kind, title, url, cadence_s, licence, listed from core.source
