import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

export type Route =
  | { page: "home" }
  | { page: "check" }
  | { page: "attempts" }
  | { page: "progress" }
  | { page: "room"; id: string }
  | { page: "report"; id: string }
  | { page: "nowhere" };

export function readRoute(path: string): Route {
  const [first, second, ...rest] = path.split("/").filter((part) => part !== "");
  if (rest.length > 0) return { page: "nowhere" };
  if (first === undefined) return { page: "home" };
  if (first === "check" && second === undefined) return { page: "check" };
  if (first === "attempts" && second === undefined) return { page: "attempts" };
  if (first === "progress" && second === undefined) return { page: "progress" };
  if (second === undefined) return { page: "nowhere" };
  const id = decodeURIComponent(second);
  if (first === "rehearse") return { page: "room", id };
  if (first === "report") return { page: "report", id };
  return { page: "nowhere" };
}

export function go(path: string): void {
  window.history.pushState(null, "", path);
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
