type Call = <T>(method: string, path: string, parts: object) => Promise<T>;
interface Kept {
  id: string;
  version: number;
}

const wording = { text: 'Dear {{ customer.name }}' };

/** Keeps, reads, changes, uses and removes a canned reply and a macro. */
export async function useShelf(
  call: Call,
  ticketId: string,
  as: string,
  version: () => Promise<number>,
): Promise<void> {
  const shelves = [
    ['canned-replies', { wording }],
    ['macros', { actions: { addTags: ['seen'], note: wording } }],
  ] as const;
  for (const [shelf, what] of shelves) {
    const body = { title: 'Thanks', shortcut: 'thanks', ...what };
    const { id, version: ifMatch } = await call<Kept>('POST', `/${shelf}`, { as, body });
    await call('PUT', `/${shelf}/{id}`, { id, as, ifMatch, body: { title: 'Thank you', ...what } });
    await call('GET', `/${shelf}/{id}`, { id, as });
    await call('GET', `/${shelf}`, { as, query: { teamId: 'tech' } });
    await call('GET', `/tickets/{ticketId}/${shelf}/{id}`, { id, ticketId, as });
    if (shelf === 'macros') {
      await call('POST', '/tickets/{ticketId}/macros/{id}', { id, ticketId, as, ifMatch: await version(), body: {} });
    }
    await call('DELETE', `/${shelf}/{id}`, { id, as });
  }
}
