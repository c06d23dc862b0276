import { type Interview, NOTHING } from "./interview";

export type Mode = "voice" | "typed";
export type Phase = "joining" | "waiting" | "beginning" | "live";

/** One reading of the microphone: loudness 0 to 1 at `at` seconds on the rehearsal's clock. */
export interface Reading {
  at: number;
  level: number;
}

export interface RehearsalView {
  interview: Interview;
  phase: Phase;
  link: "connecting" | "open" | "lost" | "closed";
  /** Seconds of speech that wait to be sent. */
  waiting: number;
  mode: Mode;
  muted: boolean;
  /** Seconds until the rehearsal begins, 3 to 1; 0 where nothing is counted. */
  count: number;
  microphoneTrouble: string;
  /** The microphone that was opened is gone. */
  deaf: boolean;
  /** The browser's permission for the microphone became a yes while the candidate types. */
  allowed: boolean;
  /** What became of the last try to take up voice in the room, for who does not see it. */
  told: string;
  /** No sound leaves this browser: the interviewer is read, not heard. */
  soundless: boolean;
  /** The browser's own recogniser hears, not the coach's. */
  byBrowser: boolean;
  /** The candidate has ended it: nobody is heard any more, and the last words are being written down. */
  ended: boolean;
  /** Typed answers that wait to be sent. */
  unsent: readonly string[];
}

export const AT_FIRST: RehearsalView = {
  interview: NOTHING,
  phase: "joining",
  link: "connecting",
  waiting: 0,
  mode: "typed",
  muted: false,
  count: 0,
  microphoneTrouble: "",
  deaf: false,
  allowed: false,
  told: "",
  soundless: false,
  byBrowser: false,
  ended: false,
  unsent: [],
};
