import { describe, expect, it } from 'vitest';
import { planEffort } from '../../../src/source/python/reader/contents/sourceArrays.js';
import { described, variablesOf } from './support.js';

const imports =
  'import os\nimport numpy as np\nimport pandas as pd\nfrom sklearn.preprocessing import StandardScaler\n';

/** What becomes of a variable `x`: its values, or why they are not known. */
function x(source: string, effort = planEffort): unknown {
  const value = described(variablesOf(imports + source, effort).get('x'));
  return typeof value === 'object' && 'entries' in value ? value.entries : value;
}

describe('numbers that are not known', () => {
  it.each([
    [
      'an argument',
      'x = np.mean(np.eye(3), axis=0, where=[True, False, True])',
      /where of numpy.mean is not supported/,
    ],
    ['an argument that does not exist', 'x = np.zeros(3, color=1)', /color of numpy.zeros is not supported/],
    ['a file that is not there', 'x = np.load("missing.npy")', /there is no file missing.npy/],
    ['an Excel file', 'x = pd.read_excel("a.xlsx")', /Excel files are not supported/],
    ['data of the net', 'x = pd.read_csv("https://example.org/a.csv").values', /is on the internet/],
    ['a method', 'x = np.arange(4)\nx.partition(2)', /partition of an array is not supported/],
    ['what another library does in place', 'x = np.arange(4)\nnp.put(x, [0], [9])', /what np.put does to it|numpy.put/],
    ['types that wrap around', 'x = np.array([200], dtype="uint8") + 100', /overflows their type/],
    ['fractions in whole numbers', 'x = np.array([1, 2])\nx[0] = 0.5', /0.5 does not fit an array of int64/],
    ['rows of different lengths', 'x = np.array([[1, 2], [3]])', /rows differ in length/],
    ['shapes that do not fit', 'x = np.ones((2, 3)) + np.ones(2)', /do not match/],
    ['columns that are not there', 'x = pd.DataFrame({"a": [1]})["b"].values', /no column "b"/],
    ['arrays beyond the budget', 'x = np.zeros((100000, 100000))', /larger than GradLens computes/],
    [
      'many arrays beyond the budget',
      'for i in range(1000):\n    x = np.zeros(1000000)',
      /larger than GradLens computes/,
    ],
    ['a scaler that is not fitted', 'x = StandardScaler().transform(np.eye(2))', /is used before it is fitted/],
    ['an index that is not known', 'x = np.arange(4)\nx[os.getpid()] = 1', /known only when the program runs/],
  ])('are so where there is %s', (_, source, reason) => {
    expect(x(source)).toMatch(reason);
  });

  const effort = { ...planEffort, steps: 20_000 };

  it('are lost where a loop cannot be followed to its end', () => {
    const loop = 'for i in range(100000):\n';
    const cut = /takes too many steps/;
    expect(x(`x = np.zeros(3)\n${loop}    x[i % 3] += 1\n`, effort)).toMatch(cut);
    expect(x(`x = np.zeros(3)\ny = np.zeros(3)\n${loop}    y[0], x[0] = i, i\n`, effort)).toMatch(cut);
    expect(x(`x = np.zeros(3)\n${loop}    np.random.shuffle(x)\n`, effort)).toMatch(cut);
    expect(x(`n = 0\n${loop}    n += 1\nx = np.zeros(n)`, effort)).toMatch(/known only when the program runs/);
    const folder = 'for name in os.listdir("."):\n    rows.append(0)\n';
    expect(x(`rows = []\n${folder}x = np.array(rows)`)).toMatch(/os.listdir\("."\)` iterates over is known only/);
    expect(x('rows = []\nwhile os.getpid():\n    rows.append(0)\nx = np.array(rows)')).toMatch(/known only/);
    expect(x('rows = [1]\nrows.extend(os.listdir("."))\nx = np.array(rows)')).toMatch(/added to this list/);
  });

  it('stay known where a loop only looks at them', () => {
    expect(x('x = np.arange(3)\nfor i in range(100000):\n    print(x[0])\n', effort)).toEqual([0, 1, 2]);
  });

  it('are views of each other as in NumPy', () => {
    expect(x('x = np.arange(4)\nhalf = x[:2]\nhalf[:] = 9\nx.reshape(2, 2)[1, 1] = 7')).toEqual([9, 9, 2, 7]);
    expect(x('x = np.arange(4)\ny = x\ny += 1')).toEqual([1, 2, 3, 4]);
  });
});
