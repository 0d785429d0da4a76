/** Names of a module, class body or function call. */
export class Names<V> {
  private readonly names = new Map<string, V>();
  private readonly elsewhere = new Map<string, Names<V>>();

  constructor(
    readonly parent: Names<V> | null,
    /** The class body that it is: methods do not see its names. */
    private readonly isClass = false,
  ) {}

  get module(): Names<V> {
    let scope: Names<V> = this;
    while (scope.parent) scope = scope.parent;
    return scope;
  }

  get(name: string): V | undefined {
    const own = this.own(name);
    if (own !== undefined) return own;
    for (let scope = this.parent; scope; scope = scope.parent) {
      const value = scope.isClass ? undefined : scope.own(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  set(name: string, value: V): void {
    const scope = this.elsewhere.get(name);
    if (scope) scope.set(name, value);
    else this.names.set(name, value);
  }

  delete(name: string): void {
    this.names.delete(name);
  }

  /** `global name` or `nonlocal name`. */
  share(name: string, global: boolean): void {
    let owner: Names<V> | null = global ? this.module : this.parent;
    while (!global && owner && owner.own(name) === undefined) owner = owner.parent;
    if (owner && owner !== this) this.elsewhere.set(name, owner);
  }

  entries(): Map<string, V> {
    return this.names;
  }

  private own(name: string): V | undefined {
    const scope = this.elsewhere.get(name);
    return scope ? scope.own(name) : this.names.get(name);
  }
}
