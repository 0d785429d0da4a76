// What is found against what is labelled, without files.

/**
 * @typedef {{ repository: string, commit: string, path: string, models: { model: string, layers: string }[] }} LabelledFile
 *   `model` is `name@line`; `layers` are `Class@line`, with spaces between them, in order.
 * @typedef {{ line: number, layers: { className: string, line: number }[] }} FoundModel
 * @typedef {{ found: number, right: number, labelled: number }} Tally
 */

/**
 * A model is right where one is labelled at its line. A layer is right where its model is, and has a label at its line.
 * @param {readonly LabelledFile[]} files
 * @param {ReadonlyMap<LabelledFile, readonly FoundModel[]>} found
 */
export function compare(files, found) {
  const models = { found: 0, right: 0, labelled: 0 };
  const layers = { found: 0, right: 0, labelled: 0 };
  /** @type {string[]} */
  const differences = [];
  for (const file of files) {
    const here = `${file.repository} ${file.path}`;
    /** @param {number} line @param {string[]} expected @param {string[]} actual */
    const layersAt = (line, expected, actual) => {
      const right = count(layers, expected, actual);
      if (right < Math.max(expected.length, actual.length)) {
        differences.push(`${here}:${line}: layers ${actual.join(' ')}, labelled ${expected.join(' ')}`);
      }
    };
    const left = [...(found.get(file) ?? [])];
    for (const { model, layers: list } of file.models) {
      const line = lineOf(model);
      const index = left.findIndex((candidate) => candidate.line === line);
      const [match] = index < 0 ? [] : left.splice(index, 1);
      models.labelled++;
      if (match) {
        models.found++;
        models.right++;
      } else differences.push(`${here}:${line}: ${model} is not found`);
      layersAt(line, lines(list), match?.layers.map((layer) => String(layer.line)) ?? []);
    }
    models.found += left.length;
    for (const { line, layers: list } of left) {
      layers.found += list.length;
      differences.push(`${here}:${line}: found, and no model`);
    }
  }
  return { models, layers, differences };
}

/** @param {number} part @param {number} whole 0 gives 1: of nothing, nothing is wrong */
export function share(part, whole) {
  return whole === 0 ? 1 : part / whole;
}

/** @param {Tally} tally @param {readonly string[]} expected @param {readonly string[]} actual */
function count(tally, expected, actual) {
  const left = [...actual];
  const right = expected.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  }).length;
  tally.found += actual.length;
  tally.labelled += expected.length;
  tally.right += right;
  return right;
}

/** @param {string} label */
function lineOf(label) {
  return Number(label.slice(label.lastIndexOf('@') + 1));
}

/** @param {string} list */
function lines(list) {
  return list === '' ? [] : list.split(' ').map((label) => String(lineOf(label)));
}
