import { decibels, loudness, STANDS_OUT } from "../../voice/measure";

const FRAME_S = 0.02;
/** So much voice is more than a cough. */
const A_VOICE_S = 0.8;
const ENDS_AFTER_S = 2;
const BEGINS_WITHIN_S = 20;
const QUIETEST = decibels(0.003);

const RATE = 16_000;
const AROUND_S = 0.5;
/** The coach takes a sentence of this length; see `coach/server/device.py`. */
const LONGEST_S = 20;

const isVoice = (floor: number) => (db: number): boolean => db > Math.max(floor + STANDS_OUT, QUIETEST);

/** What was read, without the quiet before and after it, and of longer sound the end. `floor`: the room, dB under full scale. */
export function readPart(pcm: Int16Array<ArrayBuffer>, floor: number): Int16Array<ArrayBuffer> {
  const loud = loudness(pcm).map(isVoice(floor));
  const last = loud.lastIndexOf(true);
  const end = last < 0 ? pcm.length : Math.min(pcm.length, Math.round(((last + 1) * FRAME_S + AROUND_S) * RATE));
  const begun = last < 0 ? 0 : Math.round((loud.indexOf(true) * FRAME_S - AROUND_S) * RATE);
  return pcm.slice(Math.max(0, begun, end - LONGEST_S * RATE), end);
}

/**
 * Whether a sentence was read, at whatever pace: two seconds of quiet after a voice, or nobody began within twenty.
 * `pcm`: what was heard in the `seconds` since it was asked for, at 16 kHz; `floor`: the room, dB under full scale.
 */
export function readAlready(pcm: Int16Array, floor: number, seconds: number): boolean {
  const loud = loudness(pcm).map(isVoice(floor));
  const quiet = (loud.length - 1 - loud.lastIndexOf(true)) * FRAME_S;
  const spoken = loud.filter(Boolean).length * FRAME_S;
  return quiet > ENDS_AFTER_S && (spoken >= A_VOICE_S || seconds > BEGINS_WITHIN_S);
}
