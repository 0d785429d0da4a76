import { describe, expect, it } from 'vitest';
import { changeConfig, configPlace } from '../../../src/config/changeConfig.js';
import { configKey } from '../../../src/config/configKey.js';
import { parseConfig } from '../../../src/config/parseConfig.js';

const marked = (text: string) => {
  const { config, problems } = parseConfig(text);
  return {
    config,
    problems: problems.map(({ message, offset, length }) => [text.slice(offset, offset + length), message]),
  };
};

describe('parseConfig', () => {
  it('takes comments and trailing commas', () => {
    const text = `{
      // how to run
      "models": { "net.ts#model": { "run": "slice", "values": { "units": 10, "rate": "1 / 3" }, } },
    }`;
    expect(marked(text)).toEqual({
      config: { models: { 'net.ts#model': { run: 'slice', values: { units: 10, rate: '1 / 3' } } } },
      problems: [],
    });
  });

  it('marks a wrong alert at its condition and keeps the others, and those of a file with other mistakes', () => {
    const right = { when: 'loss > 1', severity: 'error' };
    const alerts = `"alerts": [{ "when": "los > 1" }, ${JSON.stringify(right)}, { "when": 1 }]`;
    expect(marked(`{ ${alerts} }`)).toEqual({
      config: { models: {}, alerts: [right] },
      problems: [
        ['"los > 1"', '"los" is no figure of a training that is known; did you mean loss?'],
        ['1', expect.stringContaining('expected string')],
      ],
    });
    expect(marked('{ "alerts": [{ "when": "own > 1" }] }').problems).toHaveLength(1);
    expect(parseConfig('{ "alerts": [{ "when": "own > 1" }] }', ['own'])).toEqual({
      config: { alerts: [{ when: 'own > 1' }] },
      problems: [],
    });
  });

  it('marks a wrong key and keeps the models that are right', () => {
    const text = '{ "models": { "a.ts#a": { "runs": "slice" }, "b.ts#b": { "run": "file" } } }';
    expect(marked(text)).toEqual({
      config: { models: { 'b.ts#b': { run: 'file' } } },
      problems: [['"runs"', '"runs" is not a setting of a model; did you mean "run"?']],
    });
  });

  it('marks a wrong value and says what would be right', () => {
    const { problems } = marked('{ "models": { "a.ts#a": { "training": { "epochs": 0 } } } }');
    expect(problems).toEqual([['0', 'training.epochs: expected >=1, found 0.']]);
    expect(marked('{ "models": { "a.ts#a": { "run": "walk" } } }').problems[0]?.[0]).toBe('"walk"');
    expect(
      marked('{ "models": { "a.ts#a": { "data": { "kind": "table", "path": "x.csv" } } } }').problems[0]?.[1],
    ).toBe('data.target is missing.');
  });

  it('reads the key that is now `normalize` in its earlier spelling', () => {
    const data = (key: string) =>
      marked(`{ "models": { "a.ts#a": { "data": { "kind": "builtin", "name": "iris", "${key}": "minmax" } } } }`);
    expect(data('normalise')).toEqual(data('normalize'));
    expect(data('normalise').config.models?.['a.ts#a']?.data).toMatchObject({ normalize: 'minmax' });
    expect(data('normalise').problems).toEqual([]);
  });

  it('marks where the text is no JSON and keeps what is', () => {
    const { config, problems } = marked('{ "models": { "a.ts#a": { "run": "file" "cwd": "x" } } }');
    expect(problems).toHaveLength(1);
    expect(config.models?.['a.ts#a']).toEqual({ run: 'file', cwd: 'x' });
    expect(marked('').problems).toEqual([]);
  });
});

describe('changeConfig', () => {
  it('keeps comments and other models', () => {
    const text = '{\n  // mine\n  "models": {\n    "a.ts#a": { "run": "file" }\n  }\n}\n';
    const changed = changeConfig(text, 'b.py#model', { data: { kind: 'random' } });
    expect(changed).toContain('// mine');
    expect(parseConfig(changed).config.models).toEqual({
      'a.ts#a': { run: 'file' },
      'b.py#model': { data: { kind: 'random' } },
    });
    expect(parseConfig(changeConfig('', 'a.ts#a', { run: 'slice' })).config.models).toEqual({
      'a.ts#a': { run: 'slice' },
    });
  });

  it('removes what is set to nothing', () => {
    const text = '{ "models": { "a.ts#a": { "run": "file", "cwd": "x" } } }';
    expect(parseConfig(changeConfig(text, 'a.ts#a', { cwd: undefined })).config.models).toEqual({
      'a.ts#a': { run: 'file' },
    });
  });
});

describe('an entry without choices', () => {
  it('is made once, and found again', () => {
    const made = changeConfig('', 'a.ts#a', {});
    expect(parseConfig(made).config.models).toEqual({ 'a.ts#a': {} });
    expect(changeConfig(made, 'a.ts#a', {})).toBe(made);
    expect(made.slice(configPlace(made, 'a.ts#a') ?? 0)).toMatch(/^"a\.ts#a"/);
    expect(configPlace(made, 'b.ts#b')).toBeNull();
  });
});

describe('configKey', () => {
  const models = [
    { name: 'model', line: 3 },
    { name: 'critic', line: 9 },
    { name: 'model', line: 20 },
  ];
  const key = (line: number, name = 'model') =>
    configKey('/home/ada', { file: '/home/ada/src/net.ts', name, line }, models);

  it('tells two models of one name apart by their order', () => {
    expect([key(3), key(9, 'critic'), key(20)]).toEqual([
      'src/net.ts#model',
      'src/net.ts#critic',
      'src/net.ts#model#2',
    ]);
  });
});

describe('a gradlens.json of any kind', () => {
  const wrongModels = (count: number) =>
    `{"models":{${Array.from({ length: count }, (_, index) => `"net-${index}.ts#m":{"runs":1}`).join(',')}}}`;

  it.each([
    ['a wrong key in each of 7,000 models', wrongModels(7_000), /"runs" is not a setting of a model; did you mean/],
    ['nothing but commas', `{${','.repeat(240_000)}`, /expected in gradlens\.json/],
    ['a key of 240 KB', `{"models":{"a#a":{"${'x'.repeat(240_000)}":1}}}`, /is not a setting|…$/],
    ['two hundred thousand brackets', '['.repeat(200_000), /nested more than 64 levels deep/],
    ['very many braces', `${'{"models":'.repeat(20_000)}1${'}'.repeat(20_000)}`, /nested more than 64 levels deep/],
    ['more than a person writes', `{"models":{}}${' '.repeat(1_000_000)}`, /is longer than 250 KB, so it is not read/],
    ['a comment that is open where it ends', '{"models":{}}\n/*', /^Unexpected end of comment/],
    ['an array', '[1, 2]', /expected an object, found array/],
  ])('with %s is read by its length alone, with problems in it and not more than people read', (_, text, expected) => {
    const { problems } = parseConfig(text);
    expect(problems[0]?.message).toMatch(expected);
    expect(problems.length).toBeLessThanOrEqual(100);
    for (const { message, offset, length } of problems) {
      expect(message.length).toBeLessThan(400);
      expect(offset + length).toBeLessThanOrEqual(text.length);
    }
  });

  it('keeps the right one among very many wrong ones', () => {
    const text = wrongModels(5_000).replace('{"models":{', '{"models":{"good.ts#m":{"run":"slice"},');
    expect(parseConfig(text).config).toEqual({ models: { 'good.ts#m': { run: 'slice' } } });
  });
});
