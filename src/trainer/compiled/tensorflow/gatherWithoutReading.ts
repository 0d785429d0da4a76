import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { NodeBackend } from '../../../tfjs/nodeBackend.js';
import { patchKernel } from '../../../tfjs/patch.js';
import type { Tensor, Tfjs } from '../../../tfjs/tfjs.js';

/**
 * tfjs-node reads the indices of a gather to check their range, which a step that is traced or replayed cannot do. While one is, TensorFlow
 * checks them itself, and the error that tfjs has for it comes from the eager step that follows.
 */
export function gatherWithoutReading(tf: Tfjs, backend: NodeBackend): void {
  const plain = backend.binding;
  patchKernel(tf, 'gather', 'GatherV2', (own) => (args) => {
    if (own && backend.binding === plain) return own.kernelFunc(args);
    const { x, indices } = args.inputs as Record<'x' | 'indices', TensorInfo>;
    const { axis, batchDims } = args.attrs as NamedAttrMap & Record<'axis' | 'batchDims', number>;
    const { TF_ATTR_INT, TF_ATTR_TYPE } = plain;
    const type = (name: string, dtype: string) => ({ name, type: TF_ATTR_TYPE, value: backend.getDTypeInteger(dtype) });
    const axisTensor = tf.scalar(axis, 'int32');
    const attributes = [
      { name: 'batch_dims', type: TF_ATTR_INT, value: batchDims },
      type('Tparams', x.dtype),
      type('Tindices', indices.dtype),
      type('Taxis', 'int32'),
    ];
    const result = backend.executeSingleOutput('GatherV2', attributes, [x as Tensor, indices as Tensor, axisTensor]);
    axisTensor.dispose();
    return result;
  });
}
