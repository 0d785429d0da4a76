import { type Given, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { compareScalars } from '../numpy/sorting.js';
import type { Arg, Args } from '../values.js';
import { countsOf, rowsOf, textsOf, Vocabulary } from './vocabulary.js';

const PUNCTUATION = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g;

/** For what fills up, and for what is not known. */
const SPECIAL = ['', '[UNK]'];

/** `keras.layers.TextVectorization` with whole numbers as its output. */
class TextVectorization extends Vocabulary {
  override readonly type = 'TextVectorization';
  private own: readonly string[] | null = null;

  constructor(private readonly given: Given) {
    super();
    if (given.text('output_mode', 'int') !== 'int') throw new NotKnown('only the output_mode int has words');
    if (typeof given.get('vocabulary') === 'string') throw new NotKnown('a vocabulary in a file is not read');
    if (given.has('vocabulary')) this.own = textsOf(given.need('vocabulary')).filter((word) => !SPECIAL.includes(word));
  }

  override get words(): readonly string[] | null {
    return this.own && [...SPECIAL, ...this.own];
  }

  override forget(): void {
    this.own = null;
  }

  override method(name: string, args: Args): Arg {
    switch (name) {
      case 'get_vocabulary':
        return [...this.known];
      case 'vocabulary_size':
        return this.known.length;
      case 'adapt':
        return taking('data batch_size~ steps~', (given) => this.adapt(given.need('data')))(args, 'adapt');
      case 'call':
        return taking('inputs', (given) => this.numbers(given.need('inputs')))(args, 'TextVectorization');
      default:
        return super.method(name, args);
    }
  }

  private get known(): readonly string[] {
    const { words } = this;
    if (!words) throw new NotKnown('the TextVectorization has no vocabulary yet');
    return words;
  }

  /** The most frequent first; of words that come as often, the last in the alphabet. */
  private adapt(data: Arg): null {
    this.own = null;
    const counts = countsOf(textsOf(data).map((text) => this.split(text)));
    const sorted = [...counts].toSorted(([a, n], [b, m]) => m - n || compareScalars(b, a)).map(([word]) => word);
    const most = this.given.maybeNumber('max_tokens');
    this.own = most === null ? sorted : sorted.slice(0, Math.max(0, most - SPECIAL.length));
    return null;
  }

  private numbers(inputs: Arg): Arg {
    const numbers = new Map(this.known.map((word, at) => [word, at] as const));
    const rows = textsOf(inputs).map((text) => this.split(text).map((word) => numbers.get(word) ?? 1));
    const made = rowsOf(rows, this.given.maybeNumber('output_sequence_length'));
    return typeof inputs === 'string' ? made.row(0) : made;
  }

  private split(text: string): string[] {
    const { given } = this;
    const standardize =
      given.get('standardize') === null ? 'none' : given.text('standardize', 'lower_and_strip_punctuation');
    // TensorFlow lowers ASCII letters alone.
    const lower = /lower/.test(standardize) ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
    const plain = /punctuation/.test(standardize) ? lower.replace(PUNCTUATION, '') : lower;
    const by = given.get('split') === null ? 'none' : given.text('split', 'whitespace');
    if (by === 'character') return [...plain];
    if (by !== 'whitespace') throw new NotKnown('only texts that are split at blanks or into characters are supported');
    return plain.split(/\s+/).filter((word) => word !== '');
  }
}

export const textVectorization = taking(
  'max_tokens standardize split ngrams! output_mode output_sequence_length pad_to_max_tokens~ vocabulary idf_weights! sparse! ragged! name~ trainable~ dtype~ input_shape~ batch_input_shape~',
  (given) => new TextVectorization(given),
);
