import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { TableCell } from '@deskbeat/contracts';
import { main, rowXml, stylesXml } from './sheet.js';
import { streamOf } from './table-pages.js';

const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
  'xl/styles.xml': stylesXml,
  '_rels/.rels':
    `<Relationships xmlns="${packages}/relationships">` +
    `<Relationship Id="rId1" Type="${documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    `<workbook xmlns="${main}" xmlns:r="${documents}">` +
    '<sheets><sheet name="Tickets" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${packages}/relationships">` +
    `<Relationship Id="rId1" Type="${documents}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${documents}/styles" Target="styles.xml"/></Relationships>`,
};

/**
 * One sheet: six small files in a zip, the sheet written as the lines come.
 * @param lines the first one names the columns
 * @param dates names of columns whose texts are days or instants
 */
export function xlsxOf(lines: AsyncIterable<readonly TableCell[]>, dates: readonly string[]): Readable {
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(head + xml), name);
  let areDates: readonly boolean[] | undefined;
  const sheet = streamOf(withEnd(lines), (line) => {
    if (line === end) return '</sheetData></worksheet>';
    if (areDates) return rowXml(line, areDates);
    areDates = line.map((name) => dates.includes(String(name)));
    return start + rowXml(line, []);
  });
  const output = zip.outputStream as Readable;
  sheet.once('error', (error) => output.destroy(error));
  output.once('close', () => sheet.destroy());
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  return output;
}

/** Wide enough for an instant. */
const format = '<sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/>';
const start = `${head}<worksheet xmlns="${main}">${format}<sheetData>`;
/** A sheet has no room for more. */
const mostLines = 1_048_576;
const end: readonly TableCell[] = [];

async function* withEnd(lines: AsyncIterable<readonly TableCell[]>): AsyncGenerator<readonly TableCell[]> {
  let count = 0;
  for await (const line of lines) {
    if (++count > mostLines) break;
    yield line;
  }
  yield end;
}
