import { describe, expect, it } from "vitest";
import { actionOf, type Focus, holds } from "./keys";

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more });
const on = (key: string, focus: Focus = "page", more = {}) => actionOf(press(key, more), focus, true);

describe("keys of the room", () => {
  it.each([
    ["m", "mute"],
    ["R", "repeat"],
    ["p", "rephrase"],
    ["w", "moment"],
    ["s", "skip"],
    ["d", "done"],
    ["Enter", "done"],
    ["Escape", "end"],
    ["t", "type"],
    ["v", "voice"],
    [" ", "answer"],
    ["?", "keys"],
  ])("%s does %s", (key, action) => expect(on(key)).toBe(action));

  it("letters belong to the answer while it is typed; only Ctrl or Cmd with Enter sends", () => {
    expect(["m", "s", "Enter", "Escape"].map((k) => on(k, "field"))).toEqual([null, null, null, null]);
    expect(on("Enter", "field", { ctrlKey: true })).toBe("send");
    expect(on("Enter", "field", { metaKey: true })).toBe("send");
  });

  it("Enter and Space press the focused button and do nothing else", () => expect([on("Enter", "button"), on(" ", "button")]).toEqual([null, null]));

  it("the browser keeps its own combinations, and a held key acts once", () => {
    expect(on("r", "page", { ctrlKey: true })).toBeNull();
    expect(on("s", "page", { repeat: true })).toBeNull();
  });

  it("letters and signs rest where they were switched off; Enter, Space and Escape do not", () => {
    const off = (key: string) => actionOf(press(key), "page", false);
    expect(["m", "R", "d", "?", "Enter", " ", "Escape"].map(off)).toEqual([null, null, null, null, "done", "answer", "end"]);
  });

  it("Space holds the microphone open, but where it presses a button or is typed", () => {
    expect((["page", "button", "field"] as const).map((focus) => holds(press(" "), focus))).toEqual([true, false, false]);
    expect([holds(press("m"), "page"), holds(press(" ", { ctrlKey: true }), "page")]).toEqual([false, false]);
  });
});
