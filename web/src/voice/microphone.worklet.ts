import { Resampler, toInt16 } from "./resample";

declare const sampleRate: number;
declare function registerProcessor(name: string, processor: unknown): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

const WANTED_RATE = 16_000;
const CHUNK = 512;
const LEVEL_EVERY = WANTED_RATE / 20;

/**
 * Microphone → chunks of 32 ms (a frame of the ears) of 16 kHz int16; each 50 ms a level (root mean square, 0 to 1), which
 * goes with the chunk that is filled next.
 */
class Microphone extends AudioWorkletProcessor {
  private readonly resampler = new Resampler(sampleRate, WANTED_RATE);
  private chunk = new Float32Array(CHUNK);
  private filled = 0;
  private energy = 0;
  private counted = 0;
  private level: number | undefined;

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel) for (const sample of this.resampler.push(channel)) this.take(sample);
    return true;
  }

  private take(sample: number): void {
    this.chunk[this.filled] = sample;
    this.filled += 1;
    this.energy += sample * sample;
    this.counted += 1;
    if (this.counted === LEVEL_EVERY) {
      this.level = Math.sqrt(this.energy / LEVEL_EVERY);
      this.energy = 0;
      this.counted = 0;
    }
    if (this.filled < CHUNK) return;
    const samples = toInt16(this.chunk);
    this.port.postMessage({ samples, level: this.level }, [samples.buffer]);
    this.level = undefined;
    this.chunk = new Float32Array(CHUNK);
    this.filled = 0;
  }
}

registerProcessor("microphone", Microphone);
