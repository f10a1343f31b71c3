import { makeSpan } from '../__testUtils__/spans';
import { encodeSpans } from '../__testUtils__/encodings';
import { readProtobufSpans } from '../decode/protobufSpans';
import { Ending, Outcome, outcomeOf } from './outcome';
import { isSampled, samplingMarks } from './sampling';

it.each<[Partial<Ending>, Outcome | undefined]>([
  [{}, undefined],
  [{ httpStatus: 200 }, undefined],
  [{ grpcStatus: 0 }, undefined],
  [{ httpStatus: 200, error: true }, 'failed'],
  [{ error: true }, 'failed'],
  [{ httpStatus: 400 }, 'refused'],
  [{ httpStatus: 401 }, 'refused'],
  [{ httpStatus: 404 }, 'refused'],
  [{ httpStatus: 408 }, 'failed'],
  [{ httpStatus: 429, error: true }, 'refused'],
  [{ httpStatus: 499, error: true }, 'aborted'],
  [{ httpStatus: 500 }, 'failed'],
  [{ httpStatus: 529 }, 'failed'],
  [{ grpcStatus: 1 }, 'aborted'],
  [{ grpcStatus: 4 }, 'failed'],
  [{ grpcStatus: 8 }, 'refused'],
  [{ grpcStatus: 14 }, 'failed'],
  [{ grpcStatus: 16 }, 'refused'],
  [{ errorType: '429' }, 'refused'],
  [{ errorType: '503' }, 'failed'],
  [{ errorType: 'timeout' }, 'failed'],
  [{ errorType: '_OTHER' }, 'failed'],
  [{ errorType: 'RateLimitError' }, 'refused'],
  [{ errorType: 'openai.BadRequestError' }, 'refused'],
  [{ errorType: 'AuthenticationError' }, 'refused'],
  [{ errorType: 'ContextWindowExceededError' }, 'refused'],
  [{ errorType: 'CancelledError' }, 'aborted'],
  [{ errorType: 'java.io.IOException' }, 'failed'],
  [{ error: true, exception: 'RateLimitError' }, 'refused'],
  // An exception that somebody caught and got over.
  [{ exception: 'RateLimitError' }, undefined],
])('%o ended as %s', (ending, outcome) => {
  expect(outcomeOf({ error: false, ...ending })).toBe(outcome);
});

it.each([
  [undefined, {}, false],
  ['ot=th:0', {}, false],
  ['ot=th:e6', {}, true],
  ['vendor=th:8', {}, false],
  ['vendor=1,ot=rv:1;th:c', {}, true],
  ['ot=p:0', {}, false],
  ['ot=p:3;r:5', {}, true],
  [undefined, { 'sampling.probability': 0.1 }, true],
  [undefined, { 'sampling.probability': 1 }, false],
])(
  'a span with the state %s and %o is sampled: %s',
  (traceState, attributes, is) => {
    const [span] = readProtobufSpans(
      encodeSpans('protobuf', [makeSpan({ traceState, attributes })]),
      {
        attributes: new Set(samplingMarks),
        lists: [],
        resource: new Set(),
        names: new Set(),
      },
    );
    expect(isSampled(span)).toBe(is);
  },
);
