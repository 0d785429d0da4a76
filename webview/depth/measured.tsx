import { formatNumber } from '../../src/protocol/numberText.js';

/** A measured number as text; a dash where there is none. */
export const numberText = (value: number | null, digits?: number): string =>
  value === null ? '–' : formatNumber(value, digits);

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
