import { useRef, useState } from "preact/hooks";
import { type Loaded, useLoaded } from "../../api/load";
import { createAttempt, getAttempts, SAMPLE } from "../../api/rest";
import { setOf } from "../../live/plan";
import { keepWish } from "../../live/wish";
import { useBusy } from "../../ui/busy";
import { Button } from "../../ui/button";
import { Banner, countText, TopBar } from "../../ui/parts";
import { go, Link } from "../../ui/router";
import { Trouble, Waiting } from "../../ui/waiting";
import type { AnswerView, AttemptSummary, AttemptView } from "../../wire.gen";
import { isPreview, whenText } from "../attempts/attempts";
import { Answer } from "./answer";
import { earlyText } from "./early";
import { type Ending, isPending, toldOf } from "./ending";
import { Exports } from "./exports";
import { KeptSound } from "./kept_sound";
import { type Again, leftNote, OfSet, sameQuestion, useSet, wayBack } from "./of_set";
import { useEndingOf, useReport } from "./reading";
import { AnnotatingContext } from "./remarks";
import { TAKE_PROFILE } from "../record/concepts";
import { otherTake, takeName, takesOf } from "./takes";
import { whenNeeded } from "../../ui/when_needed";
import "./report.css";
import { ReviewContext, useSeenReview } from "../review/seen";
import "./words.css";
import "./remarks.css";

function Overall({ attempt, ending }: { attempt: AttemptView; ending: Ending | null }) {
  const report = attempt.report;
  const overall = report?.overall ?? attempt.summary.overall;
  const scored = report?.scored ?? attempt.answers.filter((a) => a.scorecard?.overall != null).length;
  const open = report?.not_assessed ?? attempt.answers.length - scored;
  if (ending !== null) {
    return (
      <div class="overall" data-testid="overall">
        <b class="not-assessed-large">Being scored</b>
        <p>
          <span>{countText(scored, "answer")} scored so far</span>
        </p>
      </div>
    );
  }
  return (
    <div class="overall" data-testid="overall">
      {overall == null ? (
        <b class="not-assessed-large">Not assessed</b>
      ) : (
        <b class="tabular">
          {overall}
          <span class="unseen"> of 100</span>
        </b>
      )}
      <p>
        <span>
          {overall == null ? "No answer could be assessed" : `The mean of ${countText(scored, "answer")}`}
          {open > 0 && overall != null && `; ${countText(open, "answer")} not assessed`}
        </span>
        {report !== null && report.strengths.length > 0 && <span class="second">Strongest: {report.strengths.join(", ").toLowerCase()}</span>}
      </p>
    </div>
  );
}

function shortScore(answer: AnswerView): string {
  return answer.scorecard?.overall == null ? "not assessed" : String(answer.scorecard.overall);
}

interface TabsProps {
  answers: readonly AnswerView[];
  at: number;
  choose: (at: number) => void;
  ending: Ending | null;
}

function Tabs({ answers, at, choose, ending }: TabsProps) {
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (at + step + answers.length) % answers.length;
    choose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Answers" onKeyDown={move}>
      {answers.map((answer, i) => (
        <button
          key={answer.question.id}
          type="button"
          role="tab"
          id={`tab-${i}`}
          data-testid={`answer-${answer.question.id}`}
          aria-selected={i === at}
          aria-controls="answer-panel"
          tabIndex={i === at ? 0 : -1}
          title={answer.question.text}
          onClick={() => choose(i)}
        >
          <span class="second">Question {i + 1}</span>
          <b class="tabular">{isPending(answers, answer, ending) ? "being scored" : shortScore(answer)}</b>
        </button>
      ))}
    </div>
  );
}

/** A question of a bank once more, as this attempt was rehearsed. */
async function rehearse(attempt: AttemptView, bankId: string, questionId: string): Promise<void> {
  const mode = attempt.answers.every((a) => a.typed) ? "typed" : "voice";
  const { attempt_id } = await createAttempt({
    bank_id: bankId,
    question_ids: [questionId],
    profile_id: attempt.summary.profile_id,
    interviewer: null,
    keep_audio: attempt.has_audio,
    microphone: mode === "voice",
  });
  keepWish(attempt_id, mode);
  go(`/rehearse/${encodeURIComponent(attempt_id)}`);
}

