import { Parallelism } from '../sizing/EngineOptions';
import { parallelismOf } from '../sizing/sizeModel';
import { cheaper, closer, flatter } from './compareCandidates';
import { fittingReasons } from './fittingReasons';
import { Reason } from './reasonCodes';
import { copiesIn, largestGroup, MOST_PER_COPY, Pod, podOf } from './pods';
import { Capacity, Space } from './spaces';
import { fixedProblem, nothingFound } from './splitReasons';
import { ShapeResult, ShapeTable } from './ShapeTable';
import { Variant } from './variants';

/** A way to place a model on units of a space. */
export interface Candidate {
  readonly parallelism: Parallelism;
  readonly result: ShapeResult;
  /** All copies together. */
  readonly units: number;
  readonly nodesPerCopy: number;
  readonly unitsPerNode: number;
}

/** The best way that was found, and what is to be said of it. */
export interface SearchResult {
  readonly fit: 'fits' | 'tight' | 'does-not-fit';
  /** What fits with the fewest units, or what comes closest; absent where nothing can be placed at all. */
  readonly best?: Candidate;
  /** What fits with fewer stages on more units, where the best has several. */
  readonly fewerStages?: Candidate;
  readonly reasons: readonly Reason[];
  /** Ways to spread one copy that were compared. */
  readonly considered: number;
}

interface SearchOptions {
  readonly variant: Variant;
  readonly table: ShapeTable;
  readonly space: Space;
  readonly capacity: Capacity;
}

/**
 * Finds the way to place a model on nodes with the fewest units. Between equals, more copies win, because they do not depend
 * on each other; then sharing each layer where a fast link joins the devices, and stages where none does, as vLLM advises
 * (docs, "Parallelism and Scaling").
 */
export function searchPlacement(options: SearchOptions): SearchResult {
  const { table, capacity } = options;
  const { key } = capacity;
  let found = table.searches.get(key);
  if (!found) {
    found = search(options);
    table.searches.set(key, found);
  }
  return found;
}

function search(options: SearchOptions): SearchResult {
  const problem = fixedProblem(options);
  return problem
    ? { fit: 'does-not-fit', reasons: [problem], considered: 0 }
    : Search.create(options).run();
}

/** One way to spread a copy, with where it lies. */
interface Split {
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
  readonly pod: Pod;
}

/**
 * Goes through all ways to spread a copy. There are thousands in a question about many groups, so that nothing is made for one
 * that is not kept.
 */
class Search {
  static create(options: SearchOptions): Search {
    return new Search(options);
  }

  private considered = 0;
  private surely: Candidate | undefined;
  private perhaps: Candidate | undefined;
  private closest: Candidate | undefined;
  /** What surely fits with the fewest stages. */
  private fewest: Candidate | undefined;
  /** The widest spread that was passed over, because not even weights fit. */
  private widest: Split | undefined;
  private readonly base: Parallelism;

  private constructor(private readonly options: SearchOptions) {
    this.base = parallelismOf(options.variant.engine);
  }

  run(): SearchResult {
    const { variant, table, space } = this.options;
    this.considerAll();
    const { surely, perhaps, closest, widest, fewest, considered } = this;
    const best =
      surely ??
      perhaps ??
      closest ??
      (widest && this.place(widest, variant.engine.dataParallel ?? 1));
    if (!best) {
      return {
        fit: 'does-not-fit',
        reasons: [nothingFound(this.options)],
        considered,
      };
    }
    const tight = perhaps ? 'tight' : 'does-not-fit';
    const fit = surely ? 'fits' : tight;
    return {
      fit,
      best,
      fewerStages:
        space.fastInNode && fewest !== surely && surely ? fewest : undefined,
      considered,
      reasons: fittingReasons({ variant, table, space, fit, best }),
    };
  }

  private considerAll(): void {
    const { variant, table, space, capacity } = this.options;
    const { total } = capacity;
    const { tensorParallel: tensor, pipelineParallel: pipeline } =
      variant.engine;
    for (const tensorParallel of range(tensor, largestGroup(space, capacity))) {
      if (variant.isLegal(tensorParallel)) {
        const deepest = space.joinable
          ? Math.min(
              Math.floor(total / tensorParallel),
              Math.floor(MOST_PER_COPY / tensorParallel),
              table.layers,
            )
          : 1;
        for (const pipelineParallel of range(pipeline, deepest)) {
          if (
            this.isPast(tensorParallel * pipelineParallel, pipelineParallel)
          ) {
            break;
          }
          this.consider(tensorParallel, pipelineParallel);
        }
      }
    }
  }

