import type pg from 'pg';

/** What a COPY in the binary form begins with: its signature, flags and the length of an extension, none. */
const HEADER_BYTES = 19;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

/** What the driver calls while it is busy with a query of another's making. */
interface CopyQuery extends pg.Submittable {
  callback: (error: Error | null) => void;
  handleCopyData: (message: { chunk: Buffer }) => void;
  handleCommandComplete: () => void;
  handleReadyForQuery: () => void;
  handleError: (error: Error) => void;
}

/**
 * Reads `select` as COPY … TO STDOUT in the binary form, one row at a time: each is a count of fields (2 bytes), then every field's length
 * (4 bytes, -1 of none) and bytes. Nothing piles up, since the next bytes are read from the socket only when `onRow` has answered. The
 * row's bytes are the reader's until it answers. What `onRow` throws ends the connection and is thrown on.
 */
export async function copyOut(client: pg.ClientBase, select: string, onRow: (row: Buffer) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let isFirst = true;
    let thrown: Error | null = null;
    const query: CopyQuery = {
      submit: (connection) => connection.query(`copy (${select}) to stdout (format binary)`),
      callback: (error) => (error === null ? resolve() : reject(thrown ?? error)),
      handleCopyData({ chunk }) {
        if (thrown !== null) return;
        const row = isFirst && chunk.subarray(0, SIGNATURE.length).equals(SIGNATURE) ? chunk.subarray(HEADER_BYTES) : chunk;
        isFirst = false;
        // A count of -1 ends the answer.
        if (row.length < 2 || row.readInt16BE(0) < 0) return;
        try {
          onRow(row);
        } catch (error) {
          thrown = error instanceof Error ? error : new Error(String(error), { cause: error });
          query.callback(thrown);
          (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy();
        }
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => query.callback(thrown),
      handleError: (error) => query.callback(error),
    };
    client.query(query);
  });
}

/** The values of a row, in order; null of a null. */
export function fieldsOf(row: Buffer): (Buffer | null)[] {
  const values: (Buffer | null)[] = [];
  for (let at = 2, left = row.readInt16BE(0); left > 0; left -= 1) {
    const length = row.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : row.subarray(at, at + length));
    at += Math.max(0, length);
  }
  return values;
}
