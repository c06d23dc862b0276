import { type Brush, oval } from "./brush";
import type { Person } from "./people";

const f = (value: number): string => value.toFixed(1);
const HALF = 18;

interface Eye {
  x: number;
  y: number;
  side: -1 | 1;
  person: Person;
  /** 0 open, 1 shut. */
  lid: number;
  gazeX: number;
  gazeY: number;
  smile: number;
}

function drawShut(brush: Brush, { x, y, side, person }: Eye): void {
  const path = `M${f(x - side * HALF)} ${f(y + 4)} Q${f(x)} ${f(y + 10)} ${f(x + side * HALF)} ${f(y + 3)}`;
  brush.line(new Path2D(path), person.brow, 3.6);
}

function drawIris(brush: Brush, { x, y, person, gazeX, gazeY }: Eye, top: number): void {
  const at = { x: x + gazeX, y: y + gazeY - 0.5 };
  brush.fill(new Path2D(oval(at.x, at.y, 9)), person.iris);
  brush.fill(new Path2D(oval(at.x, at.y, 4.6)), "#120C0A");
  brush.fill(new Path2D(oval(at.x + 3.2, at.y - 3.5, 2.5)), "#fff");
  brush.fill(new Path2D(`M${f(x - 22)} ${f(top - 6)}h44V${f(top + 3.4)}h-44Z`), "#000", 0.12);
}

export function drawEye(brush: Brush, eye: Eye): void {
  const { x, y, side, person, lid, smile } = eye;
  if (lid >= 0.92) return drawShut(brush, eye);
  const top = y - 12.8 * (1 - lid) + 7 * lid;
  const low = y + 7.5 - smile * 2;
  const inner = x - side * HALF;
  const outer = x + side * HALF;
  const upper = `M${f(inner)} ${f(y + 3)} C${f(x - side * 9)} ${f(top - 1)} ${f(x + side * 8)} ${f(top - 1.5)} ${f(outer)} ${f(y - 0.5)}`;
  const shape = new Path2D(`${upper} C${f(x + side * 10)} ${f(low)} ${f(x - side * 8)} ${f(low + 1)} ${f(inner)} ${f(y + 3)}Z`);
  const crease = y - 12.8;
  brush.fill(shape, person.white);
  brush.smoothlyWithin(shape, { x: x - 22, y: y - 18, width: 44, height: 32 }, (inside) => drawIris(inside, eye, top));
  brush.line(new Path2D(`${upper} l${side * 4} -2`), person.brow, 3);
  const fold = `M${f(x - side * 11)} ${f(crease - 6)} Q${f(x + side * 2)} ${f(crease - 11)} ${f(x + side * 15)} ${f(crease - 4)}`;
  brush.line(new Path2D(fold), person.deep, 2, 0.75);
}

interface Brow {
  x: number;
  y: number;
  side: -1 | 1;
  person: Person;
  lift: number;
  inner: number;
}

export function drawBrow(brush: Brush, { x, y, side: o, person, lift, inner }: Brow): void {
  const thick = person.browThick;
  const d =
    `M${f(x - o * 20)} ${f(y + 3 - lift - inner)}` +
    ` C${f(x - o * 8)} ${f(y - 6 - lift - inner * 0.5)} ${f(x + o * 8)} ${f(y - 8 - lift)} ${f(x + o * 24)} ${f(y + 2 - lift * 0.6)}` +
    ` C${f(x + o * 10)} ${f(y - 3 - lift)} ${f(x - o * 6)} ${f(y + thick - 6 - lift - inner * 0.5)} ${f(x - o * 19)} ${f(y + thick + 2 - lift - inner)}` +
    ` Q${f(x - o * 22)} ${f(y + 5 - lift - inner)} ${f(x - o * 20)} ${f(y + 3 - lift - inner)}Z`;
  brush.fill(new Path2D(d), person.brow);
}
