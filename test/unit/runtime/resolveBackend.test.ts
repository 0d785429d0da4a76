import { mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HumanError } from '../../../src/errors/humanError.js';
import { ownTfjsNode } from '../../../src/runtime/ownTfjsNode.js';
import { forgetBackend, type ResolveOptions, resolveBackend } from '../../../src/runtime/resolveBackend.js';

/** A package that behaves as far as the probe looks; the count of its loads is the length of `loads.txt` beside it. */
const LOADS = `
  require('node:fs').appendFileSync(__dirname + '/loads.txt', '.');
  let loss = 9;
  exports.ready = async () => {};
  exports.layers = { dense() {} };
  exports.tensor2d = () => {};
  exports.train = { sgd() {} };
  exports.sequential = () => ({ compile() {}, trainOnBatch: async () => loss-- });
  exports.getBackend = () => 'tensorflow';`;
const STANDS_STILL = LOADS.replace('loss--', 'NaN');
const THROWS = `throw new Error('libtensorflow.so.2: cannot open shared object file\\nRequire stack:')`;
const CRASHES = `process.kill(process.pid, 'SIGKILL')`;

let root: string;
let options: ResolveOptions;
let logged: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlens-resolve-'));
  logged = [];
  const file = join(root, 'project', 'src', 'model.js');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '');
  options = {
    file,
    storeDirectory: join(root, 'store'),
    embeddedDirectory: join(root, 'embedded'),
    preference: 'auto',
    load: true,
    log: (line) => logged.push(line),
  };
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function makePackage(directory: string, main: string, version = '4.22.0'): Promise<string> {
  await mkdir(join(directory, 'lib', 'napi-v8'), { recursive: true });
  await writeFile(join(directory, 'package.json'), JSON.stringify({ version, main: 'index.js' }));
  await writeFile(join(directory, 'index.js'), main);
  await writeFile(join(directory, 'lib', 'napi-v8', 'tfjs_binding.node'), '');
  return directory;
}
const inProject = (main: string, name = 'tfjs-node', version?: string): Promise<string> =>
  makePackage(join(root, 'project', 'node_modules', '@tensorflow', name), main, version);
const own = (main: string): Promise<string> => makePackage(ownTfjsNode(options.storeDirectory), main);
const loads = async (directory: string): Promise<number> => (await readFile(join(directory, 'loads.txt'))).length;

