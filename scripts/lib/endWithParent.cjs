'use strict';

// Loaded by `--require` into what the scripts start, so that nothing goes on as
// an orphan when its starter is gone without having said goodbye (kill -9).
//
// Children that are forked from there inherit the flag and the variable, and
// have another parent: in them this does nothing.
const starter = Number(process.env.MODELYARD_STARTED_BY);

if (process.ppid === starter) {
  const watch = setInterval(() => {
    if (process.ppid === starter) {
      return;
    }
    clearInterval(watch);
    try {
      // The group, which this process is the head of.
      process.kill(-process.pid, 'SIGTERM');
    } catch {
      process.exit(1);
    }
  }, 500);
  watch.unref();
}
