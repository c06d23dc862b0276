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

WATCH = """
const begin = AudioBufferSourceNode.prototype.start;
window.begun = [];
AudioBufferSourceNode.prototype.start = function (when) {
  window.begun.push({ at: when, seconds: this.buffer.duration });
  window.sounding = this.context;
  return begin.call(this, when);
};
const letters = { moveTo: 'M', lineTo: 'L', bezierCurveTo: 'C', quadraticCurveTo: 'Q', closePath: 'Z' };
const readPaths = () => {
  const Path = window.Path2D;
  const Read = class extends Path {
    d = '';
  };
  for (const [name, letter] of Object.entries(letters)) {
    Read.prototype[name] = function (...numbers) {
      this.d += letter + numbers.join(' ');
      Path.prototype[name].apply(this, numbers);
    };
  }
  window.Path2D = Read;
  return () => (window.Path2D = Path);
};
const readFills = ({ prototype }) => {
  const { fill } = prototype;
  let inside = 0;
  prototype.fill = function (path) {
    if (this.fillStyle === UPPER_LIP) [window.opening, inside] = [inside, 0];
    if (this.fillStyle === INSIDE) {
      window.ruler.setAttribute('d', path.d);
      inside = window.ruler.getBBox().height;
    }
    return fill.apply(this, arguments);
  };
  return () => (prototype.fill = fill);
};
window.watch = () => {
  const frames = [];
  const drawing = document.body.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
  window.ruler = drawing.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
  window.opening = 0;
  const unread = [readPaths(), readFills(CanvasRenderingContext2D), readFills(OffscreenCanvasRenderingContext2D)];
  const look = () => {
    const { contextTime, performanceTime } = window.sounding.getOutputTimestamp();
    const heard = contextTime + (performance.now() - performanceTime) / 1000;
    frames.push([performance.now() / 1000, heard, window.opening]);
    if (window.watching) requestAnimationFrame(look);
    else {
      for (const forget of unread) forget();
      drawing.remove();
    }
  };
  window.watching = true;
  window.frames = frames;
  requestAnimationFrame(look);
};
"""
"""Frames of what is heard and how far the drawn mouth is open, from `window.watch()` until `watching` is false."""


def watch(speaker: str) -> str:
    return f"const [UPPER_LIP, INSIDE] = ['{UPPER_LIP[speaker]}', '{INSIDE}'];{WATCH}"
