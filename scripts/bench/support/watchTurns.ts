/**
 * Watches how long the event loop is held at most, in processor time of its thread: what other programs on the machine take
 * meanwhile does not count.
 */
export function watchTurns(): { stop(): number } {
  let longest = 0;
  let last = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = process.threadCpuUsage();
    const turn = now.user + now.system - last.user - last.system;
    longest = Math.max(longest, turn / 1000);
    last = now;
  }, 1);
  return {
    /** The longest turn in milliseconds. */
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
