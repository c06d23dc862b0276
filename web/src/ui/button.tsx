import type { ComponentProps, Ref } from "preact";

interface ButtonProps extends Omit<ComponentProps<"button">, "disabled" | "onClick" | "ref"> {
  /** It does nothing for now, as while what it began goes on. */
  off?: boolean;
  element?: Ref<HTMLButtonElement>;
  onClick?: (event: MouseEvent & { readonly currentTarget: HTMLButtonElement }) => unknown;
}

/** A button that can be off. It is told as off and does nothing, but keeps the focus, which a disabled one loses. */
export function Button({ off = false, element, onClick, type = "button", ...rest }: ButtonProps) {
  const pressed = (event: MouseEvent & { readonly currentTarget: HTMLButtonElement }) => {
    if (!off) return void onClick?.(event);
    event.preventDefault();
    event.stopPropagation();
  };
  return <button {...rest} ref={element} type={type} aria-disabled={off ? true : undefined} onClick={pressed} />;
}
