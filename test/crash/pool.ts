/** Does something with each of a list, several at a time, in its order. */
export async function each<T>(
  items: readonly T[],
  atOnce: number,
  action: (item: T, position: number) => Promise<void>,
): Promise<void> {
  const entries = items.entries();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [position, item] of entries) await action(item, position);
    }),
  );
}
