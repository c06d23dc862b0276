import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Face, type Mood, type Pose } from "./face/face";
import { follow, Life, MouthMotion, type Speaking } from "./face/motion";
import type { Person } from "./face/people";
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

export function stillPose(mood: Mood, person: Person, level = 0.6): Pose {
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
    const mouth = this.mouth.step(dt, input.speaking());
    if (mood !== this.mood) this.life.turn(now);
    this.mood = mood;
    const life = this.life.step(now, mood === "listening" ? { quietFor: now - this.quietSince } : null, mouth.opening > WIDE);
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

/** The interviewer's face. It follows `input` frame by frame; with reduced motion, or `still`, it holds still. */
export function Avatar({ person, mood, input = SILENT, still = false }: { person: Person; mood: Mood; input?: FaceInput; still?: boolean }) {
  const id = useId();
  const motion = useRef(new FaceMotion());
  const [pose, setPose] = useState<Pose>(() => stillPose(mood, person));
  useEffect(() => {
    if (still || calm()) {
      setPose({ ...stillPose(mood === "speaking" ? "still" : mood, person), mood });
      return;
    }
    let handle = 0;
    let last = performance.now();
    const frame = (at: number) => {
      const dt = Math.min(0.1, Math.max(0, (at - last) / 1000));
      if (dt >= FRAME_S) {
        last = at;
        setPose(motion.current.pose(at / 1000, dt, mood, person, input));
      }
      handle = requestAnimationFrame(frame);
    };
    handle = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(handle);
  }, [mood, person, input, still]);
  return (
    <svg class="face" viewBox="20 10 360 460" role="img" aria-label={`${person.name}, ${mood}`}>
      <Face person={person} pose={pose} id={`face${id.replace(/[^\w]/g, "")}`} />
    </svg>
  );
}
