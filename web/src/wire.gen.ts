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

export type ControlName = "mute" | "unmute" | "answer" | "repeat" | "rephrase" | "moment" | "skip" | "done" | "end" | "typing";

export type FloorName = "idle" | "listening" | "thinking" | "speaking" | "holding" | "ended";

export type HearingName = "whisper" | "typed";

export type Readiness = "ready" | "warming" | "missing";

export type SpeakerName = "adaeze" | "henrik" | "samira";

export type TroubleCode = "odd_bytes" | "short_frame" | "chunk_too_long" | "sample_out_of_range" | "bad_message" | "message_too_long" | "not_started" | "unknown_attempt" | "finished" | "taken_over" | "failed";

/** A language model's opinions of an answer, as far as they could be verified; the next score rests on them. */
export interface AnswerJudged {
  at: number;
  type: "AnswerJudged";
  question_id: string;
  judgement: Judgement;
}

export interface AnswerScored {
  at: number;
  type: "AnswerScored";
  question_id: string;
  scorecard: Scorecard;
}

/** `overlaps`: where both spoke, on the rehearsal's clock; also before the first and after the last sentence. `unjudged`: that the judge's opinion is not given, or not all of it, and why; '' where nothing is missing. */
export interface AnswerView {
  question: AnsweredQuestion;
  turns: TurnView[];
  sentences: SentenceView[];
  overlaps: Overlap[];
  scorecard: Scorecard | null;
  typed: boolean;
  unjudged: string;
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
  speaker: string;
}

/** `created`: UTC ISO 8601. `finished` False = can be resumed. */
export interface AttemptSummary {
  attempt_id: string;
  created: string;
  bank_id: string;
  profile_id: string;
  question_ids: string[];
  finished: boolean;
  overall: number | null;
}

/** `least_delay`: seconds that the profile wants between a question and its answer, 0 where it wants none. */
export interface AttemptView {
  summary: AttemptSummary;
  answers: AnswerView[];
  report: Report | null;
  has_audio: boolean;
  finished: boolean;
  least_delay: number;
}

export interface AudioLost {
  at: number;
  type: "AudioLost";
  seconds: number;
  reason: string;
}

export interface Band {
  name: BandName;
  low: number;
  high: number;
}

export interface BankQuestionView {
  id: string;
  text: string;
  kind: Kind;
  skill: string;
  difficulty: number;
  minutes: number;
  constraints: ConstraintView[];
}

export interface BankView {
  id: string;
  title: string;
  role: string;
  questions: BankQuestionView[];
}

/** The candidate took the floor; the interviewer's InterviewerSpoke follows with what was heard of it. */
export interface BargedIn {
  at: number;
  type: "BargedIn";
}

/** The most that `overall` can be, and why. */
export interface Ceiling {
  limit: number;
  reason: string;
}

/** What to do differently next time: `advice` cites `sentences`; `could_say` has … where only you know the fact. `overall` is what the answer scores with this put right and all else as it is; None where that cannot be computed. */
export interface Change {
  criterion: CriterionId | "flags";
  advice: string;
  could_say: string;
  sentences: number[];
  overall: number | null;
}

/** `machine`: the scorer's level when it was reviewed, kept beside the coach's; None = not assessed. */
export interface CoachLevel {
  question_id: string;
  criterion: CriterionId;
  level: number;
  machine: number | null;
}

export interface Comment {
  question_id: string;
  span: WordSpan | SecondSpan;
  text: string;
}

export interface ConceptResult {
  name: string;
  used: boolean;
  mentioned: boolean;
  evidence: Evidence[];
}

/** `satisfied` None = not assessed (typed answer against seconds). `margin` > 0 = kept by that much. */
export interface ConstraintResult {
  kind: string;
  asked: string;
  measured: string;
  satisfied: boolean | null;
  margin: number | null;
  evidence: Evidence[];
}

/** `asked` is the demand in words, e.g. "at most 60 seconds". */
export interface ConstraintView {
  kind: string;
  asked: string;
}

export interface Control {
  type: "control";
  control: ControlName;
}

/** `before`, `after`: the answer's score with the words as heard and as mended, None where it had none. */
export interface Correction {
  question_id: string;
  started: number;
  ended: number;
  heard: string;
  text: string;
  before: number | null;
  after: number | null;
}

