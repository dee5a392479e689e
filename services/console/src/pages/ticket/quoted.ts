/** A plain message in what was written now and what is quoted below it. */
export function splitQuote(text: string): { said: string; quoted?: string } {
  const lines = text.split('\n');
  let end = lines.length;
  while (end > 0 && (lines[end - 1]!.startsWith('>') || lines[end - 1]!.trim() === '')) end--;
  if (!lines.slice(end).some((line) => line.startsWith('>'))) return { said: text.trimEnd() };
  // The line that says who wrote the quote belongs to it.
  if (end > 0 && /^(On|Am|在|Le) .*[:：]$/.test(lines[end - 1]!.trim())) end--;
  const said = lines.slice(0, end).join('\n').trimEnd();
  return said === '' ? { said: text.trimEnd() } : { said, quoted: lines.slice(end).join('\n').trim() };
}
