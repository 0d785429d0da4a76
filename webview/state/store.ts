import { emptyModel, type PageEvent, type PageModel } from './model.js';
import { reduce } from './reduce.js';

/** Holds the page's state; every change goes through `dispatch`. */
export class Store {
  private model: PageModel = emptyModel;
  private listener: ((model: PageModel) => void) | undefined;

  get current(): PageModel {
    return this.model;
  }

  dispatch(event: PageEvent): void {
    const next = reduce(this.model, event);
    if (next === this.model) return;
    this.model = next;
    this.listener?.(next);
  }

  /** Called with each new state, one listener: the view. */
  onChange(listener: (model: PageModel) => void): void {
    this.listener = listener;
  }
}
