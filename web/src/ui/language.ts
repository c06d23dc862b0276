/** Numbers are written by this where the browser's own language is none that it takes. */
const ELSE = "en-GB";

/** `language`, or English where numbers cannot be written by it: WebKit on a machine without a locale names "C", and refuses it. */
export function spoken(language: string): string {
  try {
    new Intl.NumberFormat(language);
    return language;
  } catch {
    return ELSE;
  }
}

/** For programs that take the language from the browser as they are loaded: to be imported before them. */
if (typeof navigator !== "undefined") {
  const { language } = navigator;
  if (language !== undefined && spoken(language) !== language) Object.defineProperty(navigator, "language", { value: ELSE, configurable: true });
}