/** The candidate took back something said before: in `superseded`, `old` reads `new` from now on. Both are empty where the whole claim was put another way. `text` is the sentence that corrects. */
export interface CorrectionNoted {
  at: number;
  type: "CorrectionNoted";
  question_id: string;
  superseded: string;
  text: string;
  old: string;
  new: string;
}

/** One line of the rubric. `level` 0 to 3, None = not assessed (which is not zero), with the reason. */
export interface Criterion {
  id: CriterionId;
  name: string;
  level: number | null;
  reason: string;
  earned: Evidence[];
  lost: Evidence[];
}

/** Measurements only. Rates in words a minute, times in seconds; None = not measured. Pauses are between clauses or inside one (known only where words have times). `pace`: the rate in each third. `loudness`: dB of full scale, which depends on the microphone, and `pitch_range`: semitones; both only told. `restarts`: words begun again. `voiced_gaps`: voice without words, possible fillers that nothing was counted for. */
export interface Delivery {
  delivered_rate: number | null;
  articulation_rate: number | null;
  pauses: number | null;
  longest_pause: number | null;
  response_delay: number | null;
  overlaps: number;
  pauses_inside: number | null;
  pauses_between: number | null;
  pace: number[];
  restarts: number;
  voiced_gaps: VoicedGap[];
  loudness: number | null;
  pitch_range: number | null;
}

export interface Dispute {
  question_id: string;
  finding: string;
  claim: string;
}

/** A résumé or job description that was read: `about` says in a line what was found in it. */
export interface DocumentView {
  id: string;
  kind: "resume" | "job";
  name: string;
  about: string;
}

export interface ErrorView {
  error: string;
}

export interface EventMessage {
  type: "event";
  event: Event;
}

/** Sentence indices and the verbatim quote that a finding rests on; seconds where they are known. */
export interface Evidence {
  sentences: number[];
  quote: string;
  start: number | null;
  end: number | null;
  note: string;
}

/** One utterance. Word times are on the rehearsal's clock. */
export interface FinalTranscript {
  at: number;
  type: "FinalTranscript";
  text: string;
  words: Word[];
  started: number;
  ended: number;
  source: "speech" | "typed" | "script" | "browser";
  committed: number;
  revised: number;
  voiced_gaps: VoicedGap[];
  tone: Tone | null;
  counts: boolean;
  sent: string;
}

/** The candidate says that a finding is wrong, or takes that back; no score changes by it. `finding`: what it was, e.g. `criterion:clarity`; `claim`: the finding in the words that were shown. */
export interface FindingDisputed {
  at: number;
  type: "FindingDisputed";
  question_id: string;
  finding: string;
  claim: string;
  withdrawn: boolean;
}

/** `machine` stands beside every level of the coach; neither is overwritten. `revision`: another one for other findings, '' for none. */
export interface FindingsView {
  remark: string;
  comments: Comment[];
  levels: CoachLevel[];
  revision: string;
}

export interface Flag {
  name: string;
  evidence: Evidence[];
}

export interface GivenComment {
  question_id: string;
  span: GivenWords | GivenSeconds;
  text: string;
}

export interface GivenLevel {
  question_id: string;
  criterion: CriterionId;
  level: number;
}

export interface GivenSeconds {
  type: "seconds";
  start: number;
  end: number;
}

export interface GivenWords {
  type: "words";
  first: number;
  first_word: number;
  last: number;
  last_word: number;
  quote?: string;
}

/** Audio before `next_sample` has arrived and need not be sent again. */
export interface Heard {
  type: "heard";
  next_sample: number;
}

/** What the recogniser made of the device check's sentence; `recogniser` e.g. `whisper:base.en`. */
export interface HeardSentence {
  text: string;
  recogniser: string;
}

/** `assigned_at`: as in SetView. `reviewed`: when the review went back, or ''. `changed`: since then. `late`: sent after the day on which it was due. `here`: the candidate rehearsed at this installation, where a review is seen as soon as it is sent. */
export interface InboxItem {
  id: string;
  candidate: string;
  title: string;
  assigned_at: string;
  take: number;
  attempts_allowed: number;
  sent: string;
  due: string;
  late: boolean;
  has_audio: boolean;
  overall: number | null;
  begun: boolean;
  reviewed: string;
  changed: boolean;
  here: boolean;
}

/** The LLM's move was not used; the scripted move was spoken instead. */
export interface InterviewerFellBack {
  at: number;
  type: "InterviewerFellBack";
  reason: string;
}

