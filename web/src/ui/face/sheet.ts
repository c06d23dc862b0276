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

/** A canvas that covers a box of the face, pixel by pixel of the screen. */
export class Sheet {
  readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D | null;
  private left = 0;
  private top = 0;
  private unit = 1;
  private empty = true;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
  }

  /** Covers `box`; nothing stands on it afterwards. */
  lay(box: Box, { unit, pixel }: Scale): void {
    const { canvas } = this;
    this.left = Math.floor((box.x - ORIGIN.x) * unit) - MARGIN;
    this.top = Math.floor((box.y - ORIGIN.y) * unit) - MARGIN;
    this.unit = unit;
    canvas.width = Math.ceil(box.width * unit) + 2 * MARGIN + 1;
    canvas.height = Math.ceil(box.height * unit) + 2 * MARGIN + 1;
    this.empty = true;
    Object.assign(canvas.style, {
      left: `${this.left / pixel}px`,
      top: `${this.top / pixel}px`,
      width: `${canvas.width / pixel}px`,
      height: `${canvas.height / pixel}px`,
    });
  }

  clear(): void {
    if (!this.empty) this.context?.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.empty = true;
  }

  /** Nothing stands any more below the inside of `above`; their edges overlap, so that no seam shows between pixels. */
  uncover(above: Sheet): void {
    const [left, top] = [above.left - this.left + MARGIN, above.top - this.top + MARGIN];
    this.context?.clearRect(left, top, above.canvas.width - 2 * MARGIN, above.canvas.height - 2 * MARGIN);
  }

  /** What `draw` draws, in place of what stood in `part`, or anywhere. `under`: a sheet of this size, drawn below it. */
  paint(draw: (brush: Brush) => void, { part, under }: { part?: Box; under?: Sheet } = {}): void {
    const { context, canvas, unit } = this;
    if (context === null) return;
    context.save();
    context.beginPath();
    if (part === undefined) context.rect(0, 0, canvas.width, canvas.height);
    else {
      const left = Math.floor((part.x - ORIGIN.x) * unit) - this.left - MARGIN;
      const top = Math.floor((part.y - ORIGIN.y) * unit) - this.top - MARGIN;
      context.rect(left, top, Math.ceil(part.width * unit) + 2 * MARGIN, Math.ceil(part.height * unit) + 2 * MARGIN);
    }
    context.clip();
    if (!this.empty) context.clearRect(0, 0, canvas.width, canvas.height);
    if (under !== undefined) context.drawImage(under.canvas, 0, 0);
    context.setTransform(unit, 0, 0, unit, -ORIGIN.x * unit - this.left, -ORIGIN.y * unit - this.top);
    draw(new Brush(context));
    context.restore();
    this.empty = false;
  }
}
