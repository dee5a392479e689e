import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { streamOf } from './table-pages.js';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
  '_rels/.rels':
    `<Relationships xmlns="${packages}/relationships">` +
    `<Relationship Id="rId1" Type="${documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    `<workbook xmlns="${main}" xmlns:r="${documents}">` +
    '<sheets><sheet name="Tickets" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${packages}/relationships">` +
    `<Relationship Id="rId1" Type="${documents}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Cells are texts, never formulas; a spreadsheet takes 32,767 characters of one. */
export function cellXml(text: string): string {
  const visible = text.slice(0, 32_767).replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  const escaped = visible.replaceAll(/[&<>]/g, (character) => entities[character]!);
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}

const rowXml = (cells: readonly string[]): string => `<row>${cells.map(cellXml).join('')}</row>`;

/** One sheet of texts: five small files in a zip, the sheet written as the lines come. */
export function xlsxOf(lines: AsyncIterable<readonly string[]>): Readable {
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(head + xml), name);
  let isFirst = true;
  const sheet = streamOf(withEnd(lines), (line) => {
    const start = isFirst ? `${head}<worksheet xmlns="${main}"><sheetData>` : '';
    isFirst = false;
    return start + (line === end ? '</sheetData></worksheet>' : rowXml(line));
  });
  const output = zip.outputStream as Readable;
  sheet.once('error', (error) => output.destroy(error));
  output.once('close', () => sheet.destroy());
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  return output;
}

/** A sheet has no room for more. */
const mostLines = 1_048_576;
const end: readonly string[] = [];

async function* withEnd(lines: AsyncIterable<readonly string[]>): AsyncGenerator<readonly string[]> {
  let count = 0;
  for await (const line of lines) {
    if (++count > mostLines) break;
    yield line;
  }
  yield end;
}
