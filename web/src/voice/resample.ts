const HALF_WIDTH = 12;

function kernel(x: number, cutoff: number): number {
  const reach = HALF_WIDTH / cutoff;
  if (Math.abs(x) >= reach) return 0;
  const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / reach);
  const at = Math.PI * x * cutoff;
  return cutoff * window * (at === 0 ? 1 : Math.sin(at) / at);
}

/** Streaming windowed-sinc resampler, mono float32. `push` returns all samples that the input so far decides. */
export class Resampler {
  private kept: Float32Array = new Float32Array(0);
  private origin = 0;
  private made = 0;
  private readonly step: number;
  private readonly cutoff: number;

  constructor(from: number, to: number) {
    this.step = from / to;
    this.cutoff = Math.min(1, to / from);
  }

  push(input: Float32Array): Float32Array {
    if (this.step === 1) return input;
    const all = new Float32Array(this.kept.length + input.length);
    all.set(this.kept);
    all.set(input, this.kept.length);
    const reach = Math.ceil(HALF_WIDTH / this.cutoff);
    const out: number[] = [];
    for (;;) {
      const centre = this.made * this.step - this.origin;
      if (centre + reach >= all.length) break;
      out.push(this.sample(all, centre, reach));
      this.made += 1;
    }
    const drop = Math.max(0, Math.min(all.length, Math.floor(this.made * this.step - this.origin) - reach));
    this.kept = all.slice(drop);
    this.origin += drop;
    return Float32Array.from(out);
  }

  private sample(all: Float32Array, centre: number, reach: number): number {
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(all.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let i = first; i <= last; i += 1) sum += (all[i] ?? 0) * kernel(i - centre, this.cutoff);
    return sum;
  }
}

export function toInt16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (x) => Math.round(Math.max(-1, Math.min(1, x)) * 32767));
}
