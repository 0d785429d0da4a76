/** Names of metrics that the source does not name: Keras numbers those of one class over the whole process. */
export class MetricNames {
  private readonly counts = new Map<string, number>();

  /** `auc` for the first `AUC`, `auc_1` for the next. */
  next(className: string): string {
    const base = snakeCase(className);
    const count = this.counts.get(base) ?? 0;
    this.counts.set(base, count + 1);
    return count === 0 ? base : `${base}_${count}`;
  }
}

/** As Keras's `to_snake_case`: `MeanIoU` is `mean_io_u`. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
