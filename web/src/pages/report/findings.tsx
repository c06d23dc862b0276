import type { ComponentChildren } from "preact";
import { capital, countText, Levels, Mark } from "../../ui/parts";
import type { Criterion, Evidence, Opinion, Scorecard } from "../../wire.gen";
import { useCoachLevel } from "../review/seen";
import { hesitationsText, pausesText } from "./bands";
import { ThisIsWrong } from "./remarks";
import { NO_SELECTION, select, type Selection } from "./selection";

interface Pointing {
  /** The finding that is pressed. */
  selection: Selection;
  choose: (selection: Selection) => void;
  /** The finding under the pointer or the focus, null when there is none. */
  glimpse: (selection: Selection | null) => void;
  /** The sentence that has the focus. */
  cited: number | null;
}

interface FindingsProps extends Pointing {
  card: Scorecard;
  typed: boolean;
}

interface FindingProps extends Pointing {
  id: string;
  earned: readonly Evidence[];
  lost?: readonly Evidence[];
  class?: string;
  children: ComponentChildren;
}

/** A line that shows its sentences on hover and focus, and keeps them when it is pressed; text where it rests on none. */
function Finding(props: FindingProps) {
  const { id, earned, lost = [], selection, choose, glimpse, cited, children } = props;
  const evidence = [...earned, ...lost];
  const cites = cited !== null && evidence.some((e) => e.sentences.includes(cited));
  const name = `finding ${props.class ?? ""} ${cites ? "cites" : ""}`;
  if (!evidence.some((e) => e.sentences.length > 0)) return <div class={name}>{children}</div>;
  const on = selection.key === id;
  const show = () => glimpse(select(id, earned, lost));
  const hide = () => glimpse(null);
  return (
    <button
      type="button"
      class={name}
      aria-pressed={on}
      data-testid={`finding-${id}`}
      onClick={() => choose(on ? NO_SELECTION : select(id, earned, lost))}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
    >
      {children}
      {cites && <span class="unseen"> (cites the sentence you are at)</span>}
    </button>
  );
}

