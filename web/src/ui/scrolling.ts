/** How a page scrolls by itself: at once where less motion is asked for, which a script's "smooth" does not heed. */
export const scrolling = (): ScrollBehavior => (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
