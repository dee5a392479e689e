const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as simple HTML: nothing of it is markup, its lines stay lines. */
export const htmlOf = (text: string): string =>
  `<div style="font-family:sans-serif;white-space:pre-wrap">${text.replaceAll(/[&<>"']/g, (one) => entities[one]!)}</div>`;
