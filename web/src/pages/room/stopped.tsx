import { useEffect } from "preact/hooks";
import type { Interview } from "../../live/interview";
import { capital, TopBar } from "../../ui/parts";
import { Link } from "../../ui/router";

type Fatal = NonNullable<Interview["fatal"]>;

/** Why the room is shut, what is safe, and one way on. */
function wordsOf({ code, message }: Fatal): { title: string; about: string; reload: boolean } {
  switch (code) {
    case "unknown_attempt":
      return {
        title: "There is no such rehearsal here.",
        about: "The address may be incomplete, or the rehearsal was begun on another computer. Those that were begun here are under Attempts.",
        reload: false,
      };
    case "taken_over":
      return { title: "This rehearsal goes on in another tab.", about: "Nothing is lost. Close this one, or bring the rehearsal back here.", reload: true };
    case "finished":
      return { title: "This rehearsal is over.", about: "Its report is under Attempts.", reload: false };
    default:
      return { title: "The rehearsal stopped.", about: `${capital(message)} What you said so far is kept.`, reload: true };
  }
}

export function Stopped({ fatal }: { fatal: Fatal }) {
  const { title, about, reload } = wordsOf(fatal);
  useEffect(() => document.getElementById("main")?.focus(), []);
  return (
    <>
      <TopBar />
      <main id="main" class="page narrow" tabIndex={-1} data-testid="stopped" data-code={fatal.code}>
        <h1>{title}</h1>
        <p class="lead">{about}</p>
        <div class="calls">
          {reload ? (
            <button type="button" class="button go" onClick={() => window.location.reload()}>
              Go on here
            </button>
          ) : (
            <Link to="/" class="button go">
              Start a new rehearsal
            </Link>
          )}
          <Link to="/attempts" class="button">
            See your attempts
          </Link>
        </div>
      </main>
    </>
  );
}