/** One of a practice set from the set's page, where its attempts are counted, as long as there are any. */
function useAgain(attempt: AttemptView, ofSet: ReturnType<typeof useSet>, refuse: (error: Error) => void): Again {
  const { attempt_id, bank_id } = attempt.summary;
  const [busy, once] = useBusy();
  const say = (bankId: string, questionId: string) => void once(() => rehearse(attempt, bankId, questionId).catch(refuse));
  if (setOf(bank_id) === null) return { say: (questionId) => say(bank_id, questionId), busy, note: "", free: () => null };
  if (ofSet === null) return { say: null, busy, note: "", free: () => null };
  const { set, banks } = ofSet;
  const page = wayBack(set, attempt_id)?.page ?? `/sets/${encodeURIComponent(set.id)}`;
  const free = (text: string) => {
    const same = isPreview(set) ? null : sameQuestion(banks, text);
    return same && (() => say(same.bank, same.question));
  };
  return { say: isPreview(set) || set.attempts_left > 0 ? () => go(page) : null, busy, note: leftNote(set), free };
}

function Next({ attempt, again }: { attempt: AttemptView; again: Again }) {
  const report = attempt.report;
  if (report === null || report.next_drill === "" || attempt.answers.length < 2) return null;
  const question = attempt.answers.find((a) => a.question.id === report.next_drill)?.question.text ?? report.next_drill;
  const { say, busy } = again;
  const free = again.free(question);
  return (
    <section class="next" aria-labelledby="next-title">
      <h2 id="next-title">Practise next</h2>
      <p class="said">{question}</p>
      {report.next_drill_reason !== "" && <p class="second">{report.next_drill_reason}</p>}
      {say !== null && (
        <Button class="button" off={busy} onClick={() => say(report.next_drill)}>
          {setOf(attempt.summary.bank_id) === null ? "Start this drill" : "Back to the set"}
        </Button>
      )}
      {free !== null && (
        <Button class="button" off={busy} onClick={free}>
          Practise it outside of the set
        </Button>
      )}
    </section>
  );
}

/** All takes of this answer's question, oldest first; empty until they are known. */
function useTakes(attempt: AttemptView, answer: AnswerView | undefined): AttemptSummary[] {
  const attempts = useLoaded(getAttempts, attempt.summary.attempt_id);
  if (attempts.state !== "ready" || answer === undefined) return [];
  return takesOf(attempts.value, attempt.summary.bank_id, answer.question.id);
}

const LazyFilm = whenNeeded(() => import("../record/film").then((m) => m.FilmOf));
const LazyComparison = whenNeeded(() => import("./comparison").then((m) => m.Comparison));

/** What is waited for, in words; said once more when it has come. */
function Told({ attempt, ending }: { attempt: AttemptView; ending: Ending | null }) {
  const waited = useRef(false);
  waited.current ||= ending !== null;
  return (
    <p class={ending === null ? "unseen" : "being-scored second"} role="status" data-testid="being-scored">
      {toldOf(attempt, ending, waited.current)}
    </p>
  );
}

