import type { Brush } from "./brush";
import type { Person } from "./people";
import type { MouthShape } from "./shapes";

const INSIDE = "#3A1517";
const TONGUE = "#B9555A";
const TEETH = "#F7F1E6";
const TEETH_LOW = "#E9E0D2";

/** Points that the curves of one mouth share. */
interface Frame {
  x: number;
  half: number;
  corner: number;
  top: number;
  bottom: number;
  square: number;
  rise: number;
}

function frame(x: number, y: number, m: MouthShape): Frame {
  const rest = Math.max(0, 1 - m.opening / 2);
  return {
    x,
    half: m.width / 2,
    corner: y + m.corner,
    top: y - m.opening * m.above + rest * 1.5,
    bottom: y + m.opening * (1 - m.above) + rest * 1.5,
    square: 0.42 + 0.24 * m.round,
    rise: m.round * 3,
  };
}

function innerUpper(path: Path2D, { x, half, corner, top, square, rise }: Frame): void {
  const out = half * (1 - square * 0.35);
  path.moveTo(x - half, corner);
  path.bezierCurveTo(x - out, top - rise, x - half * square, top, x, top);
  path.bezierCurveTo(x + half * square, top, x + out, top - rise, x + half, corner);
}

function innerLower(path: Path2D, { x, half, corner, bottom, square }: Frame, round: number): void {
  const out = half * (1 - square * 0.3);
  const y = bottom + round * 2;
  path.bezierCurveTo(x + out, y, x + half * square, bottom, x, bottom);
  path.bezierCurveTo(x - half * square, bottom, x - out, y, x - half, corner);
}

/** The upper lip's outer edge, from left to right, and where the outer edge of the lower one goes on from there. */
function outerUpper(path: Path2D, fr: Frame, m: MouthShape): { end: number; out: number } {
  const { x, half, corner } = fr;
  const top = fr.top - m.upperLip;
  const bow = 8 * (1 - m.round * 0.5);
  const dip = 2.6 * (1 - m.round * 0.6);
  const out = m.round * m.upperLip * 0.75;
  const end = half + 1 + out * 0.8;
  const shoulder = corner - m.opening * m.above * 0.9 - m.upperLip * 0.35 - out * 0.35;
  const side = half * 0.72 + out * 0.7;
  path.moveTo(x - end, corner);
  path.bezierCurveTo(x - side, shoulder, x - bow * 2.1, top - 0.5, x - bow, top);
  path.quadraticCurveTo(x - bow * 0.4, top, x, top + dip);
  path.quadraticCurveTo(x + bow * 0.4, top, x + bow, top);
  path.bezierCurveTo(x + bow * 2.1, top - 0.5, x + side, shoulder, x + end, corner);
  return { end, out };
}

function outline(fr: Frame, y: number, m: MouthShape): Path2D {
  const { x, half, corner, bottom } = fr;
  const path = new Path2D();
  const { end, out } = outerUpper(path, fr, m);
  const low = bottom + m.lowerLip;
  const under = half * 0.8 + out * 0.6;
  const cheek = Math.max(bottom, y) + m.lowerLip * 0.5;
  path.bezierCurveTo(x + under, cheek, x + half * 0.42, low, x, low);
  path.bezierCurveTo(x - half * 0.42, low, x - under, cheek, x - end, corner);
  path.closePath();
  return path;
}

function upperLip(fr: Frame, m: MouthShape): Path2D {
  const { x, half, corner, top, square, rise } = fr;
  const out = half * (1 - square * 0.35);
  const path = new Path2D();
  outerUpper(path, fr, m);
  path.lineTo(x + half, corner);
  path.bezierCurveTo(x + out, top - rise, x + half * square, top, x, top);
  path.bezierCurveTo(x - half * square, top, x - out, top - rise, x - half, corner);
  path.closePath();
  return path;
}

