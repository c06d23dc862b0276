/** A stretch of 16 kHz mono PCM; `first` is the number of its first sample, counted from the microphone's start. */
export interface Chunk {
  first: number;
  samples: Int16Array;
}

export const SAMPLE_RATE = 16_000;
const HEADER_BYTES = 8;

/** The binary frame of a chunk: little-endian uint64 first sample (moved by `shift`), then int16 little-endian PCM. */
export function encodeChunk(chunk: Chunk, shift = 0): ArrayBuffer {
  const frame = new ArrayBuffer(HEADER_BYTES + chunk.samples.length * 2);
  const view = new DataView(frame);
  view.setBigUint64(0, BigInt(chunk.first + shift), true);
  chunk.samples.forEach((sample, i) => view.setInt16(HEADER_BYTES + i * 2, sample, true));
  return frame;
}

/** Chunks that the server has not confirmed. Nothing is dropped before it is heard, ten minutes of absence at most. */
export class Unheard {
  private chunks: Chunk[] = [];
  private readonly limit: number;

  constructor(limitSeconds = 600) {
    this.limit = limitSeconds * SAMPLE_RATE;
  }

  add(chunk: Chunk): void {
    this.chunks.push(chunk);
    while (this.length > this.limit) this.chunks.shift();
  }

  /** Forget all that lies wholly before `nextSample`. */
  heard(nextSample: number): void {
    this.chunks = this.chunks.filter((chunk) => chunk.first + chunk.samples.length > nextSample);
  }

  pending(): readonly Chunk[] {
    return this.chunks;
  }

  get seconds(): number {
    return this.length / SAMPLE_RATE;
  }

  private get length(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.samples.length, 0);
  }
}
