export function seriousIn(output: string): string[] | undefined;
