import { Problem, problemOf, seeTickets, type Actor } from '@deskbeat/contracts';
import { entitlementOf, type Entitlement, type Kind, type Subject } from '@deskbeat/permissions';
import type { Bus } from './bus.js';
import type { Caller } from './caller.js';

/** What an owner knows of its things that permissions look at; what is not there is left out. Nothing for kinds that are not its own. */
export type Find = (kind: Kind, ids: readonly string[]) => Promise<Subject[] | undefined>;
/** Ids of the customers that were merged into one. */
export type Members = (customerId: string) => Promise<string[]>;

/** Kinds whose id is all that permissions look at, where their owner does not say more. */
const plain: ReadonlySet<Kind> = new Set<Kind>(['person', 'customer', 'queue', 'team', 'nothing']);
/** Kinds of which a request may name none: it is then about the one who asks, or about what is theirs anyway. */
const mayBeUnsaid: ReadonlySet<Kind> = new Set<Kind>(['person', 'queue']);

/** Decides about requests that somebody may use on some things only. */
export class Sight {
  /**
   * @param find where this service owns what permissions look at
   * @param bus asks the owner of tickets where it does not
   * @param members where this service owns customers
   */
  constructor(
    private readonly find?: Find,
    private readonly bus?: Bus,
    private readonly members?: Members,
  ) {}

  /** A customer with all that were merged into it; anybody else as they are. */
  async whole(caller: Caller): Promise<Caller> {
    const { identity } = caller;
    if (!this.members || identity.kind !== 'customer') return caller;
    const members = await this.members(identity.id);
    return members.length === 0 ? caller : { ...caller, identity: { ...identity, members } };
  }

  /**
   * For a request that this identity may use on some things.
   * @throws Problem `forbidden`, or `not-found` for what is not theirs to know of
   */
  async admit({ identity, actor }: Caller, subject: string, payload: unknown): Promise<void> {
    const entitlement = entitlementOf(identity);
    const said = typeof payload === 'object' && payload !== null ? payload : {};
    entitlement.needFields(subject, said);
    const { kind, in: paths } = entitlement.about(subject);
    if (!paths) return;
    const idsIn = (named: readonly string[]): string[] => [
      ...new Set(named.flatMap((path) => idsAt(said, path.split('.')))),
    ];
    const covered = async (ids: string[]): Promise<boolean> =>
      ids.length > 0 && (await this.covers(entitlement, { subject, kind, ids, actor }));
    const ids = idsIn(paths);
    if (ids.length === 0 && mayBeUnsaid.has(kind)) return;
    if (await covered(ids)) return;
    const [, ...others] = paths;
    const lacking = await Promise.all(others.map(async (path) => !(await covered(idsIn([path])))));
    const errors = others
      .filter((_, index) => lacking[index])
      .map((path) => ({ pointer: `/${path.replaceAll('.', '/')}`, message: `there is no such ${kind}` }));
    const code = plain.has(kind) ? 'forbidden' : 'not-found';
    throw new Problem(code, { context: { subject }, ...(errors.length > 0 && { errors }) });
  }

  private async covers(entitlement: Entitlement, { subject, kind, ids, actor }: Asked): Promise<boolean> {
    const all = (things: Subject[]): boolean =>
      things.length === ids.length && things.every((thing) => entitlement.covers(subject, thing));
    const found = await this.find?.(kind, ids);
    if (found) return all(found);
    if (plain.has(kind)) return all(ids.map((id) => ({ id })));
    return kind === 'ticket' && this.bus !== undefined && this.seesAt(this.bus, ids, actor);
  }

  private async seesAt(bus: Bus, ids: string[], actor: Actor): Promise<boolean> {
    try {
      await bus.ask(seeTickets, { ids }, { actor });
      return true;
    } catch (error) {
      if (problemOf(error).code === 'not-found') return false;
      throw error;
    }
  }
}

interface Asked {
  subject: string;
  kind: Kind;
  ids: string[];
  actor: Actor;
}

/** Ids at a path like `tickets.id` of what somebody sent; what is no text names nothing. */
function idsAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => idsAt(item, path));
  if (typeof value === 'string') return path.length === 0 ? [value] : [];
  const [first, ...rest] = path;
  if (typeof value !== 'object' || value === null || first === undefined) return [];
  return Object.hasOwn(value, first) ? idsAt((value as Record<string, unknown>)[first], rest) : [];
}
