/** A binary heap: the least item by the given order comes out first. */
export class Heap<T> {
  private readonly list: T[] = [];
  private readonly compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.compare = compare;
  }

  items(): readonly T[] {
    return this.list;
  }

  peek(): T | undefined {
    return this.list[0];
  }

  push(item: T): void {
    let position = this.list.length;
    this.list.push(item);
    while (position > 0) {
      const parent = (position - 1) >> 1;
      if (this.compare(this.list[parent] as T, item) <= 0) break;
      this.list[position] = this.list[parent] as T;
      position = parent;
    }
    this.list[position] = item;
  }

  pop(): T | undefined {
    const top = this.list[0];
    const last = this.list.pop();
    if (last === undefined || this.list.length === 0) return top;
    let position = 0;
    for (;;) {
      const left = 2 * position + 1;
      if (left >= this.list.length) break;
      const right = left + 1;
      const child =
        right < this.list.length && this.compare(this.list[right] as T, this.list[left] as T) < 0
          ? right
          : left;
      if (this.compare(last, this.list[child] as T) <= 0) break;
      this.list[position] = this.list[child] as T;
      position = child;
    }
    this.list[position] = last;
    return top;
  }
}
