import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { audioUrl, SAMPLE } from "../../api/rest";
import { useLikes } from "../../live/likes";
import { Button } from "../../ui/button";
import { capital } from "../../ui/parts";
import { scrolling } from "../../ui/scrolling";
import type { AnswerView, Scorecard } from "../../wire.gen";
import { Concepts, Counts, Findings, FindingsToCome } from "./findings";
import { CoachSays } from "../review/seen";
import { overlapsText } from "./bands";
import { changeShown, type Edit, edits } from "./edits";
import type { Ending } from "./ending";
import { commandOf, shuttled, wordBeside } from "./keys";
import { AnswerLine } from "./line";
import { playOrPause, type Recording, useRecording } from "./listening";
import type { Again } from "./of_set";
import { NO_SELECTION, type Selection } from "./selection";
import { Transcript } from "./transcript";

/** Where the score will stand. */
function Unscored() {
  return (
    <div class="score">
      <p class="not-assessed">
        <b>Being scored</b>
      </p>
    </div>
  );
}

/** Why an answer has no scorecard. `over`: its rehearsal is finished. */
export function unscoredText(said: boolean, over: boolean): string {
  if (said) return over ? "This answer was not scored." : "It is scored once it is finished.";
  return over ? "Nothing was said to this question." : "There was no answer to this question yet.";
}

/** The number with its band, its interval and what held it back. Not assessed is said, never shown as zero. */
function Score({ card, unscored, testid }: { card: Scorecard | null; unscored: string; testid?: string }) {
  if (card === null || card.overall === null) {
    return (
      <div class="score" data-testid={testid}>
        <p class="not-assessed">
          <b>Not assessed</b>
          <span class="second">{card?.not_assessed ?? unscored}</span>
        </p>
      </div>
    );
  }
  const { overall, band, interval, ceilings } = card;
  return (
    <div class="score" data-testid={testid}>
      <div class="score-number">
        <b class="tabular">{overall}</b>
        <span>
          {band && capital(band.name)}
          {interval && (
            <small class="tabular">
              {interval[0]} to {interval[1]}
            </small>
          )}
        </span>
      </div>
      {ceilings.map((ceiling) => (
        <p key={ceiling.reason} class="second small">
          {overall >= ceiling.limit ? "Held at" : "At most"} {ceiling.limit}: {ceiling.reason}
        </p>
      ))}
    </div>
  );
}

function Compared({ question, sentences, stronger }: { question: AnswerView["question"]; sentences: AnswerView["sentences"]; stronger: string }) {
  if (!question.beginner && !question.expert && stronger === "") return null;
  return (
    <section class="compared" aria-label="Example answers">
      {stronger !== "" && (
        <details>
          <summary>Your answer, made stronger</summary>
          <Edited edits={edits([...sentences], stronger)} />
          <p class="second small">Your own words: what is struck goes. What stands in brackets only you can fill in.</p>
        </details>
      )}
      {question.beginner && (
        <details>
          <summary>How a beginner might answer</summary>
          <p class="said">{question.beginner}</p>
        </details>
      )}
      {question.expert && (
        <details>
          <summary>How an expert might answer</summary>
          <p class="said">{question.expert}</p>
        </details>
      )}
    </section>
  );
}

const LONG_QUESTION = 90;

interface AnswerProps {
  attemptId: string;
  hasAudio: boolean;
  answer: AnswerView;
  /** Its rehearsal is finished. */
  over: boolean;
  /** Its last words are being written down, and it is scored then. */
  pending: Ending | null;
  again: Again;
  /** The only answer of its attempt: its score is the attempt's. */
  only: boolean;
  /** Further buttons below the findings. */
  ways: ComponentChildren;
}

function scrollToFirst(selection: Selection): void {
  const first = Math.min(...selection.earned, ...selection.lost);
  if (Number.isFinite(first)) document.querySelector(`[data-sentence="${first}"]`)?.scrollIntoView({ block: "nearest", behavior: scrolling() });
}

function focusSentence(index: number): void {
  document.querySelector<HTMLElement>(`[data-sentence="${index}"]`)?.focus();
}

