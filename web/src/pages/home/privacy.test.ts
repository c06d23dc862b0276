import { describe, expect, it } from "vitest";
import { privacyText, servedHere } from "./privacy";

const alone = { voice_to: "", words_to: "" };

describe("what becomes of a voice", () => {
  it("stays where it is spoken", () => expect(privacyText(alone, "ready", "127.0.0.1")).toBe("Your voice stays on this computer."));
  it("is not said to stay here where the page comes from elsewhere", () =>
    expect(privacyText(alone, "ready", "10.0.0.7")).toBe("Your voice stays on the computer that serves this page."));
  it("names who gets it", () => {
    const text = privacyText({ voice_to: "speech.example.com", words_to: "openai/gpt-4o-mini" }, "ready", "localhost");
    expect(text).toContain("Your voice is sent to speech.example.com");
    expect(text).toContain("Your words go to openai/gpt-4o-mini");
    expect(text).not.toContain("stays");
  });
  it("says that one types where nothing hears", () => expect(privacyText(alone, "missing", "localhost")).toMatch(/not recognised here yet, so you type/));
  it("promises nothing before it is known", () => expect(privacyText(null, undefined, "localhost")).toBe(""));
});

it("knows this machine by its names", () => {
  expect(["localhost", "coach.localhost", "127.0.0.1", "[::1]"].every(servedHere)).toBe(true);
  expect(["localhost.example.com", "192.168.1.4", "127.example.com"].some(servedHere)).toBe(false);
});
