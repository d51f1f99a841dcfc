/**
 * Fails a test whose code writes to the console without being expected to. The test server puts this file before every test file.
 */

type Level = 'error' | 'warn' | 'info' | 'log' | 'debug';

interface Message {
  readonly level: Level;
  readonly text: string;
}

interface Expectation extends Message {
  readonly pattern: RegExp;
  met: boolean;
}

const LEVELS: readonly Level[] = ['error', 'warn', 'info', 'log', 'debug'];

let unexpected: Message[] = [];
let expectations: Expectation[] = [];

function asText(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : String(value);
}

for (const level of LEVELS) {
  const write = console[level].bind(console);
  console[level] = (...values: unknown[]): void => {
    const text = values.map(asText).join(' ');
    const expectation = expectations.find((item) => item.level === level && item.pattern.test(text));
    if (expectation) {
      expectation.met = true;
      return;
    }
    unexpected.push({level, text});
    write(...values);
  };
}

/** Says that this test makes the page write such a message; the test fails when it does not. */
export function expectConsole(level: Level, pattern: RegExp): void {
  expectations.push({level, pattern, text: String(pattern), met: false});
}

function takeComplaint(): string | undefined {
  const surprises = unexpected.map(({level, text}) => `unexpected console.${level}: ${text}`);
  const misses = expectations.filter(({met}) => !met).map(({level, text}) => `no console.${level} matched ${text}`);
  unexpected = [];
  expectations = [];
  const lines = [...surprises, ...misses];
  return lines.length > 0 ? lines.join('\n') : undefined;
}

/** A failing `afterEach` would end the whole file, so the test function itself is wrapped. */
function guard(test: Mocha.Func | Mocha.AsyncFunc): Mocha.AsyncFunc {
  if (test.length > 0) throw new Error('Tests return promises here; a `done` callback is not supported.');
  return async function (this: Mocha.Context) {
    await (test as Mocha.AsyncFunc).call(this);
    const complaint = takeComplaint();
    if (complaint) throw new Error(complaint);
  };
}

function wrap(define: Mocha.TestFunction | Mocha.ExclusiveTestFunction) {
  return (title: string, test?: Mocha.Func | Mocha.AsyncFunc): Mocha.Test => (test ? define(title, guard(test)) : define(title));
}

const define = globalThis.it;
globalThis.it = Object.assign(wrap(define), {only: wrap(define.only), skip: define.skip, retries: define.retries}) as Mocha.TestFunction;

afterEach(() => {
  unexpected = [];
  expectations = [];
});
