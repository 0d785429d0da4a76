import type { Binding, OpAttribute, TensorValues } from '../../../tfjs/nodeBackend.js';
import type { AttrValue, Messages, NodeDef } from './messages.js';

/** An output of a node: `name` for its first, `name:1` for its second; `^name` only waits for the node. */
export type Ref = string;

/** GraphDef version of TensorFlow 2.9 and later, and the oldest consumer that has all that is written here. */
const PRODUCER = 1286;
const MIN_CONSUMER = 12;

/** Bytes up to which constants are compared. */
const MOST_SHARED = 64;

/** The tag under which the session finds its graph. */
export const TAG = 'serve';

/** Writes a TensorFlow graph, node by node. */
export class GraphBuilder {
  private readonly nodes: NodeDef[] = [];
  private readonly names = new Set<string>();
  /** Small constants by what they are: shapes and axes are the same over and over. */
  private readonly constants = new Map<string, Ref>();

  constructor(
    private readonly messages: Messages,
    readonly binding: Binding,
  ) {}

  get size(): number {
    return this.nodes.length;
  }

  /** @param name of the node; without one, a name is found. @returns the node's first output. */
  op(op: string, inputs: readonly Ref[], attributes: readonly OpAttribute[] = [], name?: string): Ref {
    const node = new this.messages.NodeDef();
    const own = name ?? `n${this.nodes.length}`;
    if (this.names.has(own)) throw new Error(`A graph cannot have two nodes named ${own}`);
    this.names.add(own);
    node.setName(own);
    node.setOp(op);
    node.setInputList([...inputs]);
    const map = node.getAttrMap();
    for (const attribute of attributes) map.set(attribute.name, this.attributeValue(attribute));
    this.nodes.push(node);
    return own;
  }

  constant(dtype: number, shape: readonly number[], values: TensorValues): Ref {
    if (values.byteLength > MOST_SHARED) return this.newConstant(dtype, shape, values);
    const key = [dtype, shape, bytesOf(values)].join(';');
    const known = this.constants.get(key) ?? this.newConstant(dtype, shape, values);
    this.constants.set(key, known);
    return known;
  }

  private newConstant(dtype: number, shape: readonly number[], values: TensorValues): Ref {
    const { messages } = this;
    const tensor = new messages.Tensor();
    tensor.setDtype(dtype);
    tensor.setTensorShape(this.shape(shape));
    tensor.setTensorContent(bytesOf(values).slice());
    const value = new messages.AttrValue();
    value.setTensor(tensor);
    const ref = this.op('Const', [], [this.type('dtype', dtype)]);
    this.nodes.at(-1)?.getAttrMap().set('value', value);
    return ref;
  }

  float(value: number): Ref {
    return this.constant(this.binding.TF_FLOAT, [], Float32Array.of(value));
  }

  ints(values: readonly number[]): Ref {
    return this.constant(this.binding.TF_INT32, [values.length], Int32Array.from(values));
  }

  placeholder(dtype: number, name: string): Ref {
    return this.op('Placeholder', [], [this.type('dtype', dtype)], name);
  }

  /** The value, not copied, but so that TensorFlow's optimizer does not look at what makes it. */
  hidden(value: Ref, dtype: number, shape: readonly number[]): Ref {
    const ofShape = { name: 'shape', type: this.binding.TF_ATTR_SHAPE, value: [...shape] };
    return this.op('PlaceholderWithDefault', [value], [this.type('dtype', dtype), ofShape]);
  }

  type(name: string, value: number): OpAttribute {
    return { name, type: this.binding.TF_ATTR_TYPE, value };
  }

  int(name: string, value: number): OpAttribute {
    return { name, type: this.binding.TF_ATTR_INT, value };
  }

  bool(name: string, value: boolean): OpAttribute {
    return { name, type: this.binding.TF_ATTR_BOOL, value };
  }

  string(name: string, value: string): OpAttribute {
    return { name, type: this.binding.TF_ATTR_STRING, value };
  }

  /** The graph as the content of a `saved_model.pb`. */
  savedModel(): Uint8Array {
    const { messages } = this;
    const versions = new messages.VersionDef();
    versions.setProducer(PRODUCER);
    versions.setMinConsumer(MIN_CONSUMER);
    const graph = new messages.GraphDef();
    graph.setNodeList(this.nodes);
    graph.setVersions(versions);
    const info = new messages.MetaGraphDef.MetaInfoDef();
    info.addTags(TAG);
    const meta = new messages.MetaGraphDef();
    meta.setGraphDef(graph);
    meta.setMetaInfoDef(info);
    const model = new messages.SavedModel();
    model.setSavedModelSchemaVersion(1);
    model.addMetaGraphs(meta);
    return model.serializeBinary();
  }

  private attributeValue({ name, type, value }: OpAttribute): AttrValue {
    const result = new this.messages.AttrValue();
    const { binding } = this;
    const bytes = (text: unknown) => new TextEncoder().encode(String(text));
    if (Array.isArray(value)) {
      const list = new this.messages.AttrValue.ListValue();
      if (type === binding.TF_ATTR_STRING) list.setSList(value.map(bytes));
      else if (type === binding.TF_ATTR_INT) list.setIList(value.map(Number));
      else if (type === binding.TF_ATTR_FLOAT) list.setFList(value.map(Number));
      else if (type === binding.TF_ATTR_BOOL) list.setBList(value.map(Boolean));
      else if (type === binding.TF_ATTR_TYPE) list.setTypeList(value.map(Number));
      else if (type === binding.TF_ATTR_SHAPE) return this.shapeOrShapes(result, value);
      else throw new Error(`An attribute ${name} of type ${type} is not known`);
      result.setList(list);
      return result;
    }
    if (type === binding.TF_ATTR_STRING) result.setS(bytes(value));
    else if (type === binding.TF_ATTR_INT) result.setI(Number(value));
    else if (type === binding.TF_ATTR_FLOAT) result.setF(Number(value));
    else if (type === binding.TF_ATTR_BOOL) result.setB(Boolean(value));
    else if (type === binding.TF_ATTR_TYPE) result.setType(Number(value));
    else throw new Error(`An attribute ${name} of type ${type} is not known`);
    return result;
  }

  private shapeOrShapes(result: AttrValue, value: readonly unknown[]): AttrValue {
    if (value.every((size) => typeof size === 'number')) {
      result.setShape(this.shape(value));
      return result;
    }
    const list = new this.messages.AttrValue.ListValue();
    list.setShapeList(value.map((shape) => this.shape(shape as number[])));
    result.setList(list);
    return result;
  }

  private shape(sizes: readonly number[]) {
    const shape = new this.messages.TensorShape();
    shape.setDimList(
      sizes.map((size) => {
        const dimension = new this.messages.TensorShape.Dim();
        dimension.setSize(size);
        return dimension;
      }),
    );
    return shape;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: TensorValues): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