/** The editor's keys over the whole page of an answer; outside its text arrows scroll as everywhere. */
function useKeys(answer: AnswerView, recording: Recording | null, focused: number | null, letters: boolean, correct: (sentence: number) => void): void {
  const obey = (event: KeyboardEvent) => {
    const on = event.target as HTMLElement;
    if (event.key.startsWith("Arrow") && on.closest("[data-sentence]") === null) return;
    const command = commandOf({ key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, altKey: event.altKey, tag: on.tagName.toLowerCase(), role: on.getAttribute("role") }, letters);
    if (command === null || answer.sentences.length === 0) return;
    const here = recording?.at ?? answer.sentences[focused ?? 0]?.start ?? 0;
    if (command === "sentence_back" || command === "sentence_on") {
      const next = focused === null ? 0 : focused + (command === "sentence_on" ? 1 : -1);
      focusSentence(Math.max(0, Math.min(answer.sentences.length - 1, next)));
    } else if (command === "correct") correct(focused ?? 0);
    else if (recording === null) return;
    else if (command === "word_back" || command === "word_on") recording.moveTo(wordBeside(answer.sentences, here, command === "word_on" ? 1 : -1));
    else if (command === "toggle") playOrPause(recording, answer.sentences[focused ?? 0]?.start ?? here);
    else if (command === "back" || command === "rest" || command === "on") recording.shuttle(shuttled(recording.speed, command));
    else return;
    event.preventDefault();
  };
  const latest = useRef(obey);
  latest.current = obey;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

/** What the answer would score with the change made and all else as it is, where that can be computed. */
function Reached({ card }: { card: Scorecard }) {
  const reached = card.changes[0]?.overall ?? null;
  if (reached === null || card.overall === null || reached <= card.overall) return null;
  return (
    <p class="reached tabular" data-testid="reached">
      <span>{card.overall}</span>
      <span aria-label="to">→</span>
      <b>{reached}</b>
      <small>with this put right</small>
    </p>
  );
}

/** Words as they are edited: what goes is struck, what comes is bold. */
function Edited({ edits: shown }: { edits: readonly Edit[] }) {
  return (
    <p class="said edited">
      {shown.map((edit, i) => (edit.kind === "out" ? <del key={i}>{edit.text} </del> : edit.kind === "in" ? <ins key={i}>{edit.text} </ins> : <span key={i}>{edit.text} </span>))}
    </p>
  );
}

/** How the answer could be said once more, and what that costs. */
function Ways({ question, again }: { question: AnswerView["question"]; again: Again }) {
  const { say, note, busy } = again;
  const free = again.free(question.text);
  return (
    <div class="again">
      {say !== null && (
        <Button class="button go" off={busy} onClick={() => say(question.id)}>
          Say it again this way
        </Button>
      )}
      {note !== "" && <p class="second small">{note}</p>}
      {free !== null && (
        <Button class="button" data-testid="free" off={busy} onClick={free}>
          Practise it outside of the set
        </Button>
      )}
    </div>
  );
}

function Change({ card, answer, again }: { card: Scorecard; answer: AnswerView; again: Again }) {
  const { question, sentences } = answer;
  if (card.one_change === "") return null;
  const shown = changeShown([...sentences], card.stronger, card.changes[0]);
  return (
    <section class="one-change" aria-labelledby="change-title">
      <div>
        <h3 id="change-title">The one change that helps most</h3>
        {shown.length > 0 && <Edited edits={shown} />}
        <p class={shown.length > 0 ? "change-why" : "said"}>{card.one_change}</p>
      </div>
      <Reached card={card} />
      <Ways question={question} again={again} />
    </section>
  );
}

export function Answer({ attemptId, hasAudio, answer, over, pending, again, only, ways }: AnswerProps) {
  const [pressed, setPressed] = useState(NO_SELECTION);
  const [glimpse, setGlimpse] = useState<Selection | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const card = answer.scorecard;
  const assessed = card === null || card.overall === null ? null : card;
  const from = answer.sentences[0]?.start ?? 0;
  const to = answer.sentences.at(-1)?.end ?? from;
  const timed = !answer.typed && to > from;
  const recording = useRecording(hasAudio && timed && pending === null ? audioUrl(attemptId) : null, from, to);
  const [mending, setMending] = useState<number | null>(null);
  const [{ letterKeys }] = useLikes();
  useKeys(answer, recording, focused, letterKeys, (sentence) => {
    setFocused(sentence);
    setMending(sentence);
  });
  const choose = (next: Selection) => {
    setPressed(next);
    scrollToFirst(next);
  };
  const selection = glimpse ?? pressed;
  const finding = { typed: answer.typed, selection: pressed, choose, glimpse: setGlimpse, cited: focused };
  const asked = card?.constraints.map((c) => c.asked).join(", ") ?? "";
  const listen = (sentence: number) => {
    focusSentence(sentence);
    recording?.playFrom(answer.sentences[sentence]?.start ?? from);
  };
  return (
    <article class="answer">
      <header class="answer-head">
        <div>
          <h2 class={`said ${answer.question.text.length > LONG_QUESTION ? "long-question" : ""}`}>{answer.question.text}</h2>
          {asked !== "" && <p class="second">Asked for: {asked}.</p>}
        </div>
        {pending === null ? <Score card={card} unscored={unscoredText(answer.sentences.length > 0, over)} testid={only ? "overall" : "answer-score"} /> : <Unscored />}
      </header>
      {card !== null && <Change card={card} answer={answer} again={again} />}
      {timed && <AnswerLine answer={answer} recording={recording} kept={hasAudio || pending !== null || attemptId === SAMPLE} choose={listen} />}
      <div class="columns">
        <Transcript answer={answer} over={over} letterKeys={letterKeys} selection={selection} focused={focused} recording={recording} focus={setFocused} mending={mending} mend={setMending} coming={pending?.coming ?? null} />
        <aside class="findings" aria-label="Findings">
          <CoachSays answer={answer} hear={recording?.playFrom ?? null} />
          {card !== null && <Findings {...finding} card={card} unjudged={answer.unjudged} ways={ways} />}
          {pending !== null && <FindingsToCome />}
        </aside>
        <div class="more">
          {assessed !== null && <Concepts {...finding} card={assessed} />}
          {assessed !== null && <Counts {...finding} card={assessed} overlaps={overlapsText(answer)} />}
          {card !== null && <Compared question={answer.question} sentences={answer.sentences} stronger={card.stronger} />}
        </div>
      </div>
    </article>
  );
}
