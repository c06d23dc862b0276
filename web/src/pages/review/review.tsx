import { useRef, useState } from "preact/hooks";
import { useLoaded } from "../../api/load";
import { Banner, capital, clockText, countText, Levels, Tag, TopBar } from "../../ui/parts";
import { Link } from "../../ui/router";
import type { AnswerView, Comment, FindingsView, InboxItem, ReviewPage as Page, SentReview } from "../../wire.gen";
import { dueText } from "../sets/days";
import { arrivedAudioUrl, getInbox, getReview, reviewFileUrl, saveReview, sendReview } from "../sets/doors";
import { OpenFile } from "../sets/opening";
import "../sets/sets.css";
import "./review.css";
import { covers, spanBetween, wordsOf } from "./spans";

function Queue({ inbox, id }: { inbox: readonly InboxItem[]; id: string }) {
  const open = inbox.filter((item) => item.reviewed === "").length;
  return (
    <nav class="queue" aria-label="Waiting for you">
      <h2>Waiting for you</h2>
      <p class="second">{open === 0 ? "Nothing waits." : `${capital(countText(open, "take"))} returned`}</p>
      <ul>
        {inbox.map((item) => (
          <li key={item.id}>
            <Link to={`/review/${item.id}`} current={item.id === id} class="queue-item">
              <b>{item.candidate}</b>
              <span>{item.title}</span>
              <span class="second">
                Take {item.take} of {item.attempts_allowed}
                {item.due !== "" && `, ${dueText(item.due)}`}
                {item.late && ", sent late"}
                {!item.has_audio && ", no audio"}
                {item.reviewed !== "" && ", reviewed"}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <OpenFile label="Take a file in" />
    </nav>
  );
}

type Place = readonly [number, number];
interface TranscriptProps {
  answer: AnswerView;
  comments: readonly Comment[];
  chosen: Comment["span"] | null;
  pick: (place: Place) => void;
}

function Transcript({ answer, comments, chosen, pick }: TranscriptProps) {
  const numberAt = (s: number, w: number) => comments.findIndex((c) => c.question_id === answer.question.id && covers(c.span, s, w)) + 1;
  return (
    <ol class="review-words">
      {answer.sentences.map((sentence, s) => (
        <li key={s}>
          <Tag letter={sentence.label ?? "O"} />
          <p class="said">
            {wordsOf(sentence.text).map((word, w) => {
              const number = numberAt(s, w);
              const on = number > 0 || (chosen !== null && covers(chosen, s, w));
              return (
                <button key={w} type="button" class={`pick ${on ? "spanned" : ""}`} onClick={() => pick([s, w])} title={number > 0 ? `Comment ${number}` : undefined}>
                  {word}
                </button>
              );
            })}
          </p>
        </li>
      ))}
    </ol>
  );
}

function LevelRows({ answer, findings, change }: { answer: AnswerView; findings: FindingsView; change: (f: FindingsView) => void }) {
  const question = answer.question.id;
  const rest = (id: string) => findings.levels.filter((l) => l.question_id !== question || l.criterion !== id);
  const mine = (id: string) => findings.levels.find((l) => l.question_id === question && l.criterion === id)?.level;
  const differ = answer.scorecard?.criteria.filter((c) => mine(c.id) !== undefined && mine(c.id) !== c.level).length ?? 0;
  return (
    <section>
      <h2>Levels, yours beside the machine’s</h2>
      {answer.scorecard?.criteria.map((c) => (
        <div key={c.id} class="level-row" role="group" aria-label={c.name}>
          <b>{c.name}</b>
          {c.level === null ? <span class="third">none</span> : <Levels level={c.level} />}
          <span class="level-keys">
            {[0, 1, 2, 3].map((level) => (
              <button
                key={level}
                type="button"
                aria-pressed={mine(c.id) === level}
                aria-label={`${c.name}, your level ${level}`}
                onClick={() => change({ ...findings, levels: [...rest(c.id), { question_id: question, criterion: c.id, level, machine: c.level }] })}
              >
                {level}
              </button>
            ))}
          </span>
        </div>
      ))}
      <p class="second">{differ === 0 ? "Both are kept and both are shown." : `You differ on ${countText(differ, "line")}. Both are kept and both are shown.`}</p>
    </section>
  );
}

function Writing({ chosen, add, drop }: { chosen: Comment["span"]; add: (text: string) => void; drop: () => void }) {
  const [text, setText] = useState("");
  return (
    <div class="comment writing">
      <p class="second">{chosen.type === "words" ? `“${chosen.quote}”` : `${clockText(chosen.start)} to ${clockText(chosen.end)}`}</p>
      <textarea class="remark" aria-label="Comment" data-testid="comment" rows={3} value={text} onInput={(e) => setText(e.currentTarget.value)} />
      <div class="set-ways">
        <button type="button" class="button go" data-testid="add-comment" disabled={text.trim() === ""} onClick={() => add(text)}>
          Add
        </button>
        <button type="button" class="button plain" onClick={drop}>
          Leave it
        </button>
      </div>
    </div>
  );
}

function Desk({ page }: { page: Page }) {
  const [findings, setFindings] = useState(page.findings);
  const [at, setAt] = useState(0);
  const [from, setFrom] = useState<Place | null>(null);
  const [chosen, setChosen] = useState<Comment["span"] | null>(null);
  const [said, setSaid] = useState("");
  const [sent, setSent] = useState<SentReview | null>(null);
  const audio = useRef<HTMLAudioElement>(null);
  const { item } = page;
  const answer = page.attempt.answers[at];
  if (answer === undefined) return <p class="second">Nothing was answered in this take.</p>;
  const change = (next: FindingsView) => {
    setFindings(next);
    setSaid("");
  };
  const pick = (place: Place) => {
    setChosen(spanBetween(answer.sentences, from ?? place, place));
    setFrom(from === null ? place : null);
  };
  const heard = () => {
    const end = audio.current?.currentTime ?? 0;
    setChosen({ type: "seconds", start: Math.max(0, end - 5), end: Math.max(1, end) });
  };
  const draft = () => ({ ...findings, levels: findings.levels.map(({ question_id, criterion, level }) => ({ question_id, criterion, level })) });
  const failed = (error: Error) => setSaid(capital(error.message));
  const save = () => saveReview(item.id, draft()).then(() => setSaid("Saved."));
  const send = () => void save().then(() => sendReview(item.id)).then(setSent).catch(failed);
  return (
    <>
      <article class="review-said">
        <h1 class="said">{answer.question.text}</h1>
        {page.attempt.answers.length > 1 && (
          <label class="entry">
            <span>Answer</span>
            <select value={at} onChange={(e) => (setAt(Number(e.currentTarget.value)), setChosen(null), setFrom(null))}>
              {page.attempt.answers.map((a, i) => (
                <option key={a.question.id} value={i}>
                  {i + 1}. {a.question.text}
                </option>
              ))}
            </select>
          </label>
        )}
        {item.has_audio ? (
          <div class="set-ways">
            <audio ref={audio} controls src={arrivedAudioUrl(item.id)} />
            <button type="button" class="button" onClick={heard}>
              Comment on the last 5 seconds
            </button>
          </div>
        ) : (
          <p class="second">No audio, by choice.</p>
        )}
        <p class="second">Choose the first word of a span, then the last.</p>
        <Transcript answer={answer} comments={findings.comments} chosen={chosen} pick={pick} />
      </article>
      <aside class="review-side" aria-label="Your review">
        <section>
          <h2>Comments</h2>
          {findings.comments.map((c, i) => (
            <div key={i} class="comment">
              <b class="number">{i + 1}</b>
              <p>{c.text}</p>
              <button type="button" class="button plain" aria-label={`Remove comment ${i + 1}`} onClick={() => change({ ...findings, comments: findings.comments.filter((_, n) => n !== i) })}>
                Remove
              </button>
            </div>
          ))}
          {chosen && (
            <Writing
              key={JSON.stringify(chosen)}
              chosen={chosen}
              drop={() => (setChosen(null), setFrom(null))}
              add={(text) => {
                change({ ...findings, comments: [...findings.comments, { question_id: answer.question.id, span: chosen, text }] });
                setChosen(null);
                setFrom(null);
              }}
            />
          )}
          {findings.comments.length === 0 && chosen === null && <p class="second">Comments on words or seconds stand here.</p>}
        </section>
        <LevelRows answer={answer} findings={findings} change={change} />
        <section>
          <h2 id="remark-title">Overall remark</h2>
          <textarea class="remark" aria-labelledby="remark-title" data-testid="remark" rows={3} value={findings.remark} onInput={(e) => change({ ...findings, remark: e.currentTarget.value })} />
        </section>
        <div class="set-ways">
          <button type="button" class="button go" data-testid="send-back" onClick={send}>
            Send back to {item.candidate}
          </button>
          <button type="button" class="button" onClick={() => void save().catch(failed)}>
            Save
          </button>
        </div>
        <p role="status">{said}</p>
        {(sent !== null || item.reviewed !== "") && (
          <p data-testid="sent-back">
            {sent?.delivered ? `${item.candidate} sees it in the report. ` : "The review is ready to send. "}
            <a href={reviewFileUrl(item.id)} download>
              Save the file
            </a>
          </p>
        )}
      </aside>
    </>
  );
}

export function ReviewPage({ id }: { id: string }) {
  const loaded = useLoaded(async () => {
    const inbox = await getInbox();
    const shown = id || inbox[0]?.id;
    return { inbox, page: shown === undefined ? null : await getReview(shown) };
  }, id);
  return (
    <>
      <TopBar current="sets" />
      <main id="main" class="page review" tabIndex={-1}>
        {loaded.state === "loading" && <p class="second">Reading what came back …</p>}
        {loaded.state === "failed" && <Banner tone="broken">{capital(loaded.message)}</Banner>}
        {loaded.state === "ready" && (
          <>
            <Queue inbox={loaded.value.inbox} id={loaded.value.page?.item.id ?? ""} />
            {loaded.value.page ? <Desk key={loaded.value.page.item.id} page={loaded.value.page} /> : <p class="lead">Nothing came back yet. Take in a file that a candidate sent.</p>}
          </>
        )}
      </main>
    </>
  );
}
