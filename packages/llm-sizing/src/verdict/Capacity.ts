/** An engine is started on no more devices than this for one copy. */
export const MOST_PER_COPY = 512;

/** How units of a space can be joined. */
export interface Joining {
  /** Whether one copy may take several units. */
  readonly joinable: boolean;
  /** Whether a fast link joins the devices of a node, so that they can share each layer well. */
  readonly fastInNode: boolean;
  /** Whether a group of devices that share each layer may reach beyond a node. */
  readonly fastBeyondNode: boolean;
}

/** Equal nodes: so many units on each of so many nodes. */
export interface Nodes {
  readonly units: number;
  readonly count: number;
}

/** Nodes of a space. Equal ones are one capacity, so that what is found for them is found once. */
export class Capacity {
  static create(nodes: readonly Nodes[], joining: Joining): Capacity {
    return new Capacity(nodes, joining);
  }

  /** All units together, and the most on one node. */
  readonly total: number;
  readonly largest: number;
  /** Most units that can share each layer. */
  readonly largestGroup: number;

  private constructor(
    readonly nodes: readonly Nodes[],
    private readonly joining: Joining,
  ) {
    let total = 0;
    let largest = 0;
    for (const { units, count } of nodes) {
      total += units * count;
      largest = Math.max(largest, units);
    }
    this.total = total;
    this.largest = largest;
    const { joinable, fastBeyondNode } = joining;
    this.largestGroup = joinable
      ? Math.min(MOST_PER_COPY, fastBeyondNode ? total : largest)
      : 1;
  }

  /** How many copies there is room for, each on that many units. */
  roomFor(tensorParallel: number, pipelineParallel: number): number {
    const size = tensorParallel * pipelineParallel;
    if (size <= this.largest) {
      return this.slotsIn(size);
    }
    const nodes = this.nodesOfCopy(tensorParallel, pipelineParallel);
    return nodes === undefined ? 0 : this.copiesIn(nodes, size / nodes);
  }

  /**
   * The nodes of one copy, each with an equal part of it. A copy that fits on a node is not torn; a larger one takes equally
   * many devices of each of its nodes, whole stages where each layer must stay on a node.
   */
  nodesOfCopy(
    tensorParallel: number,
    pipelineParallel: number,
  ): number | undefined {
    const { largest } = this;
    const size = tensorParallel * pipelineParallel;
    if (size <= largest) {
      return 1;
    }
    const divisible = tensorParallel <= largest ? pipelineParallel : size;
    if (
      largest === 0 ||
      (divisible === size && !this.joining.fastBeyondNode && tensorParallel > 1)
    ) {
      return undefined;
    }
    for (
      let parts = Math.ceil(size / largest);
      parts <= divisible;
      parts += 1
    ) {
      if (divisible % parts === 0) {
        return parts;
      }
    }
    return undefined;
  }

  /** How many copies nodes hold: parts of one copy lie on different nodes, parts of several may share one. */
  private copiesIn(nodesPerCopy: number, unitsPerNode: number): number {
    let copies = Math.floor(this.slotsIn(unitsPerNode) / nodesPerCopy);
    for (;;) {
      // What holds too few for that many copies may hold as many as it has room for: never fewer than really fit.
      const held = Math.floor(
        this.slotsFor(copies, unitsPerNode) / nodesPerCopy,
      );
      if (held >= copies) {
        return copies;
      }
      copies = held;
    }
  }

  /** Room for parts of copies. */
  private slotsIn(unitsPerNode: number): number {
    let slots = 0;
    for (const { units, count } of this.nodes) {
      slots += count * Math.floor(units / unitsPerNode);
    }
    return slots;
  }

  /** Room for parts of so many copies, which lie on different nodes each. */
  private slotsFor(copies: number, unitsPerNode: number): number {
    let slots = 0;
    for (const { units, count } of this.nodes) {
      slots += count * Math.min(copies, Math.floor(units / unitsPerNode));
    }
    return slots;
  }
}
