import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLoaded } from "../../api/load";
import { getBanks, getProfiles } from "../../api/rest";
import { start } from "../../live/plan";
import { Avatar, type FaceInput } from "../../ui/avatar";
import { PEOPLE, type Person } from "../../ui/face/people";
import { readingAloud } from "../../ui/face/reading";
import { Banner, countText, firstSentence, TopBar } from "../../ui/parts";
import { askedCount, type Choice, firstChoice, newAttempt, recogniser } from "./choice";
import "./home.css";
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
        <b>{person.name} {speaking ? "asks" : "is listening"}</b>
        <span class="said">{words}</span>
      </figcaption>
    </figure>
  );
}

function summaryOf(choice: Choice): string {
  const questions = countText(askedCount(choice), "question");
  const from = choice.bank.title;
  const how = choice.mode === "voice" ? "by voice" : "typed";
  return `${questions.charAt(0).toUpperCase()}${questions.slice(1)} from ${from}, ${how}.`;
}

function useChoice(): { choice: Choice | null; setChoice: (c: Choice) => void; options: ReturnType<typeof useOptions> } {
  const options = useOptions();
  const [choice, setChoice] = useState<Choice | null>(null);
  useEffect(() => {
    if (options.state === "ready") setChoice(firstChoice(options.value.banks, options.value.profiles));
  }, [options.state]);
  return { choice, setChoice, options };
}

function useOptions() {
  return useLoaded(async () => {
    const [banks, profiles] = await Promise.all([getBanks(), getProfiles()]);
    return { banks, profiles };
  });
}

export function HomePage() {
  const { choice, setChoice, options } = useChoice();
  const { status, unreached } = useStatus();
  const [starting, setStarting] = useState(false);
  const [refused, setRefused] = useState("");
  const hearing = recogniser(status?.parts ?? []);
  useEffect(() => {
    if (hearing?.ready === "missing" && choice?.mode === "voice") setChoice({ ...choice, mode: "typed" });
  }, [hearing?.ready, choice?.mode]);
  const press = async () => {
    if (choice === null || starting) return;
    setStarting(true);
    setRefused("");
    await start(newAttempt(choice)).catch((error: Error) => setRefused(error.message));
    setStarting(false);
  };
  const blocked = choice === null || choice.questions.length === 0 || starting;
  const trouble = refused || unreached || (options.state === "failed" ? options.message : "");
  const asked = choice?.bank.questions.find((q) => q.id === choice.questions[0])?.text ?? EXAMPLE;
  return (
    <>
      <TopBar current="rehearse" />
      <main id="main" tabIndex={-1}>
        <div class="hero">
          <section class="pitch">
            <h1>Answer it once tonight, before it counts tomorrow.</h1>
            <p class="lead">
              An interviewer asks you a question aloud. You answer. You see which sentence did what, and the one change that would
              help most.
            </p>
            <div class="calls">
              <button type="button" class="button go big" data-testid="start" disabled={blocked} onClick={press}>
                {starting ? "Opening the room …" : "Start the rehearsal"}
              </button>
              <a class="button plain underlined" href="#setup">
                Choose what to rehearse
              </a>
            </div>
            {trouble !== "" && <Banner tone="broken">{trouble}</Banner>}
            <p class="second" aria-live="polite">
              {choice === null ? "Looking for questions …" : choice.questions.length === 0 ? "Choose at least one question." : summaryOf(choice)}{" "}
              No account. Speech is recognised on the computer that serves this page.
            </p>
          </section>
          <Picture words={firstSentence(asked)} person={PEOPLE[choice?.speaker ?? "adaeze"]} />
        </div>
        <Strip />
        {options.state === "ready" && choice !== null && (
          <Setup banks={options.value.banks} profiles={options.value.profiles} choice={choice} hearing={hearing} change={setChoice} />
        )}
        <div class="below">
          <Readiness status={status} />
          <button type="button" class="button go" data-testid="start-below" disabled={blocked} onClick={press}>
            Start the rehearsal
          </button>
        </div>
      </main>
    </>
  );
}
