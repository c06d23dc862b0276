import { countText, Levels } from "../../ui/parts";
import type { AnswerView, FindingsView } from "../../wire.gen";

const LEVELS = [0, 1, 2, 3];

interface LevelRowsProps {
  answer: AnswerView;
  findings: FindingsView;
  change: (findings: FindingsView) => void;
}

/** The machine's level of each criterion, and the coach's own beside it; pressing one's own again takes it back. */
export function LevelRows({ answer, findings, change }: LevelRowsProps) {
  const question = answer.question.id;
  const criteria = answer.scorecard?.criteria ?? [];
  const mine = (id: string) => findings.levels.find((l) => l.question_id === question && l.criterion === id)?.level;
  const differ = criteria.filter((c) => mine(c.id) !== undefined && mine(c.id) !== c.level).length;
  const press = (criterion: (typeof criteria)[number], level: number) => {
    const rest = findings.levels.filter((l) => l.question_id !== question || l.criterion !== criterion.id);
    const fresh = { question_id: question, criterion: criterion.id, level, machine: criterion.level };
    change({ ...findings, levels: mine(criterion.id) === level ? rest : [...rest, fresh] });
  };
  return (
    <section aria-labelledby="levels-title">
      <h2 id="levels-title">Levels, yours beside the machine’s</h2>
      {criteria.length === 0 && <p class="second">The machine gave none: nothing was said here.</p>}
      <div class="level-table">
        {criteria.length > 0 && (
          <div class="level-row level-head" aria-hidden="true">
            <span />
            <span>Machine</span>
            <span>You</span>
          </div>
        )}
        {criteria.map((criterion) => (
          <div key={criterion.id} class="level-row" role="group" aria-label={criterion.name}>
            <b>{criterion.name}</b>
            {criterion.level === null ? <span class="second">none</span> : <Levels level={criterion.level} />}
            <span class="level-keys">
              {LEVELS.map((level) => (
                <button key={level} type="button" aria-pressed={mine(criterion.id) === level} aria-label={`${criterion.name}, your level ${level}`} onClick={() => press(criterion, level)}>
                  {level}
                </button>
              ))}
            </span>
          </div>
        ))}
      </div>
      {criteria.length > 0 && <p class="second">{differ === 0 ? "Both are kept and both are shown." : `You differ on ${countText(differ, "line")}. Both are kept and both are shown.`}</p>}
    </section>
  );
}
