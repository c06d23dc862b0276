import type { Mood } from "./face";
import type { Speaking } from "./motion";
import type { Person } from "./people";
import type { Scale } from "./sheet";

export type Sentence = Pick<Speaking, "visemes" | "loudness">;

/** Who is seen, in which mood; `colour`: of what is in the air. */
export interface Scene {
  person: Person;
  mood: Mood;
  colour: string;
}

/** What the page tells whoever draws the face, in a worker or beside it. `at`: milliseconds since 1970. */
export type Order =
  | { type: "canvases"; canvases: readonly OffscreenCanvas[] }
  | { type: "scale"; scale: Scale }
  | { type: "scene"; scene: Scene }
  /** A sentence begins to be heard; null: silence. */
  | { type: "sentence"; sentence: Sentence | null }
  /** The voice is `seconds` into its sentence. */
  | { type: "voice"; seconds: number; at: number }
  /** The candidate's loudness, 0 to 1. */
  | { type: "level"; level: number }
  /** Nobody looks at the page. */
  | { type: "hidden"; hidden: boolean };

/** Milliseconds since 1970, the same in a page and in its workers, and never set back. */
export const sharedNow = (): number => performance.timeOrigin + performance.now();
