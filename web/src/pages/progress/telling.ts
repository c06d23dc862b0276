import type { Point, Trend } from "../../wire.gen";

const SMALL = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen".split(" ");
const TENS = "_ _ Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety".split(" ");

/** A count as a sentence begins with it: "Twenty-seven"; figures from a hundred on. */
export function word(count: number): string {
  const small = SMALL[count];
  if (small !== undefined) return small;
  const tens = TENS[Math.floor(count / 10)];
  if (tens === undefined) return String(count);
  return count % 10 === 0 ? tens : `${tens}-${(SMALL[count % 10] ?? "").toLowerCase()}`;
}

const some = (count: number) => word(count).toLowerCase();
const counted = (count: number, one: string) => `${word(count)} ${one}${count === 1 ? "" : "s"}`;

/** What the attempts show, and how sure that is; never more than they do. `theirs`: a candidate's, read by the coach. */
export function headline({ gain, give_or_take, points: all }: Trend, theirs = false): string {
  const began = `where ${theirs ? "they" : "you"} began`;
  if (all.length === 0) return "Nothing to compare yet.";
  if (gain === null || give_or_take === null) return `${counted(all.length, "attempt")}, too few for a trend.`;
  if (Math.abs(gain) <= give_or_take) return `Not yet told apart from ${began}.`;
  return `${counted(Math.round(Math.abs(gain)), "point")} ${gain > 0 ? "above" : "below"} ${began}, give or take ${some(Math.round(give_or_take))}.`;
}

export function underline({ gain, give_or_take, points: all }: Trend): string {
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return "A point appears after your first rehearsal, a trend from six.";
  const days = Math.round((Date.parse(last.created) - Date.parse(first.created)) / 86_400_000);
  const span = `${counted(all.length, "attempt")} over ${days < 1 ? "one day" : `${some(days + 1)} days`}.`;
  if (gain === null || give_or_take === null) return `${span} The first three are compared with the last three, so it takes six.`;
  if (Math.abs(gain) > give_or_take) return `${span} The difference is larger than chance between so few attempts.`;
  return `${span} The last three differ from the first three by ${Math.abs(Math.round(gain))}, within the uncertainty of ${Math.round(give_or_take)}.`;
}

/** What is shown together under a candidate's name, where it is more than one set; else ''. */
export function togetherText(sets: readonly string[]): string {
  if (sets.length < 2) return "";
  const named = [...new Set(sets)].map((title) => `“${title}”`).join(", ");
  return `All ${sets.length} sets assigned to this name are shown together: ${named}. Two people of one name are told apart by a last name.`;
}

/** Where a trend stands: the mean of the last three attempts once they are others than the first three, else the last. */
export const latestOf = ({ gain, latest, points }: Trend): number => (gain === null ? null : latest) ?? points.at(-1)?.value ?? 0;

/** "from 1.7"; '' while there is nothing to compare with. */
export const fromText = ({ gain, baseline }: Trend, digits: number): string => (gain === null || baseline === null ? "" : `from ${baseline.toFixed(digits)}`);

/** That the attempts of `wanted` were not read, and whose are shown meanwhile; '' for one's own. */
export function unread(wanted: string, shown: string): string {
  const asked = wanted === "" ? "Your attempts" : `The attempts of ${wanted}`;
  if (wanted === shown) return `${asked} could not be read again: shown is what was read before.`;
  return `${asked} could not be read: shown are still ${shown === "" ? "your own" : `those of ${shown}`}.`;
}

/** Hour of the day, 0 to 24, on this machine's clock. */
export function hourOf(created: string): number {
  const at = new Date(created);
  return at.getHours() + at.getMinutes() / 60;
}

/** "today", "yesterday", "3 Mar". */
export function dayText(created: string, now: Date = new Date()): string {
  const at = new Date(created);
  if (Number.isNaN(at.getTime())) return "";
  const before = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (at.toDateString() === now.toDateString()) return at.getHours() >= 18 ? "tonight" : "today";
  if (at.toDateString() === before.toDateString()) return "yesterday";
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}

/** Days below an axis, from left to right; of equal ones beside each other only the last is named. */
export function daysNamed(created: readonly string[], now: Date = new Date()): string[] {
  const days = created.map((one) => dayText(one, now));
  return days.map((day, i) => (day === days[i + 1] ? "" : day));
}

/** "Collaboration, two attempts; Judgement, one attempt." */
export const waitingText = (waiting: readonly [string, number][]): string => `${waiting.map(([skill, count]) => `${skill}, ${counted(count, "attempt").toLowerCase()}`).join("; ")}.`;

/** Where the scale of scores begins: a twenty below the lowest interval, so that differences can be seen. */
export function lowest(points: readonly Point[]): number {
  return Math.max(0, Math.floor((Math.min(100, ...points.map((p) => p.low)) - 4) / 20) * 20);
}

/** Of the points; at least one, so that a line of zeros lies on the ground. */
export function highest({ points }: Trend): number {
  return Math.max(1, ...points.map((p) => p.value));
}

/** Words a minute are told whole, the others to a tenth. */
export function mannerDigits({ id }: Trend): number {
  return id === "pace" || id === "speaking" ? 0 : 1;
}

const PARTS: readonly [string, number, number][] = [
  ["mornings", 5, 12],
  ["afternoons", 12, 18],
  ["evenings", 18, 22],
  ["after ten", 22, 29],
];
const LEAST = 3;
/** So many dots are no longer few. */
const MANY = 30;

/** The mean score of each part of the day that has three attempts or more; called a hint, since it is one. */
export function hoursText(points: readonly Point[], hour: (created: string) => number = hourOf): string {
  const few = points.length >= MANY ? "It is a hint, no more." : `${counted(points.length, "dot")} ${points.length === 1 ? "is" : "are"} few, so read ${points.length === 1 ? "it" : "them"} as a hint.`;
  const means = PARTS.flatMap(([name, from, to]) => {
    const there = points.filter((p) => [0, 24].some((day) => hour(p.created) + day >= from && hour(p.created) + day < to));
    return there.length < LEAST ? [] : [`${name} ${Math.round(there.reduce((sum, p) => sum + p.value, 0) / there.length)}`];
  });
  if (means.length < 2) return `Higher is a better score. ${few}`;
  const said = means.join(", ");
  return `On average ${said}. ${few}`;
}
