import { useEffect, useReducer } from "preact/hooks";
import type { LiveRehearsal, RehearsalView } from "./rehearsal";

/** What is known of a rehearsal that goes on without a room. */
type Ending = Pick<LiveRehearsal, "view" | "changed" | "close">;

interface Kept {
  live: Ending;
  readers: Set<() => void>;
}

const ENDED = "coach.ended";
const kept = new Map<string, Kept>();

/** The room is left for the report: the connection stays until the last words are written down and nobody reads them. */
export function keepEnding(attemptId: string, live: Ending): void {
  const one: Kept = { live, readers: new Set() };
  kept.get(attemptId)?.live.close();
  kept.set(attemptId, one);
  sessionStorage.setItem(ENDED, attemptId);
  live.changed = () => {
    for (const read of one.readers) read();
    letGo(attemptId, one);
  };
}

export const isKept = (live: Ending): boolean => [...kept.values()].some((one) => one.live === live);

/** It was ended in this tab, also before a reload. */
export const wasEnded = (attemptId: string): boolean => sessionStorage.getItem(ENDED) === attemptId;

/** Calls `changed` while the rehearsal goes on; the answer ends that. */
export function readEnding(attemptId: string, changed: () => void): () => void {
  const one = kept.get(attemptId);
  if (one === undefined) return () => undefined;
  one.readers.add(changed);
  changed();
  return () => {
    one.readers.delete(changed);
    letGo(attemptId, one);
  };
}

function letGo(attemptId: string, { live, readers }: Kept): void {
  const { interview, link } = live.view;
  if (readers.size > 0 || !(interview.finished || interview.fatal !== null || link === "closed")) return;
  kept.delete(attemptId);
  live.close();
}

/** The rehearsal whose end is being written down; null where none is in this tab. */
export function useEnding(attemptId: string): RehearsalView | null {
  const [, changed] = useReducer((n: number) => n + 1, 0);
  useEffect(() => readEnding(attemptId, () => changed(undefined)), [attemptId]);
  return kept.get(attemptId)?.live.view ?? null;
}
