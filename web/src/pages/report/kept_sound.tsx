import { useContext, useRef, useState } from "preact/hooks";
import { deleteSound } from "../../api/rest";
import { Delete } from "../attempts/attempts";
import { AnnotatingContext } from "./remarks";

/** The recording of an attempt, to be deleted by itself; and that it is gone, once it is. */
export function KeptSound({ id, kept, filmed }: { id: string; kept: boolean; filmed: boolean }) {
  const annotating = useContext(AnnotatingContext);
  const [gone, setGone] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  if (annotating === null || !(kept || gone)) return null;
  const silenced = () => {
    setGone(true);
    annotating.silenced();
    title.current?.focus({ preventScroll: true });
  };
  return (
    <section class="kept-sound" aria-labelledby="sound-title" data-testid="kept-sound">
      <h2 id="sound-title" ref={title} tabIndex={-1}>
        Its sound
      </h2>
      <p class="second">
        {kept
          ? "It is kept, so that you can hear your answers. You may delete it alone: the words and the scores stay."
          : "There is no sound any more. The words and the scores stay."}
        {filmed && " A film of it stays in this browser until the recording is deleted."}
      </p>
      {kept && <Delete name="Delete the sound" what="the sound of this attempt" remove={() => deleteSound(id)} gone={silenced} />}
    </section>
  );
}
