import { nearest } from '../../errors/nearest.js';

/** Layers that tfjs lacks, and what else would do. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /^Lambda$/,
    'Lambda runs a Python function, which GradLens does not. Use a layer that does the same, such as Rescaling or Activation',
  ],
  [/^MaxoutDense$/, 'tfjs has no MaxoutDense. Use Dense with a LeakyReLU'],
  [/^Highway$/, 'tfjs has no Highway. Use Dense'],
  [
    /^(?:Merge|Add|Subtract|Multiply|Average|Maximum|Minimum|Concatenate|Dot|merge|add|concatenate)$/,
    'A Sequential passes one value from layer to layer. A layer that merges several needs a functional model, which GradLens does not support',
  ],
  [/^LocallyConnected(.*)$/, 'tfjs has no locally connected layers. Use Conv1D or Conv2D'],
  [
    /^(?:SeparableConv1D|SeparableConvolution1D|DepthwiseConv1D|Conv1DTranspose)$/,
    'tfjs has this convolution for images only. Use Conv1D',
  ],
  [/^(?:ConvLSTM1D|ConvLSTM3D)$/, 'tfjs has only ConvLSTM2D'],
  [
    /^(?:RNN|StackedRNNCells|.*Cell)$/,
    'GradLens supports LSTM, GRU, and SimpleRNN, but not cells. Stack these layers with return_sequences=True',
  ],
  [/^(?:.*Attention|TransformerBlock)$/, 'Attention needs several inputs, and a Sequential has only one'],
  [
    /^(?:TextVectorization|StringLookup|IntegerLookup|Hashing|Discretization)$/,
    'tfjs trains on numbers. Convert the data to numbers before the model',
  ],
  [
    /^(?:KerasLayer|.*(?:VGG|ResNet|Inception|Xception|MobileNet|DenseNet|EfficientNet|NASNet).*)$/,
    'A pretrained network is not part of this file. Use Conv2D and pooling layers instead',
  ],
  [/^Model$/, 'A functional Model inside a Sequential is not supported. Write it as a Sequential'],
];

/** One sentence for a class that is no layer of tfjs. @param names of the layers there are */
export function whyUnsupported(name: string, names: readonly string[]): string {
  const reason = reasons.find(([pattern]) => pattern.test(name))?.[1];
  if (reason) return `${reason}.`;
  const meant = nearest(name, names);
  const hint = meant ? `Did you mean ${meant}?` : 'Use a Keras layer that does the same.';
  return `tfjs and GradLens have no layer ${name}. ${hint}`;
}
