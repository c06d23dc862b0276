// Generated from coach/server/wire.py by `make wire`. Change the models there, not this file.

export type MoveName = "greet" | "ask" | "probe" | "interject" | "clarify" | "acknowledge" | "remind" | "nudge" | "note_correction" | "wait" | "close";

export type TurnEndReason = "silence" | "done_key" | "closing_phrase" | "time_limit" | "skipped" | "typed" | "ended";

export type FinishReason = "completed" | "time_up" | "ended_by_candidate";

export type Viseme = "sil" | "PP" | "FF" | "TH" | "DD" | "kk" | "CH" | "SS" | "nn" | "RR" | "aa" | "E" | "ih" | "oh" | "ou";

export type Kind = "behavioural" | "technical" | "scenario" | "resume";

export type Label = "S" | "T" | "A" | "R" | "F" | "O";

export type Component = "situation" | "task" | "action" | "result" | "reflection";

export type CriterionId = "structure" | "concepts" | "constraints" | "delivery" | "clarity" | "substance";

export type BandName = "no usable answer" | "weak" | "partial" | "good" | "excellent";

export type ControlName = "mute" | "unmute" | "repeat" | "rephrase" | "moment" | "skip" | "done" | "end";

export type FloorName = "idle" | "listening" | "thinking" | "speaking" | "holding" | "ended";

export type HearingName = "whisper" | "typed";

export type Readiness = "ready" | "warming" | "missing";

export type TroubleCode = "odd_bytes" | "short_frame" | "chunk_too_long" | "sample_out_of_range" | "bad_message" | "message_too_long" | "not_started" | "unknown_attempt" | "finished" | "taken_over" | "failed";

export interface AnswerScored {
  at: number;
  type: "AnswerScored";
  question_id: string;
  scorecard: Scorecard;
}

export interface AnswerView {
  question: AnsweredQuestion;
  turns: TurnView[];
  sentences: SentenceView[];
  scorecard: Scorecard | null;
  typed: boolean;
}

export interface AnsweredQuestion {
  id: string;
  text: string;
  kind: Kind;
  beginner: string;
  expert: string;
}

/** The question on the table; `number` counts from 1. */
export interface AskedQuestion {
  id: string;
  text: string;
  number: number;
  total: number;
  constraints: ConstraintView[];
  limit_s: number | null;
}

export interface AttemptCreated {
  attempt_id: string;
}

export interface AttemptFinished {
  at: number;
  type: "AttemptFinished";
  report: Report;
  reason: FinishReason;
}

export interface AttemptResumed {
  at: number;
  type: "AttemptResumed";
}

export interface AttemptStarted {
  at: number;
  type: "AttemptStarted";
  attempt_id: string;
  bank_id: string;
  question_ids: string[];
  profile_id: string;
  interviewer: "scripted" | "llm";
  hearing: string;
  keep_audio: boolean;
}

/** `created`: UTC ISO 8601. `finished` False = can be resumed. */
export interface AttemptSummary {
  attempt_id: string; created: string; bank_id: string; profile_id: string; question_ids: string[]; finished: boolean;
  overall: number | null;
}
