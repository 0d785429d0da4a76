/** The names of a module, class body, function call or comprehension, by Python's rules of who sees whose. */
export class NameScope<V> {
  readonly variables = new Map<string, V>();
  /** Names that `global` or `nonlocal` lends from another scope. */
  private readonly lent = new Map<string, NameScope<V>>();

  constructor(
    readonly kind: 'module' | 'function' | 'class' | 'comprehension',
    readonly parent: NameScope<V> | null,
  ) {}

  /** What a name stands for; undefined where nothing binds it. Functions do not see the names of a class around them. */
  get(name: string): V | undefined {
    for (let scope: NameScope<V> | null = this; scope; scope = scope.parent) {
      if (scope.kind === 'class' && scope !== this) continue;
      const value = scope.owner(name).variables.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  set(name: string, value: V): void {
    this.owner(name).variables.set(name, value);
  }

  delete(name: string): void {
    this.owner(name).variables.delete(name);
  }

  /** The scope that holds a name which is bound here. */
  owner(name: string): NameScope<V> {
    return this.lent.get(name) ?? this;
  }

  /** The scope that `name := value` binds a name of: a comprehension has only the names of its loops. */
  get outsideComprehensions(): NameScope<V> {
    let scope: NameScope<V> = this;
    while (scope.kind === 'comprehension' && scope.parent) scope = scope.parent;
    return scope;
  }

  /** `global name` or `nonlocal name`. */
  share(name: string, statement: 'global' | 'nonlocal'): void {
    const lender = statement === 'global' ? this.module : this.functionWith(name);
    if (lender && lender !== this) this.lent.set(name, lender);
  }

  private get module(): NameScope<V> {
    let scope: NameScope<V> = this;
    while (scope.parent) scope = scope.parent;
    return scope;
  }

  /** The nearest function around that binds a name. */
  private functionWith(name: string): NameScope<V> | null {
    for (let scope = this.parent; scope; scope = scope.parent) {
      if (scope.kind === 'function' && scope.variables.has(name)) return scope;
    }
    return null;
  }
}
