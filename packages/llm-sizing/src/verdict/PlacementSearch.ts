import { cheaper, closer, flatter } from './compareCandidates';
import { fittingReasons } from './fittingReasons';
import { copiesIn, largestGroup, MOST_PER_COPY, nodesOfCopy } from './pods';
import { Reason } from './reasonCodes';
import type { Candidate, SearchOptions, SearchResult } from './search';
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
  private surely: Candidate | undefined;
  private perhaps: Candidate | undefined;
  private closest: Candidate | undefined;
  /** What surely fits with the fewest stages. */
  private fewest: Candidate | undefined;
  private readonly given: number | undefined;
  /** On fewer not even weights fit. Experts are spread over the copies as well, so that this cannot be said of one copy. */
  private readonly fewestUnits: number;
  private said: readonly Reason[] | undefined;

  private constructor(private readonly options: SearchOptions) {
    const { table, variant } = options;
    this.given = variant.engine.dataParallel;
    this.fewestUnits = variant.engine.expertParallel
      ? 1
      : table.weightsLow / table.budget.bytes;
  }

  get fit(): SearchResult['fit'] {
    const tight = this.perhaps ? 'tight' : 'does-not-fit';
    return this.surely ? 'fits' : tight;
  }

  get best(): Candidate | undefined {
    this.closest ??=
      this.surely || this.perhaps ? undefined : this.findWidest();
    return this.surely ?? this.perhaps ?? this.closest;
  }

  get fewerStages(): Candidate | undefined {
    const { surely, fewest } = this;
    return this.options.space.fastInNode && fewest !== surely
      ? fewest
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
    for (const tensorParallel of this.groups()) {
      const { least, most } = this.stagesOf(tensorParallel);
      const first = Math.max(
        least,
        Math.floor(this.fewestUnits / tensorParallel),
      );
      for (let stages = first; stages <= most; stages += 1) {
        if (this.isPast(tensorParallel * stages, stages)) {
          break;
        }
        if (tensorParallel * stages >= this.fewestUnits) {
          this.consider(tensorParallel, stages);
        }
      }
    }
  }

  /** Numbers of devices that may share each layer. */
  private groups(): number[] {
    const { variant, space, capacity } = this.options;
    const { tensorParallel } = variant.engine;
    const most = largestGroup(space, capacity);
    const groups: number[] = [];
    for (
      let group = tensorParallel ?? 1;
      group <= (tensorParallel ?? most);
      group += 1
    ) {
      if (variant.isLegal(group)) {
        groups.push(group);
      }
    }
    return groups;
  }

  private stagesOf(tensorParallel: number): { least: number; most: number } {
    const { variant, table, space, capacity } = this.options;
    const { pipelineParallel } = variant.engine;
    if (pipelineParallel !== undefined) {
      return { least: pipelineParallel, most: pipelineParallel };
    }
    const most = Math.min(
      Math.floor(capacity.total / tensorParallel),
      Math.floor(MOST_PER_COPY / tensorParallel),
      table.layers,
    );
    return { least: 1, most: space.joinable ? most : 1 };
  }

  /** Whether neither fewer units nor, where layers can be shared well, fewer stages can be found any more. */
  private isPast(size: number, stages: number): boolean {
    const fewest = this.fewest?.parallelism.pipelineParallel ?? 1;
    return (
      this.surely !== undefined &&
      size > this.surely.units &&
      (!this.options.space.fastInNode || stages >= fewest)
    );
  }

  /** How many copies there is room for. */
  private roomFor(tensorParallel: number, stages: number): number {
    const { space, capacity } = this.options;
    const nodes = nodesOfCopy(tensorParallel, stages, space, capacity);
    const most =
      nodes === undefined
        ? 0
        : copiesIn(capacity, nodes, (tensorParallel * stages) / nodes);
    return this.given !== undefined && this.given > most ? 0 : most;
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
      this.keepSure(tensorParallel, stages, enough);
      return;
    }
    const maybe = this.copiesFor(result.perhaps, most);
    if (maybe !== undefined) {
      this.perhaps = cheaper(
        this.place(tensorParallel, stages, maybe),
        this.perhaps,
        space,
      );
      return;
    }
    // Where one copy holds nothing, more of them hold nothing either.
    const copies = this.given ?? (result.perhaps > 0 ? most : 1);
    if (!this.isWorse(result.perhaps * copies)) {
      this.closest = closer(
        this.place(tensorParallel, stages, copies),
        this.closest,
      );
    }
  }

  /** Each number of copies is a way of its own. */
  private considerCopies(
    tensorParallel: number,
    stages: number,
    most: number,
  ): void {
    const wanted = this.options.variant.workload.concurrentRequests;
    const last = this.given ?? Math.min(most, MOST_PER_COPY);
    for (let copies = this.given ?? 1; copies <= last; copies += 1) {
      const candidate = this.place(tensorParallel, stages, copies);
      const { surely, perhaps } = candidate.result;
      if (surely * copies >= wanted) {
        this.keepSure(tensorParallel, stages, copies);
      } else if (perhaps * copies >= wanted) {
        const { space } = this.options;
        this.perhaps = cheaper(candidate, this.perhaps, space);
      } else {
        this.closest = closer(candidate, this.closest);
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

  private keepSure(tensorParallel: number, stages: number, copies: number) {
    const { surely, fewest } = this;
    const isDearer =
      surely !== undefined && tensorParallel * stages * copies > surely.units;
    const isDeeper =
      fewest !== undefined && stages > fewest.parallelism.pipelineParallel;
    if (isDearer && isDeeper) {
      return;
    }
    const candidate = this.place(tensorParallel, stages, copies);
    this.surely = cheaper(candidate, surely, this.options.space);
    this.fewest = flatter(candidate, fewest);
  }

  /** Whether the closest so far holds more requests. */
  private isWorse(requests: number): boolean {
    const { closest } = this;
    return (
      closest !== undefined &&
      requests < closest.result.perhaps * closest.parallelism.dataParallel
    );
  }

  /** The widest spread for which there is room, where not even weights fit in any. */
  private findWidest(): Candidate | undefined {
    const { space } = this.options;
    let widest: { group: number; stages: number } | undefined;
    for (const group of this.groups()) {
      const { least, most } = this.stagesOf(group);
      for (let stages = most; stages >= least; stages -= 1) {
        const difference =
          group * stages - (widest ? widest.group * widest.stages : 0);
        if (difference < 0) {
          break;
        }
        // Between equals, as in `cheaper`: later ones share each layer among more devices.
        if (
          (difference > 0 || space.fastInNode) &&
          this.roomFor(group, stages) > 0
        ) {
          widest = { group, stages };
          break;
        }
      }
    }
    return widest && this.place(widest.group, widest.stages, this.given ?? 1);
  }

  private place(
    tensorParallel: number,
    stages: number,
    copies: number,
  ): Candidate {
    const { table, space, capacity } = this.options;
    const size = tensorParallel * stages;
    const nodes = nodesOfCopy(tensorParallel, stages, space, capacity) ?? 1;
    return {
      parallelism: table.parallelismAt(tensorParallel, stages, copies),
      result: table.resultAt(tensorParallel, stages, copies),
      units: size * copies,
      nodesPerCopy: nodes,
      unitsPerNode: size / nodes,
    };
  }
}
