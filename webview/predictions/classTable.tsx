import type { ClassesView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatCounted, formatShare } from '../../src/protocol/numberText.js';

const COLUMNS = [
  { label: 'Class', title: 'What a sample is' },
  { label: 'Precision', title: 'Of the samples taken for the class, the share that are of it: right / taken for it' },
  { label: 'Recall', title: 'Of the samples of the class, the share that were found: right / support' },
  { label: 'Support', title: 'Samples that are of the class' },
];

/** Of each class how much of what was said is right, and how much of what is there was found. */
export function ClassTable({ view: { names, figures, counts } }: { readonly view: ClassesView }) {
  const classes = names.length;
  return (
    <table class="class-table" aria-label="Precision and recall of each class">
      <thead>
        <tr>
          {COLUMNS.map(({ label, title }) => (
            <th key={label} scope="col" title={title}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {names.map((name, index) => {
          const [precision = Number.NaN, recall = Number.NaN, support = 0] = figures.subarray(3 * index, 3 * index + 3);
          const right = counts[index * classes + index] ?? 0;
          const taken = names.reduce((sum, _, truth) => sum + (counts[truth * classes + index] ?? 0), 0);
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <Share
                value={precision}
                title={`${formatCount(right)} right of ${formatCounted(taken, 'sample')} taken for ${name}`}
              />
              <Share
                value={recall}
                title={`${formatCount(right)} found of ${formatCounted(support, 'sample')} that are ${name}`}
              />
              <td>{formatCount(support)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A bar as long as its share; a dash where there is nothing to take a share of. */
function Share({ value, title }: { readonly value: number; readonly title: string }) {
  return (
    <td title={title}>
      {Number.isNaN(value) ? (
        '–'
      ) : (
        <span class="class-share" style={{ '--share': `${Math.round(value * 100)}%` }}>
          {formatShare(value)}
        </span>
      )}
    </td>
  );
}
