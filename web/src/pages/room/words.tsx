import { useLayoutEffect, useRef } from "preact/hooks";
import type { Interview } from "../../live/interview";
import { scrolling } from "../../ui/scrolling";

/** The last line into view, and the first one whole: the block moves by lines, never by a part of one. */
function scrollByLines(box: HTMLElement): void {
  const line = Number.parseFloat(getComputedStyle(box.firstElementChild ?? box).lineHeight);
  const hidden = box.scrollHeight - box.clientHeight;
  box.scrollTo({ top: hidden <= 0 || !line ? 0 : Math.ceil(hidden / line) * line, behavior: scrolling() });
}

/**
 * What the candidate has said: earlier stretches paler, the tentative tail dotted. Words that are set do not move.
 * `hearer`: who else than the coach listens, '' where nobody does.
 */
export function LiveWords({ interview, hearer }: { interview: Interview; hearer: string }) {
  const { answer, committed, tentative } = interview;
  const box = useRef<HTMLDivElement>(null);
  const speaking = committed !== "" || tentative !== "";
  const past = speaking ? answer : answer.slice(0, -1);
  const current = speaking ? "" : (answer.at(-1)?.text ?? "");
  useLayoutEffect(() => {
    if (box.current) scrollByLines(box.current);
  }, [answer.length, committed, tentative]);
  const empty = answer.length === 0 && !speaking;
  return (
    <section class="words" aria-labelledby="words-title">
      <h2 id="words-title">You, so far{hearer !== "" && `, as ${hearer} hears it`}</h2>
      <div class="words-box" ref={box} tabIndex={0} role="group" aria-label="Your answer so far">
        <p class="said" data-testid="transcript">
          {empty && <span class="third">Your words appear here as you say them.</span>}
          {past.map((utterance, i) => (
            <span key={i} class="past">
              {utterance.text}{" "}
            </span>
          ))}
          <span>{current}</span>
          <span>{committed}</span>
          {/^\s/.test(tentative) && " "}
          <span class="tentative">{tentative.trim()}</span>
        </p>
      </div>
    </section>
  );
}

/** While the interviewer has the floor: the candidate's last words, small. */
export function LastWords({ interview }: { interview: Interview }) {
  const last = interview.turns.findLast((turn) => turn.speaker === "candidate")?.text;
  const now = [...interview.answer.map((u) => u.text), interview.committed + interview.tentative].join(" ").trim();
  const text = now || last;
  if (!text) return null;
  return (
    <section class="words last" aria-labelledby="words-title">
      <h2 id="words-title">You, a moment ago</h2>
      <p class="said past" data-testid="transcript">
        {text.length > 260 ? `… ${text.slice(text.indexOf(" ", text.length - 260))}` : text}
      </p>
    </section>
  );
}
