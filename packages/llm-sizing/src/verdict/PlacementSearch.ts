import { MOST_PER_COPY } from './Capacity';
import { cheaper, closer, flatter, requestsOf } from './compareWays';
import { fittingReasons } from './fittingReasons';
import { Reason } from './reasonCodes';
import type { Candidate, SearchOptions, SearchResult, Way } from './search';
import type { ShapeResult } from './ShapeTable';
import { nothingFound } from './splitReasons';

/**
 * Goes through all ways to spread a copy. A question about many groups has tens of thousands, so that nothing is made for one
 * that is not kept, and what is to be said of the best is found when it is asked for: of most variants nobody asks more than
 * whether they fit.
 */
export class PlacementSearch implements SearchResult {
  static run(options: SearchOptions): SearchResult {
    const search = new PlacementSearch(options);
    search.considerAll();
    return search;
  }

  considered = 0;
  private surely: Way | undefined;
  private perhaps: Way | undefined;
  private closest: Way | undefined;
  /** What surely fits with the fewest stages. */
  private fewest: Way | undefined;
  private placed: Candidate | undefined;
  private readonly given: number | undefined;
  private said: readonly Reason[] | undefined;

  private constructor(private readonly options: SearchOptions) {
    this.given = options.variant.engine.dataParallel;
  }

  get fit(): SearchResult['fit'] {
    const tight = this.perhaps ? 'tight' : 'does-not-fit';
    return this.surely ? 'fits' : tight;
  }

  get best(): Candidate | undefined {
    if (!this.placed) {
      const way =
        this.surely ?? this.perhaps ?? this.closest ?? this.findWidest();
      this.placed = way && this.place(way);
    }
    return this.placed;
  }

  get fewerStages(): Candidate | undefined {
    const { surely, fewest } = this;
    return this.options.space.fastInNode && fewest && fewest !== surely
      ? this.place(fewest)
      : undefined;
  }

  get reasons(): readonly Reason[] {
    const { best, fit } = this;
    this.said ??= best
      ? fittingReasons({ ...this.options, fit, best })
      : [nothingFound(this.options)];
    return this.said;
  }

  private considerAll(): void {
    const { variant, table, capacity } = this.options;
    const { fewestUnits } = table;
    const most = capacity.largestGroup;
    for (const tensorParallel of variant.groupsUpTo(most)) {
      if (tensorParallel > most) {
        break;
      }
      const last = this.mostStages(tensorParallel);
      const first = Math.max(
        this.leastStages,
        Math.floor(fewestUnits / tensorParallel),
      );
      for (let stages = first; stages <= last; stages += 1) {
        if (this.isPast(tensorParallel * stages, stages)) {
          break;
        }
        if (tensorParallel * stages >= fewestUnits) {
          this.consider(tensorParallel, stages);
        }
      }
    }
  }

  private get leastStages(): number {
    return this.options.variant.engine.pipelineParallel ?? 1;
  }

  private mostStages(tensorParallel: number): number {
    const { variant, table, space, capacity } = this.options;
    const { pipelineParallel } = variant.engine;
    if (pipelineParallel !== undefined) {
      return pipelineParallel;
    }
    return space.joinable
      ? Math.min(
          Math.floor(capacity.total / tensorParallel),
          Math.floor(MOST_PER_COPY / tensorParallel),
          table.layers,
        )
      : 1;
  }

  /** Whether neither fewer units nor, where layers can be shared well, fewer stages can be found any more. */
  private isPast(size: number, stages: number): boolean {
    const { surely, fewest } = this;
    return (
      surely !== undefined &&
      size > surely.units &&
      (!this.options.space.fastInNode ||
        stages >= (fewest?.pipelineParallel ?? 1))
    );
  }

  /** How many copies there is room for. */
  private roomFor(tensorParallel: number, stages: number): number {
    const copies = this.options.capacity.roomFor(tensorParallel, stages);
    return this.given !== undefined && this.given > copies ? 0 : copies;
  }

