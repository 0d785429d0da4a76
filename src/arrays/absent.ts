import type { ArrayFunction } from './given.js';
import { NotKnown } from './notKnown.js';

const absent =
  (reason: string): ArrayFunction =>
  () => {
    throw new NotKnown(reason);
  };

const format = (name: string) => absent(`${name} files are not supported; save the table as CSV`);
const fromNet = (name: string) => absent(`${name} is loaded from the internet, which GradLens does not do`);
const tensorflow = absent("TensorFlow's random numbers are not supported; use np.random with a seed");

/** Functions that are known and cannot be done, with what a person is told. */
export const absentFunctions: Readonly<Record<string, ArrayFunction>> = {
  'pandas.read_excel': format('Excel'),
  'pandas.read_parquet': format('Parquet'),
  'pandas.read_feather': format('Feather'),
  'pandas.read_hdf': format('HDF5'),
  'pandas.read_pickle': format('Pickle'),
  'pandas.read_sql': absent('databases are not supported; save the table as CSV'),
  'tensorflow.random.normal': tensorflow,
  'tensorflow.random.uniform': tensorflow,
  'tensorflow.random.truncated_normal': tensorflow,
  ...Object.fromEntries(
    ['california_housing', '20newsgroups', 'openml', 'olivetti_faces', 'lfw_people', 'covtype', 'kddcup99'].map(
      (name) => [`sklearn.datasets.fetch_${name}`, fromNet(`fetch_${name}`)],
    ),
  ),
};
