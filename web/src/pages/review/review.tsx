import { useEffect, useState } from "preact/hooks";
import { useLoaded } from "../../api/load";
import { announce, focusBeside } from "../../ui/announce";
import { Banner, firstSentence, TopBar } from "../../ui/parts";
import { go } from "../../ui/router";
import { Trouble, Waiting } from "../../ui/waiting";
import type { AnswerView, Comment, InboxItem, ReviewPage as Page } from "../../wire.gen";
import { Delete } from "../attempts/attempts";
import { earlyAnswerText } from "../report/early";
import { useRecording } from "../report/listening";
import { arrivedAudioUrl, deleteArrived, getInbox, getReview, reviewFileUrl } from "../sets/doors";
import { apartText } from "../sets/assigned";
import "../sets/sets.css";
import { type Draft, useDraft } from "./draft";
import { LevelRows } from "./levels";
import { Player } from "./line";
import { Notes } from "./notes";
import { Queue } from "./queue";
import "./review.css";
import "./seen.css";
import type { Numbered } from "./seen";
import { pickedText, type Place, secondsOf, spanBetween } from "./spans";
import { backToAnswer, Words } from "./words";

const LAST_S = 5;
const PARTS = ["queue", "answer", "review"] as const;
type Part = (typeof PARTS)[number];
const PART_NAMES: Record<Part, string> = { queue: "Waiting", answer: "Answer", review: "Review" };

/** On a phone the three parts are tabs. */
function Parts({ part, choose }: { part: Part; choose: (part: Part) => void }) {
  return (
    <div class="review-parts" role="group" aria-label="Parts of this page">
      {PARTS.map((one) => (
        <button key={one} type="button" aria-pressed={part === one} onClick={() => choose(one)}>
          {PART_NAMES[one]}
        </button>
      ))}
    </div>
  );
}

function Question({ text }: { text: string }) {
  const first = firstSentence(text);
  const rest = text.slice(first.length).trim();
  return (
    <>
      <h1 class="said">{first}</h1>
      {rest !== "" && <p class="second">{rest}</p>}
    </>
  );
}

function AnswerTabs({ answers, at, choose }: { answers: readonly AnswerView[]; at: number; choose: (at: number) => void }) {
  if (answers.length < 2) return null;
  return (
    <div class="answer-tabs" role="group" aria-label="Answers of this take">
      {answers.map((answer, i) => (
        <button key={answer.question.id} type="button" class={`button ${i === at ? "pressed" : ""}`} aria-pressed={i === at} onClick={() => choose(i)} title={answer.question.text}>
          Question {i + 1}
        </button>
      ))}
    </div>
  );
}

