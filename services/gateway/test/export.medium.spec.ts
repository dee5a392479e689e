import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { inflateRawSync } from 'node:zlib';
import { exportSearch, exportView, type TableCell } from '@deskbeat/contracts';
import { cellXml } from '../src/export/sheet.js';
import { csvLine } from '../src/export/csv.js';
import { startGateway, type Edge } from './start-gateway.js';

let edge: Edge;
beforeAll(async () => (edge = await startGateway()));
afterAll(() => edge.stop());

const get = (file: string): Promise<Response> => fetch(`${edge.url}/api/v1/views/my-work/${file}`);
const columns = ['number', 'subject'];

it.each([
  [['a', 'b,c', 'd"e', 'f\ng'], 'a,"b,c","d""e","f\ng"\r\n'],
  [['=1+1', '+1', '-1', '@x', '\tx', 'a=b'], "'=1+1,'+1,'-1,'@x,'\tx,a=b\r\n"],
  [['＝1+1', '＋1', '－1', '＠x', '\n=1', '＃1'], `'＝1+1,'＋1,'－1,'＠x,"'\n=1",＃1\r\n`],
  [['', '打印机'], ',打印机\r\n'],
  [[-12.5, '-12.5', 3], "-12.5,'-12.5,3\r\n"],
])('%j as a line of CSV is no formula and keeps its text', (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});

it.each([
  ['a<b>&c', 'a&lt;b&gt;&amp;c'],
  ['=1+1', '=1+1'],
  ['1900-02-28', '1900-02-28'],
  ['2026-13-31', '2026-13-31'],
  ['a\u0000b\u000bc\ud800', 'abc'],
  ['😀 机', '😀 机'],
])('%j as a cell is well-formed text, also where dates are', (text, expected) => {
  const cell = `<c t="inlineStr"><is><t xml:space="preserve">${expected}</t></is></c>`;
  expect([cellXml(text), cellXml(text, true)]).toEqual([cell, cell]);
});

it.each<[TableCell, string]>([
  [-12.5, '<c><v>-12.5</v></c>'],
  [1e21, '<c><v>1e+21</v></c>'],
  ['', '<c/>'],
  ['2026-01-31', '<c s="1"><v>46053</v></c>'],
  ['2026-01-31T12:00:00.000Z', '<c s="2"><v>46053.5</v></c>'],
  ['1900-03-01', '<c s="1"><v>61</v></c>'],
])('%j where dates are is the value %s', (cell, expected) => {
  expect(cellXml(cell, true)).toBe(expected);
});

it.each(['2026-01-31', '2026-01-31T12:00:00.000Z', '12'])('%j where no dates are stays text', (text) => {
  expect(cellXml(text)).toContain(`>${text}</t>`);
});

it('a view is read page by page and becomes one file', async () => {
  edge.owners.answer(exportView, { columns, dates: [], rows: [['DB-1', '=SUM(A1)']] });
  const response = await get('tickets.csv');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="tickets.csv"');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.toString('utf8')).toBe("\ufeffnumber,subject\r\nDB-1,'=SUM(A1)\r\n");
  expect(edge.owners.last()).toMatchObject({ subject: exportView.subject, payload: { id: 'my-work' } });
});

it('the spreadsheet holds a sheet with all rows', async () => {
  const wide = [...columns, 'due', 'affected'];
  const rows = [['DB-1', 'a & b', '2026-01-31T06:00:00.000Z', 7]];
  edge.owners.answer(exportView, { columns: wide, dates: ['due'], rows });
  const bytes = Buffer.from(await (await get('tickets.xlsx')).arrayBuffer());
  const xml = fileIn(bytes, 'xl/worksheets/sheet1.xml');
  expect(xml.match(/<row>/g)).toHaveLength(2);
  expect(xml).toContain('a &amp; b');
  expect(xml).toContain('<c s="2"><v>46053.25</v></c><c><v>7</v></c></row>');
  expect(fileIn(bytes, 'xl/styles.xml').match(/formatCode="[^"]+"/g)).toHaveLength(2);
  expect(fileIn(bytes, 'xl/styles.xml')).toContain('<fill><patternFill patternType="none"/></fill>');
  expect(xml.endsWith('</sheetData></worksheet>')).toBe(true);
});

it('a search is exported with the columns that are wanted', async () => {
  edge.owners.answer(exportSearch, { columns, dates: [], rows: [['DB-1', '@x']] });
  const response = await fetch(`${edge.url}/api/v1/search/tickets.csv?q=vpn&columns=number&columns=subject`);
  const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
  expect(text).toBe("\ufeffnumber,subject\r\nDB-1,'@x\r\n");
  expect(edge.owners.last()).toMatchObject({ subject: exportSearch.subject, payload: { q: 'vpn', columns } });
});

it('a view that is not there is a problem, not a file', async () => {
  const response = await get('tickets.csv?colour=red');
  expect([response.status, response.headers.get('content-type')]).toEqual([
    422,
    'application/problem+json; charset=utf-8',
  ]);
});

/** By the central directory of the zip. */
function fileIn(zip: Buffer, name: string): string {
  let at = zip.readUInt32LE(zip.lastIndexOf(Buffer.from('PK\u0005\u0006')) + 16);
  for (;;) {
    const [size, length, extra, comment] = [20, 28, 30, 32].map((offset, index) =>
      index === 0 ? zip.readUInt32LE(at + offset) : zip.readUInt16LE(at + offset),
    ) as [number, number, number, number];
    const start = zip.readUInt32LE(at + 42);
    if (zip.toString('utf8', at + 46, at + 46 + length) === name) {
      const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
      return inflateRawSync(zip.subarray(data, data + size)).toString('utf8');
    }
    at += 46 + length + extra + comment;
  }
}
