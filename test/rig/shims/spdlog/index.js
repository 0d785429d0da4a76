// Plain-JavaScript stand-in for the native log writer, so that the VS Code server needs no C++ build.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let level = LEVELS.indexOf('info');

class Logger {
  constructor(file) {
    this.file = file;
    this.level = level;
    this.isRaw = false;
  }

  write(name, message) {
    if (LEVELS.indexOf(name) < this.level) return;
    try {
      appendFileSync(this.file, this.isRaw ? message : `${new Date().toISOString()} [${name}] ${message}\n`);
    } catch {
      // The folder of a server that is ending may be gone.
    }
  }

  trace(message) {
    this.write('trace', message);
  }
  debug(message) {
    this.write('debug', message);
  }
  info(message) {
    this.write('info', message);
  }
  warn(message) {
    this.write('warning', message);
  }
  error(message) {
    this.write('error', message);
  }
  critical(message) {
    this.write('critical', message);
  }

  getLevel() {
    return this.level;
  }
  setLevel(value) {
    this.level = value;
  }
  clearFormatters() {
    this.isRaw = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

async function createLogger(_name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger(file);
}

// Assigned one by one: that is how Node finds the names that ES modules may import.
exports.version = 11100;
exports.Logger = Logger;
exports.setLevel = (value) => {
  level = value;
};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
