/** Fills and lines of a face on a canvas, in face units. */

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

export class Brush {
  private readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

  constructor(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D) {
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

  /** What `draw` draws, inside `path` only. */
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
