import { Fragment } from "preact";
import { useContext } from "preact/hooks";
import { capital, clockText, LETTER_NAMES, Tag } from "../../ui/parts";
import type { AnswerView, Evidence, Scorecard } from "../../wire.gen";
import { type Numbered, useComments } from "../review/seen";
import { covers } from "../review/spans";
import { findingsIn, markName, marksText, segments, wordIndex } from "./marks";
import type { Recording } from "./listening";
import { AnnotatingContext, Mend, Mended, ThisIsWrong } from "./remarks";
import type { Selection } from "./selection";

/** The interviewer's turns that begin between two seconds of the clock. */
export function saidBetween(turns: AnswerView["turns"], start: number, end: number): AnswerView["turns"][number][] {
  return turns.filter((t) => t.speaker === "interviewer" && t.started > start && t.started <= end);
}

type SentenceView = AnswerView["sentences"][number];

interface Note {
  finding: string;
  title: string;
  text: string;
}

/** What the criteria say about a sentence, in words; a criterion that only cites it says its reason. */
export function notesOn(card: Scorecard, index: number): Note[] {
  const cites = (e: Evidence) => e.sentences.includes(index);
  const notes = card.criteria.flatMap((c): Note[] => {
    const title = c.level === null ? c.name : `${c.name}, level ${c.level}`;
    const about = [...c.earned, ...c.lost].filter(cites);
    const said = about.filter((e) => e.note !== "").map((e) => e.note);
    const texts = said.length > 0 ? said : about.length > 0 ? [capital(c.reason)] : [];
    return texts.map((text) => ({ finding: `criterion:${c.id}`, title, text }));
  });
  return [...new Map(notes.map((note) => [note.title + note.text, note])).values()];
}

interface WordsProps {
  sentence: SentenceView;
  index: number;
  segmentsOf: ReturnType<typeof segments>;
  recording: Recording | null;
  notes: readonly Numbered[];
}

/** Numbers of the coach's comments that end with a word. */
function NoteNumbers({ notes, sentence, word }: { notes: readonly Numbered[]; sentence: number; word: number }) {
  const ends = notes.filter(({ comment: { span } }) => span.type === "words" && span.last === sentence && span.last_word === word);
  return (
    <>
      {ends.map(({ number }) => (
        <sup key={number}>
          <span class="unseen">comment </span>
          {number}
        </sup>
      ))}
    </>
  );
}

function Words({ sentence, index, segmentsOf, recording, notes }: WordsProps) {
  const timeOf = (at: number) => sentence.words[wordIndex(sentence.text, at)]?.start ?? sentence.start;
  const isNow = (at: number) => {
    const word = sentence.words[wordIndex(sentence.text, at)];
    return recording?.at != null && word !== undefined && recording.at >= word.start && recording.at < word.end;
  };
  const endsWord = (at: number) => !/\S/.test(sentence.text[at] ?? " ");
  const token = (text: string, at: number) => {
    if (text.trim() === "" || (recording === null && notes.length === 0)) return text;
    const word = wordIndex(sentence.text, at);
    const noted = notes.some(({ comment }) => covers(comment.span, index, word)) ? "noted" : "";
    const name = recording === null ? noted : `word ${noted} ${isNow(at) ? "now" : ""}`;
    return (
      <>
        <span class={name} onClick={recording === null ? undefined : () => recording.playFrom(timeOf(at))}>
          {text}
        </span>
        {endsWord(at + text.length) && <NoteNumbers notes={notes} sentence={index} word={word} />}
      </>
    );
  };
  const tokens = (text: string, at: number) => [...text.matchAll(/\s+|\S+/g)].map((m) => token(m[0], at + m.index));
  return (
    <>
      {segmentsOf.map((segment) =>
        segment.kind === null ? (
          <span key={segment.at}>{tokens(segment.text, segment.at)}</span>
        ) : (
          <span key={segment.at} class={`found found-${segment.kind}`} title={markName(segment.kind)}>
            {tokens(segment.text, segment.at)}
          </span>
        ),
      )}
    </>
  );
}

interface TranscriptProps {
  answer: AnswerView;
  selection: Selection;
  focused: number | null;
  recording: Recording | null;
  focus: (sentence: number) => void;
  /** The sentence whose words are being mended. */
  mending: number | null;
  mend: (sentence: number | null) => void;
  /** Keys that write a letter act. */
  letterKeys: boolean;
  /** Its rehearsal is finished. */
  over: boolean;
  /** Words after the last sentence that are not final yet; null where all are. */
  coming: string | null;
}

function rowClass(index: number, { selection, focused }: TranscriptProps): string {
  const names = ["sentence"];
  if (focused === index) names.push("focused");
  if (selection.earned.has(index)) names.push("earned");
  if (selection.lost.has(index)) names.push("lost");
  return names.join(" ");
}

