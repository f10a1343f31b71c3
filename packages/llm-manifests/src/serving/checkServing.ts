import { Issue, parseBytes } from '@modelyard/llm-units';
import type { DeploymentSubject } from '../intent/subject';
import { errorAt, findRepeated } from '../objects/issueOf';
import type { EngineInput } from './engine';
import type { RuntimeInput } from './runtime';

/** Checks what the parts of a serving family's input say of each other. Paths begin at the input. */
export function checkServing(options: {
  subject: DeploymentSubject;
  engine: EngineInput;
  runtime: RuntimeInput;
}): Issue[] {
  const { subject, engine, runtime } = options;
  const served = [subject.servedModelName, ...subject.aliases];
  const issues: Issue[] = findRepeated({
    items: served,
    keyOf: name => name,
    pathOf: index =>
      index === 0 ? 'subject.servedModelName' : `subject.aliases[${index - 1}]`,
    code: 'name-unique',
  });
  (engine.lora?.adapters ?? []).forEach(({ name }, index) => {
    if (served.includes(name)) {
      issues.push(
        errorAt(
          `engine.lora.adapters[${index}].name`,
          'adapter-name',
          `must differ from the names of the model itself, but is ${name}`,
        ),
      );
    }
  });

  const memory = parseBytes(runtime.memory);
  if (
    engine.kvOffload &&
    memory.ok &&
    engine.kvOffload.sizeGib * 1024 ** 3 >= memory.value
  ) {
    issues.push(
      errorAt(
        'engine.kvOffload.sizeGib',
        'offload-memory',
        `must be below runtime.memory (${runtime.memory}), out of which it is taken, but is ${engine.kvOffload.sizeGib}`,
      ),
    );
  }
  const shared = parseBytes(runtime.sharedMemory);
  if (memory.ok && shared.ok && shared.value > memory.value) {
    issues.push(
      errorAt(
        'runtime.sharedMemory',
        'shared-memory',
        `must not be above runtime.memory (${runtime.memory}), out of which it is taken, but is ${runtime.sharedMemory}`,
      ),
    );
  }
  return issues;
}
