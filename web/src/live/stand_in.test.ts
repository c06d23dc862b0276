import { afterEach, expect, it } from "vitest";
import { keepsNothing, standIn } from "./stand_in";

const NAMES = ["localStorage", "sessionStorage"] as const;
const before = NAMES.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
afterEach(() => {
  NAMES.forEach((name, i) => Object.defineProperty(globalThis, name, before[i] ?? { value: undefined, configurable: true }));
});

it("a page that is refused its storage keeps things as long as it is open, and says so", () => {
  for (const name of NAMES) {
    const get = () => {
      throw new DOMException("blocked", "SecurityError");
    };
    Object.defineProperty(globalThis, name, { get, configurable: true });
  }
  standIn();
  expect(keepsNothing()).toBe(true);
  localStorage.setItem("a", "1");
  sessionStorage.setItem("b", "2");
  expect([localStorage.getItem("a"), localStorage.getItem("b"), sessionStorage.getItem("b")]).toEqual(["1", null, "2"]);
  expect([localStorage.length, localStorage.key(0), localStorage.key(1)]).toEqual([1, "a", null]);
  localStorage.removeItem("a");
  expect(localStorage.getItem("a")).toBeNull();
});
