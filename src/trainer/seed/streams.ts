import { MersenneTwister } from '../../arrays/random/mersenneTwister.js';

/** Draws a number from 0 up to 1. */
export type Draw = () => number;

/**
 * Streams of random numbers that a seed decides. Each is known by its name alone: what one draws, and whether there is another, changes
 * nothing in the rest.
 */
export class Streams {
  private readonly uses = new Map<string, number>();

  /** @param place what has streams apart from those of others with the same seed, such as a thread */
  constructor(
    private readonly seed: number,
    private readonly place = '',
  ) {}

  /** `name #1` for the first of a name, `name #2` for the next. */
  numbered(name: string): string {
    const use = (this.uses.get(name) ?? 0) + 1;
    this.uses.set(name, use);
    return `${name} #${use}`;
  }

  /** The next stream of a name; it has its number even where nothing is ever drawn from it. */
  next(name: string): Draw {
    const key = [this.seed, ...Buffer.from(this.place + this.numbered(name))];
    let twister: MersenneTwister | null = null;
    return () => {
      twister ??= MersenneTwister.ofKey(key);
      return twister.double();
    };
  }
}
