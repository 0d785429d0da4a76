interface Props {
  /** Of the longest bar, 0 to 1. */
  readonly share: number;
  readonly text: string;
  /** What it is: its formula, and the values that this net has in it. */
  readonly title: string;
  /** In the color of what is to be compared with the others. */
  readonly isBefore?: boolean;
}

/** A number on a bar, which is never too short to be seen. */
export const DepthBar = ({ share, text, title, isBefore = false }: Props) => (
  <span class="depth-bar" title={title}>
    <span
      class={isBefore ? 'depth-bar-fill bar-before' : 'depth-bar-fill'}
      style={{ width: `${Math.max(1, 100 * Math.min(1, share))}%` }}
    />
    <span class="depth-bar-text">{text}</span>
  </span>
);
