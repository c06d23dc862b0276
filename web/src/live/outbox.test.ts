import { expect, it } from "vitest";
import { fakeStorage } from "./kept.fake";
import type { Event } from "./messages";
import { forgetSent, Outbox } from "./outbox";

const kept = fakeStorage("localStorage");

const typed = (text: string) => ({ type: "FinalTranscript", source: "typed", text }) as Event;
const texts = (box: Outbox) => box.waiting.map((one) => one.text);

it("an answer is to be sent again until it was written down", () => {
  const box = new Outbox("a");
  const id = box.add("Because.", true);
  expect(box.waiting).toMatchObject([{ id, text: "Because." }]);
  box.wrote({ ...typed("Because."), source: "speech" } as Event);
  expect(texts(box)).toEqual(["Because."]);
  box.wrote(typed("Because."));
  expect(texts(box)).toEqual([]);
  expect(kept.size).toBe(0);
});

it("it outlasts its page, with its id, and what was written down while nobody looked is not sent again", () => {
  const before = new Outbox("a");
  const id = before.add("One.", true);
  before.add("Two.", true);
  const after = new Outbox("a");
  expect(after.waiting[0]?.id).toBe(id);
  after.restart([typed("One.")]);
  expect(texts(after)).toEqual(["Two."]);
  expect(texts(new Outbox("b"))).toEqual([]);
});

it("the same words as an answer before them are an answer of their own", () => {
  const box = new Outbox("a");
  box.restart([typed("Yes.")]);
  box.add("Yes.", true);
  const after = new Outbox("a");
  after.restart([typed("Yes.")]);
  expect(texts(after)).toEqual(["Yes."]);
  after.restart([typed("Yes."), typed("Yes.")]);
  expect(texts(after)).toEqual([]);
});

it("what waits for a line is sent again only once it was sent", () => {
  const box = new Outbox("a");
  box.add("Yes.", false);
  expect([texts(box), texts(new Outbox("a"))]).toEqual([[], []]);
  box.flushed();
  expect([texts(box), texts(new Outbox("a"))]).toEqual([["Yes."], ["Yes."]]);
});

it("nothing is left once the rehearsal is over or deleted", () => {
  const box = new Outbox("a");
  box.add("Yes.", true);
  box.wrote({ type: "AttemptFinished" } as Event);
  expect([texts(box), kept.size]).toEqual([[], 0]);
  new Outbox("b").add("Yes.", true);
  forgetSent("b");
  expect(kept.size).toBe(0);
});

it("what cannot be read is nothing", () => {
  kept.set("coach.sent.a", "{");
  expect(texts(new Outbox("a"))).toEqual([]);
});
