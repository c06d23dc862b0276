/** Loudness in dB under full scale; silence is −96. */
export const decibels = (rms: number): number => Math.max(-96, 20 * Math.log10(rms + 1e-9));

const FRAME = 320;
const CLIP = 32_440;
const CLIPPED_RUN = 3;
/** A voice stands out from the room from here on, in dB. */
export const STANDS_OUT = 6;

/** Loudness of each 20 ms of 16 kHz PCM, in dB under full scale. */
export function loudness(pcm: Int16Array): number[] {
  return Array.from({ length: Math.floor(pcm.length / FRAME) }, (_, i) => {
    let energy = 0;
    for (let k = i * FRAME; k < (i + 1) * FRAME; k += 1) energy += ((pcm[k] ?? 0) / 32_768) ** 2;
    return decibels(Math.sqrt(energy / FRAME));
  });
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? -96;
}

/** A room with nobody speaking: its middle loudness, and whether it hums evenly, as a fan does. */
export interface RoomNoise {
  floor: number;
  steady: boolean;
}

export function roomNoise(pcm: Int16Array): RoomNoise {
  const frames = loudness(pcm);
  const floor = quantile(frames, 0.5);
  return { floor, steady: quantile(frames, 0.9) - quantile(frames, 0.1) < 6 };
}

/** `level`: mean power of the voiced parts; `peak`: loudest sample; both dB under full scale. `spoken`: seconds. */
export interface VoiceLevel {
  level: number;
  peak: number;
  clipped: number;
  spoken: number;
}

export function voiceLevel(pcm: Int16Array, floor: number): VoiceLevel {
  const frames = loudness(pcm);
  const gate = Math.max(floor + STANDS_OUT, quantile(frames, 0.95) - 25);
  const voiced = frames.filter((db) => db >= gate);
  const power = voiced.reduce((sum, db) => sum + 10 ** (db / 10), 0) / Math.max(1, voiced.length);
  const peak = pcm.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return {
    level: voiced.length === 0 ? -96 : 10 * Math.log10(power),
    peak: decibels(peak / 32_768),
    clipped: clippedRuns(pcm),
    spoken: (voiced.length * FRAME) / 16_000,
  };
}

/** How often the sound was cut off: three samples or more in a row at the converter's end. */
function clippedRuns(pcm: Int16Array): number {
  let runs = 0;
  let length = 0;
  for (const sample of pcm) {
    length = Math.abs(sample) >= CLIP ? length + 1 : 0;
    if (length === CLIPPED_RUN) runs += 1;
  }
  return runs;
}

const PROBE_S = 0.3;

/** A soft rising tone, 500 to 3500 Hz, that is played to find out whether the microphone hears the loudspeaker. */
export function probe(rate: number): Float32Array {
  const count = Math.round(PROBE_S * rate);
  return Float32Array.from({ length: count }, (_, i) => {
    const t = i / rate;
    const phase = 2 * Math.PI * (500 * t + ((3500 - 500) / (2 * PROBE_S)) * t * t);
    return Math.sin(phase) * Math.sin((Math.PI * i) / count) ** 2;
  });
}

/** From here on the tone is taken to be in the recording; noise and speech stay under 0.2. */
export const ECHO_HEARD = 0.35;

/** How much of the loudest match of `tone` in `pcm` is the tone, 0 to 1 (normalised cross-correlation, both 16 kHz). */
export function echoOf(pcm: Int16Array, tone: Float32Array): number {
  const energy = tone.reduce((sum, x) => sum + x * x, 0);
  let best = 0;
  for (let lag = 0; lag + tone.length <= pcm.length; lag += 2) {
    let dot = 0;
    let own = 0;
    for (let i = 0; i < tone.length; i += 1) {
      const x = pcm[lag + i] ?? 0;
      dot += x * (tone[i] ?? 0);
      own += x * x;
    }
    if (own > 0) best = Math.max(best, Math.abs(dot) / Math.sqrt(own * energy));
  }
  return best;
}

export function joined(parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
