import type { Speech, SpokenViseme } from "../wire.gen";
import { rest } from "./schedule";
import { SpeechClock } from "./speech_clock";

export interface PlayerCallbacks {
  /** Seconds of the speech, all its sentences together, that have left the loudspeaker. */
  played(speechId: number, seconds: number, finished: boolean): void;
  /** No sound leaves this browser, or it does again: without sound a speech takes the time that it would be heard for. */
  silent(on: boolean): void;
}

interface Scheduled {
  speech: Speech;
  startsAt: number;
  seconds: number;
  loudness?: Loudness;
  buffer: AudioBuffer | null;
  source: AudioBufferSourceNode | null;
}

/** 0 to 1 of the sentence's loudest for each `step` seconds. */
interface Loudness {
  step: number;
  levels: readonly number[];
}

/** Where the voice is now: the sentence being heard, seconds into it, and its visemes. */
export interface Playing {
  speechId: number;
  sentence: number;
  seconds: number;
  visemes: readonly SpokenViseme[];
  /** Undefined where there is no sound. */
  loudness?: Loudness;
}

const LEAD_S = 0.06;
const DUCKED = 0.25;
const REPORT_MS = 200;
/** Firefox takes up to a second to open a loudspeaker; where a click is wanted first, none of this is waited for by anybody. */
const STARTS_WITHIN_MS = 2000;
const LOUDNESS_S = 0.02;
/** Short enough to be silent at once, long enough not to click: 26 dB in it. */
const FADE_S = 0.015;
const FALLS_S = FADE_S / 3;
const RISES_S = 0.04;

function decodeBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer;
}

/** Loudness of each `step` samples, 1 = the loudest of them. */
export function loudnessOf(samples: Float32Array, step: number): number[] {
  const rms = Array.from({ length: Math.ceil(samples.length / step) }, (_, i) => {
    const part = samples.subarray(i * step, (i + 1) * step);
    return Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
  });
  const loudest = Math.max(1e-6, ...rms);
  return rms.map((x) => x / loudest);
}

function heardIn(buffer: AudioBuffer): Loudness {
  return { step: LOUDNESS_S, levels: loudnessOf(buffer.getChannelData(0), Math.round(LOUDNESS_S * buffer.sampleRate)) };
}

function silentSeconds(speech: Speech): number {
  return Math.max(0, ...speech.words.map((w) => w.end), ...speech.visemes.map((v) => v.end)) || speech.text.length / 15;
}

/** Plays the sentences of one speech at a time without a gap, and knows to the millisecond how far it is. */
export class Player {
  private readonly context: AudioContext;
  private readonly gain: GainNode;
  private readonly clock: SpeechClock;
  private readonly callbacks: PlayerCallbacks;
  private speechId: number | null = null;
  private queue: Scheduled[] = [];
  private complete = false;
  private opened = false;
  /** Seconds into the speech at which it was silenced for a while. */
  private heldAt: number | null = null;
  private arriving: Promise<void> = Promise.resolve();
  private reporter: ReturnType<typeof setInterval> | undefined;
  private stoppedIds = new Set<number>();

  constructor(callbacks: PlayerCallbacks) {
    this.callbacks = callbacks;
    this.context = new AudioContext({ latencyHint: "interactive" });
    this.gain = this.context.createGain();
    this.gain.connect(this.context.destination);
    this.clock = new SpeechClock(() => this.context.currentTime);
  }

  /** True when sound may leave: browsers want a key or a click first. */
  async unlock(): Promise<boolean> {
    const waited = new Promise<void>((done) => setTimeout(done, STARTS_WITHIN_MS));
    await Promise.race([this.context.resume().catch(() => undefined), waited]);
    return this.context.state === "running";
  }

  /** The candidate has begun: a loudspeaker that stands still from now on is not waited for. */
  open(): void {
    this.opened = true;
    void this.unlock();
  }

  /** Sentences are scheduled in the order in which they come, whatever their decoding takes. */
  play(speech: Speech): void {
    this.arriving = this.arriving.then(() => this.schedule(speech)).catch(() => undefined);
  }

  stop(speechId: number): void {
    this.stoppedIds.add(speechId);
    if (speechId !== this.speechId) return;
    const heard = this.heard();
    this.silence();
    this.callbacks.played(speechId, heard, false);
  }

  duck(speechId: number, on: boolean): void {
    if (speechId !== this.speechId) return;
    this.gain.gain.setTargetAtTime(on ? DUCKED : 1, this.context.currentTime, on ? FALLS_S : RISES_S);
  }

  /** Silent at once, and later on again from where the server says. */
  hold(speechId: number, on: boolean, from: number): void {
    if (speechId !== this.speechId || on === (this.heldAt !== null)) return;
    if (on) this.silenceHeld();
    else this.goOn(from);
  }

