const serious = new Set(['high', 'critical']);

/**
 * What `npm audit --json` says: `undefined` when the registry could not be asked, else the packages with a serious
 * advisory, a line each.
 */
export function seriousIn(output) {
  const report = reportIn(output);
  if (report?.vulnerabilities === undefined) return undefined;
  return Object.values(report.vulnerabilities)
    .filter(({ severity }) => serious.has(severity))
    .map(({ name, severity, range, via }) => `${name} ${range}: ${severity}${titleOf(via)}`);
}

/** Warnings of npm may stand around it. */
function reportIn(output) {
  const [text] = /^\{[\s\S]*^\}/m.exec(output) ?? [];
  try {
    return text && JSON.parse(text);
  } catch {
    return undefined;
  }
}

function titleOf(via = []) {
  const title = via.find((one) => typeof one === 'object')?.title;
  return title ? ` (${title})` : '';
}
