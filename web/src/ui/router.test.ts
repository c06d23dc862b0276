import { expect, it } from "vitest";
import { readRoute } from "./router";

it.each([
  ["/", { page: "home" }],
  ["/check", { page: "check" }],
  ["/attempts", { page: "attempts" }],
  ["/attempts/", { page: "attempts" }],
  ["/rehearse/a%20b", { page: "room", id: "a b" }],
  ["/report/x", { page: "report", id: "x" }],
  ["/report", { page: "nowhere" }],
  ["/report/x/y", { page: "nowhere" }],
  ["/report/%", { page: "nowhere" }],
])("%s leads to its page", (path, route) => expect(readRoute(path)).toEqual(route));
