interface Props {
  readonly text: string;
  /** What it is: its formula, and the values that this net has in it. */
  readonly title: string;
}

/** A number that says on hover what it is. */
export const Measured = ({ text, title }: Props) => (
  <span class="measured" title={title}>
    {text}
  </span>
);
