import { unseen } from "./brush";
import { downOf, drawAir, drawBody, drawLips, jawOf, loudOf, type Mood, type Pose } from "./face";
import type { Scene } from "./orders";
import type { Person } from "./people";
import { FIELDS, type MouthShape, VISEMES } from "./shapes";
import { type Box, type Ink, place, type Scale, Sheet } from "./sheet";

/** Width of the picture in face units, as the page lays it out. */
const WIDTH = 360;
const WHOLE: Box = { x: 20, y: 10, width: 360, height: 460 };
const AIR: Box = { x: 304, y: 24, width: 100, height: 348 };
const EYES: Box = { x: 138, y: 144, width: 124, height: 62 };
/** All that a mouth moves, wherever the head leans, and nothing of the eyes. */
const JAW: Box = { x: 104, y: 227, width: 192, height: 165 };
const MOODS: readonly Mood[] = ["listening", "thinking", "speaking", "still"];
const LIPS: Box = { x: 146, y: 236, width: 108, height: 86 };
/** More device pixels a CSS pixel than this are not seen in a face, and are four times the work at twice as many. */
const SHARPEST = 2;

/** How large the face is in a picture `width` CSS pixels wide, on this screen. */
export function scaleOf(width: number): Scale {
  const pixel = Math.min(window.devicePixelRatio, SHARPEST);
  return { unit: (width * pixel) / WIDTH, pixel };
}

/** Puts the canvases of a face where they belong in its picture. */
export function placeAll(canvases: readonly HTMLCanvasElement[], scale: Scale): void {
  for (const [n, box] of [AIR, WHOLE, JAW].entries()) if (canvases[n]) place(canvases[n], box, scale);
}

/** Nearer to rest than this is rest. */
const RESTING = 0.05;

const rests = (mouth: MouthShape): boolean => FIELDS.every((field) => Math.abs(mouth[field] - VISEMES.sil[field]) < RESTING);

/** The head's box where the pose has put it: its corners turned about (200, 350) and moved down. */
function leaning(box: Box, pose: Pose): Box {
  const angle = (pose.tilt * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = [box.x, box.x + box.width].flatMap((x) => [box.y, box.y + box.height].map((y) => [x - 200, y - 350] as const));
  const xs = corners.map(([x, y]) => 200 + x * cos - y * sin);
  const ys = corners.map(([x, y]) => 350 + x * sin + y * cos + downOf(pose));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** What a part of the face depends on, in steps of 1 / `fineness`: it is drawn anew when that has changed. */
class Seen {
  private last: Int32Array = new Int32Array(0);
  private readonly fineness: number;

  constructor(fineness: number) {
    this.fineness = fineness;
  }

  forget(): void {
    this.last = new Int32Array(0);
  }

  changed(...values: readonly number[]): boolean {
    let changed = this.last.length !== values.length;
    if (changed) this.last = new Int32Array(values.length);
    for (let i = 0; i < values.length; i += 1) {
      const now = Math.round((values[i] ?? 0) * this.fineness);
      if (this.last[i] !== now) changed = true;
      this.last[i] = now;
    }
    return changed;
  }
}

/**
 * A face on three canvases: what is in the air, the body with its mouth at rest, and over it the jaw while the mouth
 * moves. A jaw that has been drawn once in this place is kept as a picture; where it stands already only the part around
 * the lips is painted. Jaw and air may be seen a frame before or after the body: neither leaves a hole in it.
 */
export class Portrait {
  private readonly air: Sheet;
  private readonly body: Sheet;
  private readonly jaw: Sheet;
  private readonly jaws = new Map<number, Sheet>();
  /** Sheets whose jaws stood in another place. */
  private spare: Sheet[] = [];
  private unit = 0;
  private shown = "";
  /** The jaw that stands on its canvas now; null where none of those kept does. */
  private drawn: Sheet | null = null;
  private readonly seen = { air: new Seen(10), body: new Seen(100), eyes: new Seen(10), mouth: new Seen(5) };

  constructor([air, body, jaw]: readonly Ink[]) {
    if (!air || !body || !jaw) throw new Error("A face needs three canvases.");
    [this.air, this.body, this.jaw] = [new Sheet(air), new Sheet(body), new Sheet(jaw)];
  }

  resize({ unit }: Scale): void {
    if (unit === this.unit) return;
    this.unit = unit;
    this.air.lay(AIR, unit);
    this.body.lay(WHOLE, unit);
    this.jaw.lay(JAW, unit);
    this.jaws.clear();
    this.spare = [];
    this.shown = "";
  }

  /** Whether anything had to be drawn. */
  show({ person, colour }: Pick<Scene, "person" | "colour">, pose: Pose): boolean {
    if (this.unit === 0) return false;
    this.look(`${person.id} ${colour}`);
    const { mood, mouth, tilt, breath, lid, gazeX, gazeY, smile, browInner, lift } = pose;
    const at = MOODS.indexOf(mood);
    const air = this.seen.air.changed(at, loudOf(pose));
    const body = this.seen.body.changed(at, tilt, downOf(pose), breath);
    const eyes = this.seen.eyes.changed(lid, gazeX, gazeY, smile, browInner, lift);
    const lips = this.seen.mouth.changed(jawOf(pose), smile, ...FIELDS.map((field) => mouth[field]));
    if (air) this.air.paint((brush) => drawAir(brush, pose, colour));
    if (body) this.drawAll(person, pose);
    else {
      if (eyes) this.drawEyes(person, pose);
      if (lips) this.drawJaw(person, pose);
    }
    return air || body || eyes || lips;
  }

  /** Another person or another colour is drawn anew from its ground. */
  private look(shown: string): void {
    if (shown === this.shown) return;
    this.shown = shown;
    for (const part of Object.values(this.seen)) part.forget();
  }

  private drawAll(person: Person, pose: Pose): void {
    this.spare.push(...this.jaws.values());
    this.jaws.clear();
    this.drawn = null;
    const resting = { ...pose, mouth: VISEMES.sil };
    this.body.paint((brush) => {
      drawBody(brush, person, resting, WHOLE);
      drawLips(brush, person, resting);
    });
    if (rests(pose.mouth)) this.jaw.clear();
    else this.drawJaw(person, pose);
  }

  private drawEyes(person: Person, pose: Pose): void {
    const part = leaning(EYES, pose);
    this.body.paint((brush) => drawBody(brush, person, { ...pose, mouth: VISEMES.sil }, part), { part });
  }

  private drawJaw(person: Person, pose: Pose): void {
    const under = this.jawAt(person, pose);
    const part = this.drawn === under ? leaning(LIPS, pose) : undefined;
    this.jaw.paint((brush) => drawLips(brush, person, pose), { under, part });
    this.drawn = under;
  }

  /** The picture of a jaw that hangs so far, without its lips. */
  private jawAt(person: Person, pose: Pose): Sheet {
    const known = this.jaws.get(jawOf(pose));
    if (known !== undefined) return known;
    const made = this.spare.pop() ?? this.blank();
    made.paint((brush) => drawBody(brush, person, pose, JAW));
    this.jaws.set(jawOf(pose), made);
    return made;
  }

  private blank(): Sheet {
    const sheet = new Sheet(unseen());
    sheet.lay(JAW, this.unit);
    return sheet;
  }
}
