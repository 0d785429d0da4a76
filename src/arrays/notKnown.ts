export type Scalar = null | boolean | number | string;

/** Thrown where a value cannot be had here; its message says why, and ends without a full stop. */
export class NotKnown extends Error {
  override readonly name = 'NotKnown';

  /** @param costly whether it could be had with more effort */
  constructor(
    message: string,
    readonly costly = false,
  ) {
    super(message);
  }
}
