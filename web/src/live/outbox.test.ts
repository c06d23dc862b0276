import { afterEach, expect, it, vi } from "vitest";
import { fakeStorage } from "./kept.fake";
import type { Event } from "./messages";
import { forgetSent, Outbox } from "./outbox";

const kept = fakeStorage("localStorage");
afterEach(() => vi.useRealTimers());

const typed = (text: string) => ({ type: "typed", text }) as const;
const spoken = (text: string) => ({ type: "recognised", text, final: true, seconds: 2 }) as const;
const written = (sent: string) => ({ type: "FinalTranscript", text: "Perhaps otherwise.", sent }) as Event;
const texts = (box: Outbox) => box.waiting.map((one) => one.text);

it("an answer is to be sent again until it was written down", () => {
  const box = new Outbox("a");
  const { id } = box.add(typed("Because."), true);
  expect(box.waiting).toMatchObject([{ id, text: "Because." }]);
  box.wrote(written(""));
  box.wrote(written("another"));
  expect(texts(box)).toEqual(["Because."]);
  box.wrote(written(id));
  expect(texts(box)).toEqual([]);
  expect(kept.size).toBe(0);
});

it("it outlasts its page, with its id, and what was written down while nobody looked is not sent again", () => {
  const before = new Outbox("a");
  const { id } = before.add(typed("One."), true);
  before.add(typed("Two."), true);
  const after = new Outbox("a");
  expect(after.waiting[0]?.id).toBe(id);
  after.wrote(written(id));
  expect(texts(after)).toEqual(["Two."]);
  expect(texts(new Outbox("b"))).toEqual([]);
});

it("the same words as an answer before them are an answer of their own", () => {
  const box = new Outbox("a");
  const first = box.add(typed("Yes."), true);
  const second = box.add(typed("Yes."), true);
  const after = new Outbox("a");
  after.wrote(written(first.id));
  expect(after.waiting).toMatchObject([{ id: second.id }]);
  after.wrote(written(second.id));
  expect(texts(after)).toEqual([]);
});

it("what is typed and waits for a line is sent again only once it was sent", () => {
  const box = new Outbox("a");
  box.add(typed("Yes."), false);
  expect([texts(box), texts(new Outbox("a"))]).toEqual([[], []]);
  box.flushed();
  expect([texts(box), texts(new Outbox("a"))]).toEqual([["Yes."], ["Yes."]]);
});

it("what the browser recognised while there was no line goes out once from its page, and from the next one", () => {
  const box = new Outbox("a");
  box.add(spoken("Yes."), false);
  expect([box.spoken, texts(box), texts(new Outbox("a"))]).toEqual([true, [], ["Yes."]]);
});

it("what was spoken is told with how long ago that was, also by the next page", () => {
  vi.useFakeTimers();
  const box = new Outbox("a");
  expect(box.add(spoken("Yes."), true)).toMatchObject({ text: "Yes.", seconds: 2 });
  vi.advanceTimersByTime(9000);
  expect([...box.waiting, ...new Outbox("a").waiting]).toMatchObject([{ seconds: 2, ago: 9 }, { seconds: 2, ago: 9 }]);
  vi.advanceTimersByTime(86_400_000);
  expect(box.waiting).toMatchObject([{ ago: 3600 }]);
});

it("nothing is left once the rehearsal is over or deleted", () => {
  const box = new Outbox("a");
  box.add(typed("Yes."), true);
  box.wrote({ type: "AttemptFinished" } as Event);
  expect([texts(box), kept.size]).toEqual([[], 0]);
  new Outbox("b").add(typed("Yes."), true);
  forgetSent("b");
  expect(kept.size).toBe(0);
});

it("what cannot be read is nothing", () => {
  kept.set("coach.sent.a", "{");
  expect(texts(new Outbox("a"))).toEqual([]);
  kept.set("coach.sent.a", '[{"id":"1","text":"of an older page"}, {}]');
  expect(texts(new Outbox("a"))).toEqual([]);
});