/** Written when the interviewer stops; `heard` is the part of `text` that was really played. */
export interface InterviewerSpoke {
  at: number;
  type: "InterviewerSpoke";
  move: MoveName;
  text: string;
  question_id: string | null;
  started: number;
  ended: number;
  heard: string | null;
  reason: string;
}

/** A judge is asked about these answers; until it is heard on one, or falls short, its opinion is not given. */
export interface JudgeAsked {
  at: number;
  type: "JudgeAsked";
  question_ids: string[];
}

/** The judge was not heard on an answer, or not on every criterion of it, and why; the rules stand without it. */
export interface JudgeFellShort {
  at: number;
  type: "JudgeFellShort";
  question_id: string;
  reason: string;
}

/** Opinions that were verified against the transcript, one a criterion at most. `discarded` counts replies that could not be verified. `model` and `prompt`: who was asked, by which wording. */
export interface Judgement {
  opinions: Opinion[];
  discarded: number;
  model: string;
  prompt: string;
}

/** A document that was given before and is still here. `kind` None: it was damaged, and can only be taken away. */
export interface KeptDocument {
  id: string;
  kind: "resume" | "job" | null;
  name: string;
  about: string;
}

/** One call of the language model. `prompt`: name and version; `seconds`: the whole call, `first_sentence`: until the first sentence was there; `cost`: US dollars, None where the price is not known. */
export interface ModelCalled {
  at: number;
  type: "ModelCalled";
  prompt: string;
  model: string;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  seconds: number;
  first_sentence: number | null;
  cost: number | null;
}

export interface NewAssignment {
  candidate: string;
}

/** `question_ids` None takes the bank's own order; `interviewer` None takes the model if there is one. `set_id`: a practice set, which says bank, questions and profile instead. `speaker`: whose face and voice ask; None takes the setting's. `resume_id`, `job_id`: documents that questions are drawn from. `local_model`: one of Status.local_models, which then phrases the follow-ups. */
export interface NewAttempt {
  bank_id: string;
  set_id?: string | null;
  question_ids?: string[] | null;
  profile_id?: string;
  interviewer?: "scripted" | "llm" | null;
  speaker?: SpeakerName | null;
  keep_audio?: boolean;
  microphone?: boolean;
  resume_id?: string | null;
  job_id?: string | null;
  local_model?: string | null;
}

/** Misheard words between two seconds of the rehearsal's clock; `text` '' takes them out. */
export interface NewCorrection {
  question_id: string;
  started: number;
  ended: number;
  text: string;
}

/** `finding`: what was found, e.g. `criterion:clarity`; `claim`: the words in which it was shown. */
export interface NewDispute {
  question_id: string;
  finding: string;
  claim: string;
  withdrawn?: boolean;
}

/** `due`: YYYY-MM-DD or ''. */
export interface NewSet {
  title: string;
  question_ids: string[];
  profile_id?: string;
  attempts_allowed?: number;
  due?: string;
  note?: string;
  coach?: string;
}

export interface NewShare {
  days?: number;
}

/** What to practise, where, and the counts that say why. `attempt_id`, `created` and `asked`, the question's words: the answer in which it was lowest, for which `advice` was given. */
export interface NextDrill {
  criterion: CriterionId;
  name: string;
  bank_id: string;
  question_id: string;
  reason: string;
  advice: string;
  attempt_id: string;
  created: string;
  asked: string;
}

/** `page`: where what was in the file is seen. */
export interface OpenedFile {
  kind: "practice-set" | "answers" | "review";
  title: string;
  page: string;
}

/** What a language model thinks of one criterion; its `quote` is in one of its `sentences`. */
export interface Opinion {
  criterion: CriterionId;
  level: number;
  sentences: number[];
  quote: string;
}

/** Seconds of the rehearsal's clock in which both spoke. `how` the floor changed: the candidate took it, the interviewer cut in, or neither. */
export interface Overlap {
  start: number;
  end: number;
  how: "barge_in" | "interjection" | "neither";
}

/** One real part of the product; `mend` is the one command that repairs it, '' when nothing is to be done. */
export interface Part {
  id: string;
  name: string;
  ready: Readiness;
  detail: string;
  mend: string;
}

/** `text` = committed + tentative; committed never changes. Partials are shown, never stored. */
export interface PartialTranscript {
  at: number;
  type: "PartialTranscript";
  text: string;
  committed: string;
}

export interface Ping {
  type: "ping";
  sent: number;
}

/** How many seconds of a speech (all its sentences together) have left the loudspeaker. */
export interface Played {
  type: "played";
  speech_id: number;
  seconds: number;
  finished?: boolean;
}

