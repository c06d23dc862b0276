import type { Mode } from "../../live/rehearsal";
import { Button } from "../../ui/button";
import { ownRecogniser, whoHears } from "../../voice/browser_recogniser";

interface GateProps {
  /** Where an interrupted rehearsal goes on. */
  stopped: "no" | "between" | "in an answer";
  /** Nobody asks: one records oneself. */
  silent: boolean;
  /** Speech can be recognised now. */
  hears: boolean;
  warming: boolean;
  begin: (mode: Mode, byBrowser?: boolean) => void;
}

/** Before the first word: browsers let sound out only after a click or a key. */
export function Gate({ stopped, silent, hears, warming, begin }: GateProps) {
  const resumed = stopped !== "no";
  const verb = resumed ? "Go on" : "Begin";
  return (
    <section class="gate">
      <h1>{resumed ? "You can go on where you stopped." : "The room is ready."}</h1>
      <p class="lead">
        {stopped === "in an answer"
          ? "What you said so far is kept, and the rehearsal waits. Your answer goes on where it stopped; there is time to begin again."
          : resumed
            ? "Everything you said so far is kept. The first question without an answer comes next."
            : silent
              ? "The question stands here once you begin. Speak until you are done, or until its time is over."
              : "The interviewer speaks first. You can come in at any time."}
      </p>
      {!hears && (
        <p class="second" role="status">
          {warming
            ? "The recogniser is still warming up. Wait a moment for your voice, or type."
            : "Speech cannot be recognised here just now, so your answers are typed. They are scored all the same."}
        </p>
      )}
      {!hears && !warming && ownRecogniser() !== null && (
        <p class="second" id="who-hears">
          This browser can recognise speech too. It then sends your voice to {whoHears(navigator.userAgent)}, which writes it down; the
          coach gets the words only. Hesitations are lost on the way, so delivery is not assessed.
        </p>
      )}
      <div class="calls">
        {(hears || warming) && (
          <Button class="button go big" data-testid="begin-voice" off={!hears} onClick={() => begin("voice")}>
            {verb} by voice
          </Button>
        )}
        {!hears && !warming && ownRecogniser() !== null && (
          <button type="button" class="button big" data-testid="begin-browser" aria-describedby="who-hears" onClick={() => begin("voice", true)}>
            {verb} by voice, {whoHears(navigator.userAgent)} listens
          </button>
        )}
        <button type="button" class={`button big ${hears || warming ? "" : "go"}`} data-testid="begin-typed" onClick={() => begin("typed")}>
          {verb} by typing
        </button>
      </div>
    </section>
  );
}
