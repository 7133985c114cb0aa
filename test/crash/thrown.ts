/** What an action throws; undefined where it does not. */
export async function thrownBy(action: () => Promise<unknown>): Promise<unknown> {
  try {
    await action();
    return undefined;
  } catch (error) {
    return error ?? new TypeError('something without a value was thrown');
  }
}

export function told(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
