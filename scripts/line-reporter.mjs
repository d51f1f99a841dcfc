/** Reporter for Node's test runner: one JSON line a test, so that counting needs no parsing of prose. */

export default async function* lineReporter(events) {
  const path = [];
  for await (const {type, data} of events) {
    if (type === 'test:start') {
      path.length = data.nesting;
      path[data.nesting] = data.name;
    }
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    const isResult = type === 'test:pass' || type === 'test:fail';
    if (!isResult || data.details?.type === 'suite') continue;
    const skipped = data.skip !== undefined || data.todo !== undefined;
    const test = type === 'test:fail' ? 'failed' : skipped ? 'skipped' : 'passed';
    const cause = data.details?.error?.cause ?? data.details?.error;
    const name = [...path.slice(0, data.nesting), data.name].join(' › ');
    yield `${JSON.stringify({test, name, error: test === 'failed' ? String(cause?.stack ?? cause) : undefined})}\n`;
  }
}