function Report({ attempt, ending }: { attempt: AttemptView; ending: Ending | null }) {
  const [at, setAt] = useState(0);
  const [refused, setRefused] = useState("");
  const id = attempt.summary.attempt_id;
  const answer = attempt.answers[at];
  const [other, setOther] = useState<string | null>(null);
  const comparing = useRef<HTMLButtonElement>(null);
  const compare = (attemptId: string | null) => {
    setOther(attemptId);
    if (attemptId === null) comparing.current?.focus();
  };
  const takes = useTakes(attempt, answer);
  const first = otherTake(takes, id);
  const ways = first && (
    <button ref={comparing} type="button" class="button" data-testid="compare" aria-expanded={other !== null} onClick={() => setOther(other === null ? first.attempt_id : null)}>
      Compare with {takeName(takes.indexOf(first)).toLowerCase()}
    </button>
  );
  const ofSet = useSet(attempt);
  const again = useAgain(attempt, ofSet, (error) => setRefused(error.message));
  const place = takes.findIndex((t) => t.attempt_id === id);
  const crumb = id === SAMPLE ? "A sample report" : [whenText(attempt.summary.created), attempt.answers.length === 1 && place >= 0 && takeName(place)].filter(Boolean).join(". ");
  const early = earlyText(attempt);
  return (
    <>
      <TopBar crumb={crumb} />
      <main id="main" class="page report" data-testid="report" tabIndex={-1}>
        <h1 class="unseen">Report</h1>
        {refused !== "" && <Banner tone="broken">{refused}</Banner>}
        {id === SAMPLE && (
          <Banner tone="quiet">
            Nobody said this: the answer is made up, and scored as yours would be. <Link to="/">Answer a question yourself</Link>
          </Banner>
        )}
        {!attempt.finished && ending === null && (
          <Banner tone="quiet">
            This rehearsal is not finished. <Link to={`/rehearse/${encodeURIComponent(id)}`}>Go on where it stopped</Link>
          </Banner>
        )}
        <Told attempt={attempt} ending={ending} />
        {ending === null && ofSet !== null && <OfSet set={ofSet.set} attemptId={id} />}
        <div class={`report-head ${attempt.answers.length === 1 ? "single" : ""}`}>
          {attempt.answers.length !== 1 && <Overall attempt={attempt} ending={ending} />}
          {attempt.answers.length > 1 && <Tabs answers={attempt.answers} at={at} choose={setAt} ending={ending} />}
          {early !== "" && (
            <p class="early second small" data-testid="early">
              {early}
            </p>
          )}
        </div>
        {answer === undefined ? (
          <p class="lead">{ending === null && "No question was answered. What was said stays in the record."}</p>
        ) : (
          <div id="answer-panel" role={attempt.answers.length > 1 ? "tabpanel" : undefined} aria-labelledby={attempt.answers.length > 1 ? `tab-${at}` : undefined}>
            <Answer key={answer.question.id} attemptId={id} pending={isPending(attempt.answers, answer, ending) ? ending : null} hasAudio={attempt.has_audio} answer={answer} over={attempt.finished} again={again} only={attempt.answers.length === 1} ways={ways} />
          </div>
        )}
        {other !== null && answer !== undefined && <LazyComparison takes={takes} earlierId={other} laterId={id} later={answer} choose={compare} />}
        {attempt.summary.profile_id === TAKE_PROFILE && ending === null && <LazyFilm attemptId={id} />}
        {ending === null && (
          <div class="report-foot">
            <Next attempt={attempt} again={again} />
            <Exports id={id} />
            <KeptSound id={id} kept={attempt.has_audio} filmed={attempt.summary.profile_id === TAKE_PROFILE} />
          </div>
        )}
      </main>
    </>
  );
}

/** The report before it is here, or where it will not come. */
function NotYet({ loaded, ending }: { loaded: Loaded<unknown>; ending: Ending | null }) {
  const failed = loaded.state === "failed" && !(ending !== null && loaded.unreached) ? loaded : null;
  const none = failed !== null && !failed.unreached;
  return (
    <>
      <TopBar />
      <main id="main" class="page report not-yet" data-testid={ending === null ? undefined : "report"} tabIndex={-1}>
        <h1>{none ? "There is no report to show." : "Your report"}</h1>
        {ending !== null && ending.question !== "" && <p class="said">{ending.question}</p>}
        {failed !== null ? <Trouble failed={failed} title="It cannot be read." way={{ to: "/attempts", name: "See your attempts" }} /> : <Waiting rules={6}>{ending?.text ?? "Reading the record …"}</Waiting>}
      </main>
    </>
  );
}

export function ReportPage({ attemptId }: { attemptId: string }) {
  const { ending: ended, written } = useEndingOf(attemptId);
  const { first, shown, changed, silenced } = useReport(attemptId, written);
  const ending = shown?.attempt.finished ? null : ended;
  const sample = attemptId === SAMPLE;
  const review = useSeenReview(sample ? "" : attemptId);
  const annotating = shown !== null && shown.attempt.finished && !sample ? { attemptId, remarks: shown.remarks, changed, silenced } : null;
  return (
    <AnnotatingContext.Provider value={annotating}>
      <ReviewContext.Provider value={review}>{shown === null ? <NotYet loaded={first} ending={ending} /> : <Report attempt={shown.attempt} ending={ending} />}</ReviewContext.Provider>
    </AnnotatingContext.Provider>
  );
}
