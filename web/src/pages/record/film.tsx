import { useEffect, useState } from "preact/hooks";
import { filmOf } from "../../voice/films";
import "./film.css";

/** A film from this browser; its parts one after another. */
export function FilmPlayer({ parts }: { parts: readonly Blob[] }) {
  const [at, setAt] = useState(0);
  const [address, setAddress] = useState("");
  const part = parts[at];
  useEffect(() => {
    if (part === undefined) return;
    const made = URL.createObjectURL(part);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [part]);
  if (address === "") return null;
  return (
    <video class="film" src={address} controls playsInline aria-label="Your film" data-testid="film-player" onEnded={() => at + 1 < parts.length && setAt(at + 1)}>
      <track kind="captions" />
    </video>
  );
}

/** The film of one attempt, for its report; nothing where none is in this browser. */
export function FilmOf({ attemptId }: { attemptId: string }) {
  const [parts, setParts] = useState<Blob[]>([]);
  useEffect(() => void filmOf(attemptId).then(setParts, () => setParts([])), [attemptId]);
  if (parts.length === 0) return null;
  return (
    <details class="film-of">
      <summary>Watch yourself: the film is in this browser only</summary>
      <FilmPlayer parts={parts} />
    </details>
  );
}
