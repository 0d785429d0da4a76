/** Anything that holds a resource until `dispose`; fits `vscode.Disposable`. */
export interface Disposable {
  dispose(): void;
}

/** Owns disposables and ends them in reverse order, each one even if another throws. */
export class DisposableStore implements Disposable {
  private readonly items: Disposable[] = [];
  private disposed = false;

  /** Takes ownership and returns its argument; after `dispose` the argument is disposed at once. */
  add<T extends Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.items.push(item);
    return item;
  }

  /** @throws {AggregateError} after all are disposed, when any of them threw. */
  dispose(): void {
    this.disposed = true;
    const errors: unknown[] = [];
    for (let item = this.items.pop(); item; item = this.items.pop()) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'Some resources could not be released');
  }
}

/** Holds at most one disposable: setting a new value disposes the old one. */
export class MutableDisposable<T extends Disposable> implements Disposable {
  private current: T | undefined;
  private disposed = false;

  get value(): T | undefined {
    return this.current;
  }

  set value(next: T | undefined) {
    if (next === this.current) return;
    this.current?.dispose();
    this.current = next;
    if (this.disposed && next) {
      this.current = undefined;
      next.dispose();
    }
  }

  dispose(): void {
    this.disposed = true;
    this.value = undefined;
  }
}
