interface Point {
  x: number;
  y: number;
}

interface Line {
  left: number;
  right: number;
  y: number;
}

interface Size {
  width: number;
  height: number;
}

/** Between a line and its label. */
const GAP = 0.9;

/** The left end and the middle height of a line's label: where no dot of `radius` is in it; best at the right, below. */
export function labelSpot(dots: readonly Point[], { left, right, y }: Line, size: Size, radius: number): Point {
  const away = size.height * GAP;
  const spots = [right - size.width, left].flatMap((x) => [y + away, y - away].map((middle) => ({ x, y: middle })));
  const free = spots.find(
    (spot) =>
      !dots.some((dot) => dot.x > spot.x - radius && dot.x < spot.x + size.width + radius && Math.abs(dot.y - spot.y) < size.height / 2 + radius),
  );
  return free ?? { x: right - size.width, y: y + away };
}
