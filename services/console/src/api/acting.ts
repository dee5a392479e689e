const key = 'deskbeat-working-as';

/** Who works here, as long as the system has no login of its own. */
export interface Acting {
  id: string;
  name: string;
}

export function acting(): Acting | undefined {
  const kept = globalThis.localStorage?.getItem(key);
  return kept ? (JSON.parse(kept) as Acting) : undefined;
}

export function workAs(person: Acting | undefined): void {
  if (person) localStorage.setItem(key, JSON.stringify(person));
  else localStorage.removeItem(key);
}

export function actingHeader(): Record<string, string> {
  const person = acting();
  return person ? { 'x-deskbeat-actor': `person:${person.id};name=${encodeURIComponent(person.name)}` } : {};
}
