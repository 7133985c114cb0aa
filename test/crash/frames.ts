/** A message of PostgreSQL's protocol; the first one of a client has no type. */
export type Frame = { readonly type: string; readonly bytes: Buffer };

/**
 * Takes a stream of bytes apart into messages: a byte of type, except in the first message of a client, and a length that counts
 * itself (PostgreSQL's documentation, "Message Formats").
 */
export class Frames {
  private rest: Buffer = Buffer.alloc(0);
  private hasType: boolean;

  constructor(from: 'client' | 'server') {
    this.hasType = from === 'server';
  }

  /** The messages that are complete with these bytes. */
  take(bytes: Buffer): readonly Frame[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const frames: Frame[] = [];
    for (;;) {
      const start = this.hasType ? 1 : 0;
      if (this.rest.length < start + 4) return frames;
      const length = start + this.rest.readInt32BE(start);
      if (this.rest.length < length) return frames;
      frames.push({
        type: this.hasType ? this.rest.toString('latin1', 0, 1) : '',
        bytes: this.rest.subarray(0, length),
      });
      this.rest = this.rest.subarray(length);
      this.hasType = true;
    }
  }
}

/** The SQL of a message that has some, else undefined. */
export function sqlOf({ type, bytes }: Frame): string | undefined {
  // Query: the text. Parse: the name of the prepared statement before it.
  if (type === 'Q') return textAt(bytes, 5);
  return type === 'P' ? textAt(bytes, bytes.indexOf(0, 5) + 1) : undefined;
}

function textAt(bytes: Buffer, start: number): string {
  return bytes.toString('utf8', start, bytes.indexOf(0, start));
}
