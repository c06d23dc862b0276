const POINTS: readonly { todo: string; why: string }[] = [
  { todo: "Put a headset on.", why: "The machine that scores you hears what the microphone hears. Built-in ones hear the room too." },
  { todo: "Close the window and the door.", why: "A dog or traffic is written down as words, and those words are then yours." },
  { todo: "Sit before a plain wall, with light from the front.", why: "Where the interview films you, look at the lens and not at your own picture." },
  { todo: "Have three figures from your résumé at hand.", why: "Team size, number of items, the rate you reached. Figures are heard; stories are not." },
  { todo: "Wait a second or two after the question.", why: "Sound that overlaps the interviewer’s is lost to both." },
  { todo: "Say so when you need time.", why: "“Let me structure my thoughts for a moment” is better than um. Here the key is W." },
  { todo: "Ask when a question is unclear.", why: "“Could you rephrase that?” is taken well. Guessing is not." },
  { todo: "Keep to what was asked.", why: "Sixty seconds means sixty, two examples means two." },
  { todo: "Slow down by a fifth.", why: "Short sentences and clear words count; an accent does not. Never apologise for your English." },
];

/** What to have ready besides a microphone, on one page. */
export function Checklist() {
  return (
    <section class="checklist" aria-labelledby="checklist-title">
      <h2 id="checklist-title">Before the real one</h2>
      <ul>
        {POINTS.map(({ todo, why }) => (
          <li key={todo}>
            <label>
              <input type="checkbox" />
              <span>
                <b>{todo}</b>
                <span class="second">{why}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
