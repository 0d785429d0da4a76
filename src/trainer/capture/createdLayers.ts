import type { SourceLocation } from '../../protocol/fit.js';
import { patchLayerId } from '../../tfjs/patch.js';
import type { Layer, Sequential, Tfjs } from '../../tfjs/tfjs.js';
import type { UserCode } from './userCode.js';

/**
 * Knows every layer and model that this process creates, and where. tfjs's namespaces are frozen, so the constructors are not
 * wrapped: the call stack is noted when the Layer constructor assigns its first field, `id`.
 */
export class CreatedLayers {
  private readonly places = new WeakMap<object, SourceLocation>();
  private readonly references = new Set<WeakRef<Layer>>();
  private readonly gone = new FinalizationRegistry<WeakRef<Layer>>((reference) => this.references.delete(reference));

  constructor(
    private readonly tf: Tfjs,
    private readonly userCode: UserCode,
  ) {
    patchLayerId(tf, (layer, setter) => this.note(layer, setter));
  }

  /** The call that created a layer or a model; null where no user code did (a loaded model). */
  placeOf(layer: object): SourceLocation | null {
    return this.places.get(layer) ?? null;
  }

  /** Says where the source has a layer or a model that no user code on the stack created. */
  assign(layer: object, place: SourceLocation): void {
    this.places.set(layer, place);
  }

  find(name: string): Layer | undefined {
    return this.all().find((layer) => layer.name === name);
  }

  sequentials(): Sequential[] {
    return this.all().filter((layer): layer is Sequential => layer instanceof this.tf.Sequential);
  }

  private all(): Layer[] {
    return [...this.references].flatMap((reference) => reference.deref() ?? []);
  }

  // biome-ignore lint/complexity/noBannedTypes: what Error.captureStackTrace takes.
  private note(layer: Layer, setter: Function): void {
    const reference = new WeakRef(layer);
    this.references.add(reference);
    this.gone.register(layer, reference);
    const classes = classNames(layer);
    const isOwnConstructor = (site: NodeJS.CallSite) =>
      site.isConstructor() && classes.has((site.getFunctionName() ?? '').replace(/^new /, ''));
    const place = this.userCode.callPlace(setter, isOwnConstructor);
    if (place) this.places.set(layer, place);
  }
}

/** Names of the object's class and of those above it: frames of their constructors are not the call that is looked for. */
function classNames(object: object): ReadonlySet<string> {
  const names = new Set<string>();
  for (let proto = Object.getPrototypeOf(object); proto; proto = Object.getPrototypeOf(proto)) {
    names.add(proto.constructor?.name ?? '');
  }
  return names;
}
