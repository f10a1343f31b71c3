import { Slices } from './Slices';

/** Keeps the processor for some milliseconds. */
function compute(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

it('lets timers run between pieces of work that wait for nothing', async () => {
  const slices = new Slices();
  const done: string[] = [];
  const timer = setInterval(() => done.push('timer'), 1);
  await Promise.all(
    ['a', 'b', 'c', 'd'].map(async name => {
      await slices.turn();
      compute(25);
      done.push(name);
    }),
  );
  const without = done.length;
  for (const name of ['e', 'f', 'g']) {
    await slices.turn();
    compute(25);
    done.push(name);
  }
  clearInterval(timer);
  // Who began together is not stopped any more; whoever comes later lets others go first.
  expect(done.slice(0, 4)).toEqual(['a', 'b', 'c', 'd']);
  expect(done.slice(without).filter(name => name === 'timer')).not.toEqual([]);
  expect(done.filter(name => name !== 'timer').join('')).toBe('abcdefg');
});

it('keeps going while the slice lasts', async () => {
  const slices = new Slices();
  let others = false;
  setImmediate(() => {
    others = true;
  });
  for (let i = 0; i < 100; i++) {
    await slices.turn();
  }
  expect(others).toBe(false);
});
