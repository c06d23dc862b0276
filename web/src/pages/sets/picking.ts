import type { BankView, ProfileView } from "../../wire.gen";

/** A question that can be picked. `key`: bank and id, since two banks may use one id. */
export interface PickedQuestion {
  key: string;
  bank: string;
  text: string;
  kind: string;
  skill: string;
  difficulty: number;
  minutes: number;
}

/** What the coach asks of the questions; '' asks for nothing. */
export interface Filter {
  bank: string;
  skill: string;
  kind: string;
  difficulty: string;
}

export const NO_FILTER: Filter = { bank: "", skill: "", kind: "", difficulty: "" };

export const questionsOf = (banks: readonly BankView[]): PickedQuestion[] =>
  banks.flatMap((bank) => bank.questions.map(({ id, ...question }) => ({ ...question, key: `${bank.id}/${id}`, bank: bank.title })));

export function fitting(questions: readonly PickedQuestion[], { bank, skill, kind, difficulty }: Filter): PickedQuestion[] {
  const one = (wanted: string, is: string | number) => wanted === "" || wanted === String(is);
  return questions.filter((q) => one(bank, q.bank) && one(skill, q.skill) && one(kind, q.kind) && one(difficulty, q.difficulty));
}

/** The questions by the titles of their banks, in their order. */
export function byBank(questions: readonly PickedQuestion[]): [string, PickedQuestion[]][] {
  const banks = new Map<string, PickedQuestion[]>();
  for (const question of questions) banks.set(question.bank, [...(banks.get(question.bank) ?? []), question]);
  return [...banks];
}

/** Keys of as many of `questions`, in their order, as fit `minutes` together. */
export function within(questions: readonly PickedQuestion[], minutes: number): string[] {
  let left = minutes;
  return questions
    .filter((q) => {
      if (q.minutes > left) return false;
      left -= q.minutes;
      return true;
    })
    .map((q) => q.key);
}

/** A warning where the kind of interview ends before `minutes` of questions have been asked; '' where it does not. */
export function closingText(profile: ProfileView | undefined, minutes: number): string {
  if (profile === undefined || minutes <= profile.minutes) return "";
  return `${profile.title} ends after ${profile.minutes} minutes and these questions take about ${minutes}: the last may not be asked.`;
}

export const minutesOf = (questions: readonly PickedQuestion[], keys: readonly string[]): number =>
  questions.filter((q) => keys.includes(q.key)).reduce((sum, q) => sum + q.minutes, 0);

export const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
