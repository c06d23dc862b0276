import type { Likes } from "../../live/likes";

export interface SwitchesProps {
  likes: Likes;
  change: (change: Partial<Likes>) => void;
  /** The answer is spoken. */
  voice: boolean;
  /** Nobody speaks to the candidate. */
  silent: boolean;
}

interface SwitchProps {
  name: string;
  on: boolean;
  test: string;
  flip: () => void;
}

function Switch({ name, on, test, flip }: SwitchProps) {
  return (
    <button type="button" class="button plain switch" role="switch" aria-checked={on} data-testid={`switch-${test}`} onClick={flip}>
      {name}{" "}
      <span class="second" aria-hidden="true">
        {on ? "on" : "off"}
      </span>
    </button>
  );
}

type LikesProps = Pick<SwitchesProps, "likes" | "change">;

/** Whether keys of one letter act. */
export function LetterSwitch({ likes, change }: LikesProps) {
  return <Switch name="Letter keys" test="letters" on={likes.letterKeys} flip={() => change({ letterKeys: !likes.letterKeys })} />;
}

/** What may be switched off, each for itself: captions, the meter of pace and level, the face's motion. */
export function Switches({ likes, change, voice, silent }: SwitchesProps) {
  return (
    <>
      {!silent && <Switch name="Captions" test="captions" on={likes.captions} flip={() => change({ captions: !likes.captions })} />}
      {voice && <Switch name="Meter" test="meter" on={likes.meter} flip={() => change({ meter: !likes.meter })} />}
      {!silent && <Switch name="Motion" test="face" on={likes.face} flip={() => change({ face: !likes.face })} />}
    </>
  );
}