  now(): Playing | null {
    if (this.heldAt !== null) return null;
    const time = this.time();
    const current = this.queue.filter((s) => s.startsAt <= time).at(-1);
    if (this.speechId === null || current === undefined || time > current.startsAt + current.seconds + 0.3) return null;
    const { speech, startsAt, loudness } = current;
    return { speechId: this.speechId, sentence: speech.sentence, seconds: time - startsAt, visemes: speech.visemes, loudness };
  }

  close(): void {
    this.silence();
    if (this.context.state !== "closed") void this.context.close();
  }

  private time(): number {
    return this.clock.seconds() - (this.clock.silent ? 0 : this.context.outputLatency || 0);
  }

  private silenceHeld(): void {
    this.heldAt = this.heard();
    const now = this.context.currentTime;
    this.gain.gain.cancelScheduledValues(now);
    this.gain.gain.setTargetAtTime(0, now, FALLS_S);
    for (const { source } of this.queue) source?.stop(now + FADE_S);
    if (this.speechId !== null) this.callbacks.played(this.speechId, this.heldAt, false);
  }

  private goOn(from: number): void {
    this.heldAt = null;
    const begin = this.clock.seconds() + LEAD_S;
    this.gain.gain.cancelScheduledValues(0);
    this.gain.gain.setValueAtTime(1, this.context.currentTime + LEAD_S);
    const placed = this.queue.map(({ speech, seconds }) => ({ offset: speech.offset_s, seconds }));
    const left = rest(placed, from, begin);
    this.queue.forEach((scheduled, n) => {
      const due = left[n];
      scheduled.startsAt = begin + scheduled.speech.offset_s - from;
      scheduled.source = due && scheduled.buffer ? this.start(scheduled.buffer, due.at, due.skip) : null;
    });
  }

  private heard(): number {
    if (this.heldAt !== null) return this.heldAt;
    const time = this.time();
    const begun = this.queue.filter((s) => s.startsAt <= time).at(-1);
    return begun === undefined ? 0 : begun.speech.offset_s + Math.min(begun.seconds, time - begun.startsAt);
  }

  private async schedule(speech: Speech): Promise<void> {
    if (this.stoppedIds.has(speech.speech_id)) return;
    const buffer = speech.audio === "" ? null : await this.decode(speech.audio);
    if (this.stoppedIds.has(speech.speech_id)) return;
    if (speech.speech_id !== this.speechId) this.begin(speech.speech_id);
    if (this.queue.some((s) => s.speech.sentence === speech.sentence)) return;
    const before = this.queue.at(-1);
    const soonest = this.clock.seconds() + LEAD_S;
    const gap = before === undefined ? 0 : Math.max(0, speech.offset_s - before.speech.offset_s - before.seconds);
    const startsAt = before === undefined ? soonest : Math.max(soonest, before.startsAt + before.seconds + gap);
    const source = buffer === null || this.heldAt !== null ? null : this.start(buffer, startsAt);
    const loudness = buffer === null ? undefined : heardIn(buffer);
    this.queue.push({ speech, startsAt, seconds: buffer?.duration ?? silentSeconds(speech), loudness, buffer, source });
    this.complete ||= speech.last;
    if (before === undefined) setTimeout(() => this.report(), 1000 * (startsAt - this.time()));
  }

  private async decode(audio: string): Promise<AudioBuffer | null> {
    return this.context.decodeAudioData(decodeBase64(audio)).catch(() => null);
  }

  private start(buffer: AudioBuffer, at: number, skip = 0): AudioBufferSourceNode | null {
    if (this.clock.silent) return null;
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.gain);
    source.start(at, skip);
    return source;
  }

  private begin(speechId: number): void {
    this.silence();
    this.speechId = speechId;
    this.heldAt = null;
    this.gain.gain.cancelScheduledValues(0);
    this.gain.gain.value = 1;
    this.clock.begin(this.context.state === "running");
    this.callbacks.silent(this.clock.silent);
    this.reporter = setInterval(() => {
      if (this.opened && this.clock.look()) this.goOnSilently();
      this.report();
    }, REPORT_MS);
  }

  /** What was to sound must not sound late. */
  private goOnSilently(): void {
    for (const scheduled of this.queue) {
      scheduled.source?.stop();
      scheduled.source = null;
    }
    this.callbacks.silent(true);
  }

  private report(): void {
    const last = this.queue.at(-1);
    if (this.speechId === null || last === undefined || this.heldAt !== null) return;
    const finished = this.complete && this.time() >= last.startsAt + last.seconds;
    this.callbacks.played(this.speechId, this.heard(), finished);
    if (finished) this.silence();
  }

  private silence(): void {
    clearInterval(this.reporter);
    for (const { source } of this.queue) source?.stop();
    this.queue = [];
    this.speechId = null;
    this.complete = false;
  }
}
