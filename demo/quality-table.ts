/** What was read, as a table in words: rows read and usable of each table, and every kind of trouble with its count and an example. */

import type {QualityIssue, QualityReport, TableQuality} from 'tillboard/data-adapters/schema';

import {isWord, say} from './words.ts';
import type {Language} from './words.ts';

type Reason = QualityIssue['reason'];
type Effect = QualityIssue['effect'];

const REASONS: Readonly<Record<Reason, readonly [zh: string, en: string]>> = {
  'blank-row': ['空行', 'blank rows'],
  'duplicate-row': ['重复行', 'duplicate rows'],
  'repeated-order': ['同一订单号在不同时间再次出现', 'orders sent again at another time'],
  'missing-required': ['缺少必填值', 'a required value is missing'],
  'unreadable-number': ['不是数字', 'not a number'],
  'unreadable-money': ['不是金额', 'not an amount'],
  'unreadable-time': ['不是时间', 'not a time'],
  'unreadable-boolean': ['不是是/否', 'neither yes nor no'],
  'impossible-time': ['不可能的时间', 'an impossible time'],
  'negative-duration': ['先后颠倒的时间', 'times in the wrong order'],
  'unknown-status': ['不认识的状态', 'an unknown status'],
  'unsafe-integer': ['数字过大，无法精确表示', 'a number too large to be exact'],
  'infinite-number': ['无穷大', 'an infinite number'],
  'mixed-currency': ['其他币种', 'another currency'],
  'cell-too-long': ['单元格过长', 'a cell that is too long'],
  'ragged-row': ['列数与表头不同', 'more or fewer cells than the header'],
  'renamed-header': ['表头为空或重复，已改名', 'a blank or repeated header, renamed'],
  'missing-customer': ['没有客户编号', 'no customer id'],
  'missing-value': ['没有值', 'no value'],
  'ambiguous-date': ['日期的月与日分不清', 'day and month cannot be told apart'],
  'derived-column': ['由其他列算出', 'worked out from other columns'],
  'unknown-metric': ['不认识的指标', 'an unknown metric'],
};

const EFFECTS: Readonly<Record<Effect, readonly [zh: string, en: string]>> = {
  'left-out': ['已剔除', 'left out'],
  'value-missing': ['该值留空', 'value left blank'],
  kept: ['保留', 'kept'],
  corrected: ['已更正', 'corrected'],
};

const pick = (words: readonly [string, string], language: Language): string => words[language === 'zh' ? 0 : 1];

function cell(row: HTMLTableRowElement, text: string, className = ''): HTMLTableCellElement {
  const element = row.insertCell();
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function issueText({column, reason, effect, rows, examples}: QualityIssue, language: Language): string {
  const count = rows.toLocaleString(language);
  const where = column === undefined ? '' : `${column}: `;
  const [example] = examples;
  const row = example && (language === 'zh' ? `，如第 ${example.row} 行` : `, such as row ${example.row}`);
  const value = example && example.value !== '' ? ` “${example.value}”` : '';
  return `${where}${pick(REASONS[reason], language)} × ${count} (${pick(EFFECTS[effect], language)}${row ?? ''}${value})`;
}

function addTable(body: HTMLTableSectionElement, table: TableQuality, language: Language): void {
  const row = body.insertRow();
  const leftOut = table.rowsRead - table.rowsKept;
  cell(row, isWord(table.table) ? say(table.table, language) : table.table);
  cell(row, table.rowsRead.toLocaleString(language), 'number');
  cell(row, table.rowsKept.toLocaleString(language), 'number');
  cell(row, leftOut.toLocaleString(language), leftOut > 0 ? 'number wrong' : 'number');
  const why = cell(row, table.issues.length === 0 ? say('allRead', language) : '');
  for (const issue of table.issues) {
    const line = document.createElement('div');
    line.textContent = issueText(issue, language);
    why.append(line);
  }
}

/** Builds the table; the caller puts it on the page. */
export function createQualityTable(report: QualityReport, language: Language): HTMLElement {
  const scroll = document.createElement('div');
  scroll.className = 'scroll';
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  for (const [index, word] of (['table', 'read', 'kept', 'leftOut', 'why'] as const).entries()) {
    const heading = document.createElement('th');
    heading.scope = 'col';
    heading.textContent = say(word, language);
    if (index > 0 && index < 4) heading.className = 'number';
    head.append(heading);
  }
  const body = table.createTBody();
  for (const item of report.tables) addTable(body, item, language);
  scroll.append(table);
  return scroll;
}
