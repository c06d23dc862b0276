import { describe, expect, it } from "vitest";
import { fakeStorage } from "../../live/kept.fake";
import type { BankView, ProfileView } from "../../wire.gen";
import { type Choice, firstChoice, keepBank, newAttempt, quickAttempt, quickQuestion, recogniser, summaryOf, withQuestion } from "./choice";

fakeStorage("localStorage");
const question = (id: string) => ({ id, text: id, kind: "technical" as const, skill: "", difficulty: 1, minutes: 1, constraints: [] });
const bank: BankView = { id: "b", title: "B", role: "", questions: [question("a"), question("b"), question("c")] };
const profile = { id: "p", title: "P", about: "", minutes: 10, max_questions: 2, hard_cut: false, interjects: false } as ProfileView;
const choice = firstChoice([bank], [profile]) as Choice;

describe("a choice", () => {
  it("begins with every question and no recording", () => {
    expect(newAttempt(choice)).toMatchObject({ question_ids: null, keep_audio: false, microphone: true, profile_id: "p" });
  });

  it("keeps the bank's order whatever the order of choosing", () => {
    const without = withQuestion(withQuestion(choice, "a", false), "b", false);
    expect(withQuestion(without, "a", true).questions).toEqual(["a", "c"]);
  });

  it("says how many of a whole bank are asked: no more than the profile asks, or has time for", () => {
    expect(summaryOf(choice)).toBe("At most two of the three questions from B, by voice.");
    expect(summaryOf({ ...choice, profile: { ...profile, minutes: 1.5 } })).toBe("At most one of the three questions from B, by voice.");
    expect(summaryOf({ ...choice, profile: { ...profile, max_questions: 9 } })).toBe("Three questions from B, by voice.");
  });

  it("says that named questions are all planned, and where they take longer than the interview", () => {
    const one = { ...profile, max_questions: 1 };
    expect(summaryOf({ ...withQuestion(choice, "a", false), profile: one, mode: "typed" })).toBe("Two questions from B, typed.");
    expect(summaryOf({ ...withQuestion(choice, "a", false), profile: { ...one, minutes: 1 } })).toMatch(/ends after 1 minutes: the last may not be asked\.$/);
  });

  it("leaves who asks to the server until somebody was chosen", () => {
    expect(newAttempt(choice).speaker).toBeNull();
    expect(newAttempt({ ...choice, speaker: "henrik" }).speaker).toBe("henrik");
  });

  it("keeps no sound of typed answers", () => {
    expect(newAttempt({ ...choice, mode: "typed", keepAudio: true })).toMatchObject({ keep_audio: false, microphone: false });
  });

  it("names the papers that questions are drawn from, and none for the first minute", () => {
    const own = { ...choice, resume: { id: "r1", kind: "resume" as const, name: "cv.pdf", about: "" } };
    expect(newAttempt(own)).toMatchObject({ resume_id: "r1", job_id: null });
    expect(quickAttempt(own, [profile], question("a"))).toMatchObject({ resume_id: null });
  });

  it("begins with the bank that was chosen last, while it is there", () => {
    const other = { ...bank, id: "o", questions: [question("z")] };
    keepBank(other);
    expect(firstChoice([bank, other], [profile])).toMatchObject({ bank: { id: "o" }, questions: ["z"] });
    expect(firstChoice([bank], [profile])).toMatchObject({ bank: { id: "b" }, questions: ["a", "b", "c"] });
  });

  it("is none without a bank", () => expect(firstChoice([], [profile])).toBeNull());
});

describe("the first minute", () => {
  const limited = (id: string, kind: "technical" | "behavioural", seconds: number) => ({
    ...question(id),
    kind,
    constraints: [{ kind: "max_seconds", asked: `at most ${seconds} seconds` }],
  });
  const with_ = (...questions: BankView["questions"]) => quickQuestion({ ...bank, questions })?.id;

  it("asks for experience within ninety seconds before anything else", () =>
    expect(with_(limited("t", "technical", 60), limited("long", "behavioural", 120), limited("b", "behavioural", 90))).toBe("b"));
  it("takes a short question where no such one is there", () => expect(with_(limited("long", "behavioural", 120), limited("t", "technical", 75))).toBe("t"));
  it("takes the first where none is short", () => expect(with_(question("a"), limited("long", "technical", 100))).toBe("a"));

  it("is one question in one take", () => {
    const oneTake = { ...profile, id: "verbatim-one-shot" };
    expect(quickAttempt(choice, [profile, oneTake], question("c"))).toMatchObject({ question_ids: ["c"], profile_id: "verbatim-one-shot", keep_audio: false });
    expect(quickAttempt(choice, [profile], question("c")).profile_id).toBe("p");
  });
});

it("finds the recogniser by its id before its name", () => {
  const part = (id: string, name: string) => ({ id, name, ready: "ready" as const, detail: "", mend: "" });
  expect(recogniser([part("voice", "What you hear"), part("whisper", "W")])?.id).toBe("whisper");
});
