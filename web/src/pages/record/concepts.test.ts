import { describe, expect, it } from "vitest";
import type { BankView } from "../../wire.gen";
import { conceptsOf, recording, titleOf } from "./concepts";

const question = (id: string, kind: "technical" | "behavioural") => ({ id, text: `Explain ${id}.`, kind, skill: "", difficulty: 1, minutes: 2, constraints: [] });
const own: BankView = { id: "own", title: "", role: "", questions: [question("story", "behavioural"), question("kappa", "technical")] };
const packaged: BankView = { ...own, id: "concepts", questions: [question("recall", "technical")] };

describe("what can be explained", () => {
  it("comes from the bank of concepts", () => expect(conceptsOf([own, packaged]).concepts.map((q) => q.id)).toEqual(["recall"]));
  it("else from what is technical elsewhere", () => expect(conceptsOf([own]).concepts.map((q) => q.id)).toEqual(["kappa"]));
  it("is nothing without banks", () => expect(conceptsOf([])).toEqual({ bank: undefined, concepts: [] }));
});

it("keeps sound only where it was said", () => {
  expect(recording(packaged, "recall", false)).toMatchObject({ keep_audio: false, profile_id: "record-yourself", question_ids: ["recall"], microphone: true });
  expect(recording(packaged, "recall", true).keep_audio).toBe(true);
});

it("a take whose bank is gone still has a name", () => {
  expect(titleOf([own], "kappa")).toBe("Explain kappa.");
  expect(titleOf([], "kappa")).toBe("kappa");
});
