// Plain-JavaScript stand-in for the native watchdog: ends this process when the one it is told of is gone.
const INTERVAL = 3000;
const EXIT_CODE_OF_THE_ORIGINAL = 87;

exports.start = (pid) => {
  const isAlive = () => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  setInterval(() => {
    if (!isAlive()) process.exit(EXIT_CODE_OF_THE_ORIGINAL);
  }, INTERVAL).unref();
};
