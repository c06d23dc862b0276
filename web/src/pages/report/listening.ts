import { useEffect, useMemo, useRef, useState } from "preact/hooks";

const RATE = 16_000;
const HEADER_BYTES = 44;
const SAMPLE_BYTES = 2;
const BLOCK = 800;
const REWIND_EVERY_S = 0.08;

/** Sound of one answer. Times are seconds on the rehearsal's clock. */
export interface Recording {
  audio: HTMLAudioElement;
  /** Where it stands; null before it was first touched. */
  at: number | null;
  /** Speed: 0 rests, below 0 goes back without sound. */
  speed: number;
  /** Why it was not played, in words; '' where nothing is wrong. */
  trouble: string;
  from: number;
  /** 0 to 1 for each `step` seconds. */
  levels: number[];
  step: number;
  playFrom(seconds: number): void;
  moveTo(seconds: number): void;
  shuttle(speed: number): void;
}

/** Plays from `first` where nothing was played yet, else goes on, or rests. */
export function playOrPause(recording: Recording, first: number): void {
  if (recording.speed !== 0) recording.shuttle(0);
  else if (recording.at === null) recording.playFrom(first);
  else recording.shuttle(1);
}

interface Sound {
  audio: HTMLAudioElement;
  levels: number[];
  from: number;
  seconds: number;
}

const UNPLAYED = "This browser did not play the sound, which is kept all the same. Look whether a loudspeaker or headphones are plugged in.";
/** A play that was broken off by a pause or a jump. */
const BROKEN_OFF = "AbortError";

/** The sound at `address` between two seconds of its clock, once it is here; null before, and without an address. */
export function useRecording(address: string | null, from: number, to: number): Recording | null {
  const sound = useSound(address, from, to);
  const [at, setAt] = useState<number | null>(null);
  const [speed, setSpeed] = useState(0);
  const [trouble, setTrouble] = useState("");
  const rewinding = useRef(0);
  useEffect(() => {
    if (sound === null) return;
    const { audio } = sound;
    const look = () => setAt(sound.from + audio.currentTime);
    const rested = () => setSpeed((old) => (old > 0 ? 0 : old));
    const timer = setInterval(() => {
      if (rewinding.current < 0) audio.currentTime = Math.max(0, audio.currentTime + rewinding.current * REWIND_EVERY_S);
      if (!audio.paused || rewinding.current < 0) look();
    }, REWIND_EVERY_S * 1000);
    const failed = () => {
      setSpeed(0);
      setTrouble(UNPLAYED);
    };
    audio.addEventListener("error", failed);
    audio.addEventListener("seeked", look);
    audio.addEventListener("pause", rested);
    return () => {
      clearInterval(timer);
      audio.removeEventListener("error", failed);
      audio.removeEventListener("seeked", look);
      audio.removeEventListener("pause", rested);
      audio.pause();
    };
  }, [sound]);
  return useMemo(() => {
    if (sound === null) return null;
    const { audio, levels } = sound;
    const shuttle = (next: number) => {
      rewinding.current = Math.min(0, next);
      setSpeed(next);
      if (next <= 0) return audio.pause();
      audio.playbackRate = next;
      const played = () => setTrouble("");
      void audio.play().then(played, (error: Error) => {
        setSpeed(0);
        if (error.name !== BROKEN_OFF) setTrouble(UNPLAYED);
      });
    };
    const moveTo = (seconds: number) => {
      audio.currentTime = Math.max(0, Math.min(sound.seconds, seconds - sound.from));
    };
    const playFrom = (seconds: number) => {
      moveTo(seconds);
      shuttle(1);
    };
    return { audio, at, speed, trouble, from: sound.from, levels, step: BLOCK / RATE, playFrom, moveTo, shuttle };
  }, [sound, at, speed, trouble]);
}

function useSound(address: string | null, from: number, to: number): Sound | null {
  const [sound, setSound] = useState<Sound | null>(null);
  useEffect(() => {
    setSound(null);
    if (address === null || to <= from) return;
    let open = true;
    let made = "";
    void readSamples(address, from, to).then((pcm) => {
      if (!open || pcm === null) return;
      made = URL.createObjectURL(wavOf(pcm));
      setSound({ audio: new Audio(made), levels: loudnessOf(pcm, BLOCK), from, seconds: pcm.length / RATE });
    });
    return () => {
      open = false;
      if (made !== "") URL.revokeObjectURL(made);
    };
  }, [address, from, to]);
  return sound;
}

/** Only the bytes of this stretch are fetched. */
async function readSamples(address: string, from: number, to: number): Promise<Int16Array<ArrayBuffer> | null> {
  const place = (seconds: number) => HEADER_BYTES + Math.max(0, Math.floor(seconds * RATE)) * SAMPLE_BYTES;
  try {
    const response = await fetch(address, { headers: { range: `bytes=${place(from)}-${place(to) - 1}` } });
    if (response.status !== 206) return null;
    const bytes = await response.arrayBuffer();
    return new Int16Array(bytes, 0, Math.floor(bytes.byteLength / SAMPLE_BYTES));
  } catch {
    return null;
  }
}

/** PCM16 mono 16 kHz with a RIFF header before it. */
export function wavOf(pcm: Int16Array<ArrayBuffer>): Blob {
  const head = new DataView(new ArrayBuffer(HEADER_BYTES));
  const text = (at: number, letters: string) => [...letters].forEach((letter, i) => head.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF");
  head.setUint32(4, HEADER_BYTES - 8 + pcm.byteLength, true);
  text(8, "WAVEfmt ");
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, RATE, true);
  head.setUint32(28, RATE * SAMPLE_BYTES, true);
  head.setUint16(32, SAMPLE_BYTES, true);
  head.setUint16(34, 8 * SAMPLE_BYTES, true);
  text(36, "data");
  head.setUint32(40, pcm.byteLength, true);
  return new Blob([head.buffer, pcm], { type: "audio/wav" });
}

/** Root mean square of each `block` samples on the scale of hearing, 0 to 1. */
export function loudnessOf(samples: Int16Array, block: number): number[] {
  return Array.from({ length: Math.ceil(samples.length / block) }, (_, i) => {
    const part = samples.subarray(i * block, (i + 1) * block);
    const power = part.reduce((sum, x) => sum + (x / 32_768) ** 2, 0);
    return Math.max(0, Math.min(1, (20 * Math.log10(Math.sqrt(power / part.length) + 1e-6) + 52) / 42));
  });
}

const SILENCE = 0.25;
const QUIETEST = 0.2;

/** Loudness spread so that syllables differ to the eye: what is voiced reaches from 0.2 to 1, silence stays below. */
export function spread(levels: readonly number[]): number[] {
  const voiced = levels.filter((level) => level > SILENCE).sort((a, b) => a - b);
  const at = (share: number) => voiced[Math.floor((voiced.length - 1) * share)] ?? 1;
  const [low, reach] = [at(0.1), Math.max(0.08, at(0.98) - at(0.1))];
  const loud = (level: number) => Math.max(0, Math.min(1, (level - low) / reach));
  return levels.map((level) => (level <= SILENCE ? level * QUIETEST : QUIETEST + (1 - QUIETEST) * loud(level)));
}
