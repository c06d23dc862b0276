"""What lasts: attempts as append-only event logs, recordings, question banks."""
