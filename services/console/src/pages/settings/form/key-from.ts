/** A key like `serial-number` out of what something is called, which none of those that are there has. */
export function keyFrom(name: string, taken: readonly string[], otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-\d]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const base = plain || otherwise;
  for (let n = 1; ; n++) {
    const key = n === 1 && plain ? base : `${base}-${n}`;
    if (!taken.includes(key)) return key;
  }
}
