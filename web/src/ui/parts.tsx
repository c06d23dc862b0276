import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "./announce";
import { Link } from "./router";
import { ThemeToggle } from "./theme";

export type Letter = "S" | "T" | "A" | "R" | "F" | "O";
export const LETTER_NAMES: Record<Letter, string> = {
  S: "Situation",
  T: "Task",
  A: "Action",
  R: "Result",
  F: "Reflection",
  O: "Other",
};

export function Brand() {
  return (
    <Link to="/" class="brand" label="coach, home">
      <svg width="38" height="24" viewBox="0 0 38 24" aria-hidden="true">
        <path
          d="M1.5 12h3c3 0 2.6-8.5 5-8.5s2.6 17 5.2 17 2.5-13 4.7-13 2 4.5 4.2 4.5h3"
          fill="none"
          stroke="var(--ink)"
          stroke-width="2.5"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
        <circle cx="31" cy="12" r="5.5" fill="var(--sun)" />
      </svg>
      <span>coach</span>
    </Link>
  );
}

export type Section = "rehearse" | "record" | "attempts" | "sets" | "progress";
const SECTIONS: readonly [Section, string, string][] = [
  ["rehearse", "/", "Rehearse"],
  ["record", "/record", "Record yourself"],
  ["attempts", "/attempts", "Attempts"],
  ["progress", "/progress", "Progress"],
  ["sets", "/sets", "Practice sets"],
];

/** On a narrow page the sections wait behind a button. */
export function TopBar({ current, crumb }: { current?: Section; crumb?: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    <header class={`top ${open ? "open" : ""}`} onKeyDown={close}>
      <Brand />
      {crumb !== undefined && <span class="crumb">{crumb}</span>}
      <button ref={button} type="button" class="button menu" data-testid="menu" aria-expanded={open} aria-controls="sections" onClick={() => setOpen(!open)}>
        {open ? "Close" : "Menu"}
      </button>
      <nav id="sections" aria-label="Main">
        {SECTIONS.map(([section, path, name]) => (
          <Link key={section} to={path} current={current === section}>
            {name}
          </Link>
        ))}
      </nav>
      <ThemeToggle />
    </header>
  );
}

export function SkipLink() {
  return (
    <a class="skip" href="#main">
      Skip to the page
    </a>
  );
}

export function Tag({ letter }: { letter: Letter }) {
  return (
    <span class={`tag tag-${letter}`} title={LETTER_NAMES[letter]}>
      <span aria-hidden="true">{letter}</span>
      <span class="unseen">{LETTER_NAMES[letter]}</span>
    </span>
  );
}

export function Levels({ level, of = 3 }: { level: number; of?: number }) {
  return (
    <span class="levels" role="img" aria-label={`level ${level} of ${of}`}>
      {Array.from({ length: of }, (_, i) => (
        <i key={i} class={i < level ? "on" : ""} />
      ))}
    </span>
  );
}

export type MarkKind = "kept" | "broken" | "open" | "warn" | "busy";
const MARKS: Record<MarkKind, string> = {
  kept: "M5 13l4.5 4.5L19 7",
  broken: "M6 6l12 12M18 6L6 18",
  open: "M6 12h12",
  warn: "M12 4v10M12 19v.5",
  busy: "M12 3a9 9 0 1 1-9 9",
};

export function Mark({ kind }: { kind: MarkKind }) {
  return (
    <svg class={`mark mark-${kind}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={MARKS[kind]} />
    </svg>
  );
}

const ROLE_OF = { warning: undefined, broken: "alert", quiet: "status" } as const;
const MARK_OF = { warning: "warn", broken: "broken", quiet: "open" } as const;

/** Trouble in the page's words: what happened, what is safe, one way on. A warning is read out once, as it comes. */
export function Banner(props: { tone: "warning" | "broken" | "quiet"; children: ComponentChildren; onClose?: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.tone === "broken") place.current?.scrollIntoView({ block: "nearest" });
    if (props.tone === "warning") announce(words.current?.textContent ?? "");
  }, []);
  return (
    <div ref={place} class={`banner banner-${props.tone}`} role={ROLE_OF[props.tone]}>
      <Mark kind={MARK_OF[props.tone]} />
      <div ref={words}>{props.children}</div>
      {props.onClose && (
        <button type="button" class="button plain" onClick={props.onClose} aria-label="Close this message">
          Close
        </button>
      )}
    </div>
  );
}

export function FailedPage({ title, message }: { title: string; message: string }) {
  return (
    <>
      <TopBar />
      <main id="main" class="page narrow">
        <h1>{title}</h1>
        <p class="lead">{message}</p>
        <Link to="/" class="button go">
          Back to the first page
        </Link>
      </main>
    </>
  );
}

export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function countText(count: number, one: string, many = `${one}s`): string {
  const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
  return `${words[count] ?? count} ${count === 1 ? one : many}`;
}

export function firstSentence(text: string): string {
  return /^.*?[.?!](?=\s|$)/.exec(text)?.[0] ?? text;
}

const KINDS: Readonly<Record<string, string>> = { resume: "Résumé" };
export const kindText = (kind: string): string => KINDS[kind] ?? capital(kind);
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