/** `value` with its interval, in the unit of its line: 0 to 100 for scores, 0 to 3 for levels, else see MANNERS. */
export interface Point {
  attempt_id: string;
  created: string;
  value: number;
  low: number;
  high: number;
}

export interface Pong {
  type: "pong";
  sent: number;
}

export interface ProfileView {
  id: string;
  title: string;
  about: string;
  minutes: number;
  max_questions: number;
  hard_cut: boolean;
  interjects: boolean;
  shows_question: boolean;
  silent: boolean;
}

/** `waiting`: skills with too few attempts for a line, each with how many there are. `candidate`: whose it is, '' for one's own; `candidates`: who else's can be asked for; `sets`: the titles of what was assigned to that name. */
export interface ProgressView {
  overall: Trend;
  criteria: Trend[];
  skills: Trend[];
  manners: Trend[];
  waiting: [string, number][];
  next: NextDrill | null;
  candidate: string;
  candidates: string[];
  sets: string[];
}

export interface ReceivedReview {
  coach: string;
  sent: string;
  findings: FindingsView;
}

/** What the browser's own recogniser makes of an utterance that lasts `seconds`; `final`: it is over, since `ago` seconds. A final with an `id` is taken once, so that it can be sent again over another line. */
export interface Recognised {
  type: "recognised";
  text: string;
  final: boolean;
  seconds: number;
  ago?: number;
  id?: string;
}

export interface RecognitionFailed {
  at: number;
  type: "RecognitionFailed";
  reason: string;
}

/** How the candidate took an interjection. `stopped_after`: seconds from its beginning to their silence; `paused`: seconds from its end to their next word; both None where it did not come to that. `sentences`: said after it. */
export interface RecoveryObserved {
  at: number;
  type: "RecoveryObserved";
  question_id: string;
  stopped_after: number | null;
  paused: number | null;
  acknowledged: boolean;
  sentences: number;
}

/** What the candidate added to the record. */
export interface RemarksView {
  corrections: Correction[];
  disputes: Dispute[];
  shares: Share[];
}

/** `overall` is the mean of the assessed answers (None when none was); `next_drill` a question id or ''. */
export interface Report {
  overall: number | null;
  scored: number;
  not_assessed: number;
  strengths: string[];
  next_drill: string;
  next_drill_reason: string;
}

/** A link to the report was given out; `until`: seconds since 1970, UTC. */
export interface ReportShared {
  at: number;
  type: "ReportShared";
  share_id: string;
  until: number;
}

/** `with_audio`: the candidate agreed. */
export interface ReturnedAnswers {
  attempt_id: string;
  candidate?: string;
  with_audio?: boolean;
}

/** The whole of what the coach has written so far. `based_on`: the revision that it was written upon; None takes the place of any. */
export interface ReviewDraft {
  remark?: string;
  comments?: GivenComment[];
  levels?: GivenLevel[];
  based_on?: string | null;
}

/** `scores`: why the scores are not to be relied on, '' where they are those that the words get here. `corrections`, `disputes`: what the candidate mended in the transcript, and calls wrong of its findings. */
export interface ReviewPage {
  item: InboxItem;
  attempt: AttemptView;
  scores: string;
  findings: FindingsView;
  corrections: Correction[];
  disputes: Dispute[];
}

/** `review` None: no coach has reviewed this attempt. */
export interface ReviewSeen {
  review: ReceivedReview | null;
}

/** The score of one answer. The same question and answer give the same bytes. */
export interface Scorecard {
  question_id: string;
  labels: Label[];
  star: Partial<Record<Component, number>> | null;
  concepts: ConceptResult[];
  constraints: ConstraintResult[];
  fillers: number;
  data_points: number;
  delivery: Delivery;
  flags: Flag[];
  criteria: Criterion[];
  overall: number | null;
  band: Band | null;
  interval: [number, number] | null;
  not_assessed: string | null;
  ceilings: Ceiling[];
  one_change: string;
  filler_evidence: Evidence[];
  data_point_evidence: Evidence[];
  changes: Change[];
  stronger: string;
  scorer_version: string;
  opinions: Opinion[];
  judge: string;
  contradictions: Evidence[];
}

/** Seconds on the clock of the attempt, which is also the recording's. */
export interface SecondSpan {
  type: "seconds";
  start: number;
  end: number;
}

