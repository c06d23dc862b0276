import type { BankView, ProfileView } from "../../wire.gen";

export type PickedQuestion = BankView["questions"][number];

/** What the coach asks of the questions; '' asks for nothing. */
export interface Filter {
  skill: string;
  kind: string;
  difficulty: string;
}

export const NO_FILTER: Filter = { skill: "", kind: "", difficulty: "" };

export const questionsOf = (banks: readonly BankView[]): PickedQuestion[] => banks.flatMap((bank) => bank.questions);

export function fitting(questions: readonly PickedQuestion[], { skill, kind, difficulty }: Filter): PickedQuestion[] {
  return questions.filter(
    (q) => (skill === "" || q.skill === skill) && (kind === "" || q.kind === kind) && (difficulty === "" || q.difficulty === Number(difficulty)),
  );
}

/** As many of `questions`, in their order, as fit `minutes` together. */
export function within(questions: readonly PickedQuestion[], minutes: number): string[] {
  let left = minutes;
  return questions
    .filter((q) => {
      if (q.minutes > left) return false;
      left -= q.minutes;
      return true;
    })
    .map((q) => q.id);
}

/** A warning where the kind of interview ends before `minutes` of questions have been asked; '' where it does not. */
export function closingText(profile: ProfileView | undefined, minutes: number): string {
  if (profile === undefined || minutes <= profile.minutes) return "";
  return `${profile.title} ends after ${profile.minutes} minutes and these questions take about ${minutes}: the last may not be asked.`;
}

export const minutesOf = (questions: readonly PickedQuestion[], ids: readonly string[]): number =>
  questions.filter((q) => ids.includes(q.id)).reduce((sum, q) => sum + q.minutes, 0);

export const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
