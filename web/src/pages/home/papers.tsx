import { useEffect, useRef, useState } from "preact/hooks";
import { forgetDocument, getDocuments, giveDocument } from "../../api/rest";
import { announce, focusBeside } from "../../ui/announce";
import { useBusy } from "../../ui/busy";
import type { DocumentView, KeptDocument } from "../../wire.gen";
import type { Choice } from "./choice";

const ACCEPTED = ".pdf,.docx,.txt,.md";

interface PaperProps {
  kind: DocumentView["kind"];
  title: string;
  given: DocumentView | null;
  take: (given: DocumentView | null) => void;
}

/** One file: what was read of it, or why it cannot be. */
function Paper({ kind, title, given, take }: PaperProps) {
  const [reading, setReading] = useState(false);
  const [refused, setRefused] = useState("");
  const field = useRef<HTMLElement | null>(null);
  const moved = useRef(false);
  const [, once] = useBusy();
  useEffect(() => {
    const lost = document.activeElement === document.body;
    if (moved.current && !reading && lost) field.current?.focus();
    if (!reading) moved.current = false;
  }, [given, reading]);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    moved.current = true;
    setReading(true);
    setRefused("");
    try {
      const read = await giveDocument(kind, file);
      take(read);
      announce(`${read.name} is read: ${read.about}`);
    } catch (error) {
      setRefused((error as Error).message);
    }
    setReading(false);
  };
  const forget = async (paper: DocumentView) => {
    try {
      await forgetDocument(paper.id);
    } catch (error) {
      return setRefused((error as Error).message);
    }
    moved.current = true;
    setRefused("");
    take(null);
    announce(`${paper.name} is taken away.`);
  };
  return (
    <div class="paper">
      {given === null ? (
        <label class="second" for={`paper-${kind}`}>
          {title}
        </label>
      ) : (
        <span class="second">{title}</span>
      )}
      {given === null ? (
        <input
          ref={(input) => {
            field.current = input ?? field.current;
          }}
          id={`paper-${kind}`}
          type="file"
          accept={ACCEPTED}
          data-testid={`paper-${kind}`}
          disabled={reading}
          aria-invalid={refused !== ""}
          aria-describedby={refused === "" ? undefined : `refused-${kind}`}
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      ) : (
        <p class="small" data-testid={`read-${kind}`}>
          <b>{given.name}</b>: {given.about}{" "}
          <button
            ref={(button) => {
              field.current = button ?? field.current;
            }}
            type="button"
            class="button plain small"
            aria-label={`Take it away: ${given.name}`}
            onClick={() => void once(() => forget(given))}
          >
            Take it away
          </button>
        </p>
      )}
      {refused !== "" && (
        <p class="small" role="alert" id={`refused-${kind}`}>
          {refused}
        </p>
      )}
    </div>
  );
}

interface KeptProps {
  papers: readonly KeptDocument[];
  use: (paper: DocumentView) => void;
  gone: () => void;
}

/** What was given before: each can be used again, or taken away. */
function Kept({ papers, use, gone }: KeptProps) {
  const [refused, setRefused] = useState("");
  const [, once] = useBusy();
  const forget = async (paper: KeptDocument, button: HTMLElement) => {
    try {
      await forgetDocument(paper.id);
    } catch (error) {
      return setRefused((error as Error).message);
    }
    setRefused("");
    focusBeside(button, "button:last-of-type", document.querySelector<HTMLElement>(".paper input, .paper button"));
    announce(`${paper.name} is taken away.`);
    gone();
  };
  return (
    <div class="paper">
      <span class="second" id="kept-papers">
        Given before, still here
      </span>
      <ul aria-labelledby="kept-papers" data-testid="kept-papers">
        {papers.map((paper) => (
          <li key={paper.id} class="small">
            <b>{paper.name}</b>: {paper.about}{" "}
            <span class="paper-ways">
              {paper.kind !== null && (
                <button type="button" class="button plain small" aria-label={`Use it: ${paper.name}`} onClick={() => use(paper as DocumentView)}>
                  Use it
                </button>
              )}{" "}
              <button
                type="button"
                class="button plain small"
                aria-label={`Take it away: ${paper.name}`}
                onClick={(event) => {
                  const button = event.currentTarget;
                  void once(() => forget(paper, button));
                }}
              >
                Take it away
              </button>
            </span>
          </li>
        ))}
      </ul>
      {refused !== "" && (
        <p class="small" role="alert">
          {refused}
        </p>
      )}
    </div>
  );
}

/** What is kept on the coach's machine, asked for again whenever another paper is in use. */
function useKept(inUse: string): [KeptDocument[], () => void] {
  const [kept, setKept] = useState<KeptDocument[]>([]);
  const ask = () => void getDocuments().then(setKept, () => undefined);
  useEffect(ask, [inUse]);
  return [kept, ask];
}

export function Papers({ choice, change }: { choice: Choice; change: (changed: Partial<Choice>) => void }) {
  const inUse = [choice.resume?.id, choice.job?.id];
  const [kept, ask] = useKept(inUse.join(" "));
  const others = kept.filter((paper) => !inUse.includes(paper.id));
  const used = useRef("");
  useEffect(() => {
    if (used.current !== "") document.querySelector<HTMLElement>(`[data-testid=read-${used.current}] button`)?.focus();
    used.current = "";
  }, [choice.resume, choice.job]);
  const use = (paper: DocumentView) => {
    used.current = paper.kind;
    change({ [paper.kind]: paper });
    announce(`${paper.name} is used.`);
  };
  return (
    <fieldset>
      <legend>Your own papers, if you like</legend>
      <p class="second small">
        Questions are drawn from them, and what you say is compared with them. Their words are read and kept on the computer that
        serves this page, until you take them away.
      </p>
      <Paper kind="resume" title="Résumé (PDF, DOCX, text)" given={choice.resume} take={(resume) => change({ resume })} />
      <Paper kind="job" title="Job description" given={choice.job} take={(job) => change({ job })} />
      {others.length > 0 && <Kept papers={others} use={use} gone={ask} />}
    </fieldset>
  );
}
