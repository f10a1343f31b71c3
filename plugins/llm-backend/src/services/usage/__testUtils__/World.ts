import { randomOf, seedOf } from './random';

const HOUR = 3_600_000;
const LIFE = 3 * HOUR;

/** Samples of one series. */
export interface WrittenSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** Labels of a series, always the same object for the same series: there are millions of events. */
export type Labels = Readonly<Record<string, string>>;

/** Counters and histograms of one process, which begin at zero. */
export interface Meter {
  add(name: string, labels: Labels, by: number): void;
  observe(
    name: string,
    labels: Labels,
    value: number,
    bounds: readonly number[],
  ): void;
}

/** A kind of event that happens at random, and what a process counts of it. */
export interface Traffic {
  /** Unique in a world; also the name of its processes. */
  readonly name: string;
  readonly perDay: number;
  /** How many processes at the same time. */
  readonly pods: number;
  /** It happens in the last so many hours only; in all where this is absent. */
  readonly lastHours?: number;
  /** Time between two scrapes where it is another than that of the world. */
  readonly scrapeMs?: number;
  /** Labels that the scrape gives to every series. */
  readonly target: Readonly<Record<string, string>>;
  /** Series that stand at zero from the start. */
  readonly init?: (meter: Meter) => void;
  /** One event: counts it, and tells what is true of it. */
  readonly event: (meter: Meter, chance: () => number) => TrueEvent;
}

/** What is true of an event, whoever saw it: so much of each name, such as `requests`. */
export type TrueEvent = Readonly<Record<string, number>>;

/** What really happened in one traffic. */
class TrueTraffic {
  /** By name, then by hour since the beginning. */
  readonly sums = new Map<string, Float64Array>();
  /** Of each name that begins with `value:`, by hour. */
  readonly values = new Map<string, number[][]>();

  constructor(readonly start: number, readonly hours: number) {}

  add(at: number, event: TrueEvent): void {
    const hour = Math.ceil((at - this.start) / HOUR) - 1;
    if (hour < 0 || hour >= this.hours) {
      return;
    }
    for (const name of Object.keys(event)) {
      if (name.startsWith('value:')) {
        const values =
          this.values.get(name) ??
          Array.from({ length: this.hours }, (): number[] => []);
        this.values.set(name, values);
        values[hour].push(event[name]);
      } else {
        const sums = this.sums.get(name) ?? new Float64Array(this.hours);
        this.sums.set(name, sums);
        sums[hour] += event[name];
      }
    }
  }
}

/** What really happened. Hours are counted from the beginning of the world. */
export class Truth {
  readonly #traffics = new Map<string, TrueTraffic>();

  constructor(readonly start: number, readonly hours: number) {}

  /** What is written down of a traffic. */
  of(traffic: string): TrueTraffic {
    const found =
      this.#traffics.get(traffic) ?? new TrueTraffic(this.start, this.hours);
    this.#traffics.set(traffic, found);
    return found;
  }

  /** So much from one hour to another. */
  sum(traffic: string, name: string, from = 0, to = this.hours): number {
    return (
      this.of(traffic)
        .sums.get(name)
        ?.subarray(from, to)
        .reduce((sum, value) => sum + value, 0) ?? 0
    );
  }

  /** Every single value, such as of a latency, in ascending order. */
  values(traffic: string, name: string, from = 0, to = this.hours): number[] {
    return (this.of(traffic).values.get(`value:${name}`) ?? [])
      .slice(from, to)
      .flat()
      .sort((a, b) => a - b);
  }
}

/** How a world goes on. */
export interface WorldOptions {
  readonly seed: number;
  /** Beginning of the first hour, in milliseconds since 1970. */
  readonly start: number;
  readonly hours: number;
  readonly scrapeMs: number;
  /** Share of the scrapes that are lost. */
  readonly lost: number;
  readonly traffics: readonly Traffic[];
}

interface Counted {
  readonly name: string;
  readonly labels: Labels;
  value: number;
  /** Whether the process counts it since it last began. */
  alive: boolean;
  readonly at: number[];
  readonly values: number[];
}

class Process implements Meter {
  readonly #all: Counted[] = [];
  readonly #counters = new Map<string, Map<Labels, Counted>>();
  readonly #histograms = new Map<string, Map<Labels, Counted[]>>();

