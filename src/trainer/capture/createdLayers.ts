import type { SourceLocation } from '../../protocol/fit.js';
import type { Layer, Sequential, Tfjs } from '../../tfjs/tfjs.js';
import type { UserCode } from './userCode.js';

/**
 * Knows every layer and model that this process creates, and where. tfjs's namespaces are frozen, so the constructors are not
 * wrapped: the first field that the Layer constructor assigns, `id`, is an accessor on the prototype, which notes the call stack and
 * then becomes the plain field that it always was.
 */
export class CreatedLayers {
  private readonly places = new WeakMap<object, SourceLocation>();
  private readonly references = new Set<WeakRef<Layer>>();
  private readonly gone = new FinalizationRegistry<WeakRef<Layer>>((reference) => this.references.delete(reference));

  constructor(
    private readonly tf: Tfjs,
    private readonly userCode: UserCode,
  ) {
    const note = (layer: Layer, setter: (this: Layer, id: number) => void) => this.note(layer, setter);
    const field = { configurable: true, enumerable: true, writable: true };
    function set(this: Layer, id: number): void {
      Object.defineProperty(this, 'id', { ...field, value: id });
      note(this, set);
    }
    Object.defineProperty(tf.layers.Layer.prototype, 'id', { configurable: true, get: () => undefined, set });
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

  private note(layer: Layer, setter: (this: Layer, id: number) => void): void {
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
