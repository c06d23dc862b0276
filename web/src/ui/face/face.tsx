import { useMemo } from "preact/hooks";
import type { FloorName } from "../../wire.gen";
import { Brow, Eye } from "./eyes";
import { featuresOf } from "./features";
import { Mouth } from "./mouth";
import type { Person } from "./people";
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
  /** The candidate's loudness, 0 to 1. */
  level: number;
}

const f = (value: number): string => value.toFixed(1);
/** Coarse enough that arcs are not drawn anew for a change that nobody sees. */
const inTenths = (value: number): number => Math.round(value * 10) / 10;
const X = 200;
const EYES = 192;
const MOUTH = 266;

export function moodOf(floor: FloorName | undefined): Mood {
  if (floor === "listening" || floor === "holding") return "listening";
  if (floor === "thinking") return "thinking";
  return floor === "speaking" ? "speaking" : "still";
}

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

function Arcs({ x, direction, radii, loud }: { x: number; direction: 1 | -1; radii: number[]; loud: number }) {
  return (
    <g fill="none" stroke="var(--act)" stroke-linecap="round" class="arcs">
      {radii.map((radius, i) => (
        <path key={radius} d={arc(x, radius, direction)} stroke-width={f((7 - 1.8 * i) * (0.45 + 0.55 * loud))} opacity={1 - 0.2 * i} />
      ))}
    </g>
  );
}

/** Lamp and what is in the air: sound arcs, or three dots of thought. */
function Air({ person, pose }: { person: Person; pose: Pose }) {
  return (
    <g>
      <circle class="lamp" cx="92" cy="152" r="134" fill={`var(--${person.room}-lamp)`} opacity={pose.mood === "thinking" ? 0.4 : 1} />
      {pose.mood === "speaking" && <Arcs x={205} direction={1} radii={[146, 171, 194]} loud={inTenths(Math.min(1, 0.35 + pose.mouth.opening / 18))} />}
      {pose.mood === "listening" && <Arcs x={464} direction={-1} radii={[84, 107, 128]} loud={inTenths(pose.level)} />}
      {pose.mood === "thinking" && (
        <g fill="var(--act)">
          <circle cx="322" cy="92" r="11" />
          <circle cx="349" cy="62" r="8" />
          <circle cx="368" cy="38" r="5.5" />
        </g>
      )}
    </g>
  );
}

function Neck({ person: p, chin }: { person: Person; chin: number }) {
  const w = p.neck;
  const skin =
    `M${X - w} 270 V344 C${X - w} 360 ${X - w - 12} 364 ${X - w - 18} 368 C170 398 230 398 ${X + w + 18} 368` +
    ` C${X + w + 12} 364 ${X + w} 360 ${X + w} 344 V270Z`;
  const shadow =
    `M${X - w} ${f(chin - 16)} C180 ${f(chin + 18)} 224 ${f(chin + 20)} ${X + w} ${f(chin - 18)} V${f(chin + 4)}` +
    ` C220 ${f(chin + 34)} 176 ${f(chin + 30)} ${X - w} ${f(chin)}Z`;
  return (
    <>
      <path d={skin} fill={p.shade} />
      <path d={shadow} fill={p.deep} opacity=".7" />
    </>
  );
}

function Skin({ person: p, chin, clip }: { person: Person; chin: number; clip: string }) {
  const face = facePath(chin, p.jaw);
  return (
    <>
      <path d="M122 190 C106 180 102 206 110 220 C114 230 124 228 124 220Z" fill={p.shade} />
      <path d="M278 190 C294 180 298 206 290 220 C286 230 276 228 276 220Z" fill={p.deep} />
      <path d={face} fill={p.skin} />
      <clipPath id={clip}>
        <path d={face} />
      </clipPath>
      <g clip-path={`url(#${clip})`}>
        <path d="M300 60 V352 H206 C232 330 246 306 247 282 C249 262 262 250 264 232 C267 204 258 168 252 60Z" fill={p.shade} opacity=".8" />
      </g>
    </>
  );
}

function Nose({ person: p }: { person: Person }) {
  return (
    <>
      <path d="M203 178 C208 200 220 222 222 232 C223 241 212 244 203 243 C206 228 204 200 203 178Z" fill={p.shade} />
      <path d="M186 238 C190 244 196 245 201 244 C207 245 216 245 220 238" fill="none" stroke={p.deep} stroke-width="2.8" stroke-linecap="round" />
    </>
  );
}

function UnderLip({ person: p, mouth }: { person: Person; mouth: MouthShape }) {
  const y = MOUTH + mouth.opening * (1 - mouth.above) + mouth.lowerLip + 7;
  const colour = p.id === "henrik" ? p.hairLight : p.shade;
  return <path d={`M186 ${f(y)} Q200 ${f(y + 4)} 214 ${f(y)}`} fill="none" stroke={colour} stroke-width="3.4" stroke-linecap="round" />;
}

function lipsOf(person: Person, pose: Pose): MouthShape {
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

/** One interviewer, drawn. 360 × 460, light from the left. */
export function Face({ person: p, pose, id }: { person: Person; pose: Pose; id: string }) {
  const features = useMemo(() => featuresOf(p), [p]);
  const nose = useMemo(() => <Nose person={p} />, [p]);
  const chin = p.chin + Math.round(pose.mouth.opening) * 0.42;
  const down = 12 + pose.nod + pose.breath;
  const eye = { person: p, lid: pose.lid, gazeX: pose.gazeX, gazeY: pose.gazeY, smile: pose.smile, y: EYES };
  const brow = { person: p, y: EYES - 27, inner: pose.browInner };
  return (
    <>
      <Air person={p} pose={pose} />
      {features.nape}
      <g transform={`rotate(${f(pose.tilt * 0.5)} 200 380) translate(0 ${f(down)})`}>
        <g transform={`rotate(${f(pose.tilt * 0.5)} 200 330)`}>{features.hairBehind}</g>
        <Neck person={p} chin={chin} />
      </g>
      <g transform={`translate(0 ${f(pose.breath * 0.5)})`}>{features.clothes}</g>
      <g transform={`translate(0 ${f(down)}) rotate(${f(pose.tilt)} 200 350)`}>
        <Skin person={p} chin={chin} clip={`${id}-face`} />
        {features.beard?.(chin)}
        {nose}
        <Eye {...eye} x={X - 35} side={-1} clip={`${id}-left`} />
        <Eye {...eye} x={X + 35} side={1} clip={`${id}-right`} />
        <Brow {...brow} x={X - 36} side={-1} lift={pose.lift} />
        <Brow {...brow} x={X + 36} side={1} lift={pose.lift + (pose.mood === "thinking" ? 4 : 0)} />
        <UnderLip person={p} mouth={pose.mouth} />
        <Mouth x={X} y={MOUTH} shape={lipsOf(p, pose)} person={p} clip={`${id}-mouth`} />
        {features.hairInFront}
        {features.worn}
      </g>
    </>
  );
}
