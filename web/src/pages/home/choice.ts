import type { BankQuestionView, BankView, DocumentView, NewAttempt, Part, ProfileView, SpeakerName } from "../../wire.gen";
import type { Mode } from "../../live/rehearsal";
import { capital, countText } from "../../ui/parts";

/** What the candidate has chosen to rehearse. `questions` are ids in the bank's order. */
export interface Choice {
  bank: BankView;
  profile: ProfileView | null;
  questions: string[];
  mode: Mode;
  keepAudio: boolean;
  /** Who asks; null leaves it to the server's setting. */
  speaker: SpeakerName | null;
  /** What questions are drawn from besides the bank. */
  resume: DocumentView | null;
  job: DocumentView | null;
  /** The model on the server's machine that phrases the follow-ups; null: scripted, or as the server is set. */
  localModel: string | null;
}

const SPEAKER = "coach.speaker";
const BANK = "coach.bank";

function keptSpeaker(): SpeakerName | null {
  const kept = globalThis.localStorage?.getItem(SPEAKER) ?? null;
  return kept === "adaeze" || kept === "henrik" || kept === "samira" ? kept : null;
}

export function keepSpeaker(speaker: SpeakerName): void {
  localStorage.setItem(SPEAKER, speaker);
}

/** The bank to begin with the next time. */
export function keepBank(bank: BankView): void {
  localStorage.setItem(BANK, bank.id);
}

export function firstChoice(banks: readonly BankView[], profiles: readonly ProfileView[]): Choice | null {
  const kept = globalThis.localStorage?.getItem(BANK) ?? null;
  const bank = banks.find((b) => b.id === kept) ?? banks[0];
  if (bank === undefined) return null;
  const profile = profiles[0] ?? null;
  return { bank, profile, questions: allOf(bank), mode: "voice", keepAudio: false, speaker: keptSpeaker(), resume: null, job: null, localModel: null };
}

export const allOf = (bank: BankView): string[] => bank.questions.map((q) => q.id);

export function withQuestion(choice: Choice, id: string, on: boolean): Choice {
  const wanted = new Set(choice.questions);
  if (on) wanted.add(id);
  else wanted.delete(id);
  return { ...choice, questions: allOf(choice.bank).filter((q) => wanted.has(q)) };
}

const LIMIT = /^at most (\d+) seconds$/;
const SHORT_S = 90;
const ONE_TAKE = "verbatim-one-shot";

/** Seconds that a question allows; null where it allows any. */
export function limitOf(question: BankQuestionView): number | null {
  const found = question.constraints.map((c) => LIMIT.exec(c.asked)?.[1]).find((limit) => limit !== undefined);
  return found === undefined ? null : Number(found);
}

/** The question for the first minute: told from experience, ninety seconds at most; else a short one; else the first. */
export function quickQuestion(bank: BankView): BankQuestionView | undefined {
  const short = bank.questions.filter((q) => (limitOf(q) ?? Number.POSITIVE_INFINITY) <= SHORT_S);
  return short.find((q) => q.kind === "behavioural") ?? short[0] ?? bank.questions[0];
}

/** One question, one take: what a newcomer is asked. */
export function quickAttempt(choice: Choice, profiles: readonly ProfileView[], question: BankQuestionView): NewAttempt {
  const profile = profiles.find((p) => p.id === ONE_TAKE) ?? choice.profile;
  return { ...newAttempt({ ...choice, profile, resume: null, job: null }), question_ids: [question.id] };
}

/** How many questions of a whole bank the kind of interview has time for, at most. */
function mostAsked({ bank, profile }: Choice): number {
  if (profile === null) return bank.questions.length;
  let left = profile.minutes;
  const shortest = bank.questions.map((q) => q.minutes).sort((a, b) => a - b);
  const fitting = shortest.filter((minutes) => (left -= minutes) >= 0).length;
  return Math.min(Math.max(1, fitting), profile.max_questions);
}

/** What the choice comes to, e.g. "At most six of the ten questions from AI trainer, by voice." Named questions are all
 *  planned; a whole bank is drawn from. */
export function summaryOf(choice: Choice): string {
  const { bank, questions, profile } = choice;
  const rest = `from ${bank.title}, ${choice.mode === "voice" ? "by voice" : "typed"}.`;
  if (questions.length === bank.questions.length && mostAsked(choice) < questions.length) {
    return `At most ${countText(mostAsked(choice), "of", "of")} the ${countText(questions.length, "question")} ${rest}`;
  }
  const minutes = bank.questions.filter((q) => questions.includes(q.id)).reduce((sum, q) => sum + q.minutes, 0);
  const short = profile !== null && minutes > profile.minutes ? ` This kind of interview ends after ${profile.minutes} minutes: the last may not be asked.` : "";
  return `${capital(countText(questions.length, "question"))} ${rest}${short}`;
}

export function newAttempt(choice: Choice): NewAttempt {
  const all = choice.questions.length === choice.bank.questions.length;
  return {
    bank_id: choice.bank.id,
    question_ids: all ? null : choice.questions,
    profile_id: choice.profile?.id ?? "",
    interviewer: null,
    speaker: choice.speaker,
    keep_audio: choice.mode === "voice" && choice.keepAudio,
    microphone: choice.mode === "voice",
    resume_id: choice.resume?.id ?? null,
    job_id: choice.job?.id ?? null,
    local_model: choice.localModel,
  };
}

/** The part that recognises speech, if the server names one. */
export function recogniser(parts: readonly Part[]): Part | undefined {
  return parts.find((p) => /whisper|hearing|recogni/i.test(p.id)) ?? parts.find((p) => /whisper|hear|recogni/i.test(p.name));
}
