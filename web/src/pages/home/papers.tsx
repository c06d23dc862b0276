import { useState } from "preact/hooks";
import { forgetDocument, giveDocument } from "../../api/rest";
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
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    setReading(true);
    setRefused("");
    try {
      take(await giveDocument(kind, file));
    } catch (error) {
      setRefused((error as Error).message);
    }
    setReading(false);
  };
  const forget = () => {
    if (given !== null) void forgetDocument(given.id).catch(() => undefined);
    take(null);
  };
  return (
    <div class="paper">
      <label class="second" for={`paper-${kind}`}>
        {title}
      </label>
      {given === null ? (
        <input
          id={`paper-${kind}`}
          type="file"
          accept={ACCEPTED}
          data-testid={`paper-${kind}`}
          disabled={reading}
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      ) : (
        <p class="small" data-testid={`read-${kind}`}>
          <b>{given.name}</b>: {given.about}{" "}
          <button type="button" class="button plain small" id={`paper-${kind}`} onClick={forget}>
            Take it away
          </button>
        </p>
      )}
      {refused !== "" && (
        <p class="small" role="alert">
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
