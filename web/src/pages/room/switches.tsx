import type { Likes } from "../../live/likes";

export interface SwitchesProps {
  likes: Likes;
  change: (change: Partial<Likes>) => void;
  /** The answer is spoken. */
  voice: boolean;
  /** Nobody speaks to the candidate. */
  silent: boolean;
}

function Switch({ name, on, test, flip }: { name: string; on: boolean; test: string; flip: () => void }) {
  return (
    <button type="button" class="button plain switch" role="switch" aria-checked={on} data-testid={`switch-${test}`} onClick={flip}>
      {name} <span class="second">{on ? "on" : "off"}</span>
    </button>
  );
}

/** What may be switched off, each for itself: captions, the meter of pace and level, the face's motion, keys of one letter. */
export function Switches({ likes, change, voice, silent }: SwitchesProps) {
  return (
    <>
      {!silent && <Switch name="Captions" test="captions" on={likes.captions} flip={() => change({ captions: !likes.captions })} />}
      {voice && <Switch name="Meter" test="meter" on={likes.meter} flip={() => change({ meter: !likes.meter })} />}
      {!silent && <Switch name="Motion" test="face" on={likes.face} flip={() => change({ face: !likes.face })} />}
      <Switch name="Letter keys" test="letters" on={likes.letterKeys} flip={() => change({ letterKeys: !likes.letterKeys })} />
    </>
  );
}
