import type { ComponentChildren } from "preact";
import type { Failed } from "../api/load";
import { capital, Mark } from "./parts";
import { Link } from "./router";
import "./waiting.css";

/** The pen line before anything is known: flat, its tip hollow. */
function FlatLine() {
  return (
    <svg class="flat-line" height="24" width="100%" aria-hidden="true">
      <path d="M0 12H2000" stroke="var(--edge)" stroke-width="2" />
      <circle cx="12" cy="12" r="7" fill="var(--ground)" stroke="var(--edge)" stroke-width="2.5" />
    </svg>
  );
}

/** Stands where the page's part will stand: its rules, and the line at rest. The words come only if it takes long. */
export function Waiting({ children, rules = 4 }: { children: ComponentChildren; rules?: number }) {
  return (
    <div class="waiting" aria-busy="true">
      <FlatLine />
      <p class="second" role="status">
        {children}
      </p>
      <div aria-hidden="true">
        {Array.from({ length: rules }, (_, i) => (
          <hr key={i} />
        ))}
      </div>
    </div>
  );
}

interface TroubleProps {
  failed: Failed;
  /** What was wanted, as a sentence that it could not be done. */
  title: string;
  /** Where one can go on instead; the first page if it is not given. */
  way?: { to: string; name: string };
}

const FIRST_PAGE = { to: "/", name: "Back to the first page" };

/** What failed, why, what is safe, and one way on. */
export function Trouble({ failed, title, way = FIRST_PAGE }: TroubleProps) {
  const { message, unreached, again } = failed;
  return (
    <div class="trouble" role="alert" data-testid="trouble">
      <Mark kind="broken" />
      <div>
        <b>{unreached ? "The coach does not answer." : title}</b>
        <p>{unreached ? <>Is it still running? On its machine: <span class="command">coach serve</span></> : capital(message)}</p>
        {unreached && <p class="second">What you said is kept there. This page asks again every few seconds.</p>}
        {unreached ? (
          <button type="button" class="button" onClick={again}>
            Ask again now
          </button>
        ) : (
          <Link to={way.to} class="button">
            {way.name}
          </Link>
        )}
      </div>
    </div>
  );
}
