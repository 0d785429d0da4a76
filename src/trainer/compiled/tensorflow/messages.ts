import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A message of google-protobuf's generated code. */
interface Message {
  serializeBinary(): Uint8Array;
}

interface ShapeDimension extends Message {
  setSize(size: number): void;
}

interface TensorShape extends Message {
  setDimList(dimensions: ShapeDimension[]): void;
}

interface TensorMessage extends Message {
  setDtype(dtype: number): void;
  setTensorShape(shape: TensorShape): void;
  setTensorContent(bytes: Uint8Array): void;
}

interface ListValue extends Message {
  setSList(values: Uint8Array[]): void;
  setIList(values: number[]): void;
  setFList(values: number[]): void;
  setBList(values: boolean[]): void;
  setTypeList(values: number[]): void;
  setShapeList(values: TensorShape[]): void;
}

export interface AttrValue extends Message {
  setS(value: Uint8Array): void;
  setI(value: number): void;
  setF(value: number): void;
  setB(value: boolean): void;
  setType(value: number): void;
  setShape(value: TensorShape): void;
  setTensor(value: TensorMessage): void;
  setList(value: ListValue): void;
}

export interface NodeDef extends Message {
  setName(name: string): void;
  setOp(op: string): void;
  setInputList(inputs: string[]): void;
  getAttrMap(): { set(name: string, value: AttrValue): void };
}

interface VersionDef extends Message {
  setProducer(version: number): void;
  setMinConsumer(version: number): void;
}

interface GraphDef extends Message {
  setNodeList(nodes: NodeDef[]): void;
  setVersions(versions: VersionDef): void;
}

interface MetaInfoDef extends Message {
  addTags(tag: string): void;
}

interface MetaGraphDef extends Message {
  setGraphDef(graph: GraphDef): void;
  setMetaInfoDef(info: MetaInfoDef): void;
}

interface SavedModel extends Message {
  setSavedModelSchemaVersion(version: number): void;
  addMetaGraphs(graph: MetaGraphDef): void;
}

/** TensorFlow's protocol buffers as tfjs-node ships them (`dist/proto/api_pb.js`, which has no types of its own). */
export interface Messages {
  readonly AttrValue: (new () => AttrValue) & { readonly ListValue: new () => ListValue };
  readonly NodeDef: new () => NodeDef;
  readonly GraphDef: new () => GraphDef;
  readonly VersionDef: new () => VersionDef;
  readonly MetaGraphDef: (new () => MetaGraphDef) & { readonly MetaInfoDef: new () => MetaInfoDef };
  readonly SavedModel: new () => SavedModel;
  readonly Tensor: new () => TensorMessage;
  readonly TensorShape: (new () => TensorShape) & { readonly Dim: new () => ShapeDimension };
}

/** @param packageFolder of tfjs-node */
export function loadMessages(packageFolder: string): Messages {
  return createRequire(join(packageFolder, 'package.json'))('./dist/proto/api_pb.js') as Messages;
}
