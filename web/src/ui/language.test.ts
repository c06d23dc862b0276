import { afterEach, expect, it, vi } from "vitest";
import { spoken } from "./language";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it.each([
  ["de-CH", "de-CH"],
  ["C", "en-GB"],
  ["", "en-GB"],
])("%j is written as %s", (language, written) => expect(spoken(language)).toBe(written));

it("mends the language of a browser that refuses its own", async () => {
  vi.stubGlobal("navigator", Object.create({ language: "C" }));
  await import("./language");
  expect(navigator.language).toBe("en-GB");
});
