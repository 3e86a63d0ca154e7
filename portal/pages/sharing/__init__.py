"""A picture of each record, for links that others share: what `words` say, drawn by
`drawing` and kept by `store`."""
