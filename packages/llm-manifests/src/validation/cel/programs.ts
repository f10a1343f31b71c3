import {
  isCelError,
  parse,
  plan,
  type CelInput,
  type CelValue,
} from '@bufbuild/cel';
import { environment } from './environment';

/** What evaluating an expression gave. */
export type Outcome =
  | { readonly ok: true; readonly value: CelValue }
  | { readonly ok: false; readonly error: string };

/** An expression, ready to be evaluated; or the reason why it never will be. */
type Program =
  | {
      readonly ok: true;
      readonly evaluate: (variables: Record<string, CelInput>) => Outcome;
    }
  | { readonly ok: false; readonly error: string };

const programs = new Map<string, Program>();
const REMEMBERED = 5_000;

/** Compiles an expression, once for all schemas that have it. */
export function compileExpression(text: string): Program {
  let program = programs.get(text);
  if (!program) {
    program = compile(text);
    if (programs.size >= REMEMBERED) {
      programs.clear();
    }
    programs.set(text, program);
  }
  return program;
}

function compile(text: string): Program {
  try {
    const expression = parse(text);
    const unknown = unknownFunction(expression);
    if (unknown) {
      return {
        ok: false,
        error: `it calls ${unknown}, which is not known here`,
      };
    }
    const run = plan(environment, expression);
    return {
      ok: true,
      evaluate: variables => {
        try {
          const value = run(variables);
          return isCelError(value)
            ? { ok: false, error: value.message }
            : { ok: true, value };
        } catch (error) {
          return { ok: false, error: messageOf(error) };
        }
      },
    };
  } catch (error) {
    return { ok: false, error: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it failed';
}

// Operators and macros are planned by the library itself.
const BUILT_IN = /^(?:[@_!-]|(?:has|all|exists|exists_one|map|filter)$)/;

/**
 * The first function that an expression calls and that nobody provides. The library would only notice when it evaluates, and then
 * the rule would seem to reject the object.
 */
function unknownFunction(root: unknown): string | undefined {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const item = open.pop();
    if (Array.isArray(item)) {
      open.push(...item);
    } else if (typeof item === 'object' && item !== null) {
      const call = item as { readonly function?: unknown; target?: unknown };
      const name = call.function;
      if (typeof name === 'string' && !BUILT_IN.test(name)) {
        const qualified = `${qualifierOf(call.target)}${name}`;
        if (
          !environment.funcs.find(name) &&
          !environment.funcs.find(qualified)
        ) {
          return name;
        }
      }
      open.push(...Object.values(item));
    }
  }
  return undefined;
}

// `format.dns1123Label` is a function with a qualified name, not a call on a variable `format`.
function qualifierOf(target: unknown): string {
  const kind =
    typeof target === 'object' && target !== null && 'exprKind' in target
      ? (target.exprKind as { case?: string; value?: { name?: string } })
      : undefined;
  return kind?.case === 'identExpr' && kind.value?.name
    ? `${kind.value.name}.`
    : '';
}
