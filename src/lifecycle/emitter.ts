import type { Disposable } from './disposables.js';

/** Subscribes a listener; fits `vscode.Event`. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The sending side of an `Event`, for code that must not import `vscode`. A listener that throws does not stop the others. */
export class Emitter<T> implements Disposable {
  private listeners: ((value: T) => void)[] = [];

  constructor(private readonly onListenerError: (error: unknown) => void = reportAsUnhandled) {}

  readonly event: Event<T> = (listener) => {
    this.listeners = [...this.listeners, listener];
    return {
      dispose: () => {
        this.listeners = this.listeners.filter((other) => other !== listener);
      },
    };
  };

  fire(value: T): void {
    for (const listener of this.listeners) {
      try {
        listener(value);
      } catch (error) {
        this.onListenerError(error);
      }
    }
  }

  dispose(): void {
    this.listeners = [];
  }
}

function reportAsUnhandled(error: unknown): void {
  void Promise.reject(error);
}
