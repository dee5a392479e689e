import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Prometheus metrics of one service. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests: Histogram;
  private readonly events: Histogram;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
    const registers = [this.registry];
    this.requests = new Histogram({
      name: 'deskbeat_request_seconds',
      help: 'Time to answer a request on the bus',
      labelNames: ['subject'],
      buckets: seconds,
      registers,
    });
    this.events = new Histogram({
      name: 'deskbeat_event_seconds',
      help: 'Time to process an event, by what became of it: done, retry, dead',
      labelNames: ['subject', 'outcome'],
      buckets: seconds,
      registers,
    });
  }

  readonly observeRequest = (subject: string, took: number): void => this.requests.observe({ subject }, took);

  readonly observeEvent = (subject: string, outcome: 'done' | 'retry' | 'dead', took: number): void =>
    this.events.observe({ subject, outcome }, took);
}