  private consider(tensorParallel: number, stages: number): void {
    const { variant, table, space } = this.options;
    const most = this.roomFor(tensorParallel, stages);
    if (most === 0) {
      return;
    }
    this.considered += 1;
    if (variant.engine.expertParallel) {
      this.considerCopies(tensorParallel, stages, most);
      return;
    }
    const result = table.resultAt(tensorParallel, stages, 1);
    const enough = this.copiesFor(result.surely, most);
    if (enough !== undefined) {
      this.keepSure(wayOf(tensorParallel, stages, enough, result));
      return;
    }
    const maybe = this.copiesFor(result.perhaps, most);
    if (maybe !== undefined) {
      const way = wayOf(tensorParallel, stages, maybe, result);
      this.perhaps = cheaper(way, this.perhaps, space);
      return;
    }
    // Where one copy holds nothing, more of them hold nothing either.
    const copies = this.given ?? (result.perhaps > 0 ? most : 1);
    const way = wayOf(tensorParallel, stages, copies, result);
    this.closest = closer(way, this.closest);
  }

  /** Each number of copies is a way of its own. */
  private considerCopies(
    tensorParallel: number,
    stages: number,
    most: number,
  ): void {
    const { variant, table, space } = this.options;
    const wanted = variant.workload.concurrentRequests;
    const last = this.given ?? Math.min(most, MOST_PER_COPY);
    for (let copies = this.given ?? 1; copies <= last; copies += 1) {
      const result = table.resultAt(tensorParallel, stages, copies);
      const way = wayOf(tensorParallel, stages, copies, result);
      if (result.surely * copies >= wanted) {
        this.keepSure(way);
      } else if (requestsOf(way) >= wanted) {
        this.perhaps = cheaper(way, this.perhaps, space);
      } else {
        this.closest = closer(way, this.closest);
      }
      if (this.surely) {
        break;
      }
    }
  }

  /** How many copies take all requests of the workload, where there is room for them. */
  private copiesFor(requests: number, most: number): number | undefined {
    const wanted = this.options.variant.workload.concurrentRequests;
    const copies =
      this.given ?? (requests > 0 ? Math.ceil(wanted / requests) : Infinity);
    return copies <= most && copies * requests >= wanted ? copies : undefined;
  }

  private keepSure(way: Way) {
    this.surely = cheaper(way, this.surely, this.options.space);
    this.fewest = flatter(way, this.fewest);
  }

  /** The widest spread for which there is room, where not even weights fit in any. */
  private findWidest(): Way | undefined {
    const { variant, table, space, capacity } = this.options;
    let group = 0;
    let stages = 0;
    for (const tensorParallel of variant.groupsUpTo(capacity.largestGroup)) {
      if (tensorParallel > capacity.largestGroup) {
        break;
      }
      const most = this.mostStages(tensorParallel);
      for (let depth = most; depth >= this.leastStages; depth -= 1) {
        const difference = tensorParallel * depth - group * stages;
        if (difference < 0) {
          break;
        }
        // Between equals, as in `cheaper`: later ones share each layer among more devices.
        if (
          (difference > 0 || space.fastInNode) &&
          this.roomFor(tensorParallel, depth) > 0
        ) {
          group = tensorParallel;
          stages = depth;
          break;
        }
      }
    }
    const copies = this.given ?? 1;
    return group === 0
      ? undefined
      : wayOf(group, stages, copies, table.resultAt(group, stages, copies));
  }

  private place(way: Way): Candidate {
    const { tensorParallel, pipelineParallel, copies, units, result } = way;
    const { table, capacity } = this.options;
    const nodesPerCopy =
      capacity.nodesOfCopy(tensorParallel, pipelineParallel) ?? 1;
    return {
      parallelism: table.parallelismAt(
        tensorParallel,
        pipelineParallel,
        copies,
      ),
      result,
      units,
      nodesPerCopy,
      unitsPerNode: (tensorParallel * pipelineParallel) / nodesPerCopy,
    };
  }
}

function wayOf(
  tensorParallel: number,
  pipelineParallel: number,
  copies: number,
  result: ShapeResult,
): Way {
  return {
    tensorParallel,
    pipelineParallel,
    copies,
    units: tensorParallel * pipelineParallel * copies,
    result,
  };
}
