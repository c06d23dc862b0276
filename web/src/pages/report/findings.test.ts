import { expect, it } from "vitest";
import { judgeName } from "./findings";

it("a judge is called by its model", () => {
  expect(judgeName("ollama/llama3.2, judge 2")).toBe("llama3.2");
  expect(judgeName("openai/gpt-4o-mini, judge 2")).toBe("gpt-4o-mini");
  expect(judgeName("judge 2")).toBe("judge 2");
});
