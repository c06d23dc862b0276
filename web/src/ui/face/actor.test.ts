import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Actor, type Seen } from "./actor";
import type { Pose } from "./face";
import { sharedNow } from "./orders";
import { PEOPLE } from "./people";

const SCENE = { person: PEOPLE.adaeze, mood: "still", colour: "teal" } as const;
const FRAME_MS = 1000 / 60;

/** A screen whose frames come when they are let through, and a face that says whether it had anything to draw. */
function stage() {
  const poses: Pose[] = [];
  const [sizes, begun] = [vi.fn(), vi.fn()];
  let waiting: ((at: number) => void) | null = null;
  let [at, moves] = [1000, true];
  const seen: Seen = {
    resize: sizes,
    show: (_, pose) => {
      poses.push(pose);
      return moves;
    },
  };
  const frames = {
    request: (draw: (at: number) => void) => {
      waiting = draw;
      return 1;
    },
    cancel: () => {
      waiting = null;
    },
  };
  const pass = (count: number, ms = FRAME_MS) => {
    for (let n = 0; n < count; n += 1) {
      at += ms;
      vi.advanceTimersByTime(ms);
      const draw = waiting;
      waiting = null;
      draw?.(at);
    }
  };
  const rest = () => {
    moves = false;
  };
  return { actor: new Actor(seen, frames, begun), poses, begun, sizes, pass, rest, waits: () => waiting !== null };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a face that moves by itself", () => {
  it("draws nothing before it has a scene, then each frame that moves", () => {
    const { actor, poses, pass } = stage();
    actor.take({ type: "scale", scale: { unit: 1, pixel: 1 } });
    pass(3);
    expect(poses).toHaveLength(0);
    actor.take({ type: "scene", scene: SCENE });
    pass(5);
    expect(poses).toHaveLength(5);
  });

  it("draws every second frame of a screen that shows twice as many", () => {
    const { actor, poses, pass } = stage();
    actor.take({ type: "scene", scene: SCENE });
    pass(20, FRAME_MS / 2);
    expect(poses).toHaveLength(10);
  });

  it("says that it is seen once, when its first picture has had the time to be shown", () => {
    const { actor, begun, pass } = stage();
    actor.take({ type: "scene", scene: SCENE });
    pass(1);
    expect(begun).not.toHaveBeenCalled();
    pass(9);
    expect(begun).toHaveBeenCalledTimes(1);
  });

  it("asks for fewer frames while nothing moves, and for each of them while a sentence is heard", () => {
    const { actor, poses, pass, rest } = stage();
    rest();
    actor.take({ type: "scene", scene: SCENE });
    pass(4);
    poses.length = 0;
    pass(60);
    expect(poses.length).toBeLessThan(25);
    poses.length = 0;
    actor.take({ type: "sentence", sentence: { visemes: [{ viseme: "aa", start: 0, end: 9 }] } });
    pass(60);
    expect(poses).toHaveLength(60);
  });

  it("opens its mouth as far as the voice has come, and shuts it in silence", () => {
    const { actor, poses, pass } = stage();
    actor.take({ type: "scene", scene: { ...SCENE, mood: "speaking" } });
    actor.take({ type: "sentence", sentence: { visemes: [{ viseme: "sil", start: 0, end: 5 }, { viseme: "aa", start: 5, end: 9 }] } });
    pass(20);
    expect(poses.at(-1)?.mouth.opening).toBeLessThan(1);
    actor.take({ type: "voice", seconds: 5, at: sharedNow() });
    pass(20);
    expect(poses.at(-1)?.mouth.opening).toBeGreaterThan(20);
    actor.take({ type: "sentence", sentence: null });
    pass(30);
    expect(poses.at(-1)?.mouth.opening).toBeLessThan(1);
  });

  it("stands still while nobody looks, and goes on afterwards", () => {
    const { actor, poses, pass, waits } = stage();
    actor.take({ type: "scene", scene: SCENE });
    pass(5);
    actor.take({ type: "hidden", hidden: true });
    actor.take({ type: "scene", scene: { ...SCENE, mood: "speaking" } });
    pass(60);
    expect(waits()).toBe(false);
    expect(poses).toHaveLength(5);
    actor.take({ type: "hidden", hidden: false });
    pass(1);
    expect(poses.at(-1)?.mood).toBe("speaking");
  });
});
