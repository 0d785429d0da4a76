import type { Binding, NodeBackend } from '../../../tfjs/nodeBackend.js';
import type { Variable } from '../../../tfjs/tfjs.js';
import type { SessionVariable } from '../graph/sessionVariables.js';
import { HeldEntry } from './heldEntry.js';

/** What a session knows of one variable: which value it has of it, and whether that is the variable's own. */
export class HeldVariable {
  /** The entry of the variable's data where this session holds its value. */
  own: HeldEntry | null = null;
  /** Name of the value that the session has: tfjs's of its data, and the edition where that is a session's, this one's or another's. */
  private dataId: object | null = null;
  private entry: HeldEntry | null = null;
  private edition = 0;

  /** @param isWeight tells it from what belongs to an optimizer */
  constructor(
    readonly inSession: SessionVariable,
    readonly isWeight: boolean,
  ) {}

  get variable(): Variable {
    return this.inSession.variable;
  }

  /** Whether the session has the value that the variable has now. */
  get isCurrent(): boolean {
    const { entry } = this;
    return this.inSession.variable.dataId === this.dataId && (entry === null || entry.edition === this.edition);
  }

  /** Others have tensors of the data whose value is this session's. */
  get isShared(): boolean {
    const { own } = this;
    return own?.inUse === true && (own.refCount > 1 || this.inSession.variable.dataId !== this.dataId);
  }

  /** The session was given the value that the variable has now. */
  brought({ tensorMap }: NodeBackend): void {
    this.disown();
    const { dataId } = this.variable;
    const entry = tensorMap.get(dataId);
    this.know(dataId, entry instanceof HeldEntry ? entry : null);
  }

  /** What the session has is nobody's value. */
  lent(): void {
    this.disown();
    this.know(null, null);
  }

  /** The session is where the value is from now on. @param entry of the variable's data */
  held(entry: HeldEntry): void {
    this.disown();
    this.own = entry;
    this.know(this.variable.dataId, entry);
  }

  /** The session has computed another value of what it holds. */
  replaced(binding: Binding): void {
    this.own?.replaced(binding);
    this.edition = this.own?.edition ?? 0;
  }

  /** The session will not be asked for the value any more: whoever has it keeps it. */
  disown(): void {
    if (this.own?.inUse) this.own.keep();
    this.own = null;
  }

  private know(dataId: object | null, entry: HeldEntry | null): void {
    this.dataId = dataId;
    this.entry = entry;
    this.edition = entry?.edition ?? 0;
  }
}