function lowerLip(fr: Frame, m: MouthShape): Path2D {
  const { x, half, corner, bottom, square } = fr;
  const out = half * (1 - square * 0.3);
  const y = bottom + m.round * 2;
  const low = bottom + m.lowerLip;
  const cheek = bottom + m.lowerLip * 0.5;
  const path = new Path2D();
  path.moveTo(x - half, corner);
  path.bezierCurveTo(x - out, y, x - half * square, bottom, x, bottom);
  path.bezierCurveTo(x + half * square, bottom, x + out, y, x + half, corner);
  path.bezierCurveTo(x + half * 0.8, cheek, x + half * 0.42, low, x, low);
  path.bezierCurveTo(x - half * 0.42, low, x - half * 0.8, cheek, x - half, corner);
  path.closePath();
  return path;
}

function cavity(fr: Frame, round: number): Path2D {
  const path = new Path2D();
  innerUpper(path, fr);
  innerLower(path, fr, round);
  path.closePath();
  return path;
}

function upperTeeth({ x, half, top }: Frame, edge: number): Path2D {
  const path = new Path2D();
  path.moveTo(x + half, edge);
  path.lineTo(x + half, top - 8);
  path.lineTo(x - half, top - 8);
  path.lineTo(x - half, edge);
  path.quadraticCurveTo(x, edge + 2.5, x + half, edge);
  return path;
}

function drawWithin(brush: Brush, fr: Frame, m: MouthShape): void {
  const { x, half, top, bottom } = fr;
  if (m.tongue > 0.05) {
    const tongue = new Path2D();
    tongue.ellipse(x, bottom + 6 - m.tongue * m.opening * 0.35, half * 0.62, 8 + m.opening * 0.12 - m.tip, 0, 0, 2 * Math.PI);
    brush.fill(tongue, TONGUE);
  }
  if (m.upperTeeth > 0.03) brush.fill(upperTeeth(fr, top + m.upperTeeth * Math.min(m.opening, 15) * 0.75), TEETH);
  if (m.lowerTeeth > 0.05) {
    const teeth = new Path2D();
    const edge = bottom - m.lowerTeeth * 5;
    teeth.rect(x - half, edge, m.width, bottom + 6 - edge);
    brush.fill(teeth, TEETH_LOW);
  }
}

/** The lower lip drawn in under the upper teeth. */
function tucked({ x, half, bottom }: Frame): Path2D {
  const path = new Path2D();
  path.moveTo(x - half * 0.8, bottom - 1);
  path.quadraticCurveTo(x, bottom - 5, x + half * 0.8, bottom - 1);
  path.quadraticCurveTo(x, bottom + 9, x - half * 0.8, bottom - 1);
  return path;
}

/** The line where lips meet; it fades while they part. */
function drawClosed(brush: Brush, { x, half, corner }: Frame, y: number, m: MouthShape, colour: string): void {
  const sag = y + 2.2 - 1.8 * m.press;
  const path = new Path2D();
  path.moveTo(x - half, corner);
  path.quadraticCurveTo(x - half * 0.45, sag, x, y + 0.6 - 0.6 * m.press);
  path.quadraticCurveTo(x + half * 0.45, sag, x + half, corner);
  brush.line(path, colour, 2.4, Math.max(0, 1 - m.opening / 2.5));
}

/** The mouth at (`x`, `y`). Its lips are drawn last: what is cut out for its inside has no smooth edge in each browser. */
export function drawMouth(brush: Brush, x: number, y: number, m: MouthShape, person: Person): void {
  const fr = frame(x, y, m);
  brush.fill(outline(fr, y, m), person.upperLip);
  const open = m.opening > 0.4;
  if (open) {
    const inside = cavity(fr, m.round);
    brush.fill(inside, INSIDE);
    brush.within(inside, () => drawWithin(brush, fr, m));
    brush.fill(upperLip(fr, m), person.upperLip);
  }
  brush.fill(lowerLip(fr, m), person.lowerLip);
  if (open && m.tuck > 0.3) brush.fill(tucked(fr), person.lowerLip, m.tuck);
  if (m.opening < 2.5) drawClosed(brush, fr, y, m, person.lipLine);
}
