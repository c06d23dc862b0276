import type { Evidence } from "../../wire.gen";

/** A finding that is being looked at: its sentences stand out in the transcript. */
export interface Selection {
  key: string;
  earned: ReadonlySet<number>;
  lost: ReadonlySet<number>;
}

export const NO_SELECTION: Selection = { key: "", earned: new Set(), lost: new Set() };

const sentencesOf = (evidence: readonly Evidence[]) => new Set(evidence.flatMap((e) => e.sentences));

export function select(key: string, earned: readonly Evidence[], lost: readonly Evidence[] = []): Selection {
  return { key, earned: sentencesOf(earned), lost: sentencesOf(lost) };
}
