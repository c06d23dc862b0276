"""The ledger of claims, as the conversation reads it."""

from scoring.ledger import Claim, Contradiction, answer_claims, claims_in, contradictions, place_in, value_of

__all__ = ["Claim", "Contradiction", "answer_claims", "claims_in", "contradictions", "place_in", "value_of"]
