import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLoaded } from "../../api/load";
import { getBanks, getProfiles } from "../../api/rest";
import { beginAttempt, start } from "../../live/plan";
import { Avatar, type FaceInput } from "../../ui/avatar";
import { ownRecogniser } from "../../voice/browser_recogniser";
import { PEOPLE, type Person } from "../../ui/face/people";
import { readingAloud } from "../../ui/face/reading";
import { Button } from "../../ui/button";
import { Banner, firstSentence, TopBar } from "../../ui/parts";
import { Link } from "../../ui/router";
import type { BankQuestionView, Part, Status } from "../../wire.gen";
import { type Choice, firstChoice, limitOf, newAttempt, quickAttempt, quickQuestion, recogniser, summaryOf } from "./choice";
import "./home.css";
import { privacyText } from "./privacy";
import { Readiness, useStatus } from "./readiness";
import { Setup } from "./setup";
import { Strip } from "./strip";

const EXAMPLE = "Walk me through a time the guidelines were unclear.";

/** The interviewer asks once, without a sound. */
function Picture({ words, person }: { words: string; person: Person }) {
  const [speaking, setSpeaking] = useState(true);
  const ending = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const input = useMemo<FaceInput>(() => {
    const { visemes, seconds } = readingAloud(words);
    const begun = performance.now() / 1000 + 0.6;
    setSpeaking(true);
    clearTimeout(ending.current);
    ending.current = setTimeout(() => setSpeaking(false), (seconds + 1.2) * 1000);
    return { speaking: () => ({ visemes, seconds: performance.now() / 1000 - begun }), level: () => 0.5 };
  }, [words, person]);
  useEffect(() => () => clearTimeout(ending.current), []);
  return (
    <figure class="portrait">
      <div class={`room-picture ${person.room}`}>
        <Avatar person={person} mood={speaking ? "speaking" : "listening"} input={input} />
      </div>
      <figcaption>
        <b>{person.name} {speaking ? "is speaking" : "is listening"}</b>
        <span class="said">{words}</span>
      </figcaption>
    </figure>
  );
}

const inWords: Readonly<Record<number, string>> = { 60: "Sixty seconds", 75: "Seventy-five seconds", 90: "Ninety seconds", 120: "Two minutes" };

/** How long the first minute takes, e.g. "Ninety seconds, no account." */
function quickText(question: BankQuestionView | undefined): string {
  const limit = question === undefined ? null : limitOf(question);
  if (limit === null) return "One question, no account.";
  return `${inWords[limit] ?? `${limit} seconds`}, no account.`;
}

function useOptions() {
  return useLoaded(async () => {
    const [banks, profiles] = await Promise.all([getBanks(), getProfiles()]);
    return { banks, profiles };
  });
}

function useChoice(hearing: Part | undefined) {
  const options = useOptions();
  const [choice, setChoice] = useState<Choice | null>(null);
  useEffect(() => {
    if (options.state === "ready") setChoice(firstChoice(options.value.banks, options.value.profiles));
  }, [options.state]);
  useEffect(() => {
    if (hearing?.ready === "missing" && choice?.mode === "voice") setChoice((now) => now && { ...now, mode: "typed" });
  }, [hearing?.ready, choice?.mode]);
  return { choice, setChoice, options };
}

interface PitchProps {
  status: Status | null;
  hearing: Part | undefined;
  question: BankQuestionView | undefined;
  starting: boolean;
  loading: boolean;
  trouble: string;
  answerNow: () => void;
}

/** The sentence, the button, and what becomes of the voice. */
function Pitch({ status, hearing, question, starting, loading, trouble, answerNow }: PitchProps) {
  return (
    <section class="pitch">
      <h1>
        Answer it once <br />
        tonight, before <br />
        it counts tomorrow.
      </h1>
      <p class="lead">
        An interviewer asks you a question aloud. You answer. You see which sentence did what, and the one change that would help
        most.
      </p>
      <div class="calls">
        <Button class="button go big" data-testid="answer-now" off={question === undefined || starting} onClick={answerNow}>
          {starting ? "Opening the room …" : "Answer a question now"}
        </Button>
        <Link to="/sample" class="button plain underlined">
          Read a sample report first
        </Link>
      </div>
      {trouble !== "" && <Banner tone="broken">{trouble}</Banner>}
      <p class="second promise" data-testid="privacy">
        {loading ? "Looking for questions …" : `${quickText(question)} ${privacyText(status, hearing?.ready, window.location.hostname)}`}
      </p>
    </section>
  );
}

export function HomePage() {
  const { status, unreached } = useStatus();
  const hearing = recogniser(status?.parts ?? []);
  const { choice, setChoice, options } = useChoice(hearing);
  const [starting, setStarting] = useState(false);
  const [refused, setRefused] = useState("");
  const question = choice === null ? undefined : quickQuestion(choice.bank);
  const beginning = hearing?.ready === "missing" && ownRecogniser() !== null ? "when asked" : "at once";
  const press = async (begin: () => Promise<void>) => {
    if (starting) return;
    setStarting(true);
    setRefused("");
    await begin().catch((error: Error) => setRefused(error.message));
    setStarting(false);
  };
  const answerNow = () => {
    if (choice !== null && question !== undefined && options.state === "ready") void press(() => beginAttempt(quickAttempt(choice, options.value.profiles, question), beginning));
  };
  const blocked = choice === null || choice.questions.length === 0 || starting;
  const trouble = refused || unreached || (options.state === "failed" ? options.message : "");
  return (
    <>
      <TopBar current="rehearse" />
      <main id="main" tabIndex={-1}>
        <div class="hero">
          <Pitch
            status={status}
            hearing={hearing}
            question={question}
            starting={starting}
            loading={choice === null && trouble === ""}
            trouble={trouble}
            answerNow={answerNow}
          />
          <Picture words={firstSentence(question?.text ?? EXAMPLE)} person={PEOPLE[choice?.speaker ?? "adaeze"]} />
        </div>
        <Strip />
        {options.state === "ready" && choice !== null && (
          <Setup banks={options.value.banks} profiles={options.value.profiles} choice={choice} hearing={hearing} models={status?.local_models ?? []} change={(changed) => setChoice((now) => now && { ...now, ...changed })}>
            <p class="second" aria-live="polite">
              {choice.questions.length === 0 ? "Choose at least one question." : summaryOf(choice)}
            </p>
            <Button class="button go big" data-testid="start" off={blocked} onClick={() => choice && void press(() => start(newAttempt(choice), beginning))}>
              {starting ? "Opening the room …" : "Start the rehearsal"}
            </Button>
          </Setup>
        )}
        {unreached === "" && <Readiness status={status} />}
      </main>
    </>
  );
}
