import {html} from 'lit';
import type {TemplateResult} from 'lit';

import {csvText, fileName, saveText} from '../render/csv-text.ts';
import type {CsvCell} from '../render/csv-text.ts';

export interface TableColumn {
  readonly label: string;
  /** Numbers stand at the right. */
  readonly numeric?: boolean;
}

/** The numbers of a widget as a table: what is shown, and the plain values that a file gets. */
export interface TableModel {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

export interface TableCell {
  readonly text: string;
  readonly value: CsvCell;
}

export function renderTable({caption, columns, rows}: TableModel): TemplateResult {
  const kind = (index: number): string => (columns[index]?.numeric ? 'number' : 'word');
  return html`<div class="table-scroll" part="table" tabindex="0" role="group" aria-label=${caption}>
    <table>
      <caption>${caption}</caption>
      <thead>
        <tr>${columns.map(({label}, index) => html`<th scope="col" class=${kind(index)}>${label}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            ${row.map(({text}, index) =>
              index === 0 ? html`<th scope="row" class=${kind(index)}>${text}</th>` : html`<td class=${kind(index)}>${text}</td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Offers the table as a CSV file that spreadsheets open safely. */
export function saveTable(table: TableModel): void {
  const text = csvText(table.columns.map(({label}) => label), table.rows.map((row) => row.map(({value}) => value)));
  saveText(fileName(table.caption, 'csv'), text, 'text/csv');
}
