import { expect, it } from "vitest";
import type { SpokenViseme } from "../../wire.gen";
import { FaceMotion } from "./acting";
import { loudOf } from "./face";
import { PEOPLE } from "./people";

const FPS = 60;
const SYLLABLE_S = 0.2;
const babble: SpokenViseme[] = Array.from({ length: 20 }, (_, i) => ({ viseme: i % 2 ? "PP" : "aa", start: (i * SYLLABLE_S) / 2, end: ((i + 1) * SYLLABLE_S) / 2 }));

it("the air follows the interviewer's words, not each sound of them", () => {
  const motion = new FaceMotion();
  const loud = Array.from({ length: 4 * FPS }, (_, i) =>
    loudOf(motion.pose(i / FPS, 1 / FPS, "speaking", PEOPLE.adaeze, { visemes: babble, seconds: i / FPS }, 0)),
  );
  const changes = loud.filter((now, i) => i > 0 && now !== loud[i - 1]).length;
  expect(changes).toBeLessThan(4 * 3);
  expect(loud[2 * FPS - 1]).toBeGreaterThan(loud.at(-1) ?? 1);
});
