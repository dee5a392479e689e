/** The command line is not usable; the message says why and is followed by the usage. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}

/**
 * Runs a command-line program: 0 when it answers true, 1 when false or when it fails, 2 when it was called wrongly.
 * A failure of the system is one line, not a stack.
 */
export async function runCommand(usage: string, work: (args: string[]) => Promise<boolean>): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    return;
  }
  try {
    process.exitCode = (await work(args)) ? 0 : 1;
  } catch (error) {
    const isUsage = error instanceof UsageProblem || codeOf(error)?.startsWith('ERR_PARSE_ARGS');
    const message = error instanceof Error ? error.message : String(error);
    console.error(isUsage ? `${message}\n\n${usage}` : message);
    if (process.env.DEBUG && error instanceof Error) console.error(error.stack);
    process.exitCode = isUsage ? 2 : 1;
  }
}

const codeOf = (error: unknown): string | undefined => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
};

/** A positive number of an option, or its default. */
export function numberOption<D extends number | undefined>(
  name: string,
  given: string | undefined,
  fallback: D,
): number | D {
  if (given === undefined) return fallback;
  const value = Number(given);
  if (!Number.isFinite(value) || value <= 0)
    throw new UsageProblem(`--${name} must be a positive number, not "${given}"`);
  return value;
}
