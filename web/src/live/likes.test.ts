import { expect, it } from "vitest";
import { readLikes } from "./likes";

it.each([null, "", "{", "[]", '{"captions":"no"}'])("what cannot be read (%j) is the first choice", (kept) =>
  expect(readLikes(kept)).toEqual({ captions: true, meter: true, face: true, holdToTalk: false, letterKeys: true }),
);

it("keeps what was switched", () => expect(readLikes('{"meter":false}')).toMatchObject({ meter: false, captions: true }));
