/**
 * TensorFlow 2.15 as the Python package registry has it: its libraries export the C API that tfjs-node's binding calls,
 * and it carries the headers. Later versions moved the C API out of these libraries.
 */
export const WHEEL_REQUIREMENT =
  'tensorflow-cpu==2.15.0 --hash=sha256:f46c795177f6311c83562e05d38dc7d4618f8d3150e6902a4499b875f3f97270\n';

/** The wheel is fetched, not run, so the local Python's version does not matter. */
export const WHEEL_PLATFORM = [
  '--only-binary=:all:',
  '--python-version=3.11',
  '--implementation=cp',
  '--platform=manylinux_2_17_x86_64',
] as const;

export const WHEEL_BYTES = 207_208_171;

/** What `EXTRACT_SCRIPT` writes. */
export const EXTRACTED_BYTES = 622_000_000;

/** Python: takes from the wheel (first argument) what the binding needs into the folder deps (second argument). */
export const EXTRACT_SCRIPT = `
import glob, os, shutil, sys, zipfile

[wheel] = glob.glob(os.path.join(sys.argv[1], '*.whl'))
libraries = ('libtensorflow_cc.so.2', 'libtensorflow_framework.so.2')
headers = ('tensorflow/c/', 'tensorflow/core/platform/', 'tensorflow/tsl/', 'tsl/')
with zipfile.ZipFile(wheel) as archive:
    for entry in archive.infolist():
        package, _, name = entry.filename.partition('/')
        if package != 'tensorflow' or entry.is_dir():
            continue
        if name in libraries:
            target = os.path.join(sys.argv[2], 'lib', name)
        elif name.startswith('include/') and name[len('include/'):].startswith(headers):
            target = os.path.join(sys.argv[2], name)
        else:
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with archive.open(entry) as source, open(target, 'wb') as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
`;
