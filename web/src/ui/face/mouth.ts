import { type Brush, oval } from "./brush";
import type { Person } from "./people";
import type { MouthShape } from "./shapes";

const f = (value: number): string => value.toFixed(1);
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

function innerUpper({ x, half, corner, top, square, rise }: Frame): string {
  const out = half * (1 - square * 0.35);
  return (
    `M${f(x - half)} ${f(corner)} C${f(x - out)} ${f(top - rise)} ${f(x - half * square)} ${f(top)} ${f(x)} ${f(top)}` +
    ` C${f(x + half * square)} ${f(top)} ${f(x + out)} ${f(top - rise)} ${f(x + half)} ${f(corner)}`
  );
}

function innerLower({ x, half, corner, bottom, square }: Frame, round: number): string {
  const out = half * (1 - square * 0.3);
  const y = bottom + round * 2;
  return (
    ` C${f(x + out)} ${f(y)} ${f(x + half * square)} ${f(bottom)} ${f(x)} ${f(bottom)}` +
    ` C${f(x - half * square)} ${f(bottom)} ${f(x - out)} ${f(y)} ${f(x - half)} ${f(corner)}`
  );
}

function outline(fr: Frame, y: number, m: MouthShape): string {
  const { x, half, corner, bottom } = fr;
  const top = fr.top - m.upperLip;
  const low = bottom + m.lowerLip;
  const bow = 8 * (1 - m.round * 0.5);
  const dip = 2.6 * (1 - m.round * 0.6);
  const out = m.round * m.upperLip * 0.75;
  const end = half + 1 + out * 0.8;
  const shoulder = corner - m.opening * m.above * 0.9 - m.upperLip * 0.35 - out * 0.35;
  const side = half * 0.72 + out * 0.7;
  const under = half * 0.8 + out * 0.6;
  const cheek = Math.max(bottom, y) + m.lowerLip * 0.5;
  return (
    `M${f(x - end)} ${f(corner)} C${f(x - side)} ${f(shoulder)} ${f(x - bow * 2.1)} ${f(top - 0.5)} ${f(x - bow)} ${f(top)}` +
    ` Q${f(x - bow * 0.4)} ${f(top)} ${f(x)} ${f(top + dip)} Q${f(x + bow * 0.4)} ${f(top)} ${f(x + bow)} ${f(top)}` +
    ` C${f(x + bow * 2.1)} ${f(top - 0.5)} ${f(x + side)} ${f(shoulder)} ${f(x + end)} ${f(corner)}` +
    ` C${f(x + under)} ${f(cheek)} ${f(x + half * 0.42)} ${f(low)} ${f(x)} ${f(low)}` +
    ` C${f(x - half * 0.42)} ${f(low)} ${f(x - under)} ${f(cheek)} ${f(x - end)} ${f(corner)}Z`
  );
}

function lowerLip(fr: Frame, m: MouthShape): string {
  const { x, half, corner, bottom, square } = fr;
  const out = half * (1 - square * 0.3);
  const y = bottom + m.round * 2;
  const low = bottom + m.lowerLip;
  const cheek = bottom + m.lowerLip * 0.5;
  return (
    `M${f(x - half)} ${f(corner)} C${f(x - out)} ${f(y)} ${f(x - half * square)} ${f(bottom)} ${f(x)} ${f(bottom)}` +
    ` C${f(x + half * square)} ${f(bottom)} ${f(x + out)} ${f(y)} ${f(x + half)} ${f(corner)}` +
    ` C${f(x + half * 0.8)} ${f(cheek)} ${f(x + half * 0.42)} ${f(low)} ${f(x)} ${f(low)}` +
    ` C${f(x - half * 0.42)} ${f(low)} ${f(x - half * 0.8)} ${f(cheek)} ${f(x - half)} ${f(corner)}Z`
  );
}

function drawWithin(brush: Brush, fr: Frame, m: MouthShape): void {
  const { x, half, top, bottom } = fr;
  const edge = top + m.upperTeeth * Math.min(m.opening, 15) * 0.75;
  if (m.tongue > 0.05) {
    brush.fill(new Path2D(oval(x, bottom + 6 - m.tongue * m.opening * 0.35, half * 0.62, 8 + m.opening * 0.12 - m.tip)), TONGUE);
  }
  if (m.upperTeeth > 0.03) {
    brush.fill(new Path2D(`M${f(x - half)} ${f(top - 8)}H${f(x + half)}V${f(edge)}Q${x} ${f(edge + 2.5)} ${f(x - half)} ${f(edge)}Z`), TEETH);
  }
  if (m.lowerTeeth > 0.05) {
    brush.fill(new Path2D(`M${f(x - half)} ${f(bottom + 6)}H${f(x + half)}V${f(bottom - m.lowerTeeth * 5)}H${f(x - half)}Z`), TEETH_LOW);
  }
}

/** The line where lips meet; it fades while they part. */
function drawClosed(brush: Brush, fr: Frame, y: number, m: MouthShape, colour: string): void {
  const { x, half, corner } = fr;
  const sag = 2.2 - 1.8 * m.press;
  const d = `M${f(x - half)} ${f(corner)} Q${f(x - half * 0.45)} ${f(y + sag)} ${f(x)} ${f(y + 0.6 - 0.6 * m.press)} Q${f(x + half * 0.45)} ${f(y + sag)} ${f(x + half)} ${f(corner)}`;
  brush.line(new Path2D(d), colour, 2.4, Math.max(0, 1 - m.opening / 2.5));
}

/** The mouth at (`x`, `y`). */
export function drawMouth(brush: Brush, x: number, y: number, m: MouthShape, person: Person): void {
  const fr = frame(x, y, m);
  const { half, bottom } = fr;
  brush.fill(new Path2D(outline(fr, y, m)), person.upperLip);
  brush.fill(new Path2D(lowerLip(fr, m)), person.lowerLip);
  if (m.opening > 0.4) {
    const cavity = new Path2D(`${innerUpper(fr)}${innerLower(fr, m.round)}Z`);
    brush.fill(cavity, INSIDE);
    brush.within(cavity, () => drawWithin(brush, fr, m));
    if (m.tuck > 0.3) {
      const tucked = `M${f(x - half * 0.8)} ${f(bottom - 1)} Q${x} ${f(bottom - 5)} ${f(x + half * 0.8)} ${f(bottom - 1)} Q${x} ${f(bottom + 9)} ${f(x - half * 0.8)} ${f(bottom - 1)}Z`;
      brush.fill(new Path2D(tucked), person.lowerLip, m.tuck);
    }
  }
  if (m.opening < 2.5) drawClosed(brush, fr, y, m, person.lipLine);
}
