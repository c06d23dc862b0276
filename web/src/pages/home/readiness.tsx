import { useEffect, useState } from "preact/hooks";
import { getStatus } from "../../api/rest";
import { Mark, type MarkKind } from "../../ui/parts";
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

export function Readiness({ status }: { status: Status | null }) {
  return (
    <section class="ready" aria-labelledby="ready-title">
      <h2 id="ready-title">What is ready</h2>
      {status === null && <p class="second">Asking the coach …</p>}
      <ul data-testid="status" aria-live="polite">
        {status?.parts.map((part) => (
          <li key={part.id} data-ready={part.ready}>
            <Mark kind={MARK[part.ready]} />
            <div>
              <b>{part.name}</b>
              <span class="second">{part.detail || WORD[part.ready]}</span>
              {part.mend !== "" && (
                <span class="second">
                  Mend it with <code>{part.mend}</code>
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
