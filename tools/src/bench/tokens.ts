import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Identity } from '@deskbeat/contracts';
import { AccessTokens, makeKeys } from '@deskbeat/identity';
import { latencies, type Latencies } from '../measure/percentiles.js';

const goalMs = 0.2;
/** Code that was just loaded is slow. */
const warmUp = 300;

/** Prints what it costs to know who comes with an access token. @returns whether that is below the goal */
export async function tokensReport(count: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'deskbeat-tokens-'));
  try {
    await makeKeys(folder, ['gateway']);
    const [issuer, reader] = [await AccessTokens.from(folder), await AccessTokens.from(folder)];
    const tokens: string[] = [];
    for (let n = 0; n < count + warmUp; n++) tokens.push(await issuer.issue(somebody(n), 300_000));
    await timed(reader, tokens.slice(count));
    const first = await timed(reader, tokens.slice(0, count));
    const again = await timed(reader, tokens.slice(0, count).slice(-1_000));
    console.log(`a token that comes for the first time: ${line(first)} (signature)`);
    console.log(`one that came before:                  ${line(again)}`);
    return first.p50 < goalMs && again.p99 < goalMs;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const somebody = (n: number): Identity => {
  const id = `person-${n}`;
  return { kind: 'person', id, name: `Person ${n}`, role: 'agent', teams: ['support', 'billing'], session: `s-${n}` };
};

async function timed(reader: AccessTokens, tokens: readonly string[]): Promise<Latencies> {
  const took: number[] = [];
  for (const token of tokens) {
    const begun = performance.now();
    await reader.read(token);
    took.push(performance.now() - begun);
  }
  return latencies(took);
}

const line = ({ p50, p99, count }: Latencies): string =>
  `p50 ${p50.toFixed(4)} ms · p99 ${p99.toFixed(4)} ms (${count} of them)`;
