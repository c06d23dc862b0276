import { decibels, loudness, STANDS_OUT } from "../../voice/measure";

const FRAME_S = 0.02;
/** So much voice is more than a cough. */
const A_VOICE_S = 0.8;
const ENDS_AFTER_S = 2;
const BEGINS_WITHIN_S = 20;
const QUIETEST = decibels(0.003);

/**
 * Whether a sentence was read, at whatever pace: two seconds of quiet after a voice, or nobody began within twenty.
 * `pcm`: what was heard in the `seconds` since it was asked for, at 16 kHz; `floor`: the room, dB under full scale.
 */
export function readAlready(pcm: Int16Array, floor: number, seconds: number): boolean {
  const loud = loudness(pcm).map((db) => db > Math.max(floor + STANDS_OUT, QUIETEST));
  const quiet = (loud.length - 1 - loud.lastIndexOf(true)) * FRAME_S;
  const spoken = loud.filter(Boolean).length * FRAME_S;
  return quiet > ENDS_AFTER_S && (spoken >= A_VOICE_S || seconds > BEGINS_WITHIN_S);
}
