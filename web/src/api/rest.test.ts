import { expect, it } from "vitest";
import { stopped } from "./rest";

it("a refusal ends with a full stop, a command with nothing", () => {
  expect(stopped("x.docx cannot be read. Save it as plain text")).toBe("x.docx cannot be read. Save it as plain text.");
  expect(stopped("There is no such address.")).toBe("There is no such address.");
  expect(stopped("The database cannot be opened; run coach doctor")).toBe("The database cannot be opened; run coach doctor");
});
