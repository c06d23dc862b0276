import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LiveRehearsal } from "../../live/rehearsal";
import type { Interview } from "../../live/interview";
import type { Speech } from "../../wire.gen";

const LONG = 150;

/** Which word of a sentence is being said `seconds` into it; -1 before the first. */
export function wordAt(words: Speech["words"], seconds: number): number {
  return words.findLastIndex((word) => seconds >= word.start);
}

function Sentence({ speech, state, at }: { speech: Speech; state: "past" | "now" | "coming"; at: number }) {
  if (state === "coming") return <span class="coming">{speech.text} </span>;
  const word = state === "now" ? speech.words[at] : undefined;
  if (state === "past" || speech.words.length === 0) return <span>{speech.text} </span>;
  if (word === undefined) return <span class="coming">{speech.text} </span>;
  const end = word.offset + word.length;
  return (
    <span>
      {speech.text.slice(0, word.offset)}
      <b>{speech.text.slice(word.offset, end)}</b>
      <span class="coming">{speech.text.slice(end)} </span>
    </span>
  );
}

/** Sentences that stand on the page together: all of a short speech; of a long one as many from the voice on as fit. */
export function shown<S extends Pick<Speech, "sentence" | "text">>(sentences: readonly S[], at: number): readonly S[] {
  const long = (some: readonly S[]) => some.reduce((sum, s) => sum + s.text.length, 0) > LONG;
  if (!long(sentences)) return sentences;
  const left = sentences.filter((s) => s.sentence >= at);
  while (left.length > 1 && long(left)) left.pop();
  return left;
}

interface Place {
  speechId: number;
  sentence: number;
  /** -1 before the first. */
  word: number;
}

/** The word that is being said; renders again only when it is another one. */
function useVoicePlace(live: LiveRehearsal, sentences: readonly Speech[]): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    const look = () => {
      const now = live.playing();
      if (now === null) return;
      const word = wordAt(sentences.find((s) => s.sentence === now.sentence)?.words ?? [], now.seconds);
      setPlace((old) =>
        old?.speechId === now.speechId && old.sentence === now.sentence && old.word === word ? old : { speechId: now.speechId, sentence: now.sentence, word },
      );
    };
    look();
    const timer = setInterval(look, 50);
    return () => clearInterval(timer);
  }, [live, sentences]);
  return place;
}

/** The line that stands first so that `spoken` and the one after it are among `lines`; `top` while they are. */
export function firstLine(spoken: number, top: number, lines: number): number {
  if (spoken < top || lines < 2) return spoken;
  return Math.max(top, spoken - lines + 2);
}

const lineOf = (box: HTMLElement): number => Number.parseFloat(getComputedStyle(box).lineHeight) || 1;

/** Whole lines alone, as many as there is room for. */
function fitLines(box: HTMLElement): void {
  box.style.maxHeight = "";
  if (getComputedStyle(box).overflowY === "visible") return;
  const line = lineOf(box);
  if (box.scrollHeight > box.clientHeight + line / 2) box.style.maxHeight = `${Math.max(1, Math.floor(box.clientHeight / line + 0.1)) * line}px`;
}

/** A caption that is too long for its place moves up by whole lines, with the voice; its words stay where they are. */
function useLines(first: number | undefined, count: number, place: Place | null) {
  const ref = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null || box.parentElement === null) return;
    const fit = () => fitLines(box);
    const watching = new ResizeObserver(fit);
    fit();
    watching.observe(box.parentElement.parentElement ?? box.parentElement);
    return () => watching.disconnect();
  }, [first, count]);
  useLayoutEffect(() => {
    ref.current?.scrollTo(0, 0);
  }, [first]);
  useLayoutEffect(() => {
    const box = ref.current;
    const word = box?.querySelector("b");
    if (!box || !word) return;
    const line = lineOf(box);
    const [spoken, top, lines] = [word.offsetTop, box.scrollTop, box.clientHeight].map((px) => Math.round(px / line));
    box.scrollTo(0, firstLine(spoken ?? 0, top ?? 0, lines ?? 1) * line);
  }, [place?.sentence, place?.word]);
  return ref;
}

/** What the interviewer is saying: said words in ink, the present one underlined, those to come paler. */
export function Caption({ live, speech, below }: { live: LiveRehearsal; speech: NonNullable<Interview["speech"]>; below: ComponentChildren }) {
  const place = useVoicePlace(live, speech.sentences);
  const here = place !== null && place.speechId === speech.id;
  const at = here ? place.sentence : (speech.sentences[0]?.sentence ?? 0);
  const state = (s: Speech) => (s.sentence < at ? "past" : s.sentence > at || !here ? "coming" : "now");
  const visible = shown(speech.sentences, at);
  const box = useLines(visible[0]?.sentence, visible.length, here ? place : null);
  const whole = speech.sentences.find((s) => s.sentence === at)?.text ?? "";
  return (
    <div class="caption">
      <p class={`caption-words said ${live.view.soundless ? "" : "fitted"}`} ref={box} data-testid="caption" aria-hidden="true">
        {visible.map((s) => (
          <Sentence key={s.sentence} speech={s} state={state(s)} at={here ? place.word : -1} />
        ))}
      </p>
      <p class="unseen" aria-live="polite">
        {whole}
      </p>
      {below}
    </div>
  );
}
