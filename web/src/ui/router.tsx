import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

export type Route =
  | { page: "home" }
  | { page: "check" }
  | { page: "record" }
  | { page: "sample" }
  | { page: "attempts" }
  | { page: "progress" }
  | { page: "room"; id: string }
  | { page: "report"; id: string }
  | { page: "sets" }
  | { page: "new-set" }
  | { page: "set"; id: string }
  | { page: "practise"; token: string }
  | { page: "review"; id: string }
  | { page: "nowhere" };

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

const TITLES: Record<Route["page"], string> = {
  home: "Rehearse",
  check: "Device check",
  record: "Record yourself",
  sample: "A sample report",
  attempts: "Your attempts",
  progress: "Progress",
  room: "Rehearsal",
  report: "Report",
  sets: "Practice sets",
  "new-set": "A new practice set",
  set: "A practice set",
  practise: "A practice set",
  review: "Review",
  nowhere: "No such page",
};

/** What the browser's tab and history call a page. */
export const titleOf = (route: Route): string => `${TITLES[route.page]}, coach`;

export function readRoute(path: string): Route {
  const [first, second, ...rest] = path.split("/").filter((part) => part !== "");
  if (rest.length > 0) return { page: "nowhere" };
  if (first === undefined) return { page: "home" };
  if (first === "check" && second === undefined) return { page: "check" };
  if (first === "record" && second === undefined) return { page: "record" };
  if (first === "sample" && second === undefined) return { page: "sample" };
  if (first === "attempts" && second === undefined) return { page: "attempts" };
  if (first === "progress" && second === undefined) return { page: "progress" };
  if (first === "sets" && second === undefined) return { page: "sets" };
  if (first === "sets" && second === "new") return { page: "new-set" };
  if (first === "review" && second === undefined) return { page: "review", id: "" };
  if (second === undefined) return { page: "nowhere" };
  const id = decoded(second);
  if (id === null) return { page: "nowhere" };
  if (first === "rehearse") return { page: "room", id };
  if (first === "report") return { page: "report", id };
  if (first === "sets") return { page: "set", id };
  if (first === "practise") return { page: "practise", token: id };
  if (first === "review") return { page: "review", id };
  return { page: "nowhere" };
}

/** `instead`: the page that is left is not one to come back to. */
export function go(path: string, instead = false): void {
  window.history[instead ? "replaceState" : "pushState"](null, "", path);
  window.dispatchEvent(new PopStateEvent("popstate"));
  window.scrollTo(0, 0);
}

export function useRoute(): Route {
  const [path, setPath] = useState(window.location.pathname);
  useEffect(() => {
    const changed = () => setPath(window.location.pathname);
    window.addEventListener("popstate", changed);
    return () => window.removeEventListener("popstate", changed);
  }, []);
  return readRoute(path);
}

interface LinkProps {
  to: string;
  class?: string;
  current?: boolean;
  label?: string;
  children: ComponentChildren;
}

/** A link within the app; new-tab clicks stay the browser's. */
export function Link({ to, class: name, current, label, children }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} class={name} onClick={follow} aria-current={current ? "page" : undefined} aria-label={label}>
      {children}
    </a>
  );
}
