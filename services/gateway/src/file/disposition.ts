/** What a browser may show in a page of ours; all else is saved. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'text/plain']);

const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** `Content-Disposition` (RFC 6266), with a name for those who know ASCII only. */
export function dispositionOf(name: string, type: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const plain = `${shown.has(type) ? 'inline' : 'attachment'}; filename="${ascii}"`;
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${encoded(name)}`;
}