function Quotes({ title, evidence }: { title: string; evidence: readonly Evidence[] }) {
  const told = evidence.filter((e) => e.quote !== "" || e.note !== "");
  if (told.length === 0) return null;
  return (
    <div class="quotes">
      <span class="second small">{title}</span>
      <ul>
        {told.slice(0, 6).map((e, i) => (
          <li key={i}>
            {e.quote !== "" && <q class="said">{e.quote}</q>} {e.note !== "" && <span class="second">{e.note}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

const OUTCOME = { true: "kept", false: "broken", null: "open" } as const;
const OUTCOME_WORD = { kept: "kept", broken: "broken", open: "not assessed" } as const;

function Demands({ card, ...pointing }: FindingsProps) {
  if (card.constraints.length === 0) return null;
  return (
    <section aria-labelledby="demands-title">
      <h2 id="demands-title">What was asked</h2>
      <ul class="demand-list">
        {card.constraints.map((result, i) => {
          const outcome = OUTCOME[String(result.satisfied) as keyof typeof OUTCOME];
          const lost = result.satisfied === false;
          return (
            <li key={i}>
              <Finding id={`demand-${i}`} earned={lost ? [] : result.evidence} lost={lost ? result.evidence : []} {...pointing} class={`demand ${outcome}`}>
                <Mark kind={outcome} />
                <span>
                  <b>
                    {capital(result.asked)}: {OUTCOME_WORD[outcome]}
                  </b>
                  <span class="second">{capital(result.measured)}</span>
                </span>
              </Finding>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const MOVED = / In the judge’s opinion .*$/;

/** The model's name as people say it, of "ollama/llama3.2, clarity 1". */
export const judgeName = (judge: string): string => judge.split(",")[0]?.split("/").at(-1) || "the model";

/** What a language model thinks, apart from what was found. */
function OpinionOn({ opinion, judge }: { opinion: Opinion; judge: string }) {
  return (
    <span class="opinion">
      <b>Opinion</b> <Levels level={opinion.level} /> <span class="second">by {judgeName(judge)}</span>
    </span>
  );
}

const inMidSentence = (reason: string): string => reason.charAt(0).toLowerCase() + reason.slice(1);

/** `at`: its place in the list, which fills from the top. */
function CriterionRow({ criterion, card, at, ...pointing }: Pointing & { criterion: Criterion; card: Scorecard; at: number }) {
  const { id, name, level, reason, earned, lost } = criterion;
  const key = `criterion-${id}`;
  const questionId = card.question_id;
  const coach = useCoachLevel(questionId, id);
  const opinion = card.opinions.find((o) => o.criterion === id);
  return (
    <li class="arriving" style={{ animationDelay: `${at * 50}ms` }}>
      <Finding id={key} earned={earned} lost={lost} {...pointing} class="criterion">
        <b>{name}</b>
        {level === null ? <span class="second wide">Not assessed: {inMidSentence(reason)}</span> : <Levels level={level} />}
        {level !== null && <span class="second">{capital(reason.replace(MOVED, ""))}</span>}
        {opinion !== undefined && <OpinionOn opinion={opinion} judge={card.judge} />}
        {coach !== null && (
          <span class="coach-level">
            <Levels level={coach.level} /> <span class="second">says {coach.coach}</span>
          </span>
        )}
      </Finding>
      {pointing.selection.key === key && (
        <>
          <Quotes title="What earned it" evidence={earned} />
          <Quotes title="What it lost by" evidence={lost} />
          {opinion !== undefined && <Quotes title="What the opinion rests on" evidence={[{ sentences: opinion.sentences, quote: opinion.quote, start: null, end: null, note: "" }]} />}
          <p class="quotes">
            <ThisIsWrong questionId={questionId} finding={`criterion:${id}`} claim={capital(reason)} />
          </p>
        </>
      )}
    </li>
  );
}

function Criteria({ card, unjudged, ...pointing }: FindingsProps & { unjudged: string }) {
  return (
    <section aria-labelledby="built-title">
      <h2 id="built-title">How it was built</h2>
      <ul class="lines" data-testid="criteria">
        {card.criteria.map((criterion, i) => (
          <CriterionRow key={criterion.id} at={i} {...pointing} criterion={criterion} card={card} />
        ))}
      </ul>
      {unjudged !== "" && (
        <p class="second" data-testid="unjudged">
          {unjudged}
        </p>
      )}
    </section>
  );
}

export function Concepts({ card, ...pointing }: FindingsProps) {
  if (card.concepts.length === 0) return null;
  return (
    <section aria-labelledby="concepts-title">
      <h2 id="concepts-title">Ideas a strong answer uses</h2>
      <ul class="lines" data-testid="concepts">
        {card.concepts.map((concept) => (
          <li key={concept.name}>
            <Finding id={`concept-${concept.name}`} earned={concept.evidence} {...pointing} class="concept">
              <Mark kind={concept.used ? "kept" : concept.mentioned ? "warn" : "open"} />
              <b>{capital(concept.name)}</b>
              <span class="second">{concept.used ? "used" : concept.mentioned ? "named, not used" : "not there"}</span>
            </Finding>
          </li>
        ))}
      </ul>
    </section>
  );
}

function rate(value: number | null, unit: string): string {
  return value === null ? "" : `${Math.round(value * 10) / 10} ${unit}`;
}

/** Voice that the recogniser gave no words for: perhaps a filler, never counted as one. Told with how sure it is that it was a voice. */
function unworded(gaps: Scorecard["delivery"]["voiced_gaps"]): string {
  const surest = Math.round(100 * Math.max(0, ...gaps.map((gap) => gap.confidence)));
  return gaps.length === 0 ? "" : `${countText(gaps.length, "stretch", "stretches")}, not counted as fillers: no word was recognised there, only a voice (at most ${surest} % sure)`;
}

function measures(card: Scorecard, overlaps: string): { name: string; value: string }[] {
  const d = card.delivery;
  return [
    { name: "Pace", value: d.delivered_rate === null ? "" : `${Math.round(d.delivered_rate)} words a minute` },
    { name: "While speaking", value: d.articulation_rate === null ? "" : `${Math.round(d.articulation_rate)} words a minute` },
    { name: "Pauses", value: pausesText(d) },
    { name: "Hesitations", value: hesitationsText(d) },
    { name: "Begun again", value: d.restarts > 0 ? countText(d.restarts, "time") : "" },
    { name: "Voice without words", value: unworded(d.voiced_gaps) },
    { name: "Loudness", value: d.loudness === null ? "" : `${Math.round(d.loudness)} dB of full scale, depends on the microphone; not scored`.replace("-", "−") },
    { name: "Pitch range", value: d.pitch_range === null ? "" : `${Math.round(d.pitch_range)} semitones; not scored` },
    { name: "First word", value: d.response_delay === null ? "" : `after ${rate(d.response_delay, "s")}` },
    { name: "Overlaps", value: overlaps },
  ].filter((m) => m.value !== "");
}

/** `overlaps`: where both spoke, in words. */
export function Counts({ card, typed, overlaps, ...pointing }: FindingsProps & { overlaps: string }) {
  return (
    <section aria-labelledby="counts-title">
      <h2 id="counts-title">What was counted</h2>
      <ul class="lines" data-testid="counts">
        <li>
          <Finding id="data" earned={card.data_point_evidence} {...pointing} class="tally">
            <b>Data points</b>
            <span class="second">{card.data_points}</span>
          </Finding>
        </li>
        <li>
          <Finding id="fillers" earned={[]} lost={card.filler_evidence} {...pointing} class="tally">
            <b>Fillers</b>
            <span class="second">{typed ? "Not assessed: the answer was typed" : card.fillers}</span>
          </Finding>
        </li>
        {measures(card, overlaps).map((m) => (
          <li key={m.name}>
            <div class="finding tally">
              <b>{m.name}</b>
              <span class="second">{m.value}</span>
            </div>
          </li>
        ))}
        {card.flags.map((flag) => (
          <li key={flag.name}>
            <Finding id={`flag-${flag.name}`} earned={[]} lost={flag.evidence} {...pointing} class="tally">
              <b>Remark</b>
              <span class="second">{capital(flag.name.replaceAll("_", " "))}</span>
            </Finding>
          </li>
        ))}
      </ul>
    </section>
  );
}

const CRITERIA = 6;

/** The lines that the criteria will fill, before the answer is scored. */
export function FindingsToCome() {
  return (
    <section aria-labelledby="built-title" aria-busy="true">
      <h2 id="built-title">How it was built</h2>
      <ul class="lines to-come" aria-hidden="true">
        {Array.from({ length: CRITERIA }, (_, i) => (
          <li key={i} />
        ))}
      </ul>
    </section>
  );
}

/** `unjudged`: that the judge's opinion is not given and why, or "". */
export function Findings({ ways, unjudged, ...props }: FindingsProps & { ways: ComponentChildren; unjudged: string }) {
  return (
    <>
      <Demands {...props} />
      <Criteria {...props} unjudged={unjudged} />
      <div class="ways">
        {ways}
        <a class="button" href="#downloads-title">
          Export
        </a>
      </div>
    </>
  );
}
