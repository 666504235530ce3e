"""How anything is read from disk: the one strict reader of YAML, types of fields, arrays with checksums."""
