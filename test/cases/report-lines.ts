/** Outcomes as the lines that the runner prints. */

import type {CaseReport, Outcome} from './run-case.ts';

const OUTCOMES: readonly Outcome[] = ['passed', 'failed', 'not-covered', 'skipped'];
const MARKS: Readonly<Record<Outcome, string>> = {passed: '✓', failed: '✗', 'not-covered': '–', skipped: '○'};
const MOST_DIFFERENCES = 8;

/** One line a case that is not simply passed, then a table of counts a widget, then all of them. */
export function reportLines(reports: readonly CaseReport[]): string[] {
  const widgets = [...new Set(reports.map(({widget}) => widget))].sort();
  return [
    ...reports.flatMap(caseLines),
    '',
    row('widget', ['passed', 'failed', 'not covered', 'skipped']),
    ...widgets.map((widget) => countsRow(widget, reports.filter((report) => report.widget === widget))),
    countsRow('all', reports),
  ];
}

function caseLines({widget, id, capability, outcome, how, why, differences = []}: CaseReport): string[] {
  const name = `${MARKS[outcome]} ${widget}/${id}`;
  if (outcome === 'passed') return how ? [`${name}: passed, ${how}`] : [];
  if (outcome === 'skipped') return [`${name}: skipped: ${why ?? ''}`];
  if (outcome === 'not-covered') return [`${name}: not covered: ${why ?? ''}`];
  const shown = differences.slice(0, MOST_DIFFERENCES).map((each) => `    ${each.path || 'answer'}: expected ${text(each.expected)}, got ${text(each.got)}`);
  const rest = differences.length - shown.length;
  return [`${name} (${capability}): FAILED${why ? `: ${why}` : ''}`, ...shown, ...(rest > 0 ? [`    and ${rest} more`] : [])];
}

/** JSON has no infinite number and no NaN. */
function text(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
}

const row = (name: string, cells: readonly string[]): string => `${name.padEnd(12)}${cells.map((cell) => cell.padStart(12)).join('')}`;

const countsRow = (name: string, reports: readonly CaseReport[]): string =>
  row(name, OUTCOMES.map((outcome) => String(reports.filter((report) => report.outcome === outcome).length)));
