import type { Trend } from "../../wire.gen";

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
const word = (count: number) => NUMBERS[count] ?? String(count);
const points = (count: number) => `${word(count)} ${count === 1 ? "point" : "points"}`;

/** What the attempts show, and how sure that is; never more than they do. */
export function headline({ gain, give_or_take, points: all }: Trend): string {
  if (all.length === 0) return "Nothing to compare yet.";
  if (gain === null || give_or_take === null) return `${word(all.length)} ${all.length === 1 ? "attempt" : "attempts"}, too few for a trend.`;
  const margin = word(Math.round(give_or_take)).toLowerCase();
  if (Math.abs(gain) <= give_or_take) return "Not yet told apart from where you began.";
  return `${points(Math.round(Math.abs(gain)))} ${gain > 0 ? "above" : "below"} where you began, give or take ${margin}.`;
}

export function underline({ gain, give_or_take, points: all }: Trend): string {
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return "A point appears after your first rehearsal, a trend from six.";
  const days = Math.round((Date.parse(last.created) - Date.parse(first.created)) / 86_400_000);
  const span = `${word(all.length)} ${all.length === 1 ? "attempt" : "attempts"} over ${days < 1 ? "one day" : `${days + 1} days`}.`;
  if (gain === null || give_or_take === null) return `${span} The first three are compared with the last three, so it takes six.`;
  if (Math.abs(gain) > give_or_take) return `${span} The difference is larger than chance between so few attempts.`;
  return `${span} The last three differ from the first three by ${Math.abs(Math.round(gain))}, within the uncertainty of ${Math.round(give_or_take)}.`;
}

/** Hour of the day, 0 to 24, on this machine's clock. */
export function hourOf(created: string): number {
  const at = new Date(created);
  return at.getHours() + at.getMinutes() / 60;
}
