import type { FloorName } from "../../wire.gen";
import { type Brush, fixed, oval } from "./brush";
import { drawBrow, drawEye } from "./eyes";
import { FEATURES } from "./features";
import { drawMouth } from "./mouth";
import type { Person } from "./people";
import type { Box } from "./sheet";
import type { MouthShape } from "./shapes";

export type Mood = "listening" | "thinking" | "speaking" | "still";

export interface Pose {
  mood: Mood;
  mouth: MouthShape;
  tilt: number;
  lid: number;
  gazeX: number;
  gazeY: number;
  nod: number;
  breath: number;
  lift: number;
  browInner: number;
  smile: number;
  /** How loud who speaks is, 0 to 1: the interviewer, or the candidate. */
  level: number;
}

const f = (value: number): string => value.toFixed(1);
const X = 200;
const EYES = 192;
const MOUTH = 266;
const CHIN_FOLLOWS = 0.42;
/** The jaw is drawn anew when the mouth has opened this much further. */
const JAW_STEP = 2;

export function moodOf(floor: FloorName | undefined): Mood {
  if (floor === "listening" || floor === "holding") return "listening";
  if (floor === "thinking") return "thinking";
  return floor === "speaking" ? "speaking" : "still";
}

/** How far the jaw hangs. */
export const jawOf = (pose: Pose): number => Math.round(pose.mouth.opening / JAW_STEP) * JAW_STEP * CHIN_FOLLOWS;

/** How loud the air is: coarse, as arcs a pixel wider are not seen to be. */
export const loudOf = ({ mood, level }: Pose): number => (mood === "speaking" || mood === "listening" ? Math.round(level * 5) / 5 : 0);

function facePath(chin: number, jaw: number): string {
  return (
    `M120 178 C118 112 150 78 200 78 C250 78 282 112 280 178 C280 226 ${X + jaw + 6} ${f(chin - 42)} 234 ${f(chin - 10)}` +
    ` C220 ${f(chin + 2)} 180 ${f(chin + 2)} 166 ${f(chin - 10)} C${X - jaw - 6} ${f(chin - 42)} 120 226 120 178Z`
  );
}

function arc(x: number, radius: number, direction: 1 | -1): string {
  const dx = direction * radius * Math.cos(Math.PI * (25 / 180));
  const dy = radius * Math.sin(Math.PI * (25 / 180));
  return `M${f(x + dx)} ${f(278 - dy)}A${radius} ${radius} 0 0 ${direction > 0 ? 1 : 0} ${f(x + dx)} ${f(278 + dy)}`;
}

/** What is in the air, near to far: sound arcs that leave the mouth or reach the ear, or three dots of thought. */
const SPOKEN = [146, 171, 194].map((radius) => arc(205, radius, 1));
const HEARD = [84, 107, 128].map((radius) => arc(464, radius, -1));
const DOTS = [oval(322, 92, 11), oval(349, 62, 8), oval(368, 38, 5.5)];

export function drawAir(brush: Brush, pose: Pose, colour: string): void {
  const { mood } = pose;
  if (mood === "thinking") for (const dot of DOTS) brush.fill(fixed(dot), colour);
  const loud = 0.45 + 0.55 * loudOf(pose);
  const arcs = mood === "speaking" ? SPOKEN : mood === "listening" ? HEARD : [];
  for (const [i, d] of arcs.entries()) brush.line(fixed(d), colour, (7 - 1.8 * i) * loud, 1 - 0.2 * i);
}

function drawNeck(brush: Brush, { neck: w, shade, deep }: Person, chin: number): void {
  const skin =
    `M${X - w} 270 V344 C${X - w} 360 ${X - w - 12} 364 ${X - w - 18} 368 C170 398 230 398 ${X + w + 18} 368` +
    ` C${X + w + 12} 364 ${X + w} 360 ${X + w} 344 V270Z`;
  const shadow =
    `M${X - w} ${f(chin - 16)} C180 ${f(chin + 18)} 224 ${f(chin + 20)} ${X + w} ${f(chin - 18)} V${f(chin + 4)}` +
    ` C220 ${f(chin + 34)} 176 ${f(chin + 30)} ${X - w} ${f(chin)}Z`;
  brush.fill(fixed(skin), shade);
  brush.fill(new Path2D(shadow), deep, 0.7);
}

/** Holds the shaded side of any face, however far its jaw hangs. */
const SIDE: Box = { x: 198, y: 60, width: 104, height: 290 };

