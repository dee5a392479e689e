import { operator } from '@deskbeat/tools';

export interface LiveEvent {
  id: string;
  event: string;
  data: { aggregateId: string; version: number };
}

export interface LiveReader {
  events: LiveEvent[];
  close(): Promise<void>;
}

/** Reads server-sent events as a browser does. */
export async function followLive(gatewayUrl: string): Promise<LiveReader> {
  const stop = new AbortController();
  const response = await fetch(`${gatewayUrl}/api/v1/live`, { signal: stop.signal, headers: operator() });
  const events: LiveEvent[] = [];
  const reading = read(response.body!, events).catch(() => undefined);
  const close = async (): Promise<void> => {
    stop.abort();
    await reading;
  };
  return { events, close };
}

async function read(body: ReadableStream<Uint8Array>, events: LiveEvent[]): Promise<void> {
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const frames = text.split('\n\n');
    text = frames.pop()!;
    for (const frame of frames) {
      const fields = Object.fromEntries(frame.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
      if (fields.data && fields.id) events.push({ id: fields.id, event: fields.event, data: JSON.parse(fields.data) });
    }
  }
}