/** `delivered`: the candidate rehearsed at this installation and sees it there; otherwise the file is sent. */
export interface SentReview {
  sent: string;
  delivered: boolean;
  file_name: string;
}

/** Times are seconds on the rehearsal's clock, which is also the recording's. */
export interface SentenceView {
  text: string;
  start: number;
  end: number;
  label: Label | null;
  words: Word[];
}

/** `set_id`: one for all whom a set is assigned to. `ours`: made here. `assigned`: to one person; `assigned_at`: when, '' where that is not known. `link`: the path that a candidate opens, '' where there is none. */
export interface SetView {
  id: string;
  set_id: string;
  title: string;
  coach: string;
  candidate: string;
  note: string;
  made: string;
  due: string;
  attempts_allowed: number;
  attempts_left: number;
  profile_id: string;
  profile_title: string;
  minutes: number;
  questions: BankQuestionView[];
  takes: TakeView[];
  ours: boolean;
  assigned: boolean;
  assigned_at: string;
  link: string;
  file_name: string;
}

/** `until`: seconds since 1970, UTC. */
export interface Share {
  share_id: string;
  until: number;
  revoked: boolean;
}

/** `path`: the link without the server's address; told once, it is not kept. `until`: seconds since 1970, UTC. */
export interface ShareMade {
  share_id: string;
  path: string;
  until: number;
}

export interface ShareRevoked {
  at: number;
  type: "ShareRevoked";
  share_id: string;
}

/** One sentence to play. `offset_s` is where it begins within the speech; `audio` is a base64 WAV, '' = silent. */
export interface Speech {
  type: "speech";
  speech_id: number;
  sentence: number;
  text: string;
  offset_s: number;
  audio: string;
  words: SpokenWord[];
  visemes: SpokenViseme[];
  last: boolean;
}

export interface SpeechDuck {
  type: "speech_duck";
  speech_id: number;
  on: boolean;
}

/** Be silent; off = go on `from_s` seconds into the speech. */
export interface SpeechHold {
  type: "speech_hold";
  speech_id: number;
  on: boolean;
  from_s: number;
}

export interface SpeechStarted {
  at: number;
  type: "SpeechStarted";
}

export interface SpeechStop {
  type: "speech_stop";
  speech_id: number;
}

/** How the voice ended (coach.listening.prosody): fall of level in dB and of pitch in semitones, and the pitch's slope in semitones a second; semitones above the voice's low, seconds of its last voiced stretch, semitones of its range, share of its end that was voiced; None where it was not measured. Level and pitch of each stretch of the end, the last one first. */
export interface SpeechStopped {
  at: number;
  type: "SpeechStopped";
  energy_fall: number | null;
  pitch_fall: number | null;
  pitch_slope: number | null;
  pitch_above: number | null;
  drawn_out: number | null;
  pitch_range: number | null;
  voiced: number | null;
  level_line: number[];
  pitch_line: number[];
}

export interface SpokenViseme {
  viseme: Viseme;
  start: number;
  end: number;
}

/** `offset` and `length` in characters of the sentence, times in seconds of its audio. */
export interface SpokenWord {
  offset: number;
  length: number;
  start: number;
  end: number;
}

/** The candidate is ready; `microphone` False means typed answers, or words that the `browser` recognises. Said again after each reconnect, and where another way of answering was chosen. `anew`: the page, or its microphone, was opened anew, and its sound begins here; `lost_s` seconds of sound of the page before it were never sent, or the microphone gave none for so long (`lost_by`). `whole`: the utterance that was not over comes from this page from its beginning, as the browser recognises it. */
export interface Start {
  type: "start";
  microphone?: boolean;
  browser?: boolean;
  anew?: boolean;
  lost_s?: number;
  lost_by?: "page" | "microphone";
  whole?: boolean;
}

export interface StateMessage {
  type: "state";
  state: StateView;
}

/** Who has the floor and why; times are seconds on the rehearsal's clock. `because`: what of the answer this follow-up took up, as a clause after “She” or “He”. `so_far`: for each constraint of the question, how far the answer has come with it; '' where that cannot be told yet. */
export interface StateView {
  floor: FloorName;
  question: AskedQuestion | null;
  why: string;
  answer_started: number | null;
  clock: number;
  seconds_left: number | null;
  because: string;
  so_far: string[];
}

/** `voice_to`, `words_to`: who else gets what is said, as sound or as text; '' = nobody, it stays on the server. */
export interface Status {
  version: string;
  parts: Part[];
  voice_to: string;
  words_to: string;
  local_models: string[];
}

