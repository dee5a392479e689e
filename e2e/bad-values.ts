/** Never acceptable where a text is expected, whatever its length. */
export const noText: unknown[] = [42, true, {}, [], ['x'], { $ne: null }, { $gt: '' }, { toString: 'x' }];

const tooLong = (max: number): string => 'x'.repeat(max + 1);
/** One line of text; blank, with control characters or too long it is none. */
export const noLine = (max: number): unknown[] => [
  ...noText,
  '',
  ' ',
  'a\u0000b',
  'a\nb',
  'a\u001b[31mb',
  tooLong(max),
];
export const noRunningText = [...noText, '', ' \n\t ', 'a\u0000b', 'a\u0007b', 'a\udc00', tooLong(65_536)];
export const noId = [...noText, '', 'a b', 'a.*', 'a>', '$where', 'a\u200eb', tooLong(128)];
export const noneOf = ['', 'URGENT', 'constructor', '__proto__', 'null', ' high', ...noText];
export const noEmail = [
  ...noText,
  '',
  'nobody',
  'a@b',
  'a b@c.example',
  'a@b.example\r\nBcc: x@y.example',
  `${tooLong(250)}@x.example`,
];
export const noWhole = [0, -1, 1.5, 1e21, '1', 'NaN', true, {}, [1], { $inc: 1 }];
export const noInstant = ['', 'yesterday', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', 1_700_000_000, {}, []];
export const noTags = [
  'x',
  {},
  { length: 1 },
  [1],
  [''],
  [' '],
  ['a\nb'],
  [{ $ne: 1 }],
  [tooLong(50)],
  Array(31).fill('t'),
];
export const noObject = ['x', 1, true, [], [{}]];

/** Text that looks dangerous and is a customer's good right: it is kept as it is. */
export const harmlessTexts = [
  '<script>alert(1)</script> <img src=x onerror=alert(1)>',
  '=cmd|"/C calc"!A0',
  "'; DROP TABLE tickets; --",
  '{"$gt": ""} $where: 1 == 1',
  '__proto__ constructor prototype toString',
  '${7*7} {{7*7}} %s %n %00 ../../etc/passwd',
  'Ω≈ç√∫ 田中さん שלום مرحبا 😀👩‍👩‍👧 Z͑ͫ̓a̴l̵g̶o̷',
  'null undefined NaN true 1e1000 -0 \\u0000 \\',
  'Subject: x Bcc: y@example.test',
];

/** A copy with one field, named by its path, set to something else. */
export function withField(body: object, path: string, value: unknown): object {
  const copy = structuredClone(body) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy);
  parent[last] = value;
  return copy;
}

export const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

const intakeEvent = {
  specversion: '1.0',
  id: 'e-1',
  source: 'https://erp.example.test',
  type: 'io.deskbeat.issue.reported.v1',
  data: { subject: 'x', customer: { email: 'a@b.example.test' } },
};
const wrongFields: [string, unknown[]][] = [
  ['specversion', [undefined, '0.3', 1, {}]],
  ['id', [undefined, '', {}, 'a\nb']],
  ['source', [undefined, '', []]],
  ['type', [undefined, 'com.example.other']],
  ['data', [undefined, null, 'x', [], {}]],
  ['data.subject', ['', { $gt: '' }]],
  ['data.customer', [undefined, { email: 'x' }]],
  ['data.priority', [['$where'], 'x']],
  ['time', ['yesterday']],
  ['data_base64', ['eA==']],
];
/** Payloads that are no CloudEvent of ours. */
export const noIntakeEvents: string[] = [
  ...wrongFields.flatMap(([path, values]) =>
    values.map((value) => JSON.stringify(withField(intakeEvent, path, value))),
  ),
  ...['[]', '"text"', '7', '', 'not JSON', '{"a":'],
];
