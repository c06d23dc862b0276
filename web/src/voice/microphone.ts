import type { Chunk } from "../live/chunks";
import { chosenMicrophone } from "./devices";
import workletUrl from "./microphone.worklet.ts?worker&url";

export interface MicrophoneCallbacks {
  chunk(chunk: Chunk): void;
  /** Loudness 0 to 1 on the scale of hearing, each 50 ms. */
  level(level: number): void;
  /** Nothing comes any more, since `seconds`. */
  lost(reason: string, seconds?: number): void;
}

export interface Microphone {
  /** As the browser names it, '' where it does not. */
  readonly label: string;
  /** What the device itself delivers in Hz, null where the browser does not tell: it names none, or 0. */
  readonly deviceRate: number | null;
  /** Muted, silence is sent instead of sound, so that the clock of the recording goes on. */
  mute(on: boolean): void;
  /** Goes on listening where the system put the sound to sleep. */
  wake(): void;
  stop(): void;
}

/** Name of the fault of a microphone that is open and silent because the browser's sound does not run. */
const STANDS_STILL = "StandsStillError";
const RUNS_WITHIN_MS = 4000;

/** Why there is no microphone, in words that say what to do. */
export function microphoneTrouble(error: unknown, secure: boolean = globalThis.isSecureContext): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError") return "No microphone is allowed yet. Allow it in the address bar, or type instead.";
  // WebKit says that nothing suits where there is nothing; all that is asked of a microphone is a wish.
  if (name === "NotFoundError" || name === "OverconstrainedError") return "No microphone was found. Plug one in and try again, or type instead.";
  if (name === "NotReadableError") return "Another program holds the microphone. Close it and try again, or type instead.";
  if (name === "TypeError" && secure) return "This browser cannot open a microphone. Use another one, or type instead.";
  if (name === "SecurityError" || name === "TypeError") {
    return "The browser gives a microphone only to https pages and to localhost. Open the page there, or type instead.";
  }
  if (name === STANDS_STILL) {
    return "The microphone is open, but this browser passes no sound on. Try once more; some need a loudspeaker for it, so plug one in and try again, or type instead.";
  }
  return "The microphone did not start. Reload the page, or type instead.";
}

const SOFTEST_DB = -52;
const RANGE_DB = 42;
const hearing = (rms: number): number => Math.max(0, Math.min(1, (20 * Math.log10(rms + 1e-6) - SOFTEST_DB) / RANGE_DB));

/** Where `db` under full scale lies on the scale of `level`, 0 to 1. */
export const levelOf = (db: number): number => Math.max(0, Math.min(1, (db - SOFTEST_DB) / RANGE_DB));

/** Seconds, each looked at by itself, in which nothing at all came: a computer that slept is asked anew. */
const GONE_AFTER = 4;
const GIVES_NOTHING = "Your microphone gives no sound any more. Try it again, or type instead.";
const MUTED_OUTSIDE = "Your microphone is muted outside this page: by its own switch, or by the system. Unmute it and try again, or type instead.";

/** Calls `lost` once where the page is looked at and no sound `came`, second after second; the answer ends that. */
function watchSound(came: () => boolean, wake: () => void, lost: (seconds: number) => void): () => void {
  let quiet = 0;
  const timer = setInterval(() => {
    quiet = came() || document.visibilityState === "hidden" ? 0 : quiet + 1;
    if (quiet > 0) wake();
    if (quiet < GONE_AFTER) return;
    clearInterval(timer);
    lost(quiet);
  }, 1000);
  return () => clearInterval(timer);
}

const WANTED = { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true };

/** The chosen microphone; the browser's own choice where that one is gone. */
async function openStream(): Promise<MediaStream> {
  const chosen = chosenMicrophone();
  const audio = chosen === null ? WANTED : { ...WANTED, deviceId: { ideal: chosen } };
  return navigator.mediaDevices.getUserMedia({ audio });
}

/** Firefox refuses a stream whose rate differs from the context's: the worklet resamples then. */
async function openContext(stream: MediaStream): Promise<[AudioContext, MediaStreamAudioSourceNode]> {
  const context = new AudioContext({ sampleRate: 16_000 });
  try {
    return [context, context.createMediaStreamSource(stream)];
  } catch {
    await context.close();
    const native = new AudioContext();
    return [native, native.createMediaStreamSource(stream)];
  }
}

async function listening(stream: MediaStream): Promise<[AudioContext, MediaStreamAudioSourceNode]> {
  try {
    const [context, source] = await openContext(stream);
    await context.audioWorklet.addModule(workletUrl);
    await run(context);
    return [context, source];
  } catch (error) {
    stream.getTracks().forEach((track) => track.stop());
    throw error;
  }
}

/** Raises where the context does not run: it would hear nothing, and nobody would be told. */
async function run(context: AudioContext): Promise<void> {
  await Promise.race([context.resume(), new Promise((late) => setTimeout(late, RUNS_WITHIN_MS))]);
  if (context.state === "running") return;
  void context.close();
  throw Object.assign(new Error("The browser’s sound does not run."), { name: STANDS_STILL });
}

/** Sample numbers count from `firstSample`. Raises what getUserMedia raises, and where no sound comes through. */
export async function openMicrophone(firstSample: number, callbacks: MicrophoneCallbacks): Promise<Microphone> {
  const stream = await openStream();
  const [context, source] = await listening(stream);
  const node = new AudioWorkletNode(context, "microphone", { numberOfOutputs: 0 });
  let next = firstSample;
  let muted = false;
  let sounded = 0;
  let looked = 0;
  node.port.onmessage = (message: MessageEvent<{ samples: Int16Array; level?: number }>) => {
    const { samples, level } = message.data;
    if (level !== undefined) callbacks.level(muted ? 0 : hearing(level));
    callbacks.chunk({ first: next, samples: muted ? new Int16Array(samples.length) : samples });
    next += samples.length;
    sounded += 1;
  };
  const track = stream.getAudioTracks()[0];
  const wake = () => {
    if (context.state === "suspended") void context.resume();
  };
  const came = () => {
    const before = looked;
    looked = sounded;
    return sounded > before && !track?.muted;
  };
  const unwatch = watchSound(came, wake, (seconds) => callbacks.lost(track?.muted ? MUTED_OUTSIDE : GIVES_NOTHING, seconds));
  if (track) track.onended = () => callbacks.lost("The microphone was unplugged or its permission withdrawn. Try again, or type instead.");
  source.connect(node);
  return {
    label: track?.label ?? "",
    deviceRate: track?.getSettings().sampleRate || null,
    mute: (on) => {
      muted = on;
    },
    wake,
    stop: () => {
      unwatch();
      if (track) track.onended = null;
      stream.getTracks().forEach((t) => t.stop());
      node.port.onmessage = null;
      if (context.state !== "closed") void context.close();
    },
  };
}
