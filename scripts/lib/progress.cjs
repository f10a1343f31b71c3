'use strict';

/**
 * One line that says what is going on. On a terminal it is rewritten in place
 * every second; elsewhere (a CI log) it is printed once and then rarely.
 *
 * @param {object} [options]
 * @param {NodeJS.WriteStream} [options.stream]
 * @param {number} [options.quietMs] - pause between lines where there is no terminal
 */
function createProgress({ stream = process.stdout, quietMs = 30_000 } = {}) {
  const startedAt = Date.now();
  let text = '';
  let printedAt = 0;
  let ended = false;
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);

  function print(now) {
    if (stream.isTTY) {
      stream.write(`\r\u001b[2K${text} (${seconds()} s)`);
    } else if (!printedAt || now - printedAt >= quietMs) {
      stream.write(printedAt ? `${text} (${seconds()} s)\n` : `${text}\n`);
      printedAt = now;
    }
  }

  const timer = setInterval(() => print(Date.now()), 1000);
  timer.unref();

  return {
    /** Says what is being done now. */
    update(next) {
      text = next;
      print(Date.now());
    },
    /** Clears the line, so that something else can be printed; it comes back by itself. */
    pause() {
      if (stream.isTTY && !ended) {
        stream.write('\r\u001b[2K');
      }
    },
    /** Ends the line with its outcome; without one the line disappears from a terminal. */
    done(outcome) {
      clearInterval(timer);
      if (stream.isTTY && !ended) {
        stream.write('\r\u001b[2K');
      }
      ended = true;
      if (outcome) {
        stream.write(`${outcome} (${seconds()} s)\n`);
      }
    },
  };
}

module.exports = { createProgress };
