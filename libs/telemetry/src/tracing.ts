import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { AlwaysOffSampler, BasicTracerProvider } from '@opentelemetry/sdk-trace-base';

/**
 * Starts tracing. With `OTEL_EXPORTER_OTLP_ENDPOINT` spans are recorded and sent by OTLP over HTTP; without it nothing
 * is recorded, but every request still has a trace id that crosses the bus and stands in logs and problems.
 * @returns flushes and stops
 */
export async function startTracing(service: string, env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT && env.OTEL_SDK_DISABLED !== 'true') return startExporting(service);
  if (trace.getTracerProvider().constructor.name === 'ProxyTracerProvider') {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    trace.setGlobalTracerProvider(new BasicTracerProvider({ sampler: new AlwaysOffSampler() }));
  }
  return async () => undefined;
}

/** Loaded only when wanted: the SDK costs about 60 MB and a second of start-up. */
async function startExporting(service: string): Promise<() => Promise<void>> {
  const [{ NodeSDK }, { HttpInstrumentation }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/instrumentation-http'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  const sdk = new NodeSDK({
    serviceName: service,
    traceExporter: new OTLPTraceExporter(),
    instrumentations: [
      new HttpInstrumentation({ ignoreIncomingRequestHook: ({ url }) => /^\/(health|metrics)/.test(url ?? '') }),
    ],
  });
  sdk.start();
  return () => sdk.shutdown();
}
