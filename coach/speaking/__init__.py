"""Words to loudspeaker: synthesis, visemes, what was really played."""
