set timezone = 'UTC';
attach '{path}' as sextant (storage_version 'v1.2.0')
