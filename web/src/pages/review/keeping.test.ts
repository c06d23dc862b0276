import { expect, test } from "vitest";
import type { FindingsView } from "../../wire.gen";
import { Keeping } from "./keeping";

const written = (remark: string, revision = ""): FindingsView => ({ remark, comments: [], levels: [], revision });

test("each is kept upon what the one before left, however soon it follows", async () => {
  const saved: string[] = [];
  const keeping = new Keeping(written("", "r0"), async ({ remark }, basedOn) => {
    saved.push(`${remark} on ${basedOn}`);
    await Promise.resolve();
    return { revision: `r${saved.length}` };
  });
  const [one, two] = [written("one"), written("two")];
  await Promise.all([keeping.keep(one), keeping.keep(two)]);
  expect(saved).toEqual(["one on r0", "two on r1"]);
  expect([keeping.has(one), keeping.has(two)]).toEqual([false, true]);
});

test("what was refused is not kept, and what follows is kept upon the last that was", async () => {
  const bases: string[] = [];
  const keeping = new Keeping(written("", "r0"), async (_, basedOn) => {
    bases.push(basedOn);
    if (bases.length === 1) throw new Error("written on elsewhere");
    return { revision: "r1" };
  });
  const one = written("one");
  await expect(keeping.keep(one)).rejects.toThrow("written on elsewhere");
  expect(keeping.has(one)).toBe(false);
  await keeping.keep(one);
  expect([bases, keeping.has(one)]).toEqual([["r0", "r0"], true]);
});
