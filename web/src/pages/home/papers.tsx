import { useEffect, useRef, useState } from "preact/hooks";
import { forgetDocument, giveDocument } from "../../api/rest";
import { announce } from "../../ui/announce";
import type { DocumentView } from "../../wire.gen";
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
  const forget = () => {
    if (given !== null) void forgetDocument(given.id).catch(() => undefined);
    moved.current = true;
    take(null);
    announce(`${given?.name ?? title} is taken away.`);
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
            onClick={forget}
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

export function Papers({ choice, change }: { choice: Choice; change: (choice: Choice) => void }) {
  return (
    <fieldset>
      <legend>Your own papers, if you like</legend>
      <p class="second small">
        Questions are drawn from them, and what you say is held against them. Their words are read and kept on the computer that
        serves this page, until you take them away.
      </p>
      <Paper kind="resume" title="Résumé (PDF, DOCX, text)" given={choice.resume} take={(resume) => change({ ...choice, resume })} />
      <Paper kind="job" title="Job description" given={choice.job} take={(job) => change({ ...choice, job })} />
    </fieldset>
  );
}