  /** Whether neither fewer units nor, where layers can be shared well, fewer stages can be found any more. */
  private isPast(size: number, pipelineParallel: number): boolean {
    const stages = this.fewest?.parallelism.pipelineParallel ?? 1;
    return (
      this.surely !== undefined &&
      size > this.surely.units &&
      (!this.options.space.fastInNode || pipelineParallel >= stages)
    );
  }

  private consider(tensorParallel: number, pipelineParallel: number): void {
    const { variant, table, space, capacity } = this.options;
    const size = tensorParallel * pipelineParallel;
    const pod = podOf(tensorParallel, pipelineParallel, space, capacity);
    const most = pod === undefined ? 0 : copiesIn(capacity, pod);
    if (!pod || most === 0) {
      return;
    }
    this.considered += 1;
    const given = variant.engine.dataParallel;
    if (given !== undefined && given > most) {
      return;
    }
    const split = { tensorParallel, pipelineParallel, pod };
    if (this.base.expertParallel) {
      this.considerCopies(split, most);
      return;
    }
    if (table.weightsLow / size > table.budget.bytes) {
      // Not even weights fit: nothing of the rest has to be computed, unless nothing else is found.
      const widest = sizeOf(this.widest) * (given ?? 1);
      // Between equals, as in `cheaper`: later ones share each layer among more devices.
      if (space.fastInNode ? size >= widest : size > widest) {
        this.widest = split;
      }
      return;
    }
    const { surely, perhaps } = table.resultOf({
      ...this.base,
      tensorParallel,
      pipelineParallel,
      dataParallel: 1,
    });
    const enough = this.copiesFor(surely, most);
    if (enough !== undefined) {
      this.keepSure(split, enough);
      return;
    }
    const maybe = this.copiesFor(perhaps, most);
    if (maybe === undefined) {
      // Where one copy holds nothing, more of them hold nothing either.
      const copies = given ?? (perhaps > 0 ? most : 1);
      this.closest = closer(this.place(split, copies), this.closest);
    } else if (!isDearer(size * maybe, this.perhaps)) {
      this.perhaps = cheaper(this.place(split, maybe), this.perhaps, space);
    }
  }

  /** Experts are spread over the copies, so that each number of copies is a way of its own. */
  private considerCopies(split: Split, most: number): void {
    const { variant, space } = this.options;
    const wanted = variant.workload.concurrentRequests;
    const given = variant.engine.dataParallel;
    for (const copies of range(given, Math.min(most, MOST_PER_COPY))) {
      const candidate = this.place(split, copies);
      if (candidate.result.surely * copies >= wanted) {
        this.keepSure(split, copies);
      } else if (candidate.result.perhaps * copies >= wanted) {
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
    const { engine, workload } = this.options.variant;
    const wanted = workload.concurrentRequests;
    const copies =
      engine.dataParallel ??
      (requests > 0 ? Math.ceil(wanted / requests) : Infinity);
    return copies <= most && copies * requests >= wanted ? copies : undefined;
  }

  private keepSure(split: Split, copies: number): void {
    const { tensorParallel, pipelineParallel } = split;
    const units = tensorParallel * pipelineParallel * copies;
    const stages = this.fewest?.parallelism.pipelineParallel ?? Infinity;
    if (isDearer(units, this.surely) && pipelineParallel > stages) {
      return;
    }
    const candidate = this.place(split, copies);
    this.surely = cheaper(candidate, this.surely, this.options.space);
    this.fewest = flatter(candidate, this.fewest);
  }

  private place(
    { tensorParallel, pipelineParallel, pod }: Split,
    copies: number,
  ): Candidate {
    const parallelism = {
      ...this.base,
      tensorParallel,
      pipelineParallel,
      dataParallel: copies,
    };
    return {
      parallelism,
      result: this.options.table.resultOf(parallelism),
      units: tensorParallel * pipelineParallel * copies,
      ...pod,
    };
  }
}

function sizeOf(split: Split | undefined): number {
  return split ? split.tensorParallel * split.pipelineParallel : 0;
}

function isDearer(units: number, than: Candidate | undefined): boolean {
  return than !== undefined && units > than.units;
}

/** One value where it is fixed, else all up to the most. */
function* range(fixed: number | undefined, most: number): Iterable<number> {
  if (fixed !== undefined) {
    yield fixed;
    return;
  }
  for (let value = 1; value <= most; value += 1) {
    yield value;
  }
}
