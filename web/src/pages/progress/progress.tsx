import { useEffect, useRef, useState } from "preact/hooks";
import { type Failed, useLoaded } from "../../api/load";
import { createAttempt, getProgress } from "../../api/rest";
import { setOf } from "../../live/plan";
import { keepWish } from "../../live/wish";
import { useBusy } from "../../ui/busy";
import { Button } from "../../ui/button";
import { Banner, capital, firstSentence, TopBar } from "../../ui/parts";
import { go, Link } from "../../ui/router";
import { Trouble, Waiting } from "../../ui/waiting";
import type { NextDrill, ProgressView, Trend } from "../../wire.gen";
import { drawScores } from "./plot";
import { dayText, fromText, headline, highest, hourOf, hoursText, latestOf, mannerDigits, togetherText, underline, unread, waitingText } from "./telling";
import "./progress.css";

function Scores({ trend, theirs }: { trend: Trend; theirs: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current ? drawScores(place.current, trend, theirs ? "their" : "your") : undefined), [trend, theirs]);
  return (
    <figure class="scores">
      <div ref={place} role="img" data-testid="scores" aria-label={`Scores of ${trend.points.length} attempts, the table below has them`} />
      <figcaption class="second">One dot an attempt, in their order. The line through a dot is the score’s own uncertainty.</figcaption>
      <div class="unseen">
        <table>
          <caption>Scores of {theirs ? "their" : "your"} attempts</caption>
          <tbody>
            {trend.points.map((p) => (
              <tr key={p.attempt_id}>
                <th scope="row">{new Date(p.created).toLocaleString("en-GB")}</th>
                <td>
                  {Math.round(p.value)}, likely {Math.round(p.low)} to {Math.round(p.high)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

const mannerNote = (theirs: boolean) => `Measured, not judged here: a habit is ${theirs ? "theirs" : "yours"}. The score has its bands in the report.`;
const WIDTH = 300;
const TALL = 40;

function Spark({ trend, most }: { trend: Trend; most: number }) {
  const x = (i: number) => 6 + (i / Math.max(1, trend.points.length - 1)) * (WIDTH - 12);
  const y = (value: number) => TALL - 6 - (value / most) * (TALL - 12);
  const path = trend.points.map((p, i) => `${i === 0 ? "M" : "L"}${x(i).toFixed(1)} ${y(p.value).toFixed(1)}`).join("");
  const last = trend.points.at(-1);
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${TALL}`} preserveAspectRatio="xMinYMid meet" aria-hidden="true">
      {trend.baseline !== null && <path d={`M0 ${y(trend.baseline)}H${WIDTH}`} stroke="var(--edge)" stroke-width="2" stroke-dasharray="4 4" />}
      <path d={path} fill="none" stroke="var(--act)" stroke-width="2.5" stroke-linejoin="round" />
      {last && <circle cx={x(trend.points.length - 1)} cy={y(last.value)} r="5" fill="var(--act)" />}
    </svg>
  );
}

function verdict({ gain, give_or_take }: Trend, digits: number): string {
  if (gain === null || give_or_take === null) return "Too few attempts to compare";
  if (Math.abs(gain) <= give_or_take) return `As before, give or take ${give_or_take.toFixed(digits)}`;
  return `${gain > 0 ? "Up" : "Down"} ${Math.abs(gain).toFixed(digits)}, give or take ${give_or_take.toFixed(digits)}`;
}

interface TrendsProps {
  title: string;
  trends: readonly Trend[];
  most: (trend: Trend) => number;
  digits: (trend: Trend) => number;
  note?: string;
}

function Trends({ title, trends, most, digits, note }: TrendsProps) {
  const shown = trends.filter((t) => t.points.length > 0);
  if (shown.length === 0) return null;
  return (
    <section>
      <h2 class="trends-title">{title}</h2>
      {note !== undefined && <p class="second">{note}</p>}
      <ul class="trends">
        {shown.map((t) => (
          <li key={t.id}>
            <b>{capital(t.name)}</b>
            <Spark trend={t} most={most(t)} />
            <span class="tabular">
              <b>{latestOf(t).toFixed(digits(t))}</b>
              <span class="second"> {fromText(t, digits(t))}</span>
            </span>
            <span class="second">{verdict(t, digits(t))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const DRILLS: Record<NextDrill["criterion"], string> = {
  structure: "Tell all of it, in order",
  concepts: "Use the ideas, do not name them",
  constraints: "Keep to what was asked",
  substance: "Put a figure to it",
  clarity: "Say the point first",
  delivery: "Slow down, leave silence",
};

function Next({ next }: { next: NextDrill }) {
  const [refused, setRefused] = useState("");
  const [busy, once] = useBusy();
  const start = async () => {
    const set = setOf(next.bank_id);
    if (set !== null) return go(`/sets/${encodeURIComponent(set)}`);
    const wanted = { bank_id: next.bank_id, question_ids: [next.question_id], profile_id: "", interviewer: null, keep_audio: false, microphone: true };
    const { attempt_id } = await createAttempt(wanted);
    keepWish(attempt_id, "voice");
    go(`/rehearse/${encodeURIComponent(attempt_id)}`);
  };
  return (
    <section class="next-drill" aria-labelledby="next-drill-title" data-testid="next-drill">
      <p class="next-kicker">Practise next</p>
      <h2 id="next-drill-title">{DRILLS[next.criterion]}</h2>
      <p>{next.reason}</p>
      {next.advice !== "" && (
        <p class="next-advice">
          What would have helped <Link to={`/report/${encodeURIComponent(next.attempt_id)}`}>your answer</Link>
          {next.asked !== "" && ` to “${firstSentence(next.asked)}”`} ({dayText(next.created)}) most: {next.advice}
        </p>
      )}
      <Button class="button go" data-testid="next-drill-start" off={busy} onClick={() => void once(() => start().catch((error: Error) => setRefused(error.message)))}>
        Start the drill
      </Button>
      {refused !== "" && <Banner tone="broken">{refused}</Banner>}
    </section>
  );
}

function Hours({ trend, theirs }: { trend: Trend; theirs: boolean }) {
  return (
    <section class="hours">
      <h2>When {theirs ? "they" : "you"} rehearse</h2>
      <p class="second">{hoursText(trend.points)}</p>
      <svg viewBox="0 0 400 104" role="img" aria-label="Scores by the hour of the day">
        <path d="M8 76H392M8 72v8M136 72v8M264 72v8M392 72v8" stroke="var(--edge)" fill="none" />
        {trend.points.map((p) => (
          <circle key={p.attempt_id} cx={8 + (hourOf(p.created) / 24) * 384} cy={66 - p.value * 0.56} r="5.5" fill="var(--act)" fill-opacity="0.75" />
        ))}
        {["00:00", "08:00", "16:00", "24:00"].map((hour, i) => (
          <text key={hour} x={8 + i * 128} y="100" text-anchor={i === 0 ? "start" : i === 3 ? "end" : "middle"} fill="var(--ink-2)" font-size="16">
            {hour}
          </text>
        ))}
      </svg>
    </section>
  );
}

interface WhoseProps {
  view: ProgressView;
  /** Who is asked for; `view` may still be another's. */
  wanted: string;
  failed: Failed | null;
  choose: (candidate: string) => void;
}

/** Whose progress is shown, where sets were assigned here; what was read before stays while nobody answers. */
function Whose({ view, wanted, failed, choose }: WhoseProps) {
  return (
    <>
      {view.candidates.length > 0 && (
        <label class="whose">
          <span class="second">Whose</span>{" "}
          <select value={wanted} onChange={(event) => choose(event.currentTarget.value)} data-testid="whose">
            <option value="">Yours</option>
            {view.candidates.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {view.candidate !== "" && view.candidate === wanted && togetherText(view.sets) !== "" && <p class="second">{togetherText(view.sets)}</p>}
      {failed !== null && (
        <Banner tone="broken">
          <p>{unread(wanted, view.candidate)}</p>
          <p>{failed.message}</p>
          {failed.unreached && <p>This page asks again every few seconds.</p>}
          <button type="button" class="button" onClick={failed.again}>
            Ask again now
          </button>
        </Banner>
      )}
    </>
  );
}

function Shown({ view, ...wanted }: WhoseProps) {
  const { overall, criteria, skills, manners, waiting, next } = view;
  const none = overall.points.length === 0;
  const theirs = view.candidate !== "";
  const whose = theirs ? "their" : "your";
  return (
    <main id="main" class={`page ${none ? "progress-soon" : "progress"}`} data-testid="progress" tabIndex={-1}>
      <header>
        <h1>{headline(overall, theirs)}</h1>
        <p class="lead">{underline(overall)}</p>
        <Whose view={view} {...wanted} />
      </header>
      {none && !theirs && (
        <Link to="/" class="button go big">
          Answer a question now
        </Link>
      )}
      {!none && (
        <>
          <aside aria-label="What next">
            {next !== null && !theirs && <Next next={next} />}
            <Hours trend={overall} theirs={theirs} />
            {waiting.length > 0 && (
              <section class="not-enough">
                <h2>Not enough yet</h2>
                <p class="second">{waitingText(waiting)} A line appears from three.</p>
              </section>
            )}
          </aside>
          <div class="plots">
            <Scores trend={overall} theirs={theirs} />
            <Trends title={`By criterion, level 0 to 3, ${whose} last three attempts against ${whose} first three`} trends={criteria} most={() => 3} digits={() => 1} />
            <Trends title="By skill, score of 100" trends={skills} most={() => 100} digits={() => 0} />
            <Trends title={`How ${theirs ? "they" : "you"} speak, against ${whose} own beginning`} trends={manners} most={highest} digits={mannerDigits} note={mannerNote(theirs)} />
          </div>
        </>
      )}
    </main>
  );
}

export function ProgressPage() {
  const [candidate, setCandidate] = useState("");
  const loaded = useLoaded(() => getProgress(candidate), candidate);
  const read = useRef<ProgressView | null>(null);
  if (loaded.state === "ready") read.current = loaded.value;
  const failed = loaded.state === "failed" ? loaded : null;
  return (
    <>
      <TopBar current="progress" />
      {read.current !== null ? (
        <Shown view={read.current} wanted={candidate} failed={failed} choose={setCandidate} />
      ) : (
        <main id="main" class="page progress-soon" tabIndex={-1}>
          <h1>Progress</h1>
          {failed !== null ? <Trouble failed={failed} title="Your attempts could not be read." /> : <Waiting>Reading your attempts …</Waiting>}
        </main>
      )}
    </>
  );
}
