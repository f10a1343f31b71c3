import { Increase } from '@modelyard/llm-measures';
import { BlockEdges } from './UsageBlock';

/** How well a count is known. */
type Edges = Pick<Increase, 'unseen' | 'startEdge' | 'endEdge'>;

/** The last that was seen of a count of a key. */
interface Open {
  readonly group: number;
  readonly count: number;
  /** The hour after it. */
  finish: number;
  endEdge: number;
}

/** More than there are counts. */
const COUNTS = 64;

/**
 * Adds up how well counts are known. What was shared out between two consecutive blocks belongs to the period either way.
 */
export class GroupEdges {
  readonly #open = new Map<number, Open>();
  readonly #sums = new Map<number, Map<number, Edges>>();

  static create() {
    return new GroupEdges();
  }

  private constructor() {}

  /** Adds a block, in the order of time: of so many hours from `start` on. */
  add(
    edges: BlockEdges,
    groupOf: Int32Array,
    start: number,
    hours: number,
  ): void {
    const { places, counts, unseen, unbounded, startEdge, endEdge } = edges;
    for (let row = 0; row < places.length; row += 1) {
      const group = groupOf[places[row]];
      if (group >= 0) {
        const count = counts[row];
        const name = places[row] * COUNTS + count;
        const before = this.#open.get(name);
        const joined = before?.finish === start;
        if (before && !joined) {
          this.#add(before.group, before.count, {
            unseen: 0,
            startEdge: 0,
            endEdge: before.endEdge,
          });
        }
        this.#add(group, count, {
          unseen: unbounded[row] > 0 ? Infinity : unseen[row],
          startEdge: joined ? 0 : startEdge[row],
          endEdge: 0,
        });
        this.#open.set(name, {
          group,
          count,
          finish: start + hours,
          endEdge: endEdge[row],
        });
      }
    }
  }

  /** Ends the period; by group and number of the count. */
  finish(): ReadonlyMap<number, ReadonlyMap<number, Edges>> {
    for (const { group, count, endEdge } of this.#open.values()) {
      this.#add(group, count, { unseen: 0, startEdge: 0, endEdge });
    }
    this.#open.clear();
    return this.#sums;
  }

  #add(group: number, count: number, more: Edges): void {
    const ofGroup = this.#sums.get(group) ?? new Map<number, Edges>();
    this.#sums.set(group, ofGroup);
    const sum = ofGroup.get(count);
    ofGroup.set(
      count,
      sum
        ? {
            unseen: sum.unseen + more.unseen,
            startEdge: sum.startEdge + more.startEdge,
            endEdge: sum.endEdge + more.endEdge,
          }
        : more,
    );
  }
}
