import type { TableCell } from '@deskbeat/contracts';

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const none = [
  '<fonts count="1"><font/></fonts>',
  '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>',
  '<borders count="1"><border/></borders>',
];
const formatOf = (id: number, code: string): string => `<numFmt numFmtId="${id}" formatCode="${code}"/>`;
const [day, instant] = [164, 165];
const styleOf = (format: number): string =>
  `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0"${format > 0 ? ' applyNumberFormat="1"' : ''}/>`;
const [dayStyle, instantStyle] = [1, 2];

/** As they are, days, instants. */
export const stylesXml =
  `<styleSheet xmlns="${main}">` +
  `<numFmts count="2">${formatOf(day, 'yyyy\\-mm\\-dd')}${formatOf(instant, 'yyyy\\-mm\\-dd\\ hh:mm:ss')}</numFmts>` +
  none.join('') +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="3">${[0, day, instant].map(styleOf).join('')}</cellXfs></styleSheet>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Never a formula; a spreadsheet takes 32,767 characters of one cell. */
function textXml(text: string): string {
  const visible = text.slice(0, 32_767).replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  const escaped = visible.replaceAll(/[&<>]/g, (character) => entities[character]!);
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}

const dayMs = 86_400_000;
/** 1970-01-01 in days of a spreadsheet, which are right from March 1900 on. */
const epoch = 25_569;
const firstSoundDay = 61;
const isoDate = /^\d{4}-\d\d-\d\d(?<time>T\d\d:\d\d:\d\d(\.\d{1,3})?Z)?$/;

/** Days since the one before 1900, with the time of day in UTC as a fraction; undefined for what is no date there. */
function serialOf(text: string): { serial: number; style: number } | undefined {
  const written = isoDate.exec(text);
  const serial = written ? Date.parse(text) / dayMs + epoch : NaN;
  return serial >= firstSoundDay ? { serial, style: written?.groups!.time ? instantStyle : dayStyle } : undefined;
}

/** A number and a date are what they are, everything else is text. */
export function cellXml(cell: TableCell, isDate = false): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c><v>${cell}</v></c>` : '<c/>';
  if (cell === '') return '<c/>';
  const date = isDate ? serialOf(cell) : undefined;
  return date ? `<c s="${date.style}"><v>${date.serial}</v></c>` : textXml(cell);
}

/** @param areDates by place, which columns hold dates */
export const rowXml = (cells: readonly TableCell[], areDates: readonly boolean[]): string =>
  `<row>${cells.map((cell, place) => cellXml(cell, areDates[place])).join('')}</row>`;
