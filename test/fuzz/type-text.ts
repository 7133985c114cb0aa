import { qualified } from './templates.ts';
import type { Type, World } from './world.ts';

/** A type as SQL writes it. */
export function typeText(world: World, type: Type): string {
  switch (type.kind) {
    case 'builtin':
      return type.name;
    case 'enum': {
      const found = world.enums.find(({ id }) => id === type.id);
      return found === undefined ? '?' : `${qualified(world, found)}${type.array ? '[]' : ''}`;
    }
    case 'domain': {
      const found = world.domains.find(({ id }) => id === type.id);
      return found === undefined ? '?' : qualified(world, found);
    }
  }
}
