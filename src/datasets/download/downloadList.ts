/** One file of a data set that is downloaded. */
export interface DownloadFile {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
}

export interface Download {
  /** Folder in the store. */
  readonly name: string;
  readonly title: string;
  /** Addresses of folders that hold the files, tried in order; each ends with a slash. */
  readonly mirrors: readonly string[];
  readonly images: DownloadFile;
  readonly labels: DownloadFile;
}

export const downloads: readonly Download[] = [
  {
    name: 'mnist',
    title: 'MNIST',
    mirrors: ['https://storage.googleapis.com/cvdf-datasets/mnist/', 'https://ossci-datasets.s3.amazonaws.com/mnist/'],
    images: {
      name: 'train-images-idx3-ubyte.gz',
      bytes: 9_912_422,
      hash: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
    },
    labels: {
      name: 'train-labels-idx1-ubyte.gz',
      bytes: 28_881,
      hash: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
    },
  },
  {
    name: 'fashion-mnist',
    title: 'Fashion-MNIST',
    mirrors: [
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
      'https://storage.googleapis.com/tensorflow/tf-keras-datasets/',
    ],
    images: {
      name: 'train-images-idx3-ubyte.gz',
      bytes: 26_421_880,
      hash: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
    },
    labels: {
      name: 'train-labels-idx1-ubyte.gz',
      bytes: 29_515,
      hash: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
    },
  },
];

export function downloadBytes({ images, labels }: Download): number {
  return images.bytes + labels.bytes;
}