function drawSkin(brush: Brush, p: Person, chin: number): void {
  const face = new Path2D(facePath(chin, p.jaw));
  brush.fill(fixed("M122 190 C106 180 102 206 110 220 C114 230 124 228 124 220Z"), p.shade);
  brush.fill(fixed("M278 190 C294 180 298 206 290 220 C286 230 276 228 276 220Z"), p.deep);
  brush.fill(face, p.skin);
  const side = fixed("M300 60 V352 H206 C232 330 246 306 247 282 C249 262 262 250 264 232 C267 204 258 168 252 60Z");
  brush.smoothlyWithin(face, SIDE, (inside) => inside.fill(side, p.shade, 0.8));
}

function drawNose(brush: Brush, p: Person): void {
  brush.fill(fixed("M203 178 C208 200 220 222 222 232 C223 241 212 244 203 243 C206 228 204 200 203 178Z"), p.shade);
  brush.line(fixed("M186 238 C190 244 196 245 201 244 C207 245 216 245 220 238"), p.deep, 2.8);
}

function drawUnderLip(brush: Brush, p: Person, mouth: MouthShape): void {
  const y = MOUTH + mouth.opening * (1 - mouth.above) + mouth.lowerLip + 7;
  const path = new Path2D();
  path.moveTo(X - 14, y);
  path.quadraticCurveTo(X, y + 4, X + 14, y);
  brush.line(path, p.id === "henrik" ? p.hairLight : p.shade, 3.4);
}

/** The mouth as this person has it: a beard hides half of the lips, a smile lifts and widens. */
export function lipsOf(person: Person, pose: Pose): MouthShape {
  const thin = person.id === "henrik" ? 0.5 : 1;
  const { mouth, smile } = pose;
  return {
    ...mouth,
    corner: mouth.corner - smile * 4.5,
    width: mouth.width + smile * 5,
    upperLip: mouth.upperLip * thin,
    lowerLip: (mouth.lowerLip * (thin + 1)) / 2,
  };
}

/** Where each group is, wherever the head leans: x from, to, y from, to. */
const HAIR = [56, 344, 10, 344];
const NECK = [130, 270, 250, 424];
const CLOTHES = [30, 370, 336, 480];
const HEAD = [70, 330, 40, 380];
const UPPER = [70, 330, 40, 226];
const FRONT = [70, 330, 40, 344];

function drawHead(brush: Brush, p: Person, pose: Pose, chin: number, needed: (group: readonly number[]) => boolean): void {
  const features = FEATURES[p.id];
  const eye = { person: p, lid: pose.lid, gazeX: pose.gazeX, gazeY: pose.gazeY, smile: pose.smile, y: EYES };
  const brow = { person: p, y: EYES - 27, inner: pose.browInner };
  drawSkin(brush, p, chin);
  features.beard?.(brush, p, chin);
  drawNose(brush, p);
  if (needed(UPPER)) {
    drawEye(brush, { ...eye, x: X - 35, side: -1 });
    drawEye(brush, { ...eye, x: X + 35, side: 1 });
    drawBrow(brush, { ...brow, x: X - 36, side: -1, lift: pose.lift });
    drawBrow(brush, { ...brow, x: X + 36, side: 1, lift: pose.lift + (pose.mood === "thinking" ? 4 : 0) });
  }
  if (!needed(FRONT)) return;
  features.hairInFront(brush, p);
  features.worn?.(brush, p);
}

/** How far the head is down: it hangs, nods and breathes. */
export const downOf = (pose: Pose): number => 12 + pose.nod + pose.breath;

/** All of one interviewer but the lips: what of it is in `box`. 360 × 460, light from the left. */
export function drawBody(brush: Brush, p: Person, pose: Pose, box: Box): void {
  const needed = ([from = 0, to = 0, top = 0, low = 0]: readonly number[]) => box.x < to && box.x + box.width > from && box.y < low && box.y + box.height > top;
  const features = FEATURES[p.id];
  const chin = p.chin + jawOf(pose);
  const half = pose.tilt * 0.5;
  features.nape?.(brush, p);
  brush.moved(0, half, 380, () => {
    if (needed(HAIR)) brush.moved(downOf(pose), half, 330, () => features.hairBehind(brush, p));
    if (needed(NECK)) brush.moved(downOf(pose), 0, 0, () => drawNeck(brush, p, chin));
  });
  if (needed(CLOTHES)) brush.moved(pose.breath * 0.5, 0, 0, () => features.clothes(brush, p));
  if (needed(HEAD)) brush.moved(downOf(pose), pose.tilt, 350, () => drawHead(brush, p, pose, chin, needed));
}

/** The lips, and the shade under them; they stand over all else. */
export function drawLips(brush: Brush, p: Person, pose: Pose): void {
  brush.moved(downOf(pose), pose.tilt, 350, () => {
    drawUnderLip(brush, p, pose.mouth);
    drawMouth(brush, X, MOUTH, lipsOf(p, pose), p);
  });
}
