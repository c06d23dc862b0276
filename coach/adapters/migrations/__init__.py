"""Schema changes of the record, in order; run when a store is opened."""
