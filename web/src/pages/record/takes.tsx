import { useEffect, useState } from "preact/hooks";
import { removeAttempt } from "../../live/draft";
import { firstSentence } from "../../ui/parts";
import { Link } from "../../ui/router";
import { filmOf } from "../../voice/films";
import type { AttemptSummary } from "../../wire.gen";
import { Delete, whenText } from "../attempts/attempts";
import { FilmPlayer } from "./film";

function Take({ attempt, title, gone }: { attempt: AttemptSummary; title: string; gone: () => void }) {
  const [film, setFilm] = useState<Blob[]>([]);
  const [watching, setWatching] = useState(false);
  const id = attempt.attempt_id;
  useEffect(() => void filmOf(id).then(setFilm, () => setFilm([])), [id]);
  const where = attempt.finished ? `/report/${encodeURIComponent(id)}` : `/rehearse/${encodeURIComponent(id)}`;
  return (
    <li data-testid="take">
      <div class="take-score tabular">{attempt.overall !== null ? <b>{attempt.overall}</b> : <span class="second">{attempt.finished ? "Not assessed" : "Open"}</span>}</div>
      <div>
        <h3 class="said">{firstSentence(title)}</h3>
        <p class="second">{whenText(attempt.created)}</p>
      </div>
      <div class="take-ways">
        <Delete what={`the take of ${whenText(attempt.created)}`} remove={() => removeAttempt(id)} gone={gone} />
        {film.length > 0 && (
          <button type="button" class="button" data-testid="watch" aria-expanded={watching} onClick={() => setWatching(!watching)}>
            {watching ? "Close the film" : "Watch"}
          </button>
        )}
        <Link to={where} class="button">
          {attempt.finished ? "Open the report" : "Go on"}
        </Link>
      </div>
      {watching && <FilmPlayer parts={film} />}
    </li>
  );
}

/** What was recorded before, newest first. */
export function Takes({ attempts, titles }: { attempts: readonly AttemptSummary[]; titles: (questionId: string) => string }) {
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const shown = attempts.filter((a) => !removed.includes(a.attempt_id));
  return (
    <section class="kept-takes" aria-labelledby="takes-title">
      <h2 id="takes-title">Your recordings</h2>
      {shown.length === 0 && <p class="second">None yet. They stand here, to be heard again and deleted.</p>}
      <ul>
        {shown.map((attempt) => (
          <Take key={attempt.attempt_id} attempt={attempt} title={titles(attempt.question_ids[0] ?? "")} gone={() => setRemoved([...removed, attempt.attempt_id])} />
        ))}
      </ul>
    </section>
  );
}
