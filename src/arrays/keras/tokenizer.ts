import { type Given, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { type Arg, type Args, isList } from '../values.js';
import { countsOf, textsOf, Vocabulary } from './vocabulary.js';

const FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n';

/** `keras.preprocessing.text.Tokenizer`: the most frequent word is 1, words that come as often stand as they came. */
class Tokenizer extends Vocabulary {
  override readonly type = 'Tokenizer';
  private readonly counts = new Map<string, number>();
  private numbers: ReadonlyMap<string, number> | null = null;
  private isLost = false;

  constructor(private readonly given: Given) {
    super();
    if (given.has('analyzer')) throw new NotKnown('an analyzer of a Tokenizer is not supported');
  }

  override get words(): readonly string[] | null {
    return this.numbers && ['', ...this.numbers.keys()];
  }

  override forget(): void {
    this.isLost = true;
    this.numbers = null;
  }

  override attribute(name: string): Arg | undefined {
    if (!this.numbers) return undefined;
    switch (name) {
      case 'word_index':
        return this.numbers;
      case 'index_word':
        return new Map([...this.numbers].map(([word, number]) => [number, word]));
      case 'word_counts':
        return this.counts;
      case 'num_words':
        return this.limit;
      default:
        return undefined;
    }
  }

  override method(name: string, args: Args): Arg {
    return taking('texts', (given) => {
      const texts = given.need('texts');
      switch (name) {
        case 'fit_on_texts':
          this.fit(texts);
          return null;
        case 'texts_to_sequences':
          return this.split(texts).map((words) => this.sequence(words));
        default:
          return super.method(name, args);
      }
    })(args, `Tokenizer.${name}`);
  }

  private get limit(): number | null {
    return this.given.maybeNumber('num_words');
  }

  private fit(texts: Arg): void {
    if (this.isLost) throw new NotKnown('what the Tokenizer was fitted on is known only when the program runs');
    for (const [word, count] of countsOf(this.split(texts)))
      this.counts.set(word, (this.counts.get(word) ?? 0) + count);
    const byCount = [...this.counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
    const unknown = this.given.maybeText('oov_token');
    this.numbers = new Map([...(unknown === null ? [] : [unknown]), ...byCount].map((word, at) => [word, at + 1]));
  }

  private sequence(words: readonly string[]): number[] {
    const { numbers, limit } = this;
    if (!numbers) throw new NotKnown('the Tokenizer is used before fit_on_texts');
    const unknown = numbers.get(this.given.maybeText('oov_token') ?? '');
    const numberOf = (word: string) => {
      const number = numbers.get(word);
      return number === undefined || (limit && number >= limit) ? unknown : number;
    };
    return words.map(numberOf).filter((number) => number !== undefined);
  }

  private split(texts: Arg): string[][] {
    const { given } = this;
    const lower = (text: string) => (given.flag('lower', true) ? text.toLowerCase() : text);
    const all = isList(texts) && texts.some(isList) ? texts : textsOf(texts);
    return all.map((text) => {
      if (isList(text)) return textsOf(text).map(lower);
      const whole = lower(String(text));
      if (given.flag('char_level', false)) return [...whole];
      const [filters, by] = [given.text('filters', FILTERS), given.text('split', ' ')];
      const plain = [...whole].map((sign) => (filters.includes(sign) ? by : sign)).join('');
      return plain.split(by).filter((word) => word !== '');
    });
  }
}

export const tokenizer = taking(
  'num_words filters lower split char_level oov_token analyzer document_count~',
  (given) => new Tokenizer(given),
);
