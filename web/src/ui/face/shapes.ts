import type { Viseme } from "../../wire.gen";

/**
 * A mouth. `width` × `opening` in face units; `above`: share of the opening over the lip line; `round` 0 to 1; lip
 * thickness; `corner` is down, negative is up; how far upper and lower teeth and tongue show, 0 to 1; `tip`: the tongue's
 * tip is between the teeth; `tuck`: lower lip under the teeth; `press`: lips pressed.
 */
export interface MouthShape {
  width: number;
  opening: number;
  above: number;
  round: number;
  upperLip: number;
  lowerLip: number;
  corner: number;
  upperTeeth: number;
  lowerTeeth: number;
  tongue: number;
  tip: number;
  tuck: number;
  press: number;
}

const REST: MouthShape = {
  width: 56,
  opening: 0,
  above: 0.4,
  round: 0,
  upperLip: 8,
  lowerLip: 10,
  corner: -2,
  upperTeeth: 0,
  lowerTeeth: 0,
  tongue: 0,
  tip: 0,
  tuck: 0,
  press: 0,
};
const shape = (change: Partial<MouthShape>): MouthShape => ({ ...REST, corner: 0, ...change });

export const VISEMES: Record<Viseme, MouthShape> = {
  sil: REST,
  PP: shape({ width: 50, round: 0.1, upperLip: 5, lowerLip: 6, press: 1 }),
  FF: shape({ width: 54, opening: 7, above: 0.5, lowerLip: 6, corner: -1, upperTeeth: 1, tuck: 1 }),
  TH: shape({ width: 54, opening: 11, lowerLip: 9, upperTeeth: 0.45, tongue: 0.9, tip: 1 }),
  DD: shape({ width: 55, opening: 12, lowerLip: 9, upperTeeth: 0.5, tongue: 0.6 }),
  kk: shape({ width: 54, opening: 15, round: 0.05, upperTeeth: 0.3, tongue: 0.35 }),
  CH: shape({ width: 40, opening: 14, above: 0.5, round: 0.6, upperLip: 11, lowerLip: 12, upperTeeth: 0.5, lowerTeeth: 0.35 }),
  SS: shape({ width: 58, opening: 8, above: 0.45, upperLip: 7, lowerLip: 8, upperTeeth: 0.55, lowerTeeth: 0.5, corner: -2 }),
  nn: shape({ width: 54, opening: 9, lowerLip: 9, upperTeeth: 0.4, tongue: 0.8 }),
  RR: shape({ width: 42, opening: 12, above: 0.5, round: 0.5, upperLip: 10, lowerLip: 11, upperTeeth: 0.3, tongue: 0.3 }),
  aa: shape({ width: 54, opening: 27, above: 0.3, round: 0.3, upperTeeth: 0.34, tongue: 0.4 }),
  E: shape({ width: 60, opening: 17, above: 0.35, round: 0.1, lowerLip: 9, upperTeeth: 0.4, tongue: 0.45, corner: -2 }),
  ih: shape({ width: 66, opening: 13, upperLip: 7, lowerLip: 8, upperTeeth: 0.6, tongue: 0.3, corner: -3 }),
  oh: shape({ width: 38, opening: 23, round: 0.85, upperLip: 10, lowerLip: 11, tongue: 0.2 }),
  ou: shape({ width: 26, opening: 15, round: 1, upperLip: 12, lowerLip: 13 }),
};

export const FIELDS = Object.keys(REST) as (keyof MouthShape)[];

/** Each field of `a` and `b` mixed; `weight` 0 = a, 1 = b. */
export function mix(a: MouthShape, b: MouthShape, weight: number): MouthShape {
  const out = { ...a };
  for (const field of FIELDS) out[field] = a[field] + (b[field] - a[field]) * weight;
  return out;
}
