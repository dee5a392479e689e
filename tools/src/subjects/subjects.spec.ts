import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { openTicket, republishEvents, ticketOpened } from '@deskbeat/contracts';
import { subjectsDocument, unformatted } from './document.js';
import { bare, readServices } from './sources.js';
import { eventLine, requestLine } from './who.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const service = (name: string, code: string) => ({ service: name, text: bare(code) });

it('docs/subjects.md says what the sources say (npm run subjects)', () => {
  const written = readFileSync(`${root}/docs/subjects.md`, 'utf8');
  expect(unformatted(written)).toBe(unformatted(subjectsDocument(readServices(root))));
});

it('the owner of the entity publishes, handlers and followers consume', () => {
  const services = [
    service('intake', "import { ticketOpened } from 'x';\nconst spec = { entity: 'ticket' };\nfact(ticketOpened, {});"),
    service(
      'sla',
      "import { ticketOpened } from 'x';\n@OnEvent(ticketOpened) on() {}\nif (s === ticketOpened.subject) x;",
    ),
    service('gateway', 'const about = /^evt\\.(timeline|ticket)\\./;'),
    service('follower', "const subjects = 'evt.ticket.>';"),
    service('other', "import { ticketOpened } from 'x';\n// ticketOpened\n/** ticketOpened */"),
  ];
  expect(eventLine('ticketOpened', ticketOpened, services)).toMatchObject({
    from: ['intake'],
    to: ['sla', 'gateway', 'follower'],
  });
});

it('who answers is told from who asks', () => {
  const services = [
    service('intake', '@OnRequest(openTicket) open() {}\n@OnRequest(republishEvents.intake) again() {}'),
    service('gateway', 'bus.ask(openTicket, asked); bus.ask(openTicketAgain, asked)'),
  ];
  expect(requestLine('openTicket', openTicket, services)).toMatchObject({ from: ['gateway'], to: ['intake'] });
  expect(requestLine('republishEvents.intake', republishEvents.intake, services)).toMatchObject({
    from: [],
    to: ['intake'],
  });
});