function Row(props: TranscriptProps & { index: number; sentence: SentenceView; from: number }) {
  const { answer, index, sentence, from, focused, recording, selection, mending, mend } = props;
  const annotates = useContext(AnnotatingContext) !== null && sentence.words.length > 0;
  const card = answer.scorecard;
  const notes = card !== null && focused === index ? notesOn(card, index) : [];
  const letter = sentence.label ?? "O";
  const comments = useComments(answer.question.id);
  const segmentsOf = segments(sentence.text, card === null ? [] : findingsIn(card, index));
  const marks = marksText(segmentsOf);
  const open = focused === index && mending !== index;
  return (
    <li
      class={rowClass(index, props)}
      data-sentence={index}
      tabIndex={focused === index || (focused === null && index === 0) ? 0 : -1}
      onFocus={() => props.focus(index)}
      onClick={(event) => !(event.target as HTMLElement).closest("button, form") && event.currentTarget.focus({ preventScroll: true })}
    >
      {!answer.typed && <span class="time tabular">{clockText(sentence.start - from)}</span>}
      {props.coming === null ? <Tag letter={letter} /> : <span aria-hidden="true" />}
      <p class="said">
        <Words sentence={sentence} segmentsOf={segmentsOf} index={index} recording={recording} notes={comments} />
        {marks !== "" && !open && <span class="unseen"> ({marks})</span>}
        {selection.earned.has(index) && <span class="unseen"> (counts for it)</span>}
        {selection.lost.has(index) && <span class="unseen"> (counts against it)</span>}
      </p>
      {mending === index && <Mend questionId={answer.question.id} sentence={sentence} done={() => mend(null)} />}
      {open && (marks !== "" || notes.length > 0 || annotates) && (
        <div class="why">
          {marks !== "" && <p data-testid="marks">{marks}</p>}
          {notes.map((note) => (
            <p key={note.title + note.text}>
              <b>{note.title}.</b> {note.text} <ThisIsWrong questionId={answer.question.id} finding={note.finding} claim={note.text} />
            </p>
          ))}
          {annotates && (
            <button type="button" class="text-button" onClick={() => mend(index)} data-testid="correct">
              Correct a misheard word
            </button>
          )}
        </div>
      )}
    </li>
  );
}

/** What the interviewer said in mid-answer, before the sentence that follows it. */
function Asked({ turns, from }: { turns: readonly AnswerView["turns"][number][]; from: number }) {
  return (
    <>
      {turns.map((turn) => (
        <li key={turn.started} class="sentence asked-between">
          <span class="time tabular">{clockText(turn.started - from)}</span>
          <span class="tag asking" aria-hidden="true">
            ?
          </span>
          <p class="second">
            {turn.move === "interject" ? "The interviewer cut in" : "The interviewer"}: {turn.text}
          </p>
        </li>
      ))}
    </>
  );
}

/** In place of words. `coming`: some are being written down; `over`: the rehearsal is finished. */
export function nothingText(coming: boolean, over: boolean): string {
  if (coming) return "Your words come here once they are final.";
  return over ? "Nothing was said to this question." : "Nothing was said to this question yet.";
}

export function Transcript(props: TranscriptProps) {
  const { answer, recording, coming, letterKeys, over } = props;
  const annotates = useContext(AnnotatingContext) !== null;
  const from = answer.sentences[0]?.start ?? 0;
  const labels = new Set(answer.sentences.map((s) => s.label ?? "O"));
  const letters = coming !== null || labels.size === 0 ? [] : (["S", "T", "A", "R", "F", "O"] as const).filter((letter) => (letter === "O" ? labels.has("O") : labels.size > 1 || !labels.has("O")));
  return (
    <section class="sheet transcript" aria-labelledby="said-title" data-testid="transcript">
      <header>
        <h2 id="said-title">What you said</h2>
        <ul class="legend" aria-label="Letters">
          {letters.map((letter) => (
            <li key={letter}>
              <span class={`tag tag-${letter}`} aria-hidden="true">
                {letter}
              </span>
              {LETTER_NAMES[letter]}
            </li>
          ))}
        </ul>
      </header>
      {answer.sentences.length === 0 && !coming && <p class="second">{nothingText(coming !== null, over)}</p>}
      <ol class={answer.typed ? "untimed" : ""}>
        {answer.sentences.map((sentence, i) => (
          <Fragment key={i}>
            {i > 0 && !answer.typed && <Asked turns={saidBetween(answer.turns, answer.sentences[i - 1]?.start ?? 0, sentence.start)} from={from} />}
            <Row {...props} index={i} sentence={sentence} from={from} />
          </Fragment>
        ))}
        {coming && (
          <li class="sentence">
            {!answer.typed && <span class="time" />}
            <span />
            <p class="said">
              <span class="tentative">{coming}</span>
            </p>
          </li>
        )}
      </ol>
      <Mended questionId={answer.question.id} />
      {answer.sentences.length > 0 && coming === null && (
        <p class="second small foot-note">
          {recording !== null && "Click a word to hear it. "}
          <span class="with-keys">
            {recording !== null && (letterKeys ? "Space plays, J K L shuttle. " : "Space plays. ")}
            In the text {recording !== null && "left and right move by word, "}up and down by sentence{answer.typed || !annotates || !letterKeys ? ". " : ", E corrects a misheard word. "}
          </span>
          <span class="found-data found">Data point</span>, <span class="found-example found">example</span>,{" "}
          <span class="found-filler found">filler</span>.
        </p>
      )}
    </section>
  );
}
