import { afterEach, expect, it, vi } from "vitest";
import { canFilm } from "./films";

afterEach(() => vi.unstubAllGlobals());

it.each([
  ["a recorder that writes a film", ["video/mp4"], true],
  ["a recorder that writes no kind of film", [], false],
])("%s", (_, types: string[], can) => {
  vi.stubGlobal("MediaRecorder", { isTypeSupported: (type: string) => types.includes(type) });
  vi.stubGlobal("indexedDB", {});
  vi.stubGlobal("navigator", { mediaDevices: {} });
  expect(canFilm()).toBe(can);
});
