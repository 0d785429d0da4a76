import type { ComponentChildren } from 'preact';

interface Props {
  readonly label: string;
  /** What it means. */
  readonly title: string;
  readonly value: ComponentChildren;
  /** The value says by itself what it is. */
  readonly plain?: boolean;
  /** Of the style sheet. */
  readonly name?: string;
}

/** One value of a list of facts. */
export function Fact({ label, title, value, plain = false, name = '' }: Props) {
  return (
    <div class={`fact ${name}`} title={title}>
      <dt class={plain ? 'visually-hidden' : ''}>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
