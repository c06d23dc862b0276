/** One continuous stroke through `levels` (0 to 1): a swing up and a swing down a level, straight while the voice rests. */
export function penPath(levels: readonly number[], x0: number, x1: number, mid: number, reach: number): string {
  if (levels.length === 0 || x1 <= x0) return "";
  const dx = (x1 - x0) / levels.length;
  const points: [number, number][] = [[x0, mid]];
  levels.forEach((level, i) => {
    const x = x0 + dx * i;
    if (level < 0.07) points.push([x, mid], [x + dx, mid]);
    else {
      const swing = Math.min(1, level) * reach;
      points.push([x + dx * 0.25, mid - swing], [x + dx * 0.75, mid + swing * 0.86]);
    }
  });
  points.push([x1, mid]);
  return smooth(points);
}

const n = (value: number): string => value.toFixed(1);

function smooth(points: readonly [number, number][]): string {
  const [first, ...rest] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return "";
  let path = `M${n(first[0])} ${n(first[1])}`;
  rest.forEach(([x, y], i) => {
    const next = rest[i + 1];
    if (next !== undefined) path += `Q${n(x)} ${n(y)} ${n((x + next[0]) / 2)} ${n((y + next[1]) / 2)}`;
  });
  return `${path}L${n(last[0])} ${n(last[1])}`;
}

/** `count` means of `samples` over equal stretches, weighted towards the loudest so that syllables stay visible. */
export function bins(samples: readonly number[], count: number): number[] {
  if (samples.length === 0 || count < 1) return [];
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * samples.length) / count);
    const part = samples.slice(from, Math.max(from + 1, Math.floor(((i + 1) * samples.length) / count)));
    const mean = part.reduce((sum, x) => sum + x, 0) / part.length;
    return 0.4 * mean + 0.6 * Math.max(...part);
  });
}

/** The loudest of `samples` in each of `count` equal stretches; between samples the line is drawn straight. */
export function peaks(samples: readonly number[], count: number): number[] {
  return Array.from({ length: samples.length === 0 ? 0 : count }, (_, i) => {
    const from = (i * samples.length) / count;
    const part = samples.slice(Math.floor(from), Math.max(Math.floor(from) + 1, Math.floor(((i + 1) * samples.length) / count)));
    return Math.max(...part);
  });
}

function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** A voice that is not recorded, drawn from when it spoke: swings within `spans`, rest outside. Same input, same line. */
export function spokenLevels(spans: readonly { start: number; end: number }[], seconds: number, step: number): number[] {
  const random = noise(11);
  const levels: number[] = [];
  let phase = 0;
  let target = 0.75;
  let force = 0.75;
  for (let t = 0; t < seconds; t += step) {
    phase += step * (2.2 + 0.8 * random());
    if (random() < step * 0.5) target = 0.45 + 0.55 * random();
    force += (target - force) * Math.min(1, step * 3);
    const span = spans.find((s) => t >= s.start && t < s.end);
    const edge = span === undefined ? 0 : Math.min(1, 0.45 + 4 * Math.min(t - span.start, span.end - t));
    levels.push(span === undefined ? 0 : Math.min(1, (0.6 + 0.6 * Math.abs(Math.sin(phase))) * force * (0.85 + 0.3 * random()) * edge));
  }
  return levels;
}
