import { ConflictError } from '@backstage/errors';
import {
  LlmUsageExtensionPoint,
  UsageIntake,
  UsageLedger,
} from '@modelyard/plugin-llm-node';
import { IntakeRecords } from './IntakeRecords';

/** The intakes that modules have added, in the order in which they did. */
export class UsageIntakes implements LlmUsageExtensionPoint {
  readonly #intakes = new Map<string, UsageIntake>();
  readonly #demo = new Set<string>();

  static create() {
    return new UsageIntakes();
  }

  private constructor() {}

  addIntake(...intakes: UsageIntake[]): void {
    for (const intake of intakes) {
      if (this.#intakes.has(intake.name)) {
        throw new ConflictError(
          `There are two intakes of usage that are called ${intake.name}; each needs a name of its own`,
        );
      }
      this.#intakes.set(intake.name, intake);
    }
  }

  markDemo(...names: string[]): void {
    names.forEach(name => this.#demo.add(name));
  }

  /** Whether some of what an intake takes in is made up. */
  isDemo(name: string): boolean {
    return this.#demo.has(name);
  }

  names(): string[] {
    return [...this.#intakes.keys()];
  }

  /** Lets intakes write: from now on what they report is counted, and remembered as theirs. */
  start(options: { ledger: UsageLedger; records: IntakeRecords }): void {
    const { ledger, records } = options;
    for (const intake of this.#intakes.values()) {
      const remember = async (
        receipt: ReturnType<UsageLedger['recordCalls']>,
      ) => {
        records.addReceipt(intake.name, await receipt, Date.now());
        return receipt;
      };
      intake.start({
        recordCalls: report => remember(ledger.recordCalls(report)),
        recordPoints: report => remember(ledger.recordPoints(report)),
        recordRefusals: report => ledger.recordRefusals(report),
      });
    }
  }
}
