import { useEffect, useState } from "preact/hooks";
import { getStatus } from "../../api/rest";
import { Mark, type MarkKind } from "../../ui/parts";
import { keepsNothing } from "../../ui/storage";
import type { Part, Status } from "../../wire.gen";

const EVERY_MS = 2000;

/** The server's parts, asked every two seconds; null before the first answer. `unreached` says why there is none now. */
export function useStatus(): { status: Status | null; unreached: string } {
  const [status, setStatus] = useState<Status | null>(null);
  const [unreached, setUnreached] = useState("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let open = true;
    const ask = async () => {
      try {
        const answer = await getStatus();
        if (!open) return;
        setStatus(answer);
        setUnreached("");
      } catch (error) {
        if (open) setUnreached((error as Error).message);
      }
      if (open) timer = setTimeout(ask, EVERY_MS);
    };
    void ask();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, []);
  return { status, unreached };
}

const MARK: Record<Part["ready"], MarkKind> = { ready: "kept", warming: "busy", missing: "warn" };
const WORD: Record<Part["ready"], string> = { ready: "Ready", warming: "Warming up", missing: "Not here" };

/** The sound card of the server is the terminal's; the page brings the browser's own. */
const NOT_THE_PAGES = new Set(["microphone"]);

function Row({ part }: { part: Part }) {
  return (
    <li data-ready={part.ready}>
      <Mark kind={MARK[part.ready]} />
      <div>
        <b>{part.name}</b>
        <span class="second">{part.detail || WORD[part.ready]}</span>
        {part.mend !== "" && !part.detail.includes(part.mend) && (
          <span class="second">
            Mend it with <code>{part.mend}</code>
          </span>
        )}
      </div>
    </li>
  );
}

/** Each part's state and nothing that changes with every answer: it is read out again only where a state changes. */
function States({ parts }: { parts: readonly Part[] }) {
  return (
    <p class="unseen" role="status">
      {parts.map((p) => `${p.name}: ${WORD[p.ready]}.`).join(" ")}
    </p>
  );
}

export function Readiness({ status }: { status: Status | null }) {
  const parts = status?.parts.filter((p) => !NOT_THE_PAGES.has(p.id)) ?? [];
  const ready = parts.filter((p) => p.ready === "ready");
  const others = parts.filter((p) => p.ready !== "ready");
  return (
    <section class="ready" aria-labelledby="ready-title">
      <h2 id="ready-title">What is ready</h2>
      {status === null && <p class="second">Asking the coach …</p>}
      <States parts={parts} />
      <ul data-testid="status">
        {others.map((part) => (
          <Row key={part.id} part={part} />
        ))}
        {keepsNothing() && (
          <li data-testid="keeps-nothing">
            <Mark kind="warn" />
            <div>
              <b>This browser</b>
              <span class="second">
                It keeps nothing for this page: your choices, and words not yet sent, last until the page is closed or loaded again. Answers are kept by the coach. Allow site data for
                this address to change that.
              </span>
            </div>
          </li>
        )}
      </ul>
      {status !== null && (
        <details class="ready-parts">
          <summary>{others.length === 0 ? "Everything is ready" : `Ready: ${ready.map((p) => p.name).join(", ")}`}</summary>
          <ul>
            {ready.map((part) => (
              <Row key={part.id} part={part} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