describe('resolveBackend', () => {
  it("takes the project's tfjs-node first, found from the file's folder upwards", async () => {
    await own(LOADS);
    const path = await inProject(LOADS, 'tfjs-node', '4.20.0');
    expect(await resolveBackend(options)).toEqual({
      backend: { kind: 'tfjs-node', version: '4.20.0', origin: 'project', path },
      notes: [],
    });
  });

  it('counts tfjs-node-gpu, and takes it where tfjs-node does not load', async () => {
    await inProject(THROWS);
    const path = await inProject(LOADS, 'tfjs-node-gpu');
    const { backend, notes } = await resolveBackend(options);
    const wanted = { kind: 'tfjs-node', package: 'tfjs-node-gpu', version: '4.22.0', origin: 'project', path };
    expect(backend).toEqual(wanted);
    expect(notes).toEqual([
      "The project's tfjs-node 4.22.0 does not load: libtensorflow.so.2: cannot open shared object file.",
    ]);
  });

  it.each([
    ['throws', THROWS, /libtensorflow\.so\.2: cannot open shared object file\.$/],
    ['ends the process', CRASHES, /ended without a result \(ended by SIGKILL\)\.$/],
    ['does not learn', STANDS_STILL, /a training step took the loss from null to null\.$/],
  ])("takes GradLens's own copy where the project's %s", async (_, main, reason) => {
    await inProject(main);
    const path = await own(LOADS);
    const { backend, notes } = await resolveBackend(options);
    expect(backend).toEqual({ kind: 'tfjs-node', version: '4.22.0', origin: 'gradlens', path });
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(reason);
    expect(logged).not.toEqual([]);
  });

  it('says without loading it that a copy was installed without its native part', async () => {
    const broken = await inProject(LOADS);
    await rm(join(broken, 'lib'), { recursive: true });
    await own(LOADS);
    const { backend, notes } = await resolveBackend(options);
    expect(backend.origin).toBe('gradlens');
    expect(notes[0]).toContain('its native part is missing');
    await expect(loads(broken)).rejects.toThrow();
  });

  it('falls back to the embedded default, and says why', async () => {
    await inProject(THROWS);
    const { backend, notes } = await resolveBackend(options);
    expect(backend).toEqual({ kind: 'wasm', version: '4.22.0', origin: 'embedded', path: options.embeddedDirectory });
    expect(notes).toEqual([
      "The project's tfjs-node 4.22.0 does not load: libtensorflow.so.2: cannot open shared object file.",
      "GradLens's own tfjs-node is not installed.",
    ]);
  });

  it('takes the embedded default where it is asked for, whatever else is there', async () => {
    await inProject(LOADS);
    const { backend, notes } = await resolveBackend({ ...options, preference: 'wasm' });
    expect([backend.origin, notes]).toEqual(['embedded', []]);
  });

  it('never replaces tfjs-node where it is asked for', async () => {
    const resolving = resolveBackend({ ...options, preference: 'tfjs-node' });
    await expect(resolving).rejects.toThrow(HumanError);
    await expect(resolving).rejects.toThrow('"GradLens: Install tfjs-node"');
  });

  it('loads a copy once, and again when its native part has changed', async () => {
    const path = await inProject(LOADS);
    await resolveBackend(options);
    await resolveBackend(options);
    expect(await loads(path)).toBe(1);
    const stored = JSON.parse(await readFile(join(options.storeDirectory, 'loaded-backends.json'), 'utf8'));
    expect(stored).toEqual([expect.stringContaining(`${path}|4.22.0|`)]);
    await utimes(join(path, 'lib', 'napi-v8', 'tfjs_binding.node'), 1, 1);
    await resolveBackend(options);
    expect(await loads(path)).toBe(2);
  });

  it('reads a damaged memory as empty and works with a store that cannot be written', async () => {
    await inProject(LOADS);
    await mkdir(options.storeDirectory);
    await writeFile(join(options.storeDirectory, 'loaded-backends.json'), '{"half');
    expect((await resolveBackend(options)).backend.origin).toBe('project');
    const blocked = join(root, 'a-file');
    await writeFile(blocked, '');
    await inProject(LOADS, 'tfjs-node', '4.22.1');
    const { backend } = await resolveBackend({ ...options, storeDirectory: join(blocked, 'store') });
    expect(backend.version).toBe('4.22.1');
    expect(logged.join()).toContain('Could not store');
  });

  it('resolves from where the file really is, as Node does', async () => {
    await inProject(LOADS);
    const link = join(root, 'link.js');
    await symlink(options.file, link);
    expect((await resolveBackend({ ...options, file: link })).backend.origin).toBe('project');
  });

  it('tells what a run would train on without loading anything', async () => {
    const path = await inProject(LOADS);
    expect((await resolveBackend({ ...options, load: false })).backend).toMatchObject({ origin: 'project', path });
    await expect(loads(path)).rejects.toThrow('ENOENT');
    await inProject(THROWS);
    expect((await resolveBackend(options)).backend.origin).toBe('embedded');
    expect((await resolveBackend({ ...options, load: false })).backend.origin).toBe('embedded');
  });

  it('looks again once a part of TensorFlow is gone, and once a run could not load it', async () => {
    const path = await inProject(LOADS);
    const library = join(path, 'deps', 'lib', 'libtensorflow.so.2');
    await mkdir(dirname(library), { recursive: true });
    await writeFile(library, 'x');
    await resolveBackend(options);
    await resolveBackend(options);
    expect(await loads(path)).toBe(1);
    await rm(library);
    await resolveBackend(options);
    expect(await loads(path)).toBe(2);
    await forgetBackend(options.storeDirectory, { kind: 'tfjs-node', version: '4.22.0', origin: 'project', path });
    await resolveBackend(options);
    expect(await loads(path)).toBe(3);
  });
});
