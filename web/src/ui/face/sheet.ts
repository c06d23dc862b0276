import { Brush } from "./brush";

/** A rectangle in face units. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How large a face unit is on this screen: device pixels a unit, device pixels a CSS pixel. */
export interface Scale {
  unit: number;
  pixel: number;
}

/** Where the face's picture begins, in face units. */
const ORIGIN = { x: 20, y: 10 };
/** Pixels beyond the edge of a box: antialiasing. */
const MARGIN = 2;

export type Ink = HTMLCanvasElement | OffscreenCanvas;

/** Where a box of the face is in its picture, in device pixels. */
function extent(box: Box, unit: number): Box {
  return {
    x: Math.floor((box.x - ORIGIN.x) * unit) - MARGIN,
    y: Math.floor((box.y - ORIGIN.y) * unit) - MARGIN,
    width: Math.ceil(box.width * unit) + 2 * MARGIN + 1,
    height: Math.ceil(box.height * unit) + 2 * MARGIN + 1,
  };
}

/** Puts a canvas where its box is in the picture. */
export function place(canvas: HTMLCanvasElement, box: Box, { unit, pixel }: Scale): void {
  const { x, y, width, height } = extent(box, unit);
  Object.assign(canvas.style, { left: `${x / pixel}px`, top: `${y / pixel}px`, width: `${width / pixel}px`, height: `${height / pixel}px` });
}

/** A canvas that covers a box of the face, pixel by pixel of the screen. */
export class Sheet {
  private readonly ink: Ink;
  private readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  private left = 0;
  private top = 0;
  private unit = 1;
  private empty = true;

  constructor(ink: Ink) {
    this.ink = ink;
    this.context = ink.getContext("2d") as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  }

  /** Covers `box`; nothing stands on it afterwards. */
  lay(box: Box, unit: number): void {
    const { x, y, width, height } = extent(box, unit);
    [this.left, this.top, this.unit] = [x, y, unit];
    [this.ink.width, this.ink.height] = [width, height];
    this.empty = true;
  }

  clear(): void {
    if (!this.empty) this.context?.clearRect(0, 0, this.ink.width, this.ink.height);
    this.empty = true;
  }

  /** What `draw` draws, in place of what stood in `part`, or anywhere. `under`: a sheet of this size that stands there first. */
  paint(draw: (brush: Brush) => void, { part, under }: { part?: Box; under?: Sheet } = {}): void {
    const { context, ink, unit } = this;
    if (context === null) return;
    context.save();
    context.beginPath();
    if (part === undefined) context.rect(0, 0, ink.width, ink.height);
    else {
      const left = Math.floor((part.x - ORIGIN.x) * unit) - this.left - MARGIN;
      const top = Math.floor((part.y - ORIGIN.y) * unit) - this.top - MARGIN;
      context.rect(left, top, Math.ceil(part.width * unit) + 2 * MARGIN, Math.ceil(part.height * unit) + 2 * MARGIN);
    }
    context.clip();
    if (under !== undefined) {
      context.globalCompositeOperation = "copy";
      context.drawImage(under.ink, 0, 0);
      context.globalCompositeOperation = "source-over";
    } else if (!this.empty) context.clearRect(0, 0, ink.width, ink.height);
    context.setTransform(unit, 0, 0, unit, -ORIGIN.x * unit - this.left, -ORIGIN.y * unit - this.top);
    draw(new Brush(context));
    context.restore();
    this.empty = false;
  }
}
