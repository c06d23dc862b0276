import type { JSX } from "preact";
import type { Person, PersonId } from "./people";

/** What makes a person themself, back to front. `chin` moves with the jaw. */
interface Features {
  hairBehind: JSX.Element | null;
  nape: JSX.Element | null;
  clothes: JSX.Element;
  beard?: (chin: number) => JSX.Element;
  hairInFront: JSX.Element;
  worn: JSX.Element | null;
}

function adaeze(p: Person): Features {
  return {
    hairBehind: (
      <>
        <path d="M200 22 C128 18 78 62 70 126 C58 150 62 196 86 222 C100 236 118 232 130 224 L270 224 C284 234 302 236 314 222 C338 196 342 150 330 126 C322 62 272 18 200 22Z" fill={p.hair} />
        <path d="M200 22 C250 20 300 44 322 96 C300 66 262 46 214 48 C176 50 150 62 136 76 C146 44 170 24 200 22Z" fill={p.hairLight} />
      </>
    ),
    nape: <ellipse cx="200" cy="362" rx="56" ry="17" fill={p.clothDark} />,
    clothes: (
      <>
        <path d="M44 470 C46 400 104 374 160 360 C170 384 230 384 240 360 C296 374 354 400 356 470Z" fill={p.cloth} />
        <path d="M144 362 A56 28 0 0 0 256 362 L241 362 A41 17 0 0 1 159 362Z" fill={p.clothDark} />
        <path d="M262 372 C318 388 354 410 356 470 L296 470 C296 430 286 396 262 372Z" fill={p.clothDark} />
      </>
    ),
    hairInFront: (
      <path d="M110 196 C98 120 120 60 200 58 C280 60 302 120 290 196 C287 164 278 140 260 126 C244 113 222 111 200 111 C178 111 156 113 140 126 C122 140 113 164 110 196Z" fill={p.hair} />
    ),
    worn: (
      <>
        <circle cx="112" cy="246" r="10" fill={p.metal} />
        <circle cx="288" cy="246" r="10" fill={p.metal} />
      </>
    ),
  };
}

function beard(p: Person, chin: number): JSX.Element {
  const j = p.jaw + 8;
  const low = chin + 5;
  const whole =
    `M121 214 C124 226 136 238 152 240 C168 236 182 232 200 238 C218 232 232 236 248 240 C264 238 276 226 279 214` +
    ` C281 250 ${200 + j} ${chin - 34} 236 ${low - 6} C220 ${low + 5} 180 ${low + 5} 164 ${low - 6} C${200 - j} ${chin - 34} 119 250 121 214Z`;
  const dark =
    `M279 214 C281 250 ${200 + j} ${chin - 34} 236 ${low - 6} C224 ${low + 2} 210 ${low + 3} 200 ${low + 3}` +
    ` C232 ${chin - 14} 248 ${chin - 36} 248 282 C249 262 260 250 264 234 C271 228 276 222 279 214Z`;
  return (
    <>
      <path d={whole} fill={p.hair} />
      <path d={dark} fill="#747B82" />
    </>
  );
}

function henrik(p: Person): Features {
  return {
    hairBehind: <path d="M113 196 C104 140 112 92 200 74 C288 92 296 140 287 196Z" fill={p.hair} />,
    nape: null,
    clothes: (
      <>
        <path d="M34 470 C38 402 96 376 152 362 L200 400 L248 362 C304 376 362 402 366 470Z" fill={p.cloth} />
        <path d="M152 350 L142 366 L176 426 L200 410 L224 426 L258 366 L248 350 C236 382 214 402 200 410 C186 402 164 382 152 350Z" fill="#E8EDF0" />
        <path d="M258 366 L224 426 L200 410 C214 402 236 382 248 350Z" fill="#CED8DE" />
        <path d="M272 368 C326 386 364 408 366 470 L306 470 C306 430 296 394 272 368Z" fill={p.clothDark} />
      </>
    ),
    beard: (chin) => beard(p, chin),
    hairInFront: (
      <>
        <path d="M113 190 C104 150 108 108 134 84 C158 58 214 50 250 66 C286 78 298 122 287 190 C284 170 280 152 270 138 C262 128 258 118 256 108 C226 122 176 122 152 112 C142 128 126 142 121 160 C117 170 115 180 113 190Z" fill={p.hair} />
        <path d="M134 84 C158 58 214 50 250 66 C266 71 276 82 282 98 C258 78 204 70 170 88 C158 94 152 104 152 112 C140 104 134 96 134 84Z" fill={p.hairLight} />
      </>
    ),
    worn: (
      <>
        <g fill="none" stroke={p.metal} stroke-width="4.2">
          <rect x="139" y="172" width="52" height="43" rx="20" />
          <rect x="209" y="172" width="52" height="43" rx="20" />
          <path d="M191 188 Q200 182 209 188 M139 188 L121 184 M261 188 L279 184" stroke-linecap="round" />
        </g>
        <path d="M148 180 L160 176 M218 180 L230 176" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity=".55" />
      </>
    ),
  };
}

function samira(p: Person): Features {
  return {
    hairBehind: (
      <path d="M200 48 C128 44 92 98 92 168 C92 230 88 268 98 304 C120 322 146 316 160 304 L240 304 C254 316 280 322 302 304 C312 268 308 230 308 168 C308 98 272 44 200 48Z" fill={p.hair} />
    ),
    nape: null,
    clothes: (
      <>
        <path d="M46 470 C48 402 108 374 162 358 L200 420 L238 358 C292 374 352 402 354 470Z" fill={p.cloth} />
        <path d="M162 358 L150 362 L188 470 L212 470 L250 362 L238 358 L200 424Z" fill={p.clothDark} />
        <path d="M170 362 L200 424 L230 362 C222 378 178 378 170 362Z" fill={p.metal} />
        <path d="M264 370 C318 388 352 410 354 470 L296 470 C296 430 288 392 264 370Z" fill={p.clothDark} />
      </>
    ),
    hairInFront: (
      <>
        <path d="M98 304 C104 262 106 226 118 188 C128 150 164 136 186 98 C214 128 262 138 278 176 C292 220 294 262 302 304 C316 250 316 190 306 146 C296 88 252 46 198 48 C140 48 100 90 93 148 C86 200 84 254 98 304Z" fill={p.hair} />
        <path d="M186 98 C214 128 262 138 278 176 C282 150 272 118 244 100 C224 88 206 88 186 98Z" fill={p.hairLight} />
        <path d="M186 98 C164 136 128 150 118 188 C112 160 122 118 152 98 C164 90 178 92 186 98Z" fill={p.hairLight} />
      </>
    ),
    worn: null,
  };
}

const FEATURES: Record<PersonId, (p: Person) => Features> = { adaeze, henrik, samira };
export const featuresOf = (person: Person): Features => FEATURES[person.id](person);
