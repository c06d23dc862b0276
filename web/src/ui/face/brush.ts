/** Fills and lines of a face on a canvas, in face units. */

import type { Box } from "./sheet";

/** Paths of what never changes its shape, by their description. */
const kept = new Map<string, Path2D>();

/** The path that `d` (SVG path data) describes; made once, for shapes that do not change. */
export function fixed(d: string): Path2D {
  const known = kept.get(d);
  if (known !== undefined) return known;
  const path = new Path2D(d);
  kept.set(d, path);
  return path;
}

/** SVG path data of an ellipse. */
export function oval(x: number, y: number, rx: number, ry = rx): string {
  return `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;
}

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A canvas that nobody sees. */
export function unseen(): HTMLCanvasElement | OffscreenCanvas {
  return typeof OffscreenCanvas === "undefined" ? document.createElement("canvas") : new OffscreenCanvas(1, 1);
}

let scratch: Context | null = null;

/** The device pixels that hold `box`. */
function pixelsOf({ x, y, width, height }: Box, { a, b, c, d, e, f }: DOMMatrix): Box {
  const corners = [x, x + width].flatMap((u) => [y, y + height].map((v) => [a * u + c * v + e, b * u + d * v + f] as const));
  const [xs, ys] = [corners.map(([u]) => u), corners.map(([, v]) => v)];
  const [left, top] = [Math.max(0, Math.floor(Math.min(...xs))), Math.max(0, Math.floor(Math.min(...ys)))];
  return { x: left, y: top, width: Math.max(1, Math.ceil(Math.max(...xs)) - left), height: Math.max(1, Math.ceil(Math.max(...ys)) - top) };
}

/** What `draw` draws inside `path`, on an unseen canvas at `place`, its corner at that of the canvas. */
function cutOut(path: Path2D, place: Box, transform: DOMMatrix, draw: (brush: Brush) => void): Context["canvas"] | null {
  scratch ??= unseen().getContext("2d") as Context | null;
  if (scratch === null) return null;
  const { canvas } = scratch;
  if (canvas.width < place.width) canvas.width = place.width;
  if (canvas.height < place.height) canvas.height = place.height;
  scratch.save();
  scratch.beginPath();
  scratch.rect(0, 0, place.width, place.height);
  scratch.clip();
  scratch.clearRect(0, 0, place.width, place.height);
  scratch.translate(-place.x, -place.y);
  scratch.transform(transform.a, transform.b, transform.c, transform.d, transform.e, transform.f);
  draw(new Brush(scratch));
  scratch.globalCompositeOperation = "destination-in";
  scratch.globalAlpha = 1;
  scratch.fill(path);
  scratch.restore();
  return canvas;
}

export class Brush {
  private readonly context: Context;

  constructor(context: Context) {
    this.context = context;
    context.lineCap = "round";
    context.lineJoin = "round";
  }

  fill(path: Path2D, colour: string, opacity = 1): void {
    this.context.globalAlpha = opacity;
    this.context.fillStyle = colour;
    this.context.fill(path);
  }

  line(path: Path2D, colour: string, width: number, opacity = 1): void {
    this.context.globalAlpha = opacity;
    this.context.strokeStyle = colour;
    this.context.lineWidth = width;
    this.context.stroke(path);
  }

  /** What `draw` draws, inside `path` only, which is in `box`; its edge is smooth, which a clip's is not on each canvas. */
  smoothlyWithin(path: Path2D, box: Box, draw: (brush: Brush) => void): void {
    const { context } = this;
    const transform = context.getTransform();
    const place = pixelsOf(box, transform);
    const cut = cutOut(path, place, transform, draw);
    if (cut === null) return;
    const { x, y, width, height } = place;
    context.save();
    context.resetTransform();
    context.globalAlpha = 1;
    context.drawImage(cut, 0, 0, width, height, x, y, width, height);
    context.restore();
  }

  /** What `draw` draws, inside `path` only, whose edge is to be painted over: it need not be smooth. */
  within(path: Path2D, draw: () => void): void {
    this.context.save();
    this.context.clip(path);
    draw();
    this.context.restore();
  }

  /** What `draw` draws, turned by `degrees` about (200, `y`) and moved `down`. */
  moved(down: number, degrees: number, y: number, draw: () => void): void {
    const { context } = this;
    context.save();
    context.translate(200, y + down);
    context.rotate((degrees * Math.PI) / 180);
    context.translate(-200, -y);
    draw();
    context.restore();
  }
}
