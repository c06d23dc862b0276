import { describe, expect, it } from "vitest";
import { kindOf } from "./devices";
import { ECHO_HEARD, echoOf, joined, probe, roomNoise, voiceLevel } from "./measure";

const RATE = 16_000;
function noise(seconds: number, amplitude: number, seed = 7): Int16Array {
  let state = seed;
  return Int16Array.from({ length: RATE * seconds }, () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return Math.round((state / 2 ** 31 - 1) * amplitude * 32_767);
  });
}
const tone = (seconds: number, amplitude: number) =>
  Int16Array.from({ length: RATE * seconds }, (_, i) => Math.max(-32_768, Math.min(32_767, Math.round(Math.sin(i * 0.3) * amplitude * 32_767))));

describe("a room", () => {
  it("is as loud as its middle moment", () => {
    expect(roomNoise(noise(2, 0.01)).floor).toBeCloseTo(-44.8, 0);
    expect(roomNoise(new Int16Array(RATE)).floor).toBe(-96);
  });

  it("hums evenly or clatters", () => {
    expect(roomNoise(noise(2, 0.01)).steady).toBe(true);
    expect(roomNoise(joined([noise(1, 0.001), noise(1, 0.05)])).steady).toBe(false);
  });
});

describe("a voice", () => {
  it("is measured where it speaks, not in its pauses", () => {
    const voice = voiceLevel(joined([noise(1, 0.001), tone(1, 0.1), noise(1, 0.001)]), -65);
    expect(voice.level).toBeCloseTo(-23, 0);
    expect(voice.spoken).toBeCloseTo(1, 1);
    expect(voice.clipped).toBe(0);
  });

  it("is clipped where samples stick to the end", () => expect(voiceLevel(tone(0.5, 3), -60).clipped).toBeGreaterThan(100));

  it("that does not come is −96 dB", () => expect(voiceLevel(new Int16Array(RATE), -96).spoken).toBe(0));
});

describe("an echo", () => {
  const played = probe(RATE);
  const heard = (gain: number, room: number) => {
    const pcm = noise(1, room);
    played.forEach((x, i) => (pcm[4000 + i] = (pcm[4000 + i] ?? 0) + Math.round(x * gain * 32_767)));
    return echoOf(pcm, played);
  };

  it("is heard through a little noise", () => expect(heard(0.02, 0.005)).toBeGreaterThan(ECHO_HEARD));
  it("is not heard in noise alone", () => expect(heard(0, 0.02)).toBeLessThan(0.2));
  it("is not heard in silence", () => expect(echoOf(new Int16Array(RATE), played)).toBe(0));
});

it.each([
  ["Jabra Evolve 65 headset", "headset"],
  ["USB Audio Device", "headset"],
  ["AirPods Pro", "bluetooth"],
  ["MacBook Pro Microphone (Built-in)", "built-in"],
  ["Microphone Array (Intel Smart Sound)", "built-in"],
  ["Fake Default Audio Input", "unknown"],
])("%s is %s", (label, kind) => expect(kindOf(label)).toBe(kind));
