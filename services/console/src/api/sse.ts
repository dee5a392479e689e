/** One event of a server-sent stream. */
export interface StreamEvent {
  id?: string;
  name: string;
  data: string;
}

/**
 * Reads a stream of server-sent events in pieces of any size. Unlike EventSource it hands out every event, whatever its
 * name, and lets the request carry headers.
 */
export class StreamReader {
  private rest = '';
  private fields: Partial<StreamEvent> = {};

  read(piece: string): StreamEvent[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r/);
    this.rest = lines.pop()!;
    return lines.flatMap((line) => this.line(line) ?? []);
  }

  private line(line: string): StreamEvent | undefined {
    if (line === '') {
      const { id, name = 'message', data } = this.fields;
      this.fields = {};
      return data === undefined ? undefined : { ...(id !== undefined && { id }), name, data };
    }
    const [, field, value = ''] = /^([^:]*):? ?(.*)$/.exec(line)!;
    if (field === 'id') this.fields.id = value;
    else if (field === 'event') this.fields.name = value;
    else if (field === 'data')
      this.fields.data = this.fields.data === undefined ? value : `${this.fields.data}\n${value}`;
    return undefined;
  }
}
