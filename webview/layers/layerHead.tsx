import type { LayersView } from '../../src/protocol/dashboard/messages.js';
import { Icon } from '../components/icon.js';
import type { LayerColumn } from './layerColumns.js';

interface Props {
  readonly columns: readonly LayerColumn[];
  readonly view: LayersView;
  onView(view: LayersView): void;
}

/** The heads of the columns: a click sorts by one, another one turns the order around. */
export function LayerHead({ columns, view, onView }: Props) {
  const { sort, descending } = view;
  return (
    <thead>
      <tr class="layer layer-head">
        {columns.map((column) => {
          const { id, label, help, isNumber } = column;
          const isSorted = id === sort;
          const direction = descending ? 'descending' : 'ascending';
          // What is large is what is looked for.
          const next = isSorted ? !descending : isNumber;
          return (
            <th
              key={id}
              scope="col"
              class={`cell cell-${id} ${isNumber ? 'cell-number' : ''}`}
              title={help}
              {...(isSorted ? { 'aria-sort': direction } : {})}
            >
              <button type="button" class="sort" onClick={() => onView({ ...view, sort: id, descending: next })}>
                {label}
                {isSorted && <Icon name={descending ? 'arrow-down' : 'arrow-up'} />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
