import { cpus } from 'node:os';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';
import { Problem } from '@deskbeat/contracts';
import { AccessConfig } from '../access.config.js';
import { normalised } from '../domain/password-rule.js';

/** Each takes a processor and a lot of memory: more at once are no faster. */
const atOnce = Math.max(1, cpus().length);
/** Who would wait for more than these is told to come back. */
const mostWaiting = 64;

/** argon2id, with the work that the settings say. */
@Injectable()
export class PasswordHasher implements OnModuleInit {
  private readonly options: { algorithm: Algorithm; memoryCost: number; timeCost: number; parallelism: number };
  /** Of a password that nobody has. */
  private nobodys = '';
  private atWork = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(@Inject(AccessConfig) { ARGON2_MEMORY_KIB, ARGON2_PASSES }: AccessConfig) {
    // The enum of the package is a const one, which single-file compilers cannot read: 2 is argon2id.
    this.options = { algorithm: 2, memoryCost: ARGON2_MEMORY_KIB, timeCost: ARGON2_PASSES, parallelism: 1 };
  }

  async onModuleInit(): Promise<void> {
    this.nobodys = await this.hash(crypto.randomUUID());
  }

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalised(password), this.options));
  }

  /** Takes the same work when there is nothing to compare with: nobody learns by the time who has an account. */
  async matches(password: string, known: string | undefined): Promise<boolean> {
    const isRight = await this.inTurn(() => verify(known ?? this.nobodys, normalised(password)));
    return known !== undefined && isRight;
  }

  /** Whether it was made with other work than the settings say now. */
  isOutdated(known: string): boolean {
    const { memoryCost, timeCost, parallelism } = this.options;
    return !known.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
  }

  /** @throws Problem `overloaded` */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.atWork >= atOnce) {
      if (this.waiting.length >= mostWaiting) throw new Problem('overloaded', { context: { retryAfterSeconds: 2 } });
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.atWork++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.atWork--;
    }
  }
}
