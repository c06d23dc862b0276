import { useEffect, useMemo, useState } from "preact/hooks";
import { audioUrl } from "../../api/rest";

/** The recording of an attempt. Times are seconds on its clock; `at` is where it plays now, null while it rests. */
export interface Recording {
  at: number | null;
  playFrom(seconds: number): void;
  toggle(seconds: number): void;
}

export function useRecording(attemptId: string, there: boolean): Recording | null {
  const audio = useMemo(() => (there ? new Audio(audioUrl(attemptId)) : null), [attemptId, there]);
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    if (audio === null) return;
    audio.preload = "metadata";
    const timer = setInterval(() => setAt(audio.paused ? null : audio.currentTime), 80);
    return () => {
      clearInterval(timer);
      audio.pause();
      audio.removeAttribute("src");
    };
  }, [audio]);
  if (audio === null) return null;
  const playFrom = (seconds: number) => {
    audio.currentTime = Math.max(0, seconds);
    void audio.play().catch(() => undefined);
  };
  return { at, playFrom, toggle: (seconds) => (audio.paused ? playFrom(seconds) : audio.pause()) };
}

/** Loudness of the recording, 0 to 1 each 50 ms, once it has been read; null before and without a recording. */
export function useLoudness(attemptId: string, there: boolean): { levels: number[]; step: number } | null {
  const [loudness, setLoudness] = useState<{ levels: number[]; step: number } | null>(null);
  useEffect(() => {
    if (!there) return;
    let open = true;
    void readLoudness(attemptId).then((read) => open && setLoudness(read));
    return () => {
      open = false;
    };
  }, [attemptId, there]);
  return loudness;
}

async function readLoudness(attemptId: string): Promise<{ levels: number[]; step: number } | null> {
  try {
    const response = await fetch(audioUrl(attemptId));
    if (!response.ok) return null;
    const buffer = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(await response.arrayBuffer());
    return { levels: loudnessOf(buffer.getChannelData(0), 800), step: 800 / 16_000 };
  } catch {
    return null;
  }
}

/** Root mean square of each `block` samples on the scale of hearing. */
export function loudnessOf(samples: Float32Array, block: number): number[] {
  return Array.from({ length: Math.ceil(samples.length / block) }, (_, i) => {
    const part = samples.subarray(i * block, (i + 1) * block);
    const rms = Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
    return Math.max(0, Math.min(1, (20 * Math.log10(rms + 1e-6) + 52) / 42));
  });
}
