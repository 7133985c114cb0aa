import { qualified } from './templates.ts';
import { home, type InSchema, type Type, type World } from './world.ts';

/** A type as SQL writes it. */
export function typeText(world: World, type: Type): string {
  switch (type.kind) {
    case 'builtin':
      return type.name;
    case 'enum': {
      const found = world.enums.find(({ id }) => id === type.id);
      return found === undefined ? '?' : `${addressed(world, found)}${type.array ? '[]' : ''}`;
    }
    case 'domain': {
      const found = world.domains.find(({ id }) => id === type.id);
      return found === undefined ? '?' : addressed(world, found);
    }
  }
}

/** With its schema, whichever it is. */
export function inFull(world: World, object: InSchema): string {
  return object.schema === home ? `public.${qualified(world, object)}` : qualified(world, object);
}

/** In a table of another schema a name alone means that schema's first. */
export function addressed(world: World, object: InSchema): string {
  return isAmbiguous(world, object) ? inFull(world, object) : qualified(world, object);
}

export function isAmbiguous(world: World, { id, name }: InSchema): boolean {
  const others = [...world.enums, ...world.domains, ...world.tables, ...world.views, ...world.sequences];
  return others.some((other) => other.id !== id && other.name === name);
}
