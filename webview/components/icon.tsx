interface Props {
  /** A codicon's name, such as `debug-stop`. */
  readonly name: string;
  readonly slot?: string;
}

/** A picture beside a text that says the same: screen readers skip it. */
export function Icon({ name, slot }: Props) {
  return <span class={`codicon codicon-${name}`} aria-hidden="true" {...(slot ? { slot } : {})} />;
}
