export function packagesOf(root: string): string[];
export function buildWhenStale(
  root: string,
  say: (line: string) => void,
  options?: { packages?: string[] },
): Promise<void>;
