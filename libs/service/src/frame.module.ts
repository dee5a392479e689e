import { Controller, Get, Header, Inject, Module, Optional, type DynamicModule } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { HealthCheck, HealthCheckService, HealthIndicatorService, TerminusModule } from '@nestjs/terminus';
import type { Connection } from 'mongoose';
import { Authority, EventPublisher } from '@deskbeat/messaging';
import { Metrics } from '@deskbeat/telemetry';

@Controller('health')
class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly publisher: EventPublisher,
    @Optional() @Inject(getConnectionToken()) private readonly store?: Connection,
  ) {}

  /** The process runs and answers. */
  @Get('live')
  live(): object {
    return { status: 'ok' };
  }

  /** Everything that it needs answers as well. */
  @Get('ready')
  @HealthCheck()
  ready(): Promise<object> {
    const store = this.store;
    return this.health.check([
      () => this.probe('bus', () => this.publisher.ping()),
      ...(store ? [() => this.probe('store', async () => void (await store.db!.command({ ping: 1 })))] : []),
    ]);
  }

  private async probe<K extends string>(key: K, ask: () => Promise<void>) {
    const check = this.indicator.check(key);
    try {
      await ask();
      return check.up();
    } catch {
      return check.down();
    }
  }
}

@Controller('metrics')
class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  all(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}

export interface Surroundings {
  metrics: Metrics;
  authority: Authority;
}

/** What stands around every service: health, metrics, who may ask. */
@Module({})
export class FrameModule {
  static around(service: DynamicModule, { metrics, authority }: Surroundings): DynamicModule {
    return {
      module: FrameModule,
      global: true,
      imports: [service, TerminusModule.forRoot({ logger: false, errorLogStyle: 'json' })],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: Metrics, useValue: metrics },
        { provide: Authority, useValue: authority },
      ],
      exports: [Metrics, Authority],
    };
  }
}
