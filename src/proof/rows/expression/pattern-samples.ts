import { numbers } from '../seed.ts';
import { javascriptRegex } from './matching.ts';

/** Texts that a LIKE pattern matches, all different where it has a wildcard. */
export function likeSamples(pattern: string, count: number): readonly string[] {
  return numbers(count).map((sample) => {
    const fill = sample === 0 ? '' : `${sample}`;
    return [...pattern.matchAll(/\\(.)|([\s\S])/gu)]
      .map(
        ([, escaped, plain]) =>
          escaped ?? (plain === '%' ? fill : plain === '_' ? letters[sample % 26] : plain),
      )
      .join('');
  });
}

/** Texts that a simple regular expression probably matches; who uses them tries whether they do. */
export function regexSamples(pattern: string, count: number): readonly string[] {
  const translated = javascriptRegex(pattern);
  if (translated === undefined) return [];
  return numbers(count).flatMap((sample) => {
    const reader = new PatternReader(translated, sample);
    const text = reader.alternatives();
    return reader.done ? [text] : [];
  });
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Reads a pattern and writes one text that it matches, in one pass. */
class PatternReader {
  private position = 0;
  private readonly pattern: string;
  private readonly sample: number;

  constructor(pattern: string, sample: number) {
    this.pattern = pattern;
    this.sample = sample;
  }

  get done(): boolean {
    return this.position === this.pattern.length;
  }

  alternatives(): string {
    const branches = [this.branch()];
    while (this.pattern[this.position] === '|') {
      this.position += 1;
      branches.push(this.branch());
    }
    return branches[this.sample % branches.length] as string;
  }

  private branch(): string {
    let written = '';
    while (!this.done && !'|)'.includes(this.pattern[this.position] as string)) written += this.piece();
    return written;
  }

  private piece(): string {
    const start = this.position;
    const one = this.atom();
    const end = this.position;
    const times = this.quantity();
    const after = this.position;
    if (times === 0) return '';
    // Each repetition is read anew, so that it can be another character.
    const more = numbers(times - 1).map((repetition) => {
      const again = new PatternReader(this.pattern.slice(start, end), this.sample + repetition + 1);
      return again.atom();
    });
    this.position = after;
    return one + more.join('');
  }

  private atom(): string {
    const character = this.pattern[this.position] as string;
    this.position += 1;
    switch (character) {
      case '^':
      case '$':
        return '';
      case '.':
        return letters[this.sample % 26] as string;
      case '[':
        return this.bracket();
      case '(': {
        if (this.pattern.startsWith('?:', this.position)) this.position += 2;
        const inner = this.alternatives();
        this.position += 1;
        return inner;
      }
      case '\\': {
        const escaped = this.pattern[this.position] as string;
        this.position += 1;
        const set = escapes[escaped];
        return set === undefined ? escaped : (set[this.sample % set.length] as string);
      }
      default:
        return character;
    }
  }

  private bracket(): string {
    let end = this.position + 1;
    while (end < this.pattern.length && this.pattern[end] !== ']') end += this.pattern[end] === '\\' ? 2 : 1;
    const source = this.pattern.slice(this.position - 1, end + 1);
    this.position = end + 1;
    const set = new RegExp(source);
    const members = [...usual].filter((character) => set.test(character));
    return members.length === 0 ? '' : (members[(this.sample * 7) % members.length] as string);
  }

  private quantity(): number {
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.pattern.slice(this.position));
    if (found === null) return 1;
    this.position += found[0].length;
    const [whole, from, open, to] = found;
    if (from !== undefined) {
      const least = Number(from);
      const most = open === undefined ? least : to === '' || to === undefined ? least + 3 : Number(to);
      return least + (this.sample % (most - least + 1));
    }
    if (whole.startsWith('?')) return this.sample % 2;
    return whole.startsWith('+') ? 1 + (this.sample % 4) : this.sample % 4;
  }
}

const usual = `${letters}${letters.toUpperCase()}0123456789 _-.@+%/:#,;!?'"`;
const escapes: Readonly<Record<string, string>> = {
  d: '0123456789',
  w: 'abcdefghij0123456789_',
  s: ' \t',
  D: 'abc',
  W: '-. ',
  S: 'abc123',
};
