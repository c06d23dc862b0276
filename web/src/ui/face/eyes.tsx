import type { Person } from "./people";

const f = (value: number): string => value.toFixed(1);
const HALF = 18;

interface EyeProps {
  x: number;
  y: number;
  side: -1 | 1;
  person: Person;
  /** 0 open, 1 shut. */
  lid: number;
  gazeX: number;
  gazeY: number;
  smile: number;
  clip: string;
}

function Shut({ x, y, side, person }: EyeProps) {
  const path = `M${f(x - side * HALF)} ${f(y + 4)} Q${f(x)} ${f(y + 10)} ${f(x + side * HALF)} ${f(y + 3)}`;
  return <path d={path} fill="none" stroke={person.brow} stroke-width="3.6" stroke-linecap="round" />;
}

export function Eye(props: EyeProps) {
  const { x, y, side, person, lid, gazeX, gazeY, smile, clip } = props;
  if (lid >= 0.92) return <Shut {...props} />;
  const top = y - 12.8 * (1 - lid) + 7 * lid;
  const low = y + 7.5 - smile * 2;
  const inner = x - side * HALF;
  const outer = x + side * HALF;
  const upper = `M${f(inner)} ${f(y + 3)} C${f(x - side * 9)} ${f(top - 1)} ${f(x + side * 8)} ${f(top - 1.5)} ${f(outer)} ${f(y - 0.5)}`;
  const shape = `${upper} C${f(x + side * 10)} ${f(low)} ${f(x - side * 8)} ${f(low + 1)} ${f(inner)} ${f(y + 3)}Z`;
  const crease = y - 12.8;
  return (
    <g>
      <clipPath id={clip}>
        <path d={shape} />
      </clipPath>
      <path d={shape} fill={person.white} />
      <g clip-path={`url(#${clip})`}>
        <circle cx={f(x + gazeX)} cy={f(y + gazeY - 0.5)} r="9" fill={person.iris} />
        <circle cx={f(x + gazeX)} cy={f(y + gazeY - 0.5)} r="4.6" fill="#120C0A" />
        <circle cx={f(x + gazeX + 3.2)} cy={f(y + gazeY - 4)} r="2.5" fill="#fff" />
        <path d={`M${f(x - 22)} ${f(top - 6)}h44V${f(top + 3.4)}h-44Z`} fill="#000" opacity=".12" />
      </g>
      <path d={`${upper} l${side * 4} -2`} fill="none" stroke={person.brow} stroke-width="3" stroke-linecap="round" stroke-linejoin="round" />
      <path
        d={`M${f(x - side * 11)} ${f(crease - 6)} Q${f(x + side * 2)} ${f(crease - 11)} ${f(x + side * 15)} ${f(crease - 4)}`}
        fill="none"
        stroke={person.deep}
        stroke-width="2"
        stroke-linecap="round"
        opacity=".75"
      />
    </g>
  );
}

export function Brow(props: { x: number; y: number; side: -1 | 1; person: Person; lift: number; inner: number }) {
  const { x, y, side: o, person, lift, inner } = props;
  const thick = person.browThick;
  const d =
    `M${f(x - o * 20)} ${f(y + 3 - lift - inner)}` +
    ` C${f(x - o * 8)} ${f(y - 6 - lift - inner * 0.5)} ${f(x + o * 8)} ${f(y - 8 - lift)} ${f(x + o * 24)} ${f(y + 2 - lift * 0.6)}` +
    ` C${f(x + o * 10)} ${f(y - 3 - lift)} ${f(x - o * 6)} ${f(y + thick - 6 - lift - inner * 0.5)} ${f(x - o * 19)} ${f(y + thick + 2 - lift - inner)}` +
    ` Q${f(x - o * 22)} ${f(y + 5 - lift - inner)} ${f(x - o * 20)} ${f(y + 3 - lift - inner)}Z`;
  return <path d={d} fill={person.brow} />;
}
