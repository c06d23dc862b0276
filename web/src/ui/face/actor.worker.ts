import { Actor } from "./actor";
import type { Order } from "./orders";
import { Portrait } from "./portrait";

/** A worker of a browser that gives it no frames makes them itself, as many as most screens show. */
const FRAME_MS = 1000 / 60;
const given = typeof requestAnimationFrame === "function";
const frames = {
  request: (draw: (at: number) => void): number => (given ? requestAnimationFrame(draw) : Number(setTimeout(() => draw(performance.now()), FRAME_MS))),
  cancel: (request: number): void => (given ? cancelAnimationFrame(request) : clearTimeout(request)),
};
let actor: Actor | null = null;
if (new OffscreenCanvas(1, 1).getContext("2d") === null) throw new Error("This browser draws in no worker.");

self.addEventListener("message", ({ data }: MessageEvent<Order>) => {
  if (data.type === "canvases") actor = new Actor(new Portrait(data.canvases), frames, () => postMessage("begun"));
  else actor?.take(data);
});
