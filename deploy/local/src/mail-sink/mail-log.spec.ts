import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { MailLog } from './mail-log.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deskbeat-mail-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const now = new Date('2026-03-01T10:00:00Z');
const envelope = { from: 'desk@contoso.example', to: ['ann@contoso.example'] };
const aMail = (subject: string) =>
  Buffer.from(`From: Desk <desk@contoso.example>\r\nTo: ann@contoso.example\r\nSubject: ${subject}\r\n\r\nHello\r\n`);
const subjects = (log: MailLog) => log.list().map(({ subject }) => subject);

it('lists the newest first and gives back the source byte for byte', () => {
  const log = new MailLog(dir);
  const bytes = Buffer.concat([aMail('one'), Buffer.from([0xff, 0x00, 0xe9])]);
  const { id } = log.append(envelope, bytes, now);
  log.append(envelope, aMail('two'), now);
  expect(subjects(log)).toEqual(['two', 'one']);
  expect(log.get(id)!.source.equals(bytes)).toBe(true);
});

it('a restart keeps the mails and passes over a line that was cut off', () => {
  const first = new MailLog(dir);
  first.append(envelope, aMail('Störung'), now);
  first.append(envelope, aMail('two'), now);
  first.close();
  appendFileSync(join(dir, 'mails-1.jsonl'), '{"id":"half');
  const second = new MailLog(dir);
  second.append(envelope, aMail('three'), now);
  expect(subjects(second)).toEqual(['three', 'two', 'Störung']);
  expect(second.get(second.list()[1]!.id)!.source.toString()).toContain('Subject: two');
});

it('keeps the newest only, and removes files without a kept mail', () => {
  const log = new MailLog(dir, 4);
  for (let index = 1; index <= 20; index++) log.append(envelope, aMail(`${index}`), now);
  expect(subjects(log)).toEqual(['20', '19', '18', '17']);
  expect(readdirSync(dir).length).toBeLessThanOrEqual(3);
  expect(subjects(new MailLog(dir, 4))).toEqual(['20', '19', '18', '17']);
});

it('forgets all when told, and goes on', () => {
  const log = new MailLog(dir);
  log.append(envelope, aMail('one'), now);
  expect(log.clear()).toBe(1);
  expect(readdirSync(dir)).toEqual([]);
  log.append(envelope, aMail('two'), now);
  expect(subjects(log)).toEqual(['two']);
});
