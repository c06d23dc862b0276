import { downOf, drawAir, drawBody, drawLips, jawOf, lipsOf, loudOf, type Pose } from "./face";
import type { Person } from "./people";
import { type Box, type Scale, Sheet } from "./sheet";

/** Width of the picture in face units, as the page lays it out. */
const WIDTH = 360;
const WHOLE: Box = { x: 20, y: 10, width: 360, height: 460 };
const AIR: Box = { x: 304, y: 24, width: 100, height: 348 };
const EYES: Box = { x: 138, y: 144, width: 124, height: 62 };
const JAW: Box = { x: 108, y: 214, width: 184, height: 164 };

const two = (value: number): string => value.toFixed(2);
const one = (value: number): string => value.toFixed(1);

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

/** What the parts of a face depend on: a part is drawn anew when its own has changed. */
function looksOf(person: Person, pose: Pose) {
  const { mood, tilt, breath, lid, gazeX, gazeY, smile, browInner, lift } = pose;
  return {
    air: `${mood}${loudOf(pose)}`,
    body: [mood, ...[tilt, downOf(pose), breath].map(two)].join(),
    eyes: [lid, gazeX, gazeY, smile, browInner, lift].map(one).join(),
    mouth: [jawOf(pose), ...Object.values(lipsOf(person, pose))].map(one).join(),
  };
}

/**
 * A face on three canvases: what is in the air, the body, and over it the jaw while only the mouth moves. Of a jaw that
 * has been drawn once in this place the lips alone are drawn again.
 */
export class Portrait {
  private readonly air: Sheet;
  private readonly body: Sheet;
  private readonly jaw: Sheet;
  private readonly jaws = new Map<number, Sheet>();
  private scale: Scale = { unit: 0, pixel: 1 };
  private shown = "";
  private looks = { air: "", body: "", eyes: "", mouth: "" };

  constructor(air: HTMLCanvasElement, body: HTMLCanvasElement, jaw: HTMLCanvasElement) {
    this.air = new Sheet(air);
    this.body = new Sheet(body);
    this.jaw = new Sheet(jaw);
  }

  /** `width`: of the picture, CSS pixels. */
  resize(width: number): void {
    const pixel = window.devicePixelRatio;
    const scale = { unit: (width * pixel) / WIDTH, pixel };
    if (scale.unit === this.scale.unit && pixel === this.scale.pixel) return;
    this.scale = scale;
    this.air.lay(AIR, scale);
    this.body.lay(WHOLE, scale);
    this.shown = "";
  }

  /** Whether anything had to be drawn. */
  show(person: Person, pose: Pose): boolean {
    if (this.scale.unit === 0) return false;
    const shown = `${person.id} ${document.documentElement.dataset.theme ?? ""}`;
    if (shown !== this.shown) this.looks = { air: "", body: "", eyes: "", mouth: "" };
    this.shown = shown;
    const [before, looks] = [this.looks, looksOf(person, pose)];
    this.looks = looks;
    if (looks.air !== before.air) this.air.paint((brush) => drawAir(brush, pose, getComputedStyle(this.air.canvas).color));
    if (looks.body !== before.body) this.drawAll(person, pose);
    else {
      if (looks.eyes !== before.eyes) this.drawEyes(person, pose);
      if (looks.mouth !== before.mouth) this.drawJaw(person, pose);
    }
    return looks.air !== before.air || looks.body !== before.body || looks.eyes !== before.eyes || looks.mouth !== before.mouth;
  }

  private drawAll(person: Person, pose: Pose): void {
    this.jaw.clear();
    this.jaws.clear();
    this.body.paint((brush) => {
      drawBody(brush, person, pose, WHOLE);
      drawLips(brush, person, pose);
    });
  }

  private drawEyes(person: Person, pose: Pose): void {
    const part = leaning(EYES, pose);
    this.body.paint((brush) => drawBody(brush, person, pose, part), { part });
  }

  private drawJaw(person: Person, pose: Pose): void {
    const box = leaning(JAW, pose);
    if (this.jaws.size === 0) this.jaw.lay(box, this.scale);
    const known = this.jaws.get(jawOf(pose));
    const under = known ?? new Sheet(document.createElement("canvas"));
    if (known === undefined) {
      under.lay(box, this.scale);
      under.paint((brush) => drawBody(brush, person, pose, box));
      this.jaws.set(jawOf(pose), under);
    }
    this.jaw.paint((brush) => drawLips(brush, person, pose), { under });
  }
}
