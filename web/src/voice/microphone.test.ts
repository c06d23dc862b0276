import { describe, expect, it } from "vitest";
import { microphoneTrouble } from "./microphone";

const named = (name: string) => Object.assign(new Error(), { name });

describe("why there is no microphone", () => {
  it.each([
    ["NotAllowedError", /Allow it/],
    ["NotFoundError", /Plug one in/],
    ["OverconstrainedError", /No microphone was found/],
    ["NotReadableError", /Another program/],
    ["StandsStillError", /passes no sound on/],
    ["AnythingElse", /Reload the page/],
  ])("%s says what to do", (name, words) => {
    expect(microphoneTrouble(named(name), true)).toMatch(words);
    expect(microphoneTrouble(named(name), true)).toMatch(/type instead\.$/);
  });

  it("a page that is not secure is told apart from a browser that opens none", () => {
    expect(microphoneTrouble(new TypeError(), false)).toMatch(/https/);
    expect(microphoneTrouble(new TypeError(), true)).toMatch(/This browser cannot/);
  });
});
