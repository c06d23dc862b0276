const DAY_MS = 86_400_000;

/** This day as YYYY-MM-DD, where the browser is. */
export function today(now: Date = new Date()): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whole days from today until `day` (YYYY-MM-DD); negative once it has gone by. */
export function daysUntil(day: string, now: Date = new Date()): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((Date.UTC(year, month - 1, date) - today) / DAY_MS);
}

/** "due tomorrow", "due on Tuesday" within a week, "due Tuesday 1 December", "was due yesterday"; '' where there is no day. */
export function dueText(day: string, now: Date = new Date()): string {
  if (day === "") return "";
  const days = daysUntil(day, now);
  if (days === 0) return "due today";
  if (days === 1) return "due tomorrow";
  if (days === -1) return "was due yesterday";
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const on = new Date(year, month - 1, date);
  if (days > 1 && days < 7) return `due on ${on.toLocaleDateString("en-GB", { weekday: "long" })}`;
  const written = on.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
  return days < 0 ? `was due ${written}` : `due ${written}`;
}
