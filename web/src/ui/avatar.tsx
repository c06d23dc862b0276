import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Mood, Pose } from "./face/face";
import { follow, Life, MouthMotion, type Speaking } from "./face/motion";
import type { Person } from "./face/people";
import { Portrait } from "./face/portrait";
import { VISEMES } from "./face/shapes";

/** What is heard now; read at each frame. */
export interface FaceInput {
  speaking(): Speaking | null;
  level(): number;
}

type Stance = Pick<Pose, "tilt" | "gazeX" | "gazeY" | "lift" | "browInner" | "smile">;
const SILENT: FaceInput = { speaking: () => null, level: () => 0 };
const HEAD_SETTLE_S = 0.45;
/** Opening of a mouth in the middle of a vowel. */
const WIDE = 8;
/** Breath and lean go in steps of this many face units or degrees: less is not seen. */
const STEP = 0.2;
/** While nothing moves, the next look is after this. */
const REST_MS = 40;
/** A frame is drawn when this has passed: each of a 60 Hz screen, every second of a 120 or 144 Hz one. */
const FRAME_S = 0.0125;

function stanceOf(mood: Mood, person: Person): Stance {
  switch (mood) {
    case "listening":
      return { tilt: person.tilt, gazeX: 0, gazeY: 0, lift: 4, browInner: 4, smile: 1 };
    case "thinking":
      return { tilt: -4, gazeX: 6, gazeY: -5, lift: 4, browInner: -2, smile: 0 };
    case "speaking":
      return { tilt: -1, gazeX: 0, gazeY: 0, lift: 3, browInner: 2, smile: 0.4 };
    case "still":
      return { tilt: 0, gazeX: 0, gazeY: 0, lift: 1, browInner: 1, smile: 0.6 };
  }
}

function stillPose(mood: Mood, person: Person, level = 0.6): Pose {
  const mouth = mood === "thinking" ? VISEMES.PP : mood === "speaking" ? VISEMES.E : VISEMES.sil;
  return { mood, mouth, lid: 0, nod: 0, breath: 0, level, ...stanceOf(mood, person) };
}

/** Springs of one face between frames. */
class FaceMotion {
  private readonly mouth = new MouthMotion();
  private readonly life = new Life();
  private readonly springs = new Map<keyof Stance | "level", { at: number; speed: number }>();
  private quietSince = 0;
  private mood: Mood | null = null;

  pose(now: number, dt: number, mood: Mood, person: Person, input: FaceInput): Pose {
    const level = input.level();
    if (level > 0.15) this.quietSince = now;
    const said = input.speaking();
    const mouth = this.mouth.step(dt, said);
    if (mood !== this.mood) this.life.turn(now);
    this.mood = mood;
    const life = this.life.step(now, mood === "listening" ? { quietFor: now - this.quietSince } : null, mouth.opening > WIDE, said !== null);
    const stance = stanceOf(mood, person);
    const settled = { ...stance };
    for (const key of Object.keys(stance) as (keyof Stance)[]) settled[key] = this.spring(key, stance[key], HEAD_SETTLE_S, dt);
    const gazing = mood === "thinking" ? 0.3 : 1;
    return {
      mood,
      mouth,
      ...life,
      ...settled,
      gazeX: settled.gazeX + life.gazeX * gazing,
      gazeY: settled.gazeY + life.gazeY * gazing,
      level: this.spring("level", level, 0.12, dt),
    };
  }

  private spring(key: keyof Stance | "level", target: number, settle: number, dt: number): number {
    const next = follow(this.springs.get(key) ?? { at: target, speed: 0 }, target, settle, dt);
    this.springs.set(key, next);
    return next.at;
  }
}

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const stepped = (value: number): number => Math.round(value / STEP) * STEP;

/** A portrait on the canvases inside `frame`, sharp at whatever size and zoom; `show` shows it anew. */
function usePortrait(frame: { current: HTMLElement | null }, moving: boolean, show: (portrait: Portrait) => void): { current: Portrait | null } {
  const portrait = useRef<Portrait | null>(null);
  const latest = useRef(show);
  latest.current = show;
  useLayoutEffect(() => {
    const [air, body, jaw] = frame.current?.querySelectorAll("canvas") ?? [];
    if (!frame.current || !air || !body || !jaw) return;
    const made = new Portrait([air, body, jaw], moving);
    portrait.current = made;
    const fit = (width: number) => {
      made.resize(width);
      latest.current(made);
    };
    fit(frame.current.clientWidth);
    const size = new ResizeObserver(([entry]) => entry && fit(entry.contentRect.width));
    size.observe(frame.current);
    const theme = new MutationObserver(() => latest.current(made));
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      size.disconnect();
      theme.disconnect();
    };
  }, []);
  return portrait;
}

/** Lamp and canvases of a face. */
function Picture({ person, mood }: { person: Person; mood: Mood }) {
  return (
    <>
      <svg viewBox="20 10 360 460" aria-hidden="true">
        <circle class="lamp" cx="92" cy="152" r="134" fill={`var(--${person.room}-lamp)`} opacity={mood === "thinking" ? 0.4 : 1} />
      </svg>
      <canvas aria-hidden="true" />
      <canvas aria-hidden="true" />
      <canvas aria-hidden="true" />
    </>
  );
}

/** An interviewer who holds still, for a choice among them. */
export function StillFace({ person }: { person: Person }) {
  const frame = useRef<HTMLSpanElement>(null);
  usePortrait(frame, false, (portrait) => portrait.show(person, stillPose("still", person)));
  return (
    <span class="face" ref={frame}>
      <Picture person={person} mood="still" />
    </span>
  );
}

/** The interviewer's face. It follows `input` frame by frame; with reduced motion, or `still`, it holds still. */
export function Avatar({ person, mood, input = SILENT, still = false }: { person: Person; mood: Mood; input?: FaceInput; still?: boolean }) {
  const motion = useRef(new FaceMotion());
  const frame = useRef<HTMLDivElement>(null);
  const pose = useRef<Pose>(stillPose(mood, person));
  const portrait = usePortrait(frame, true, (drawn) => drawn.show(person, pose.current));
  useEffect(() => {
    if (still || calm()) {
      pose.current = { ...stillPose(mood === "speaking" ? "still" : mood, person), mood };
      portrait.current?.show(person, pose.current);
      return;
    }
    let handle = 0;
    let resting: ReturnType<typeof setTimeout> | undefined;
    let last = performance.now();
    const next = () => {
      handle = requestAnimationFrame(draw);
    };
    const draw = (at: number) => {
      const dt = Math.min(0.1, Math.max(0, (at - last) / 1000));
      if (dt < FRAME_S) return next();
      last = at;
      const now = motion.current.pose(at / 1000, dt, mood, person, input);
      pose.current = { ...now, breath: stepped(now.breath), tilt: stepped(now.tilt) };
      const moved = portrait.current?.show(person, pose.current) ?? false;
      if (moved || mood === "speaking") next();
      else resting = setTimeout(next, REST_MS);
    };
    next();
    return () => {
      cancelAnimationFrame(handle);
      clearTimeout(resting);
    };
  }, [mood, person, input, still]);
  return (
    <div class="face" role="img" aria-label={`${person.name}, ${mood}`} ref={frame}>
      <Picture person={person} mood={mood} />
    </div>
  );
}
