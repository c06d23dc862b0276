import { expect, it } from "vitest";
import { NOTHING } from "../../live/interview";
import type { RehearsalView } from "../../live/rehearsal";
import type { AnswerView, AttemptView } from "../../wire.gen";
import { endingOf, isPending, toldOf } from "./ending";

const VIEW = { link: "open", waiting: 0, interview: NOTHING } as RehearsalView;
const card = (scorecard: unknown) => ({ scorecard }) as AnswerView;

it("says what is done, and what waits where the connection is lost", () => {
  expect(endingOf(null)?.text).toBe("Your last words are being written down. The score follows.");
  expect(endingOf({ ...VIEW, waiting: 2 })?.text).toBe("Your last words are being written down. The score follows.");
  expect(endingOf({ ...VIEW, link: "lost", waiting: 11.2 })?.text).toBe("Connection lost. 12 seconds of your answer wait to be sent; keep this page open.");
  expect(endingOf({ ...VIEW, link: "connecting" })?.text).toMatch(/^Connection lost\. What you said is kept/);
  expect(endingOf({ ...VIEW, link: "lost", waiting: 0.4 })?.text).toMatch(/One second of your answer waits/);
});

it("shows the words that are not final yet, and invents none", () => {
  expect(endingOf({ ...VIEW, interview: { ...NOTHING, committed: "We had", tentative: " two days" } })?.coming).toBe("We had two days");
  expect([endingOf(VIEW)?.coming, endingOf(null)?.coming]).toEqual(["", ""]);
});

it("nothing is waited for where the room is shut", () => {
  expect(endingOf({ ...VIEW, link: "closed" })).toBeNull();
  expect(endingOf({ ...VIEW, interview: { ...NOTHING, fatal: { code: "failed", message: "x" } } })).toBeNull();
});

it("only the last answer waits for its score, and only while the rehearsal is being ended", () => {
  const [skipped, scored, last] = [card(null), card({}), card(null)];
  const answers = [skipped, scored, last];
  const ending = endingOf(null);
  expect(answers.map((answer) => isPending(answers, answer, ending))).toEqual([false, false, true]);
  expect(isPending(answers, last, null)).toBe(false);
  expect(isPending([skipped, scored], scored, ending)).toBe(false);
});

it("that the report is complete, and what it comes to, is told to whoever waited for it", () => {
  const attempt = { finished: true, report: { overall: 61 }, answers: [] as AnswerView[], summary: {} } as AttemptView;
  expect([toldOf(attempt, endingOf(null), true), toldOf(attempt, null, true), toldOf(attempt, null, false)]).toEqual([
    "Your last words are being written down. The score follows.", "The report is complete. 61 of 100.", "",
  ]);
});

it("that nothing was heard is told, and why nothing could be assessed", () => {
  const said = (sentences: unknown[], not_assessed: string | null) => ({ sentences, scorecard: { not_assessed } }) as AnswerView;
  const told = (...answers: AnswerView[]) => toldOf({ finished: true, report: { overall: null }, answers, summary: { overall: null } } as unknown as AttemptView, null, true);
  expect(told(said([], null), said([], null))).toBe("The report is complete. Not assessed: no words of yours were heard.");
  expect(told(said([{}], "nothing could be heard: the microphone was cut off"))).toBe("The report is complete. Not assessed: nothing could be heard: the microphone was cut off.");
  expect(told(said([{}], null), said([], "it was skipped"))).toBe("The report is complete. Not assessed.");
});
