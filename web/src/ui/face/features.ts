import { type Brush, fixed, oval } from "./brush";
import type { Person, PersonId } from "./people";

type Draw = (brush: Brush, person: Person) => void;

/** What makes a person themself, back to front. `chin` moves with the jaw. */
interface Features {
  hairBehind: Draw;
  nape?: Draw;
  clothes: Draw;
  beard?: (brush: Brush, person: Person, chin: number) => void;
  hairInFront: Draw;
  worn?: Draw;
}

/** Filled shapes that never change, each with the name of its colour or the colour itself. */
function shapes(...all: readonly [string, keyof Person | `#${string}`][]): Draw {
  return (brush, person) => {
    for (const [d, colour] of all) brush.fill(fixed(d), colour.startsWith("#") ? colour : String(person[colour as keyof Person]));
  };
}

const adaeze: Features = {
  hairBehind: shapes(
    ["M200 22 C128 18 78 62 70 126 C58 150 62 196 86 222 C100 236 118 232 130 224 L270 224 C284 234 302 236 314 222 C338 196 342 150 330 126 C322 62 272 18 200 22Z", "hair"],
    ["M200 22 C250 20 300 44 322 96 C300 66 262 46 214 48 C176 50 150 62 136 76 C146 44 170 24 200 22Z", "hairLight"],
  ),
  nape: shapes([oval(200, 362, 56, 17), "clothDark"]),
  clothes: shapes(
    ["M44 470 C46 400 104 374 160 360 C170 384 230 384 240 360 C296 374 354 400 356 470Z", "cloth"],
    ["M144 362 A56 28 0 0 0 256 362 L241 362 A41 17 0 0 1 159 362Z", "clothDark"],
    ["M262 372 C318 388 354 410 356 470 L296 470 C296 430 286 396 262 372Z", "clothDark"],
  ),
  hairInFront: shapes([
    "M110 196 C98 120 120 60 200 58 C280 60 302 120 290 196 C287 164 278 140 260 126 C244 113 222 111 200 111 C178 111 156 113 140 126 C122 140 113 164 110 196Z",
    "hair",
  ]),
  worn: shapes([oval(112, 246, 10), "metal"], [oval(288, 246, 10), "metal"]),
};

function beard(brush: Brush, person: Person, chin: number): void {
  const j = person.jaw + 8;
  const low = chin + 5;
  const whole =
    `M121 214 C124 226 136 238 152 240 C168 236 182 232 200 238 C218 232 232 236 248 240 C264 238 276 226 279 214` +
    ` C281 250 ${200 + j} ${chin - 34} 236 ${low - 6} C220 ${low + 5} 180 ${low + 5} 164 ${low - 6} C${200 - j} ${chin - 34} 119 250 121 214Z`;
  const dark =
    `M279 214 C281 250 ${200 + j} ${chin - 34} 236 ${low - 6} C224 ${low + 2} 210 ${low + 3} 200 ${low + 3}` +
    ` C232 ${chin - 14} 248 ${chin - 36} 248 282 C249 262 260 250 264 234 C271 228 276 222 279 214Z`;
  brush.fill(new Path2D(whole), person.hair);
  brush.fill(new Path2D(dark), "#747B82");
}

function rimmed(x: number): string {
  return `M${x + 20} 172h12a20 20 0 0 1 20 20v3a20 20 0 0 1 -20 20h-12a20 20 0 0 1 -20 -20v-3a20 20 0 0 1 20 -20Z`;
}

function glasses(brush: Brush, person: Person): void {
  brush.line(fixed(rimmed(139)), person.metal, 4.2);
  brush.line(fixed(rimmed(209)), person.metal, 4.2);
  brush.line(fixed("M191 188 Q200 182 209 188 M139 188 L121 184 M261 188 L279 184"), person.metal, 4.2);
  brush.line(fixed("M148 180 L160 176 M218 180 L230 176"), "#fff", 3, 0.55);
}

const henrik: Features = {
  hairBehind: shapes(["M113 196 C104 140 112 92 200 74 C288 92 296 140 287 196Z", "hair"]),
  clothes: shapes(
    ["M34 470 C38 402 96 376 152 362 L200 400 L248 362 C304 376 362 402 366 470Z", "cloth"],
    ["M152 350 L142 366 L176 426 L200 410 L224 426 L258 366 L248 350 C236 382 214 402 200 410 C186 402 164 382 152 350Z", "#E8EDF0"],
    ["M258 366 L224 426 L200 410 C214 402 236 382 248 350Z", "#CED8DE"],
    ["M272 368 C326 386 364 408 366 470 L306 470 C306 430 296 394 272 368Z", "clothDark"],
  ),
  beard,
  hairInFront: shapes(
    ["M113 190 C104 150 108 108 134 84 C158 58 214 50 250 66 C286 78 298 122 287 190 C284 170 280 152 270 138 C262 128 258 118 256 108 C226 122 176 122 152 112 C142 128 126 142 121 160 C117 170 115 180 113 190Z", "hair"],
    ["M134 84 C158 58 214 50 250 66 C266 71 276 82 282 98 C258 78 204 70 170 88 C158 94 152 104 152 112 C140 104 134 96 134 84Z", "hairLight"],
  ),
  worn: glasses,
};

const samira: Features = {
  hairBehind: shapes([
    "M200 48 C128 44 92 98 92 168 C92 230 88 268 98 304 C120 322 146 316 160 304 L240 304 C254 316 280 322 302 304 C312 268 308 230 308 168 C308 98 272 44 200 48Z",
    "hair",
  ]),
  clothes: shapes(
    ["M46 470 C48 402 108 374 162 358 L200 420 L238 358 C292 374 352 402 354 470Z", "cloth"],
    ["M162 358 L150 362 L188 470 L212 470 L250 362 L238 358 L200 424Z", "clothDark"],
    ["M170 362 L200 424 L230 362 C222 378 178 378 170 362Z", "metal"],
    ["M264 370 C318 388 352 410 354 470 L296 470 C296 430 288 392 264 370Z", "clothDark"],
  ),
  hairInFront: shapes(
    ["M98 304 C104 262 106 226 118 188 C128 150 164 136 186 98 C214 128 262 138 278 176 C292 220 294 262 302 304 C316 250 316 190 306 146 C296 88 252 46 198 48 C140 48 100 90 93 148 C86 200 84 254 98 304Z", "hair"],
    ["M186 98 C214 128 262 138 278 176 C282 150 272 118 244 100 C224 88 206 88 186 98Z", "hairLight"],
    ["M186 98 C164 136 128 150 118 188 C112 160 122 118 152 98 C164 90 178 92 186 98Z", "hairLight"],
  ),
};

export const FEATURES: Record<PersonId, Features> = { adaeze, henrik, samira };
