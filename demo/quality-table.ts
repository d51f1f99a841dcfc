/** What was read, as a table in words: rows read and usable of each table, and every kind of trouble with its count and an example. */

import type {QualityIssue, QualityReport, TableQuality} from 'tillboard/data-adapters/schema';
import {en} from 'tillboard/locales/en';
import {zhCN} from 'tillboard/locales/zh-CN';

import {isWord, say} from './words.ts';
import type {Language} from './words.ts';

const MESSAGES = {zh: zhCN.quality, en: en.quality} as const;

function cell(row: HTMLTableRowElement, text: string, className = ''): HTMLTableCellElement {
  const element = row.insertCell();
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function issueText({column, reason, effect, rows, examples}: QualityIssue, language: Language): string {
  const {reasons, effects} = MESSAGES[language];
  const count = rows.toLocaleString(language);
  const where = column === undefined ? '' : `${column}: `;
  const [example] = examples;
  const row = example && (language === 'zh' ? `，如第 ${example.row} 行` : `, such as row ${example.row}`);
  const value = example && example.value !== '' ? ` “${example.value}”` : '';
  return `${where}${reasons[reason]?.name ?? reason} × ${count} (${effects[effect] ?? effect}${row ?? ''}${value})`;
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
