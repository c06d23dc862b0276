import { expect, it } from "vitest";
import { Resampler, toInt16 } from "./resample";

const tone = (hertz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));

function through(rate: number, input: Float32Array, block: number): number[] {
  const resampler = new Resampler(rate, 16_000);
  const out: number[] = [];
  for (let i = 0; i < input.length; i += block) out.push(...resampler.push(input.slice(i, i + block)));
  return out;
}

it.each([44_100, 48_000])("keeps a 440 Hz tone from %i Hz in pitch, phase and level", (rate) => {
  const out = through(rate, tone(440, rate, 1), 128);
  const wanted = tone(440, 16_000, 1);
  expect(out.length).toBeGreaterThan(15_900);
  const worst = Math.max(...out.slice(100).map((x, i) => Math.abs(x - (wanted[i + 100] ?? 0))));
  expect(worst).toBeLessThan(0.02);
});

it("does not fold a 12 kHz tone into the band", () => {
  const out = through(48_000, tone(12_000, 48_000, 0.5), 128).slice(200);
  expect(Math.max(...out.map(Math.abs))).toBeLessThan(0.02);
});

it("does not depend on how the input is cut", () => {
  const input = tone(300, 44_100, 0.2);
  const [a, b] = [through(44_100, input, 128), through(44_100, input, 1000)];
  const n = Math.min(a.length, b.length);
  expect(Math.max(...a.slice(0, n).map((x, i) => Math.abs(x - (b[i] ?? 0))))).toBeLessThan(1e-6);
});

it("clips instead of wrapping", () => {
  expect([...toInt16(Float32Array.from([2, -2, 0, 0.5]))]).toEqual([32767, -32767, 0, 16384]);
});
