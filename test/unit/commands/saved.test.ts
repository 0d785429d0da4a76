import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mayBeUnsaved, saved } from '../../../src/commands/launch/saved.js';
import { Emitter } from '../../../src/lifecycle/emitter.js';

/** A document whose saves come out as told, one after the other. */
class Document {
  isDirty = true;
  asked = 0;

  constructor(private readonly answers: readonly (boolean | Error)[]) {}

  async save(): Promise<boolean> {
    const answer = this.answers[this.asked++] ?? false;
    if (answer instanceof Error) throw answer;
    this.isDirty &&= !answer;
    return answer;
  }
}

describe('a document that is to be saved', () => {
  const told = new Emitter<Document>();
  let isOver = false;
  const saving = (document: Document) => {
    isOver = false;
    return saved(document, told.event).finally(() => {
      isOver = true;
    });
  };
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is saved at once where nobody else saves it', async () => {
    const document = new Document([true]);
    expect(await saving(document)).toBe(true);
    expect([document.asked, vi.getTimerCount()]).toEqual([1, 0]);
  });

  it('is saved by another where that one is under way, however long it takes to format it', async () => {
    const document = new Document([false]);
    const outcome = saving(document);
    await vi.advanceTimersByTimeAsync(1750);
    told.fire(new Document([]));
    await vi.advanceTimersByTimeAsync(0);
    expect(isOver).toBe(false);
    document.isDirty = false;
    told.fire(document);
    expect(await outcome).toBe(true);
    expect([document.asked, vi.getTimerCount()]).toEqual([1, 0]);
  });

  it('is saved once more where it was edited while another saved it', async () => {
    const document = new Document([new Error('refused'), true]);
    const outcome = saving(document);
    await vi.advanceTimersByTimeAsync(0);
    told.fire(document);
    expect(await outcome).toBe(true);
    expect(document.asked).toBe(2);
  });

  it('is not saved where the editor cannot, and nobody else does', async () => {
    const document = new Document([]);
    const outcome = saving(document);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toBe(false);
    expect(document.asked).toBe(2);
  });

  it('is saved where another was done in the meantime', async () => {
    const document = new Document([false]);
    document.isDirty = false;
    expect(await saving(document)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('A text that was ever edited is saved again, whatever the editor says of it: an edit during a save counts as saved', () => {
  const texts = [
    { isDirty: false, version: 1 },
    { isDirty: true, version: 2 },
    { isDirty: false, version: 3 },
  ];
  expect(texts.map(mayBeUnsaved)).toEqual([false, true, true]);
});
