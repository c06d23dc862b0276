import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
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

/** What the interviewer is saying: said words in ink, the present one underlined, those to come paler. */
export function Caption({ live, speech, below }: { live: LiveRehearsal; speech: NonNullable<Interview["speech"]>; below: ComponentChildren }) {
  const place = useVoicePlace(live, speech.sentences);
  const here = place !== null && place.speechId === speech.id;
  const at = here ? place.sentence : (speech.sentences[0]?.sentence ?? 0);
  const state = (s: Speech) => (s.sentence < at ? "past" : s.sentence > at || !here ? "coming" : "now");
  const whole = speech.sentences.find((s) => s.sentence === at)?.text ?? "";
  return (
    <div class="caption">
      <p class="caption-words said" data-testid="caption" aria-hidden="true">
        {shown(speech.sentences, at).map((s) => (
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
