import type { BankQuestionView, BankView, NewAttempt } from "../../wire.gen";

/** The profile in which nobody speaks. */
export const TAKE_PROFILE = "record-yourself";
const CONCEPTS = "concepts";

/** The bank of concepts, or the first with something technical to explain, and what can be explained of it. */
export function conceptsOf(banks: readonly BankView[]): { bank: BankView | undefined; concepts: BankQuestionView[] } {
  const technical = (bank: BankView) => bank.questions.filter((q) => q.kind === "technical");
  const bank = banks.find((b) => b.id === CONCEPTS) ?? banks.find((b) => technical(b).length > 0);
  return { bank, concepts: bank === undefined ? [] : technical(bank) };
}

export function recording(bank: BankView | undefined, questionId: string, sound: boolean): NewAttempt {
  return {
    bank_id: bank?.id ?? "",
    question_ids: [questionId],
    profile_id: TAKE_PROFILE,
    interviewer: "scripted",
    keep_audio: sound,
    microphone: true,
  };
}

/** The question in its bank's words; its id where the bank is gone. */
export function titleOf(banks: readonly BankView[], questionId: string): string {
  return banks.flatMap((b) => b.questions).find((q) => q.id === questionId)?.text ?? questionId;
}
