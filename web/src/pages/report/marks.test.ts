import { describe, expect, it } from "vitest";
import { marksText, segments, wordIndex } from "./marks";

const join = (text: string, findings: Parameters<typeof segments>[1]) => segments(text, findings).map((s) => s.text).join("");

describe("marks in a sentence", () => {
  it("give the sentence back when joined", () => {
    const text = "So, um, fell from 12 to 4 and, um, again.";
    const findings = [{ quote: "um", kind: "filler" as const }, { quote: "um", kind: "filler" as const }, { quote: "from 12 to 4", kind: "data" as const }];
    expect(join(text, findings)).toBe(text);
    expect(segments(text, findings).filter((s) => s.kind === "filler").map((s) => s.at)).toEqual([4, 31]);
  });

  it("cut no word: um in number is no filler", () => {
    expect(segments("A number of cases.", [{ quote: "um", kind: "filler" }])).toHaveLength(1);
  });

  it("ignore a quote that is not there, an empty one, and one that is the whole sentence", () => {
    const text = "All of this.";
    const kinds = ["nothing", "", "All of this."].flatMap((quote) => segments(text, [{ quote, kind: "data" as const }]).map((s) => s.kind));
    expect(kinds).toEqual([null, null, null]);
  });
});

it("a place in the sentence leads to its word", () => {
  const text = "So, um, I went.";
  expect([0, 4, 5, 8, 10, 14].map((at) => wordIndex(text, at))).toEqual([0, 1, 1, 2, 3, 3]);
});

it("what the marks mean is told in words, kind by kind", () => {
  const text = "So, um, it fell from 12 to 4, um.";
  const found = [{ quote: "um", kind: "filler" as const }, { quote: "um", kind: "filler" as const }, { quote: "from 12 to 4", kind: "data" as const }];
  expect(marksText(segments(text, found))).toBe("Data point: “from 12 to 4”. Fillers: “um”, “um”.");
  expect(marksText(segments(text, []))).toBe("");
});