/** `number` 0: it ended before its first question and costs no attempt. `sent`: saved as a file that the candidate sends on, or sent to the coach's inbox. `reviewed`: by file or link. */
export interface TakeView {
  attempt_id: string;
  number: number;
  created: string;
  finished: boolean;
  overall: number | null;
  has_audio: boolean;
  sent: "" | "saved" | "sent";
  reviewed: boolean;
}

/** The candidate asked for, or showed, thinking time: the floor is theirs until `until`. */
export interface ThinkingHeld {
  at: number;
  type: "ThinkingHeld";
  until: number;
}

/** How `seconds` of a voice sounded: median level in dB of full scale, and semitones between the 10th and the 90th percentile of its pitch, None where too little of it had one. Told, never scored. */
export interface Tone {
  seconds: number;
  level: number;
  pitch_range: number | null;
}

/** Points in order of time. `baseline`: mean of the first three, None with fewer. `latest`: mean of the last three. `gain` = latest - baseline where the two have no attempt in common, with `give_or_take` at 95 %. */
export interface Trend {
  id: string;
  name: string;
  points: Point[];
  baseline: number | null;
  latest: number | null;
  gain: number | null;
  give_or_take: number | null;
}

/** `fatal`: the connection closes and the page should not reconnect by itself. */
export interface Trouble {
  type: "trouble";
  code: TroubleCode;
  message: string;
  fatal: boolean;
}

export interface TurnEnded {
  at: number;
  type: "TurnEnded";
  reason: TurnEndReason;
  question_id: string | null;
}

/** One hold of the floor; `move` is the interviewer's. */
export interface TurnView {
  speaker: "interviewer" | "candidate";
  text: string;
  started: number;
  ended: number;
  move: MoveName | null;
}

/** A typed answer; with an `id` it is taken once, so that it can be sent again over another line. */
export interface Typed {
  type: "typed";
  text: string;
  id?: string;
}

export interface VoiceFailed {
  at: number;
  type: "VoiceFailed";
  reason: string;
}

/** A stretch with voice but without words: a possible filler or unrecognised speech. */
export interface VoicedGap {
  start: number;
  end: number;
  confidence: number;
}

/** First message of every connection: where audio goes on, and everything that happened so far. `silent`: nobody speaks, the candidate records themself. */
export interface Welcome {
  type: "welcome";
  attempt_id: string;
  resumed: boolean;
  hearing: HearingName;
  next_sample: number;
  interviewer_name: string;
  shows_question: boolean;
  silent: boolean;
  events: Event[];
  state: StateView;
}

export interface Word {
  text: string;
  start: number;
  end: number;
  confidence: number | null;
}

/** From word `first_word` of sentence `first` to word `last_word` of sentence `last`, all counted from 0. */
export interface WordSpan {
  type: "words";
  first: number;
  first_word: number;
  last: number;
  last_word: number;
  quote: string;
}

/** Misheard words of an answer, mended by the candidate after the rehearsal; what was heard stays where it stands. `started`, `ended`: the replaced words on the rehearsal's clock. `text` '' takes them out. */
export interface WordsCorrected {
  at: number;
  type: "WordsCorrected";
  question_id: string;
  started: number;
  ended: number;
  heard: string;
  text: string;
}

/** What was recognised so far of an utterance that goes on; read only where the process died before its final. */
export interface WordsSaved {
  at: number;
  type: "WordsSaved";
  text: string;
  started: number;
}

export type Event =
  | AttemptStarted
  | AttemptResumed
  | InterviewerSpoke
  | SpeechStarted
  | SpeechStopped
  | PartialTranscript
  | WordsSaved
  | FinalTranscript
  | BargedIn
  | ThinkingHeld
  | TurnEnded
  | AnswerScored
  | JudgeAsked
  | AnswerJudged
  | JudgeFellShort
  | AttemptFinished
  | RecognitionFailed
  | AudioLost
  | VoiceFailed
  | CorrectionNoted
  | RecoveryObserved
  | ModelCalled
  | InterviewerFellBack
  | WordsCorrected
  | FindingDisputed
  | ReportShared
  | ShareRevoked;

export type ClientMessage =
  | Start
  | Control
  | Typed
  | Recognised
  | Played
  | Ping;

export type ServerMessage =
  | Welcome
  | EventMessage
  | Speech
  | SpeechStop
  | SpeechDuck
  | SpeechHold
  | Heard
  | StateMessage
  | Trouble
  | Pong;
