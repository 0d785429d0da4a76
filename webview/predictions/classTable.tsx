import type { ClassesView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatCounted, formatShare } from '../../src/protocol/numberText.js';

const COLUMNS = [
  { label: 'Class', title: 'What a sample is' },
  { label: 'Precision', title: 'Of the samples taken for the class, the share that are of it: right / taken for it' },
  { label: 'Recall', title: 'Of the samples of the class, the share that were found: right / support' },
  { label: 'Support', title: 'Samples that are of the class' },
];

/** Numbers of a class. */
const FIGURES = 4;

/** Of each class how much of what was said is right, and how much of what is there was found. */
export function ClassTable({ view: { names, figures } }: { readonly view: ClassesView }) {
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
          const [precision = Number.NaN, recall = Number.NaN, support = 0, taken = 0] = figures.subarray(
            FIGURES * index,
            FIGURES * (index + 1),
          );
          const right = support > 0 ? Math.round(recall * support) : 0;
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