  add(name: string, labels: Labels, by: number): void {
    const counter = this.#find(this.#counters, name, labels, () =>
      this.#create(name, labels),
    );
    counter.alive = true;
    counter.value += by;
  }

  observe(
    name: string,
    labels: Labels,
    value: number,
    bounds: readonly number[],
  ): void {
    const parts = this.#find(this.#histograms, name, labels, () => [
      ...[...bounds.map(bound => `${bound}`), '+Inf'].map(le =>
        this.#create(`${name}_bucket`, { ...labels, le }),
      ),
      this.#create(`${name}_sum`, labels),
      this.#create(`${name}_count`, labels),
    ]);
    const [sum, count] = parts.slice(-2);
    for (const [index, part] of parts.slice(0, -2).entries()) {
      part.alive = true;
      part.value += value <= (bounds[index] ?? Infinity) ? 1 : 0;
    }
    sum.alive = true;
    sum.value += value;
    count.alive = true;
    count.value += 1;
  }

  reset(): void {
    for (const counted of this.#all) {
      counted.value = 0;
      counted.alive = false;
    }
  }

  scrape(at: number): void {
    for (const { alive, at: times, value, values } of this.#all) {
      if (alive) {
        times.push(at);
        values.push(value);
      }
    }
  }

  series(): WrittenSeries[] {
    return this.#all.filter(({ at }) => at.length > 0);
  }

  #create(name: string, labels: Labels): Counted {
    const made = { name, labels, value: 0, alive: true, at: [], values: [] };
    this.#all.push(made);
    return made;
  }

  #find<T>(
    known: Map<string, Map<Labels, T>>,
    name: string,
    labels: Labels,
    create: () => T,
  ): T {
    const byLabels = known.get(name) ?? new Map<Labels, T>();
    known.set(name, byLabels);
    const found = byLabels.get(labels) ?? create();
    byLabels.set(labels, found);
    return found;
  }
}

/**
 * Lets traffics happen and writes down what a scraper sees of them. Processes serve before their first scrape, live for
 * three hours and begin again once in their lives, a part of the scrapes is lost, and nothing of what is counted between
 * the last scrape of a process and its end is ever seen.
 *
 * The world begins an hour before its first hour and ends half an hour after the last, because life does.
 */
export function simulate(
  options: WorldOptions,
  write: (series: WrittenSeries) => void,
): Truth {
  const { seed, hours, traffics } = options;
  const truth = new Truth(options.start, hours);
  const end = options.start + hours * HOUR;
  for (const traffic of traffics) {
    const start = end - (traffic.lastHours ?? hours) * HOUR;
    for (let pod = 0; pod < traffic.pods; pod++) {
      const chance = randomOf(seedOf(seed, `${traffic.name}/${pod}`));
      // Pods do not all die at the same time.
      let born = start - HOUR - Math.floor(chance() * LIFE);
      for (let life = 0; born < end + HOUR / 2; life++) {
        const died = born + LIFE - Math.floor(chance() * options.scrapeMs);
        const name = `${traffic.name}-${pod}-${life}`;
        live({
          ...options,
          start,
          end,
          traffic,
          born,
          died,
          name,
          chance,
          truth: truth.of(traffic.name),
          write,
        });
        born = died;
      }
    }
  }
  return truth;
}

function live(
  options: WorldOptions & {
    end: number;
    traffic: Traffic;
    born: number;
    died: number;
    name: string;
    chance: () => number;
    truth: TrueTraffic;
    write: (series: WrittenSeries) => void;
  },
): void {
  const { traffic, born, died, name, chance, truth, lost } = options;
  const scrapeMs = traffic.scrapeMs ?? options.scrapeMs;
  const seenFrom = options.start - HOUR;
  const seenTo = options.end + HOUR / 2;
  const restart = born + (0.5 + 2 * chance()) * HOUR;
  const rate = traffic.perDay / traffic.pods / 86_400_000;
  const process = new Process();
  traffic.init?.(process);
  let next = born - Math.log(1 - chance()) / rate;
  let restarted = false;
  const serveUntil = (moment: number) => {
    while (next <= moment && next < died) {
      const event = traffic.event(process, chance);
      if (next > options.start) {
        truth.add(next, event);
      }
      next -= Math.log(1 - chance()) / rate;
    }
  };
  // A new target is found only after a while.
  const first = born + Math.floor(scrapeMs * (0.5 + chance()));
  for (let at = first; at < died; at += scrapeMs) {
    if (!restarted && at > restart) {
      restarted = true;
      serveUntil(restart);
      process.reset();
      traffic.init?.(process);
    }
    serveUntil(at);
    if (chance() >= lost && at >= seenFrom && at <= seenTo) {
      process.scrape(at);
    }
  }
  serveUntil(died);
  const target = { ...traffic.target, instance: name };
  for (const series of process.series()) {
    options.write({ ...series, labels: { ...target, ...series.labels } });
  }
}
