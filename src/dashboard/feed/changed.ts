/** Passes a value on when it differs from the one before, compared as JSON: for small view models. */
export class Changed<T> {
  private last: string | undefined;

  next(value: T): { readonly value: T } | null {
    const text = JSON.stringify(value);
    if (text === this.last) return null;
    this.last = text;
    return { value };
  }
}
