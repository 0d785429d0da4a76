import { nearest } from '../../errors/nearest.js';

/** Layers that tfjs lacks, and what else would do. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /^Lambda$/,
    'Lambda runs a Python function, which GradLens does not. Take a layer that does the same, such as Rescaling or Activation',
  ],
  [/^MaxoutDense$/, 'tfjs has no MaxoutDense. Take Dense with a LeakyReLU'],
  [/^Highway$/, 'tfjs has no Highway. Take Dense'],
  [
    /^(?:Merge|Add|Subtract|Multiply|Average|Maximum|Minimum|Concatenate|Dot|merge|add|concatenate)$/,
    'A Sequential passes one value from layer to layer; a layer that merges several takes a functional model, which GradLens does not read',
  ],
  [/^LocallyConnected(.*)$/, 'tfjs has no locally connected layer. Take Conv1D or Conv2D'],
  [
    /^(?:SeparableConv1D|SeparableConvolution1D|DepthwiseConv1D|Conv1DTranspose)$/,
    'tfjs has this convolution for images only. Take Conv1D',
  ],
  [/^(?:ConvLSTM1D|ConvLSTM3D)$/, 'tfjs has ConvLSTM2D only'],
  [
    /^(?:RNN|StackedRNNCells|.*Cell)$/,
    'GradLens takes LSTM, GRU and SimpleRNN, no cells. Stack these layers with return_sequences=True',
  ],
  [/^(?:.*Attention|TransformerBlock)$/, 'Attention has several inputs, which a Sequential does not have'],
  [
    /^(?:TextVectorization|StringLookup|IntegerLookup|Hashing|Discretization)$/,
    'tfjs trains on numbers: turn the data into numbers before the model',
  ],
  [
    /^(?:KerasLayer|.*(?:VGG|ResNet|Inception|Xception|MobileNet|DenseNet|EfficientNet|NASNet).*)$/,
    'A pretrained network is not part of this file. Take Conv2D and pooling layers in its place',
  ],
  [/^Model$/, 'A functional Model inside of a Sequential is not read. Write it as a Sequential'],
];

/** One sentence for a class that is no layer of tfjs. @param names of the layers there are */
export function whyUnsupported(name: string, names: readonly string[]): string {
  const reason = reasons.find(([pattern]) => pattern.test(name))?.[1];
  if (reason) return `${reason}.`;
  const meant = nearest(name, names);
  const hint = meant ? `Did you mean ${meant}?` : 'Take a layer of Keras that does the same.';
  return `${name} is no layer that tfjs or GradLens has. ${hint}`;
}
