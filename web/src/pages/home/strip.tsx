import { LETTER_NAMES, type Letter } from "../../ui/parts";
import { penPath, spokenLevels } from "../../ui/pen";

const SENTENCES: readonly { letter: Letter; start: number; end: number }[] = [
  { letter: "S", start: 1.2, end: 7.4 },
  { letter: "S", start: 7.9, end: 13.6 },
  { letter: "T", start: 14.6, end: 19.2 },
  { letter: "A", start: 20.1, end: 27.6 },
  { letter: "A", start: 28, end: 36.2 },
  { letter: "A", start: 37.6, end: 49 },
  { letter: "R", start: 49.9, end: 55.4 },
  { letter: "F", start: 56.6, end: 63.1 },
];
const SPANS: readonly { letter: Letter; start: number; end: number }[] = [
  { letter: "S", start: 1.2, end: 13.6 },
  { letter: "T", start: 14.6, end: 19.2 },
  { letter: "A", start: 20.1, end: 49 },
  { letter: "R", start: 49.9, end: 55.4 },
  { letter: "F", start: 56.6, end: 63.1 },
];
const SECONDS = 63.6;

function Line({ width, name }: { width: number; name: string }) {
  const x = (t: number) => (t / SECONDS) * width;
  const levels = spokenLevels(SENTENCES, SECONDS, (4.8 / width) * SECONDS);
  return (
    <svg class={name} viewBox={`0 0 ${width} 126`} role="img" aria-label="An answer drawn as sound, each part with its name">
      <path class="pen" d={penPath(levels, 0, width, 42, 72)} />
      {SPANS.map(({ letter, start, end }) => (
        <g key={letter} style={{ color: `var(--${letter})` }}>
          <path d={`M${x(start)} 90H${x(end)}`} stroke="currentColor" stroke-width="4" stroke-linecap="round" />
          <text x={x(start)} y="117" fill="currentColor">
            {LETTER_NAMES[letter]}
          </text>
        </g>
      ))}
    </svg>
  );
}

export function Strip() {
  return (
    <section class="strip" aria-labelledby="strip-title">
      <div>
        <h2 id="strip-title">Sixty seconds, written down as you speak</h2>
        <p class="second">Every score points back to the words that earned it.</p>
      </div>
      <div class="strip-line" tabIndex={0} role="group" aria-label="Example line, scrolls sideways">
        <Line width={1360} name="wide" />
        <Line width={820} name="slim" />
      </div>
    </section>
  );
}
