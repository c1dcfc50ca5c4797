attach '{path}' as aside (storage_version 'v1.2.0')
