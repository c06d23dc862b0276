import { useEffect, useRef, useState } from "preact/hooks";
import { countText, capital } from "../../ui/parts";
import { type Check, SENTENCE } from "./check";
import { compare } from "./said";

const RATE = 16_000;

/** Plays PCM; `playing` is true until it ends or is stopped. */
function usePlayback(sound: Int16Array | null): { playing: boolean; toggle: () => void } {
  const context = useRef<AudioContext | null>(null);
  const [playing, setPlaying] = useState(false);
  const stop = () => {
    const open = context.current;
    context.current = null;
    if (open && open.state !== "closed") void open.close();
    setPlaying(false);
  };
  useEffect(() => stop, [sound]);
  const toggle = () => {
    if (playing || sound === null || sound.length === 0) return stop();
    const open = new AudioContext();
    context.current = open;
    const buffer = open.createBuffer(1, sound.length, RATE);
    buffer.copyToChannel(Float32Array.from(sound, (x) => x / 32_768), 0);
    const source = open.createBufferSource();
    source.buffer = buffer;
    source.connect(open.destination);
    source.onended = stop;
    source.start();
    setPlaying(true);
  };
  return { playing, toggle };
}

function difference(differ: number, missed: readonly string[]): string {
  if (differ === 0) return "Every word was heard as it was written.";
  const words = SENTENCE.split(" ").length;
  if (differ >= words) return "Not one word was heard as it was written.";
  const meant = missed.length === 0 ? "" : `: the page said “${missed.slice(0, 3).join("”, “")}”`;
  const of = countText(words, "word").split(" ")[0];
  return `${capital(countText(differ, "word").split(" ")[0] ?? "")} of ${of} words ${differ === 1 ? "differs" : "differ"}${meant}.`;
}

/** What was read aloud: to be heard again, and as the recogniser wrote it down. */
export function Sentence({ check, sound }: { check: Check; sound: Int16Array | null }) {
  const { playing, toggle } = usePlayback(sound);
  if (check.voice === null || check.voice.spoken < 0.4) return null;
  const compared = check.heard && compare(SENTENCE, check.heard.text);
  return (
    <section class="device-said sheet" aria-label="What was heard">
      <button type="button" class="button" data-testid="play-sentence" onClick={toggle}>
        <svg width="14" height="16" viewBox="0 0 14 16" aria-hidden="true">
          <path d={playing ? "M1 1h4v14H1zM9 1h4v14H9z" : "M1 1l12 7-12 7z"} fill="currentColor" />
        </svg>
        {playing ? "Stop" : "Play"}
      </button>
      <div>
        <p class="second small">You read aloud, and this is what was heard</p>
        <p class="said device-words" data-testid="heard">
          {compared === null && (check.unheard === "" ? <span class="third">Writing it down …</span> : <span class="third">{check.unheard}</span>)}
          {compared?.words.map((word, i) => (
            <span key={i}>{word.same ? word.text : <mark>{word.text}</mark>} </span>
          ))}
          {compared?.words.length === 0 && <span class="third">No words were heard.</span>}
        </p>
        {compared && <p class="second small">{difference(compared.differ, compared.missed)}</p>}
      </div>
    </section>
  );
}
