import type { ComponentChildren } from "preact";
import { whoHears } from "../../voice/browser_recogniser";
import type { Likes } from "../../live/likes";
import type { LiveRehearsal, RehearsalView } from "../../live/rehearsal";
import { personNamed } from "../../ui/face/people";
import { Link } from "../../ui/router";
import { Caption } from "./caption";
import { Question } from "./question";
import { TypedAnswer } from "./typed";
import { LastWords, LiveWords } from "./words";

function countWords(view: RehearsalView): number {
  const { answer, committed } = view.interview;
  return [...answer.filter((u) => !u.typed).map((u) => u.text), committed].join(" ").split(/\s+/).filter(Boolean).length;
}

function SpeakingSide({ live, captions }: { live: LiveRehearsal; captions: boolean }) {
  const { interview, mode } = live.view;
  const { state, speech, showsQuestion } = interview;
  if (speech === null) return <h1 class="unseen">The rehearsal begins</h1>;
  const question = state?.question ?? null;
  const said = speech.sentences.map((s) => s.text).join(" ");
  const elsewhere = question !== null && !(captions && said.includes(question.text));
  const { pronoun } = personNamed(interview.interviewer);
  const because = state?.because ?? "";
  const below = question !== null && (
    <p class="second hint">
      {mode === "typed" ? "What you send now is taken as your answer." : `You can come in at any time. ${pronoun} stops when you speak.`}
    </p>
  );
  return (
    <div class="speaking-side" tabIndex={0} role="group" aria-label="What is being said">
      <h1 class="unseen">{interview.interviewer} speaks</h1>
      {because !== "" && (
        <p class="second because" data-testid="because">
          {pronoun} {because}.
        </p>
      )}
      {captions ? (
        <Caption live={live} speech={speech} below={below} />
      ) : (
        <div class="caption" data-testid="caption">
          <p class="caption-words">Listen.</p>
          {below}
        </div>
      )}
      {question !== null && showsQuestion && (
        <section class={elsewhere ? "words last" : "unseen"} aria-label="The question">
          <h2>The question</h2>
          <p class="said past" data-testid="question">
            {question.text}
          </p>
        </section>
      )}
      <LastWords interview={interview} />
    </div>
  );
}

/** 3, 2, 1: time to breathe in. */
function CountDown({ count, silent }: { count: number; silent: boolean }) {
  return (
    <section class="gate counting">
      <h1 class="unseen">{silent ? "The recording begins" : "The rehearsal begins"}</h1>
      <p class="count" key={count} data-testid="count" aria-hidden="true">
        {count}
      </p>
      <p class="lead">{silent ? "Breathe in. Then explain." : "The first question comes now. Breathe in."}</p>
    </section>
  );
}

function Over({ attemptId }: { attemptId: string }) {
  return (
    <section class="gate">
      <h1>That was the last word.</h1>
      <p class="lead">Your answers are scored. The report opens by itself.</p>
      <Link to={`/report/${encodeURIComponent(attemptId)}`} class="button go big">
        See the report
      </Link>
    </section>
  );
}

interface SideProps {
  live: LiveRehearsal;
  typing: boolean;
  gate: ComponentChildren;
  likes: Likes;
}

/** What is asked and what is said, or what comes before and after. */
export function Side({ live, typing, gate, likes }: SideProps) {
  const { view } = live;
  const { interview, phase } = view;
  const state = interview.state;
  const typed = view.mode === "typed";
  if (phase === "joining") return <h1 class="opening second later">Opening the room …</h1>;
  if (phase === "waiting" && !interview.finished) return <>{gate}</>;
  if (phase === "beginning" && view.count === 0) return <h1 class="opening second later">Opening the microphone …</h1>;
  if (view.count > 0) return <CountDown count={view.count} silent={interview.silent} />;
  if (interview.finished) return <Over attemptId={interview.attemptId} />;
  const speaking = state?.floor === "speaking" && interview.speech !== null && !interview.silent;
  return (
    <>
      {speaking || state === null ? (
        <SpeakingSide live={live} captions={likes.captions || view.soundless} />
      ) : (
        <>
          <Question
            live={live}
            state={state}
            words={typed ? null : countWords(view)}
            meter={likes.meter}
            shown={interview.showsQuestion}
          />
          {!typed || interview.answer.length > 0 ? <LiveWords interview={interview} hearer={view.byBrowser ? whoHears(navigator.userAgent) : ""} /> : null}
        </>
      )}
      {(typed || typing) && <TypedAnswer attemptId={interview.attemptId} question={state?.question?.text ?? ""} disabled={state?.floor === "ended"} focus={typing || !speaking} unsent={live.view.unsent} send={(text) => live.type(text)} typing={() => live.typing()} />}
    </>
  );
}
