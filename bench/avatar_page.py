"""What the face's bench runs inside the page: a pixel that changes at each frame, and a watch on the mouth as drawn."""

from __future__ import annotations

UPPER_LIP = {"adaeze": "#7e3a36", "henrik": "#a5675a", "samira": "#a0473f"}
"""As a canvas names colours: the upper lip is painted after the inside of the mouth, which shut lips do not show."""
INSIDE = "#3a1517"
PIXEL = """
const pixel = document.body.appendChild(document.createElement('canvas'));
Object.assign(pixel, { width: 1, height: 1 });
Object.assign(pixel.style, { position: 'fixed', top: 0, left: 0 });
const ink = pixel.getContext('2d');
let n = 0;
const change = () => {
  if (!pixel.isConnected) return;
  ink.fillStyle = n++ % 2 ? '#000' : '#fff';
  ink.fillRect(0, 0, 1, 1);
  requestAnimationFrame(change);
};
change();
window.pixel = pixel;
"""
"""A baseline: an animation that does nothing but be one, until `window.pixel` is removed."""

SOUND = """
const begin = AudioBufferSourceNode.prototype.start;
window.begun = [];
AudioBufferSourceNode.prototype.start = function (when) {
  window.begun.push({ at: when, seconds: this.buffer.duration });
  window.sounding = this.context;
  return begin.call(this, when);
};
window.listen = () => {
  const heard = [];
  const timer = setInterval(() => {
    const { contextTime, performanceTime } = window.sounding.getOutputTimestamp();
    const now = performance.now();
    heard.push([performance.timeOrigin + now, contextTime + (now - performanceTime) / 1000]);
  }, 20);
  window.heard = () => (clearInterval(timer), heard);
};
window.openings = (mouths) => {
  const drawing = document.body.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
  const ruler = drawing.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
  const found = mouths.map((d) => (ruler.setAttribute('d', d), d === '' ? 0 : ruler.getBBox().height));
  drawing.remove();
  return found;
};
"""
"""From `listen()` to `heard()`: rows of (millisecond since 1970, second of the sound). `openings`: heights of mouths
(SVG paths)."""

WATCH = """
([UPPER_LIP, INSIDE]) => {
  const letters = { moveTo: 'M', lineTo: 'L', bezierCurveTo: 'C', quadraticCurveTo: 'Q', closePath: 'Z' };
  const readPaths = () => {
    const Path = self.Path2D;
    const Read = class extends Path {
      d = '';
    };
    for (const [name, letter] of Object.entries(letters)) {
      Read.prototype[name] = function (...numbers) {
        this.d += letter + numbers.join(' ');
        Path.prototype[name].apply(this, numbers);
      };
    }
    self.Path2D = Read;
    return () => (self.Path2D = Path);
  };
  let [mouth, inside] = ['', ''];
  const readFills = ({ prototype }) => {
    const { fill } = prototype;
    prototype.fill = function (path) {
      if (this.fillStyle === UPPER_LIP) [mouth, inside] = [inside, ''];
      if (this.fillStyle === INSIDE) inside = path.d;
      return fill.apply(this, arguments);
    };
    return () => (prototype.fill = fill);
  };
  const painters = [self.CanvasRenderingContext2D, self.OffscreenCanvasRenderingContext2D].filter(Boolean);
  const unread = [readPaths, ...painters.map((painter) => () => readFills(painter))].map((read) => read());
  const frames = [];
  let watching = true;
  const look = () => {
    frames.push([performance.timeOrigin + performance.now(), mouth]);
    if (watching) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  self.drawn = () => {
    watching = false;
    for (const forget of unread) forget();
    return frames;
  };
}
"""
"""Run where the face is drawn, a worker or the page: a row of (millisecond since 1970, path of the mouth's inside) for
each frame until `drawn()`."""


def inks(speaker: str) -> list[str]:
    return [UPPER_LIP[speaker], INSIDE]
