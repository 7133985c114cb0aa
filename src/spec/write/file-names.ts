/** Names of files that every file system can hold beside each other. */
export class FileNames {
  private readonly taken = new Set<string>();

  /** @param candidates the first one that is free is taken; the last one with a number where none is */
  choose(...candidates: readonly string[]): string {
    const stems = candidates.map(safe);
    for (let count = 1; ; count += 1) {
      const free = (count === 1 ? stems : stems.slice(-1).map((stem) => `${stem}-${count}`)).find(
        (stem) => !this.taken.has(stem.toLowerCase()),
      );
      if (free === undefined) continue;
      this.taken.add(free.toLowerCase());
      return `${free}.yaml`;
    }
  }
}

/** Of a name the characters that need no thought. Windows keeps some names for devices. */
function safe(name: string): string {
  const stem = name.replace(/[^a-zA-Z0-9_-]+/g, '-').replace(/^-+|-+$/g, '') || 'schema';
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `${stem}_` : stem;
}
