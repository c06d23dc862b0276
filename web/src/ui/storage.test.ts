import { expect, it } from "vitest";
import { keepsNothing, storageForAll } from "./storage";

it("a storage that may not be looked at is replaced, which is told, and one that works is left", () => {
  const works = { getItem: () => "kept" };
  const page = {
    get localStorage(): Storage {
      throw new DOMException("denied", "SecurityError");
    },
    sessionStorage: works,
  };
  expect(keepsNothing()).toBe(false);
  storageForAll(page);
  expect(keepsNothing()).toBe(true);
  expect(page.localStorage.getItem("theme")).toBeNull();
  page.localStorage.setItem("theme", "dark");
  expect(page.localStorage.getItem("theme")).toBe("dark");
  page.localStorage.removeItem("theme");
  expect(page.localStorage.getItem("theme")).toBeNull();
  expect(page.sessionStorage).toBe(works);
});