/** What the candidate mended in this answer, and calls wrong of what was found in it. */
function Remarked({ page, questionId }: { page: Page; questionId: string }) {
  const corrections = page.corrections.filter((c) => c.question_id === questionId);
  const disputes = page.disputes.filter((d) => d.question_id === questionId);
  const criteria = page.attempt.answers.find((a) => a.question.id === questionId)?.scorecard?.criteria ?? [];
  const nameOf = (finding: string) => criteria.find((c) => `criterion:${c.id}` === finding)?.name ?? finding;
  if (corrections.length + disputes.length === 0) return null;
  return (
    <section class="remarked" aria-labelledby="remarked-title" data-testid="remarked">
      <h2 id="remarked-title">What {page.item.candidate} added</h2>
      <ul class="lines">
        {corrections.map((c, i) => (
          <li key={i}>
            Heard <q class="said">{c.heard}</q>, {c.text === "" ? "taken out" : <>corrected to <q class="said">{c.text}</q></>}
          </li>
        ))}
        {disputes.map((d, i) => (
          <li key={i}>
            Called wrong, {nameOf(d.finding)}: <q class="said">{d.claim}</q>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Send({ page, draft }: { page: Page; draft: Draft }) {
  const { item } = page;
  const { findings, change, said, failed } = draft;
  const first = item.candidate.split(" ")[0] ?? item.candidate;
  const there = draft.wentBack || item.reviewed !== "";
  const changed = draft.changed || (!draft.wentBack && item.changed);
  return (
    <>
      <section aria-labelledby="remark-title">
        <h2 id="remark-title">Overall remark</h2>
        <textarea class="remark" aria-labelledby="remark-title" data-testid="remark" rows={3} maxLength={4000} value={findings.remark} onInput={(e) => change({ ...findings, remark: e.currentTarget.value })} />
      </section>
      <div class="set-ways">
        <button type="button" class="button go" data-testid="send-back" onClick={draft.send}>
          {item.here ? `Send back to ${first}` : `Make the file for ${first}`}
        </button>
        <button type="button" class="button" onClick={draft.save}>
          Save
        </button>
      </div>
      <p role="status" class="second">
        {said}
      </p>
      {failed !== "" && <Banner tone="broken">{failed}</Banner>}
      {there && changed && <p data-testid="sent-changed">You changed this review since it was sent. Send it again: {item.here ? `until then ${first} sees the old one.` : "that makes a new file."}</p>}
      {there && !changed && (
        <p data-testid="sent-back">
          {item.here ? `${first} sees it in the report. ` : `The file is ready. ${first} sees the review once they have it and open it. `}
          <a href={reviewFileUrl(item.id)} download>
            Save it as a file
          </a>
        </p>
      )}
    </>
  );
}

/** The way to be rid of what a candidate sent. */
function Removal({ item, gone }: { item: InboxItem; gone: () => void }) {
  return (
    <section aria-labelledby="removal-title">
      <h2 id="removal-title">Delete this take</h2>
      <p class="second">
        What {item.candidate} sent and your review of it are deleted here. Their own attempt stays, with what you sent back.
      </p>
      <div>
        <Delete what={`the take of ${item.candidate}`} remove={() => deleteArrived(item.id)} gone={gone} />
      </div>
    </section>
  );
}

/** The first word chosen begins a span, the second ends it; a third begins anew. */
function useSpan() {
  const [from, setFrom] = useState<Place | null>(null);
  const [chosen, setChosen] = useState<Comment["span"] | null>(null);
  const [text, setText] = useState("");
  return {
    chosen,
    text,
    write: setText,
    pick: (answer: AnswerView, place: Place) => {
      const span = spanBetween(answer.sentences, from ?? place, place);
      setChosen(span);
      announce(pickedText(span, from === null));
      setFrom(from === null ? place : null);
    },
    hear: (start: number, end: number) => {
      setChosen({ type: "seconds", start: Math.round(start * 10) / 10, end: Math.round(end * 10) / 10 });
      setFrom(null);
    },
    drop: () => {
      setChosen(null);
      setFrom(null);
    },
  };
}

function Desk({ page, sent, gone }: { page: Page; sent: () => void; gone: () => void }) {
  const draft = useDraft(page.item.id, page.findings);
  useEffect(() => {
    if (draft.sent === null) return;
    sent();
    announce(page.item.here ? "It is sent back." : "The file is ready.");
  }, [draft.sent]);
  const [at, setAt] = useState(0);
  const span = useSpan();
  const answer = page.attempt.answers[at];
  const from = answer?.sentences[0]?.start ?? 0;
  const to = answer?.sentences.at(-1)?.end ?? 0;
  const recording = useRecording(page.item.has_audio && answer !== undefined ? arrivedAudioUrl(page.item.id) : null, from, to);
  const removal = <Removal item={page.item} gone={gone} />;
  if (answer === undefined) {
    return (
      <article class="review-said">
        <p class="lead">Nothing was answered in this take.</p>
        {removal}
      </article>
    );
  }
  const { findings, change } = draft;
  const early = earlyAnswerText(answer, page.attempt.least_delay);
  const numbered: Numbered[] = findings.comments.map((comment, i) => ({ number: i + 1, comment })).filter(({ comment }) => comment.question_id === answer.question.id);
  const marked = numbered.flatMap(({ comment }) => secondsOf(comment.span, answer.sentences) ?? []);
  const leave = () => {
    span.drop();
    span.write("");
    backToAnswer(span.chosen?.type === "seconds");
  };
  const add = (text: string) => {
    if (span.chosen !== null) change({ ...findings, comments: [...findings.comments, { question_id: answer.question.id, span: span.chosen, text }] });
    leave();
  };
  const remove = (number: number, pressed: Element) => {
    focusBeside(pressed, ".remove", document.getElementById("notes-title"));
    change({ ...findings, comments: findings.comments.filter((_, i) => i !== number - 1) });
    announce(`Comment ${number} is removed.`);
  };
  const lately = () => {
    const end = Math.max(from + 1, recording?.at ?? from);
    span.hear(Math.max(from, end - LAST_S), end);
  };
  const choose = (next: number) => {
    setAt(next);
    span.drop();
  };
  return (
    <>
      <article class="review-said">
        <Question text={answer.question.text} />
        <AnswerTabs answers={page.attempt.answers} at={at} choose={choose} />
        {!answer.typed && to > from && <Player answer={answer} recording={recording} marked={marked} choose={span.hear} />}
        {page.item.has_audio && !answer.typed ? (
          <button type="button" class="text-button" onClick={lately}>
            Comment on the last {LAST_S} seconds heard
          </button>
        ) : (
          <p class="second">{answer.typed ? "Typed." : "No sound, by choice. The line shows when it was spoken."}</p>
        )}
        {early !== "" && <p class="second">{early}</p>}
        {answer.sentences.length === 0 && <p class="second">Nothing was said to this question.</p>}
        <Words answer={answer} comments={numbered} chosen={span.chosen} pick={(place) => span.pick(answer, place)} at={recording?.at ?? null} hear={recording?.playFrom ?? null} />
        {answer.sentences.length > 0 && (
          <p class="second small with-keys">
            Arrows move by word, Enter chooses one{recording !== null && ", Shift Enter hears it from there. On the line arrows move by a second, with Shift they draw, Enter takes what is drawn"}.
          </p>
        )}
        <Remarked page={page} questionId={answer.question.id} />
      </article>
      <aside class={`review-side ${span.chosen === null ? "" : "choosing"}`} aria-label="Your review">
        <Notes
          answer={answer}
          comments={numbered}
          elsewhere={findings.comments.length - numbered.length}
          chosen={span.chosen}
          text={span.text}
          write={span.write}
          add={add}
          drop={leave}
          remove={remove}
          hear={recording === null ? null : recording.playFrom}
        />
        {page.scores !== "" && (
          <div data-testid="scores">
            <Banner tone="warning">{page.scores}</Banner>
          </div>
        )}
        <LevelRows answer={answer} findings={findings} change={change} />
        <Send page={page} draft={draft} />
        {removal}
      </aside>
    </>
  );
}

/** On a phone: whose take the answer and the review are about, and a heading where the question is not shown. */
function WhoseTake({ item, inbox }: { item: InboxItem; inbox: readonly InboxItem[] }) {
  const apart = apartText(item, inbox);
  return (
    <>
      <h1 class="unseen narrow-title">Review</h1>
      <p class="whose-take second" data-testid="whose-take">
        <b>{item.candidate}</b>, {item.title}, take {item.take} of {item.attempts_allowed}
        {apart !== "" && `, ${apart}`}
      </p>
    </>
  );
}

function NothingBack() {
  return (
    <article class="review-said">
      <h1>Nothing came back yet.</h1>
      <p class="lead">What a candidate sends back by link stands under “Waiting for you”. Open a file that you were sent there too.</p>
    </article>
  );
}

export function ReviewPage({ id }: { id: string }) {
  const [part, setPart] = useState<Part>(id === "" ? "queue" : "answer");
  const [deleted, setDeleted] = useState(0);
  const loaded = useLoaded(async () => {
    const [inbox, named] = await Promise.all([getInbox(), id === "" ? null : getReview(id)]);
    const first = inbox[0]?.id;
    return { inbox, page: named ?? (first === undefined ? null : await getReview(first)) };
  }, `${id} ${deleted}`);
  const [since, setSince] = useState<readonly InboxItem[] | null>(null);
  useEffect(() => setSince(null), [loaded]);
  useEffect(() => setPart(id === "" ? "queue" : "answer"), [id]);
  const gone = () => {
    document.getElementById("main")?.focus();
    setDeleted(deleted + 1);
    if (id !== "") go("/review", true);
  };
  const sent = () => void getInbox().then(setSince, () => null);
  return (
    <>
      <TopBar current="sets" />
      <main id="main" class={`page ${loaded.state === "ready" ? `review part-${part}` : "review-soon"}`} tabIndex={-1}>
        {loaded.state !== "ready" && <h1>Review</h1>}
        {loaded.state === "loading" && <Waiting rules={6}>Reading what came back …</Waiting>}
        {loaded.state === "failed" && <Trouble failed={loaded} title="These answers cannot be opened." />}
        {loaded.state === "ready" && (
          <>
            <Parts part={part} choose={setPart} />
            {loaded.value.page && <WhoseTake item={loaded.value.page.item} inbox={loaded.value.inbox} />}
            <Queue inbox={since ?? loaded.value.inbox} id={loaded.value.page?.item.id ?? ""} opened={() => setPart("answer")} />
            {loaded.value.page ? <Desk key={loaded.value.page.item.id} page={loaded.value.page} sent={sent} gone={gone} /> : <NothingBack />}
          </>
        )}
      </main>
    </>
  );
}
